"""An installation of an authority: HTTPS only; hosts and the key come from the environment, never from the code."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from luoshi.desk.settings.base import *  # noqa: F403
from luoshi.desk.settings.base import ALLOWED_HOSTS, SECRET_KEY, TRUSTED_PROXIES

if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("LUOSHI_SECRET_KEY is not set or too short; set it to 50 or more random characters")
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("LUOSHI_HOSTS is not set; set it to the names of this server, parted by commas")

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
if TRUSTED_PROXIES:  # without a proxy anybody could write this header
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECOND_FACTOR_ROLES = frozenset({"administrator", "security_officer", "auditor"})
