"""What every page is told: who reads it, where they can go, which day it is, whether it is a demonstration."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from touyan.foundation.calendar.weekdays import date_words
from touyan.foundation.people.rules import ADMINISTRATORS, POST_KINDS
from touyan.foundation.units.models import MEASURING
from touyan.foundation.web.menu import entries
from touyan.foundation.web.reasons import lang_of, words


def page(request: HttpRequest) -> dict[str, Any]:
    """The frame's values; reads nothing that the request has not already loaded."""
    actor = getattr(request, "actor", None)
    told: dict[str, Any] = {
        "demo": settings.IS_DEMONSTRATION,
        "request_id": getattr(request, "request_id", ""),
        "home_url": "/",
        "sign_in_url": "/sign-in",
    }
    person = getattr(request, "person", None)
    if actor is None or not actor.is_signed_in or person is None:
        return told
    lang = lang_of(request)
    now = request.clock  # type: ignore[attr-defined]
    posts = dict.fromkeys(words(POST_KINDS[p.kind], lang) for p in actor.posts if p.kind in POST_KINDS)
    host = request.get_host().rsplit(":", 1)[0]
    minutes = settings.ADMINISTRATOR_IDLE_MINUTES if actor.holds(*ADMINISTRATORS) else settings.IDLE_MINUTES
    return told | {
        "nav": entries(actor, request.path),
        "home_url": "/desk",
        "desk_url": "/desk",
        "sign_in_url": "",
        "tenant_name": person.tenant.name,
        "measuring": person.tenant.slug == MEASURING,
        "user_name": person.name,
        "post_name": f"{person.home.label} {'、'.join(posts)}",
        "sign_out_url": "/sign-out",
        "account_links": [
            {"label": _("我的账号"), "url": "/account", "icon": "user"},
        ],
        "clock": {
            "date_text": date_words(now.today, lang),
            "is_demo": now.is_demonstration,
            "step_url": "/clock/step" if now.is_demonstration and settings.IS_DEMONSTRATION else "",
        },
        "stream_url": f"{request.scheme}://{host}:{settings.STREAM_PORT}/events",
        "session_seconds": minutes * 60,
    }
