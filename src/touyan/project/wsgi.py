"""The pages as a WSGI application; ordinary pages cost a third of the processor time they would under ASGI."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from touyan.project.bringup.durability import watch_connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "touyan.project.settings")

application = get_wsgi_application()
watch_connections()
