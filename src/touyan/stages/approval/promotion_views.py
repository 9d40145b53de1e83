"""The page on which a project is put forward to an upper call."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.web.pages import page
from touyan.foundation.web.submit import attempt, buttons, done_or_back
from touyan.stages.approval import queries
from touyan.stages.approval.promoting import Promote, put_forward_as, upper_calls


@page("project.promote", load=queries.project, posts=("project.promote",))
def promote(request: HttpRequest, project: Any) -> HttpResponse:
    """Choose the upper call; what was said is taken over, nothing is typed again (SB-13)."""
    if request.method == "POST":
        tried = attempt(request, "project.promote", project, Promote(request.POST.get("call", "")[:40]))
        done = _("已推荐到上级，申报内容已带入，由本单位书记签发提交。")
        return done_or_back(request, tried, done, f"/approval/promotions/{project.key}")
    today, days = request.clock.today, calendar_of()  # type: ignore[attr-defined]
    acts = buttons(request, project, "project.promote")
    context = {
        "project": project,
        "calls": [
            {"call": call, "left": days.workdays_left(today, call.closes_on)} for call in upper_calls(project)
        ],
        "act": acts[0] if acts else None,
        "put_forward": put_forward_as(request.actor, project),  # type: ignore[attr-defined]
        "today": today,
        "breadcrumbs": [
            {"label": _("项目"), "url": "/projects"},
            {"label": project.title, "url": f"/projects/{project.key}"},
            {"label": _("推荐到上级")},
        ],
    }
    return render(request, "approval/promote.html", context)
