"""The system administrator's page: what ran, what failed, what waits. It shows no matter's content."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from touyan.foundation.calendar.clock import CHINA
from touyan.foundation.calendar.weekdays import date_words
from touyan.foundation.jobs import queries
from touyan.foundation.web.listing import Column, Filter, Listing, window
from touyan.foundation.web.pages import page
from touyan.foundation.web.reasons import lang_of
from touyan.foundation.web.rendering import Lang, RowPattern, chip
from touyan.foundation.wording import sentence

ROW = RowPattern(
    '<tr><td class="figures">{at}</td><td>{job}</td><td>{state:html}</td><td>{tries:figure}</td><td>{fault}</td></tr>'
)


def _what(run: Any, lang: Lang) -> str:
    """The run in words, with the day it is for."""
    day = run.given.get("day", "")
    told = {"day": date_words(date.fromisoformat(day), lang)} if day else {}
    name = run.given.get("name", "")
    return sentence(f"job.{run.job}.{name}" if name else f"job.{run.job}", told, lang)


def _listing(lang: Lang) -> Listing:
    said = {
        "waiting": (_("待办"), "calm"),
        "running": (_("在办"), "calm"),
        "done": (_("已办"), "good"),
        "failed": (_("失败"), "late"),
    }

    def rows(found: list[Any]) -> SafeString:
        return ROW.rows(
            (
                run.due_at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S"),
                _what(run, lang),
                chip(*said[run.state]),  # type: ignore[arg-type]
                run.attempts,
                run.fault,
            )
            for run in found
        )

    return Listing(
        caption=_("后台任务"),
        columns=(
            Column(_("应办时间"), "due_at"),
            Column(_("任务"), "run_key"),
            Column(_("状态"), "state"),
            Column(_("次数"), number=True),
            Column(_("原因")),
        ),
        rows=rows,
        filters=(
            Filter(
                "state",
                _("状态"),
                lambda runs, value: runs.filter(state=value),
                tuple((n, w) for n, (w, _tone) in said.items()),
            ),
        ),
        order="-due_at",
        empty_title=_("还没有后台任务"),
    )


@page("jobs.runs", duty=frozenset({"system_admin"}))
def runs(request: HttpRequest) -> HttpResponse:
    """Runs, undelivered effects, and the last checkpoint."""
    actor = request.actor  # type: ignore[attr-defined]
    return render(
        request,
        "jobs/runs.html",
        window(request, queries.runs(actor), _listing(lang_of(request)))
        | {"effects": list(queries.waiting_effects(actor)[:50]), "checkpoint": queries.last_checkpoint()},
    )
