"""The demonstration on one's own machine: invented data, said on every page; a key that is made on the first start."""

from __future__ import annotations

from luoshi.desk.ground.secret import kept_secret
from luoshi.desk.settings.base import *  # noqa: F403
from luoshi.desk.settings.base import HOME, LOGGING

SECRET_KEY = kept_secret(HOME / "secret-key")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
SYNTHETIC = True
LOGGING["root"]["level"] = "WARNING"  # the accounts stay in sight of whoever started it
