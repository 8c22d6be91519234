"""The tests: a database file of their own (threads share it), a fast hash, static files straight from the apps."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from luoshi.desk.settings.base import *  # noqa: F403
from luoshi.desk.settings.base import DATABASES, LOGGING

SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["TEST"] = {"NAME": "test_luoshi_" + str(os.getpid())}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["TEST"]["NAME"] = str(Path(tempfile.gettempdir()) / f"luoshi-test-{os.getpid()}.sqlite3")
LOGGING["root"]["level"] = "CRITICAL"
WHITENOISE_AUTOREFRESH = True
