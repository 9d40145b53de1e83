"""Every task in reach as one list by its due day, whatever project it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.web.listing import Column, Filter, Listing
from touyan.foundation.web.reasons import words
from touyan.foundation.web.rendering import Lang, RowPattern, bar, chip, day, due, link

ROW = RowPattern(
    '<tr><td class="main-cell">{name:html}<small>{project}</small></td><td>{unit}</td><td>{owner}</td>'
    "<td>{due:html}</td><td>{bar:html}</td><td>{state:html}</td></tr>"
)
TONES = {"open": "calm", "claimed": "warn", "accepted": "good"}


def task_list(lang: Lang, today: date, versions: Mapping[int, SchemeVersion]) -> Listing:
    """Tasks by due day, with filters by words, state and what is overdue."""
    machines = [machine for one in versions.values() if (machine := one.machine("task")) is not None]
    states = {s.name: words(m.label_of(s.name), lang) for m in machines for s in m.states.values()}
    days = calendar_of()

    def row(task: Any) -> tuple[Any, ...]:
        left = days.workdays_left(today, task.finish_on)
        is_open = task.state == "open"
        return (
            link(f"/tasks/{task.key}", task.name),
            task.project.title,
            task.project.unit.label,
            task.owner.name if task.owner else task.owner_word,
            due(task.finish_on, today, left, lang) if is_open else day(task.finish_on, lang),
            bar(task.progress, None, lang),
            chip(states.get(task.state, task.state), TONES.get(task.state, "")),  # type: ignore[arg-type]
        )

    return Listing(
        caption=_("任务"),
        columns=(
            Column(_("任务")),
            Column(_("单位")),
            Column(_("责任人")),
            Column(_("完成期限"), "finish_on"),
            Column(_("进度"), "progress"),
            Column(_("状态")),
        ),
        rows=lambda found: ROW.rows(row(one) for one in found),
        filters=(
            Filter(
                "q",
                _("任务、项目或单位"),
                lambda rows, text: rows.filter(
                    Q(name__icontains=text)
                    | Q(project__title__icontains=text)
                    | Q(project__unit__name__icontains=text)
                ),
            ),
            Filter("state", _("状态"), lambda rows, value: rows.filter(state=value), tuple(states.items())),
            Filter(
                "when",
                _("期限"),
                lambda rows, value: _overdue(rows, today) if value == "late" else rows,
                (("late", _("已逾期")),),
            ),
        ),
        order="finish_on",
        empty_title=_("还没有任务"),
        empty_text=_("项目启动以后，计划里的每项任务会按完成期限出现在这里。"),
        empty_acts=({"label": _("看项目计划"), "url": "/plans"},),
    )


def _overdue(rows: Any, today: date) -> Any:
    return rows.filter(state="open", finish_on__lt=today)
