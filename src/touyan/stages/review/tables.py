"""The lists of vetting and of sessions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from touyan.core.scheme import Scheme
from touyan.core.scheme import label as said
from touyan.core.workflow import Machine
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.web.listing import Column, Filter, Listing
from touyan.foundation.web.reasons import words
from touyan.foundation.web.rendering import NOTHING, Lang, RowPattern, chip, day, due, link
from touyan.stages.review.vetting import level_of, questions

VET_ROW = RowPattern(
    '<tr><td class="tick"><input type="checkbox" name="chosen" value="{key}" aria-label="{aria}"></td>'
    '<td class="main-cell">{title:html}</td><td>{unit}</td><td>{leader}</td><td>{level}</td><td>{round}</td>'
    "<td>{judged}</td><td>{due:html}</td></tr>"
)
MEETING_ROW = RowPattern(
    '<tr><td class="main-cell">{title:html}</td><td>{day:html}</td><td class="number">{n:figure}</td><td>{state:html}</td></tr>'
)
CONTEST_ROW = RowPattern(
    '<tr><td class="main-cell">{title:html}</td><td>{unit}</td><td>{day:html}</td><td class="number">{n:figure}</td>'
    '<td class="number">{chosen:figure}</td><td>{state:html}</td></tr>'
)
TONES = {
    "planned": "none",
    "shortlisted": "none",
    "scoring": "warn",
    "scored": "calm",
    "decided": "good",
    "awarded": "good",
}


def vetting_list(lang: Lang, today: date, rules: Scheme | None, drafts: dict[str, dict[str, Any]]) -> Listing:
    """Applications to vet: level, round, how many questions are judged, working days left."""
    days = calendar_of()
    levels = rules.vetting.levels if rules and rules.vetting else {}

    def rows(found: list[Any]) -> SafeString:
        return VET_ROW.rows(_row(a, lang, today, days, drafts.get(str(a.key), {})) for a in found)

    return Listing(
        caption=_("待审申报"),
        columns=(
            Column(_("项目名称"), "title"),
            Column(_("申报单位"), "unit__order"),
            Column(_("领题书记")),
            Column(_("审核环节"), "state"),
            Column(_("轮次"), "rework_round"),
            Column(_("检查判断")),
            Column(_("审核期限")),
        ),
        rows=rows,
        filters=(
            Filter(
                "q",
                _("关键词"),
                lambda found, value: found.filter(Q(title__icontains=value) | Q(unit__name__icontains=value)),
            ),
            Filter(
                "level",
                _("审核环节"),
                lambda found, value: found.filter(state=f"vetting.{value}"),
                tuple((level.name, said(level.label, lang)) for level in levels.values()),
            ),
            Filter(
                "round",
                _("轮次"),
                lambda found, value: (
                    found.filter(rework_round=0) if value == "first" else found.filter(rework_round__gt=0)
                ),
                (("first", _("首次送审")), ("again", _("修改后送审"))),
            ),
        ),
        order="unit__order",
        empty_title=_("现在没有等您审核的申报"),
        empty_text=_("申报单位书记提交后，或修改后重新提交时，会出现在这里。"),
    )


def _row(a: Any, lang: Lang, today: date, days: Any, draft: dict[str, Any]) -> tuple[str | int, ...]:
    rules = a.scheme_version.rules
    asked = questions(rules)
    judged = sum(isinstance(draft.get("judgements", {}).get(q.name, {}).get("holds"), bool) for q in asked)
    level = rules.vetting.levels.get(level_of(a.state)) if rules.vetting else None
    return (
        str(a.key),
        _("选中《%(title)s》") % {"title": a.title},
        link(f"/review/{a.key}", a.title),
        a.unit.label,
        a.leader.name if a.leader else "",
        said(level.label, lang) if level else a.state,
        _("修改第 %(n)s 轮") % {"n": a.rework_round} if a.rework_round else _("首次"),
        f"{judged}/{len(asked)}",
        due(a.due_on, today, days.workdays_left(today, a.due_on), lang) if a.due_on else NOTHING,
    )


def meeting_list(lang: Lang, machine: Machine | None) -> Listing:
    """Sessions, the newest first."""

    def rows(found: list[Any]) -> SafeString:
        return MEETING_ROW.rows(
            (
                link(f"/meetings/{m.key}", m.title),
                day(m.held_on, lang, year=True),
                m.count,
                chip(words(m.scheme_version.machine("meeting").label_of(m.state), lang), TONES[m.state]),  # type: ignore[arg-type]
            )
            for m in found
        )

    states = (
        tuple((s.name, words(machine.label_of(s.name), lang)) for s in machine.states.values())
        if machine
        else ()
    )
    return Listing(
        caption=_("例会"),
        columns=(
            Column(_("会议"), "title"),
            Column(_("会议日期"), "held_on"),
            Column(_("议题"), number=True),
            Column(_("状态"), "state"),
        ),
        rows=rows,
        filters=(
            Filter("q", _("关键词"), lambda found, value: found.filter(title__icontains=value)),
            Filter("state", _("状态"), lambda found, value: found.filter(state=value), states),
        ),
        order="-held_on",
        empty_title=_("还没有安排会议"),
        empty_text=_("申报通过各级审核后，由例会记录人安排会议、开始评分。"),
    )


def contest_list(lang: Lang, machine: Machine | None) -> Listing:
    """Contests, the newest first."""

    def rows(found: list[Any]) -> SafeString:
        return CONTEST_ROW.rows(
            (
                link(f"/contests/{c.key}", c.title),
                c.unit.label,
                day(c.held_on, lang, year=True),
                c.count,
                c.chosen,
                chip(words(c.scheme_version.machine("contest").label_of(c.state), lang), TONES[c.state]),  # type: ignore[arg-type]
            )
            for c in found
        )

    states = (
        tuple((s.name, words(machine.label_of(s.name), lang)) for s in machine.states.values())
        if machine
        else ()
    )
    return Listing(
        caption=_("擂台赛"),
        columns=(
            Column(_("比赛"), "title"),
            Column(_("举办单位"), "unit__order"),
            Column(_("比赛日期"), "held_on"),
            Column(_("参赛"), number=True),
            Column(_("入围"), number=True),
            Column(_("状态"), "state"),
        ),
        rows=rows,
        filters=(
            Filter("q", _("关键词"), lambda found, value: found.filter(title__icontains=value)),
            Filter("state", _("状态"), lambda found, value: found.filter(state=value), states),
        ),
        order="-held_on",
        empty_title=_("还没有安排比赛"),
        empty_text=_("方案设有擂台赛的，由专项办或镇街经办人从申报通知安排。"),
    )
