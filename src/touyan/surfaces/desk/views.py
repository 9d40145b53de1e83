"""The desk: what must be done today, and why; the clock bar of the demonstration."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.calendar.demonstration import step_one_working_day
from touyan.foundation.jobs.actions import run_due
from touyan.foundation.notices.duties import duties
from touyan.foundation.web.pages import PUBLIC, page
from touyan.foundation.web.reasons import lang_of
from touyan.stages.publication import public


@page("desk.home", audience=PUBLIC)
def home(request: HttpRequest) -> HttpResponse:
    """Signed in: the desk; else: the sign-in page (the demonstration shows its principals there)."""
    if request.actor.is_signed_in:  # type: ignore[attr-defined]
        return HttpResponseRedirect("/desk")
    shows_portal = not settings.IS_DEMONSTRATION and public.has_anything()
    return HttpResponseRedirect("/public" if shows_portal else "/sign-in")  # type: ignore[attr-defined]


@page("desk.desk")
def desk(request: HttpRequest) -> HttpResponse:
    """What this person must do, soonest first, each with the working days left."""
    today = request.clock.today  # type: ignore[attr-defined]
    found = duties(request.actor, today, lang_of(request))  # type: ignore[attr-defined]
    calendar = calendar_of()
    rows = [
        {"duty": duty, "left": calendar.workdays_left(today, duty.due_on) if duty.due_on else None}
        for duty in found
    ]
    return render(
        request,
        "desk/desk.html",
        {
            "now": [r for r in rows if not r["duty"].is_waiting],
            "waiting": [r for r in rows if r["duty"].is_waiting],
            "today": today,
        },
    )


@page("desk.step_clock", posts=("-",), only_post=True)
def step_clock(request: HttpRequest) -> HttpResponse:
    """Demonstration only: go on to the next working day."""
    if not settings.IS_DEMONSTRATION or not request.clock.is_demonstration:  # type: ignore[attr-defined]
        raise Http404
    step_one_working_day(request.actor.tenant)  # type: ignore[attr-defined]
    run_due(limit=20)
    return HttpResponseRedirect(request.headers.get("Referer") or "/desk")
