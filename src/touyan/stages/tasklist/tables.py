"""The list of measures as a page shows it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from touyan.core.workflow import Machine
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.web.listing import Column, Filter, Listing
from touyan.foundation.web.reasons import words
from touyan.foundation.web.rendering import Lang, RowPattern, chip, due, esc, link
from touyan.stages.plan.models import Task

ROW = RowPattern(
    '<tr><td class="keep">{code}</td><td>{task:html}</td><td class="main-cell">{measure:html}</td>'
    '<td>{lead:html}</td><td>{due:html}</td><td class="number">{progress}</td><td>{state:html}</td></tr>'
)
TONES = {"open": "", "claimed": "calm", "accepted": "good"}


def measure_list(
    today: date,
    lang: Lang,
    machine: Machine,
    names: Mapping[str, str],
    choices: Mapping[str, tuple[tuple[str, str], ...]],
) -> Listing:
    """Measures with filters by words, aspect, lead unit and state; `choices` are the options of the last three."""

    def row(one: Task) -> tuple[Any, ...]:
        assists = "、".join(names[key] for key in one.assists if key in names)
        lead = esc(one.project.unit.label)
        told = (
            f'{lead}<br><small class="soft">{esc(_("配合"))}{esc("：")}{esc(assists)}</small>'
            if assists
            else lead
        )
        until = (
            chip(_("长期坚持"), "none")
            if one.is_standing or one.finish_on is None
            else due(one.finish_on, today, calendar_of().workdays_left(today, one.finish_on), lang)
        )
        return (
            one.code,
            SafeString(f'{esc(one.heading)}<br><small class="soft">{esc(one.stage)}</small>'),
            link(f"/tasks/{one.key}", one.name),
            SafeString(told),
            until,
            f"{one.progress}%",
            chip(words(machine.label_of(one.state), lang), TONES.get(one.state, "")),  # type: ignore[arg-type]
        )

    return Listing(
        caption=_("任务清单"),
        columns=(
            Column(_("编号"), "position"),
            Column(_("工作任务"), "heading"),
            Column(_("落实举措")),
            Column(_("牵头单位"), "project__unit__order"),
            Column(_("完成时限"), "finish_on"),
            Column(_("完成比例"), "progress"),
            Column(_("状态"), "state"),
        ),
        rows=lambda found: ROW.rows(row(one) for one in found),
        filters=(
            Filter(
                "q",
                _("关键词"),
                lambda rows, text: rows.filter(
                    Q(name__icontains=text) | Q(heading__icontains=text) | Q(code__startswith=text)
                ),
            ),
            Filter("aspect", _("方面"), lambda rows, text: rows.filter(stage=text), choices["aspect"]),
            Filter(
                "lead", _("牵头单位"), lambda rows, key: rows.filter(project__unit__key=key), choices["lead"]
            ),
            Filter("state", _("状态"), lambda rows, text: rows.filter(state=text), choices["state"]),
        ),
        order="position",
        empty_title=_("还没有导入任务清单"),
        empty_text=_("由专项办导入清单后，每个牵头单位的举措合为一个项目，不用再申报。"),
    )
