"""What a WSGI server starts: ``gunicorn luoshi.desk.wsgi``."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from luoshi.desk.start import calm_collector

__all__ = ["application"]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.desk.settings.production")
application = get_wsgi_application()
calm_collector()
