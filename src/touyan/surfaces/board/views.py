"""The county board."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.web.pages import page
from touyan.foundation.web.reasons import lang_of
from touyan.stages.publication import board as counted
from touyan.surfaces.board.matrix import body, columns, lines, reconciled, total, windowed
from touyan.surfaces.board.week import MOST, groups, sunday_of, week_body, week_columns


@page("board.board")
def board(request: HttpRequest) -> HttpResponse:
    """What needs a decision this week, then units and stages."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    today = request.clock.today  # type: ignore[attr-defined]
    days = calendar_of()
    found = lines(counted.declared(actor), counted.running(actor, today))
    shown, more = windowed(found, request.GET.get("from", ""))
    week = groups(counted.waiting(actor, sunday_of(today), MOST))
    return render(
        request,
        "board/board.html",
        {
            "week": week,
            "count": sum(group.count for group in week),
            "until": sunday_of(today),
            "today": today,
            "week_columns": week_columns(),
            "week_body": week_body(week, today, days, lang_of(request)),
            "columns": columns(),
            "body": body(shown, total(found), lang_of(request)) if found else "",
            "units": len(found),
            "more": more,
            "reckoning": reconciled(total(found)),
        },
    )
