"""The gallery of the look.

It shows every token and component with real long names, so that a change of style is judged on one
page. It is served only where the caller decides so (demonstration mode).
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_GET

from touyan.foundation.web import icons
from touyan.surfaces.design import samples


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Every token and component on one page; `?lang=en` shows it in English."""
    lang = request.GET.get("lang", "")
    chosen = lang if lang in ("zh-hans", "en") else translation.get_language() or "zh-hans"
    with translation.override(chosen):
        context: dict[str, Any] = {"demo": True, "icons": icons.icon_names(), **samples.everything()}
        return render(request, "design/gallery.html", context)
