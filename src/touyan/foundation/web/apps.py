"""Web app: no tables, only the template tags and the start-up check."""

from django.apps import AppConfig
from django.core import checks


class WebConfig(AppConfig):
    """Refuses to start with a route that declares no rule."""

    name = "touyan.foundation.web"
    label = "web"

    def ready(self) -> None:
        """Register the check."""
        from touyan.foundation.web.pages import undeclared_routes  # noqa: PLC0415 - apps must be loaded first

        checks.register(undeclared_routes)
