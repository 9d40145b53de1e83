"""The lists of calls and of applications."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from touyan.core.scheme import label
from touyan.core.workflow import Machine
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.web.listing import Column, Filter, Listing
from touyan.foundation.web.reasons import words
from touyan.foundation.web.rendering import NOTHING, Lang, RowPattern, chip, day, due, link
from touyan.stages.application.models import Application, Call

CALL_ROW = RowPattern(
    "<tr><td>{title:html}</td><td>{days:html}</td><td>{left:html}</td><td>{state:html}</td></tr>"
)
ROW = RowPattern(
    '<tr><td class="figures">{number}</td><td class="main-cell">{title:html}</td><td>{unit}</td><td>{leader}</td>'
    "<td>{area}</td><td>{due:html}</td><td>{state:html}</td></tr>",
)
Tone = Literal["", "good", "warn", "late", "calm", "none"]
CALL_TONES: dict[str, Tone] = {"draft": "none", "open": "good", "closed": "calm"}
TONES: dict[str, Tone] = {
    "draft": "none", "checking": "calm", "signing": "calm", "vetting": "calm", "returned": "warn", "meeting": "calm",
    "revising": "warn", "revision_answered": "calm", "approved": "good", "filing": "calm", "filed": "good", "self_implemented": "good", "withdrawn": "none",
}  # fmt: skip


def state_chip(machine: Machine, state: str, lang: Lang) -> SafeString:
    """A state as a chip in the scheme's words."""
    return chip(words(machine.label_of(state), lang), TONES.get(state.partition(".")[0], ""))


def machine_for(version: SchemeVersion, kind: str) -> Machine:
    """The machine of a kind in a published scheme. Raises LookupError where the scheme has no such stage."""
    found = version.machine(kind)
    if found is None:
        raise LookupError(kind)
    return found


def call_list(today: date, lang: Lang, *, may_create: bool) -> Listing:
    """Calls, the latest first, with the working days left."""

    def row(call: Call) -> tuple[str | int, ...]:
        machine = machine_for(call.scheme_version, "call")
        left = (
            due(call.closes_on, today, calendar_of().workdays_left(today, call.closes_on), lang)
            if call.state == "open" and call.closes_on >= today
            else chip(_("已过截止日"), "none")
            if call.state == "open"
            else NOTHING
        )
        days = SafeString(f"{day(call.opens_on, lang)} – {day(call.closes_on, lang)}")
        return (
            link(f"/calls/{call.key}", call.title),
            days,
            left,
            chip(words(machine.label_of(call.state), lang), CALL_TONES.get(call.state, "")),
        )

    return Listing(
        caption=_("申报通知"),
        columns=(
            Column(_("通知"), "title"),
            Column(_("申报时间"), "opens_on"),
            Column(_("还剩"), "closes_on"),
            Column(_("状态"), "state"),
        ),
        rows=lambda found: CALL_ROW.rows(row(c) for c in found),
        order="-opens_on",
        empty_title=_("还没有申报通知"),
        empty_text=_("领导小组办公室发出申报通知后，这里可以看到申报时间并开始申报。"),
        empty_acts=({"label": _("发起申报通知"), "url": "/calls/new"},) if may_create else (),
    )


def application_list(today: date, lang: Lang, calls: list[Call]) -> Listing:
    """Applications with filters by words, state, call and unit; states are those of the schemes called under."""
    versions = {call.scheme_version_id: call.scheme_version for call in calls}.values()
    areas = {
        name: option
        for version in versions
        if "area" in version.rules.taxonomies
        for name, option in version.rules.taxonomies["area"].options.items()
    }

    def row(one: Application) -> tuple[str | int, ...]:
        machine = machine_for(one.scheme_version, "application")
        left = (
            due(one.due_on, today, calendar_of().workdays_left(today, one.due_on), lang)
            if one.due_on
            else NOTHING
        )
        return (
            one.number,
            link(f"/applications/{one.key}", one.title or _("（还没有写项目名称）")),
            one.unit.label,
            one.leader.name if one.leader else "",
            label(areas[one.focus_area], lang) if one.focus_area in areas else "",
            left,
            state_chip(machine, one.state, lang),
        )

    return Listing(
        caption=_("申报"),
        columns=(
            Column(_("编号"), "number"),
            Column(_("项目名称"), "title"),
            Column(_("申报单位"), "unit__order"),
            Column(_("领题书记")),
            Column(_("项目领域"), "focus_area"),
            Column(_("本环节期限")),
            Column(_("状态"), "state"),
        ),
        rows=lambda found: ROW.rows(row(one) for one in found),
        filters=(
            Filter(
                "q",
                _("关键词"),
                lambda rows, text: rows.filter(Q(title__icontains=text) | Q(number__icontains=text)),
            ),
            Filter("state", _("状态"), lambda rows, state: rows.filter(state=state), _states(versions, lang)),
            Filter(
                "call",
                _("申报通知"),
                lambda rows, key: rows.filter(call__key=key),
                tuple((str(c.key), c.title) for c in calls),
            ),
            Filter(
                "unit",
                _("申报单位"),
                lambda rows, text: rows.filter(
                    Q(unit__name__icontains=text) | Q(unit__initials__istartswith=text)
                ),
            ),
        ),
        order="-number",
        empty_title=_("还没有申报"),
        empty_text=_("先在申报通知里看清时间和名额，再由经办人新建申报。"),
        empty_acts=({"label": _("查看申报通知"), "url": "/calls"},),
    )


def _states(versions: Iterable[SchemeVersion], lang: Lang) -> tuple[tuple[str, str], ...]:
    """Every state an application may stand in, once, in the order of the path."""
    told: dict[str, str] = {}
    for version in versions:
        machine = machine_for(version, "application")
        told |= {s: words(machine.label_of(s), lang) for s in machine.states if s not in told}
    return tuple(told.items())
