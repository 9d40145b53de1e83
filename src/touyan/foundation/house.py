"""The app every folder with verbs is: loading it fills the door's registry and the menu."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig

FILES = ("rules", "actions", "conditions", "checks", "jobs", "indexing", "moving")


class HouseApp(AppConfig):
    """Imports the app's `rules`, `actions`, `conditions`, `checks`, `jobs`, `indexing` and `moving`, where they stand."""

    default = False

    def __init_subclass__(cls) -> None:
        """Django must pick the subclass, not this base that stands in the same module."""
        cls.default = True

    def ready(self) -> None:
        """Register what the app brings."""
        for name in FILES:
            if find_spec(f"{self.name}.{name}") is not None:
                import_module(f"{self.name}.{name}")
