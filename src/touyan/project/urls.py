"""Every address of the product, app by app in the order of the floors."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import include, path

from touyan.stages import ORDER

APPS = (
    *(f"touyan.surfaces.{app}" for app in ("desk", "board", "thread", "portal", "design")),
    *(
        f"touyan.foundation.{app}"
        for app in (
            "people",
            "units",
            "ledger",
            "files",
            "jobs",
            "notices",
            "search",
            "publicity",
            "feedback",
            "calendar",
        )
    ),
    "touyan.fieldwork.needs",
    *(f"touyan.stages.{app}" for app in ORDER),
)

handler500 = "touyan.foundation.web.faults.broken"

urlpatterns = [
    path("", include(f"{app}.urls"))
    for app in APPS
    if find_spec(app) is not None and find_spec(f"{app}.urls") is not None
]
