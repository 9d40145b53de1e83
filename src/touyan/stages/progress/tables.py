"""The list of reports."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.web.listing import Column, Filter, Listing
from touyan.foundation.web.reasons import words
from touyan.foundation.web.rendering import NOTHING, Lang, RowPattern, chip, day, due, light, link
from touyan.foundation.wording.sentences.explain import machine_words

TONES = {"due": "warn", "submitted": "calm", "returned": "late", "accepted": "good"}
OPEN = ("due", "returned")
CELLS = "<td>{project:html}</td><td>{unit}</td><td>{period}</td><td>{due:html}</td><td>{state:html}</td><td>{handed:html}</td><td>{light:html}</td>"
ROW = RowPattern(f"<tr>{CELLS}</tr>")
TICKED = RowPattern('<tr><td class="tick">{tick:html}</td>' + CELLS + "</tr>")


def state_chip(subject: Any, tones: dict[str, Any], lang: Lang) -> SafeString:
    """The state in the words of the matter's own scheme."""
    machine = subject.project.scheme_version.machine(subject.KIND)
    label = machine.label_of(subject.state) if machine else None
    return chip(words(label, lang) if label else subject.state, tones.get(subject.state, ""))


def state_choices(kind: str, states: tuple[str, ...], lang: Lang) -> tuple[tuple[str, str], ...]:
    """States of a kind with their default words, for a filter over matters of several schemes."""
    known = machine_words()
    return tuple(
        (state, words(known[f"state.{kind}.{state}"], lang) if f"state.{kind}.{state}" in known else state)
        for state in states
    )


def report_list(lang: Lang, today: date, *, ticks: bool = False) -> Listing:
    """Reports, soonest due first; `ticks` gives those handed in a box for accepting many at once."""
    days = calendar_of()

    def cells(r: Any) -> tuple[Any, ...]:
        is_open = r.state in OPEN
        handed = day(r.submitted_on, lang) if r.submitted_on else NOTHING
        mark = format_html("{} {}", handed, chip(_("无变化"), "none")) if r.is_unchanged else handed
        when = (
            due(r.due_on, today, days.workdays_left(today, r.due_on), lang)
            if is_open
            else day(r.due_on, lang)
        )
        return (
            link(f"/reports/{r.key}", r.project.title),
            r.project.unit.label,
            r.period_word,
            when,
            state_chip(r, TONES, lang),
            mark,
            light(r.project.light, lang),
        )

    def rows(found: list[Any]) -> SafeString:
        if not ticks:
            return ROW.rows(cells(r) for r in found)
        return TICKED.rows((_tick(r), *cells(r)) for r in found)

    return Listing(
        caption=_("进展报告"),
        columns=(
            Column(_("项目"), "project__title"),
            Column(_("单位"), "project__unit__order"),
            Column(_("报告期"), "period"),
            Column(_("到期"), "due_on"),
            Column(_("状态"), "state"),
            Column(_("提交日期")),
            Column(_("灯")),
        ),
        rows=rows,
        filters=(
            Filter(
                "state",
                _("状态"),
                lambda found, value: found.filter(state=value),
                state_choices("report", tuple(TONES), lang),
            ),
            Filter(
                "overdue",
                _("是否超期"),
                lambda found, value: _overdue(found, value, today),
                (("1", _("已超期未交")), ("0", _("未超期"))),
            ),
            Filter(
                "kind",
                _("种类"),
                lambda found, value: found.filter(kind=value),
                (("monthly", _("月度进展")), ("quarterly_line", _("一句话进展"))),
            ),
            Filter(
                "unit", _("单位"), lambda found, value: found.filter(project__unit__name__icontains=value)
            ),
        ),
        order="-due_on",
        empty_title=_("还没有进展报告"),
        empty_text=_("项目启动以后，每个报告期开始时系统自动建好报告，并按计划预填。"),
    )


def _tick(r: Any) -> SafeString:
    if r.state != "submitted":
        return SafeString("")
    return format_html(
        '<input type="checkbox" name="pick" value="{}" aria-label="{}">',
        r.key,
        f"{r.project.title} {r.period_word}",
    )


def _overdue(found: Any, value: str, today: date) -> Any:
    late = {"state__in": OPEN, "due_on__lt": today}
    return found.filter(**late) if value == "1" else found.exclude(**late)
