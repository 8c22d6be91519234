"""What is true of every installation. Django 5.2; SQLite in WAL unless ``DATABASE_URL`` says otherwise."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import dj_database_url

DESK = Path(__file__).resolve().parents[1]
HOME = Path(os.environ.get("LUOSHI_HOME", "luoshi-data")).resolve()

SECRET_KEY = os.environ.get("LUOSHI_SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS: list[str] = [h for h in os.environ.get("LUOSHI_HOSTS", "").split(",") if h]

INSTALLED_APPS = [
    "luoshi.desk.ground",
    "luoshi.desk.accounts",
    "luoshi.desk.audit",
    "luoshi.desk.jobs",
    "luoshi.desk.design",
    "luoshi.desk.texts",
    "luoshi.desk.ledger",
    "luoshi.desk.board",
    "luoshi.desk.api",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_filters",
    "django_tables2",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "axes",
    "ninja",
]

MIDDLEWARE = [
    "luoshi.desk.ground.middleware.request_context",
    "luoshi.desk.ground.middleware.faults",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "luoshi.desk.ground.middleware.security_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "luoshi.desk.ground.middleware.language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "luoshi.desk.accounts.middleware.signed_in_only",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "luoshi.desk.urls"
WSGI_APPLICATION = "luoshi.desk.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
X_FRAME_OPTIONS = "DENY"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "luoshi.desk.design.context.page",
            ],
        },
    },
]

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def database(default: Path) -> dict[str, Any]:
    """The database of ``DATABASE_URL``, or an SQLite file at ``default``."""
    url = os.environ.get("DATABASE_URL", f"sqlite:///{default}")
    found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60))
    if "sqlite" in found["ENGINE"]:
        found["OPTIONS"] = {**found.get("OPTIONS", {}), **SQLITE_OPTIONS}
    return found


DATABASES = {"default": database(HOME / "luoshi.sqlite3")}

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "luoshi.desk.ground.pages.csrf_failed"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "luoshi.desk.accounts.pages.locked_out"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "luoshi.desk.accounts.addresses.client_address"

TRUSTED_PROXIES = int(os.environ.get("LUOSHI_TRUSTED_PROXIES", "0"))
"""How many proxies stand before the desk, each appending to X-Forwarded-For. With none the header is not looked at."""

SECOND_FACTOR_ROLES: frozenset[str] = frozenset()
"""Who holds a post with one of these roles sets a second factor up before anything else."""
OTP_TOTP_ISSUER = "Luoshi"
OTP_TOTP_THROTTLE_FACTOR = 0  # wrong codes are counted and locked by accounts.services.factors

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "luoshi_language"
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

DATA_UPLOAD_MAX_MEMORY_SIZE = 8_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FILES = 50
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

DJANGO_TABLES2_TEMPLATE = "design/table.html"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "luoshi.desk.ground.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"axes": {"level": "ERROR"}, "django.server": {"level": "ERROR"}},
}

SYNTHETIC = False
"""The demonstration says on every page that its data are invented."""
