"""What a new schedule would change, before anything is saved: who moves from when to when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from touyan.core.workdays import Calendar
from touyan.foundation.web.rendering import Lang, day_text
from touyan.foundation.wording import say
from touyan.stages.plan.reckoning import Move, moves, verdict_findings


def _span(span: tuple[Any, Any] | None, lang: Lang) -> str:
    return f"{day_text(span[0], lang)} — {day_text(span[1], lang)}" if span else ""


def _row(move: Move, lang: Lang) -> dict[str, Any]:
    before, after = _span(move.before, lang), _span(move.after, lang)
    later = abs(move.later)
    note = (
        ""
        if not move.later
        else (_("晚 %(n)s 个工作日") if move.later > 0 else _("早 %(n)s 个工作日")) % {"n": later}
    )
    return {
        "label": move.name or _("（已删除的任务）"),
        "old": [{"text": before, "mark": "removed"}] if before else [],
        "new": [{"text": f"{after}（{note}）" if note else after, "mark": "added"}] if after else [],
    }


def preview(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    names: Mapping[str, str],
    calendar: Calendar,
    lang: Lang,
) -> dict[str, Any]:
    """The context of `plan/_preview.html`: verdict, findings, and the rows of `components/diff.html`."""
    moved = moves(before, after, names, calendar)
    return {
        "is_feasible": after.get("feasible", False),
        "findings": findings(after, names, lang),
        "rows": [_row(move, lang) for move in moved],
        "count": len(moved),
        "all": len(after.get("tasks", {})),
        "latest_start": after.get("latest_start"),
    }


def findings(computed: Mapping[str, Any], names: Mapping[str, str], lang: Lang) -> Sequence[dict[str, str]]:
    """What stands against a schedule, for `components/findings.html`."""
    return (
        [{"level": f.level, "text": say(f, lang)} for f in verdict_findings(computed, names)]
        if computed
        else []
    )
