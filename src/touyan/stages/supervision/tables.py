"""The lists of supervision: lights, reviews, problems."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.web.listing import Column, Filter, Listing
from touyan.foundation.web.reasons import words
from touyan.foundation.web.rendering import LIGHTS, Lang, RowPattern, day, due, light, link
from touyan.stages.progress.story import light_story
from touyan.stages.progress.tables import state_chip, state_choices
from touyan.stages.supervision.terms import CATEGORIES, SOURCES

PROBLEM_TONES = {"open": "warn", "rectifying": "warn", "rectified": "calm", "closed": "good"}
REVIEW_TONES = {"open": "warn", "concluded": "good"}
LIGHT_ROW = RowPattern(
    '<tr><td class="main-cell">{title:html}</td><td>{unit}</td><td>{light:html}</td><td class="number">{scheduled}</td>'
    '<td class="number">{actual}</td><td class="number">{gap}</td><td>{why}</td></tr>'
)
REVIEW_ROW = RowPattern(
    '<tr><td class="main-cell">{title:html}</td><td>{unit}</td><td>{period}</td><td>{due:html}</td><td>{state:html}</td><td>{light:html}</td></tr>'
)
PROBLEM_ROW = RowPattern(
    '<tr><td>{number:html}</td><td class="main-cell">{project}</td><td>{unit}</td><td>{text}</td><td>{due:html}</td><td>{state:html}</td></tr>'
)
SHAPED = ("red", "orange", "yellow", "blue", "green", "none")


def _reason(project: Any, lang: Lang) -> str:
    """The limits passed, without the figures that stand in the row already."""
    return light_story(project, lang)["sentence"].partition("；" if lang == "zh" else "; ")[2]


def light_list(lang: Lang) -> Listing:
    """Projects with their light, the figures behind it and the reason."""

    def rows(found: list[Any]) -> SafeString:
        return LIGHT_ROW.rows(
            (
                link(f"/lights/{p.key}", p.title),
                p.unit.label,
                light(p.light, lang),
                f"{p.scheduled}%",
                f"{p.actual}%",
                _gap(p, lang),
                _reason(p, lang),
            )
            for p in found
        )

    return Listing(
        caption=_("各项目的灯"),
        columns=(
            Column(_("项目"), "title"),
            Column(_("单位"), "unit__order"),
            Column(_("灯"), "gravity"),
            Column(_("序时应完成"), number=True),
            Column(_("实际完成"), number=True),
            Column(_("差距"), number=True),
            Column(_("原因")),
        ),
        rows=rows,
        filters=(
            Filter(
                "light",
                _("灯"),
                lambda found, value: found.filter(light=value),
                tuple((c, LIGHTS[c][3 if lang == "en" else 2]) for c in SHAPED),
            ),
            Filter("unit", _("单位"), lambda found, value: found.filter(unit__name__icontains=value)),
        ),
        order="gravity",
        empty_title=_("还没有启动的项目"),
        empty_text=_("项目启动以后，每个工作日按任务进度和工作日历自动亮灯。"),
    )


def _gap(project: Any, lang: Lang) -> str:
    gap = Decimal(project.scheduled) - Decimal(project.actual)
    if lang == "en":
        return f"{gap} behind" if gap > 0 else f"{-gap} ahead"
    return f"落后 {gap}" if gap > 0 else f"超前 {-gap}" if gap < 0 else "持平"


def review_list(lang: Lang, today: date) -> Listing:
    """Quarterly reviews, soonest due first."""
    days = calendar_of()

    def rows(found: list[Any]) -> SafeString:
        return REVIEW_ROW.rows(
            (
                link(f"/reviews/{r.key}", r.project.title),
                r.project.unit.label,
                r.period_word,
                due(r.due_on, today, days.workdays_left(today, r.due_on), lang)
                if r.state == "open"
                else day(r.concluded_on, lang),
                state_chip(r, REVIEW_TONES, lang),
                light(r.facts.get("light", r.project.light), lang),
            )
            for r in found
        )

    return Listing(
        caption=_("季度督查"),
        columns=(
            Column(_("项目"), "project__title"),
            Column(_("单位"), "project__unit__order"),
            Column(_("督查期"), "period"),
            Column(_("到期或办结"), "due_on"),
            Column(_("状态"), "state"),
            Column(_("灯")),
        ),
        rows=rows,
        filters=(
            Filter(
                "state",
                _("状态"),
                lambda found, value: found.filter(state=value),
                state_choices("quarterly_review", tuple(REVIEW_TONES), lang),
            ),
            Filter(
                "unit", _("单位"), lambda found, value: found.filter(project__unit__name__icontains=value)
            ),
        ),
        order="due_on",
        empty_title=_("还没有季度督查"),
        empty_text=_("每个季度开始时系统为启动了的项目自动建好督查。"),
    )


def problem_list(lang: Lang, today: date) -> Listing:
    """Problems, those longest overdue first."""
    days = calendar_of()

    def rows(found: list[Any]) -> SafeString:
        return PROBLEM_ROW.rows(
            (
                link(f"/problems/{p.key}", p.number),
                p.project.title,
                p.project.unit.label,
                p.text if len(p.text) <= 40 else f"{p.text[:40]}…",
                day(p.closed_on, lang)
                if p.state == "closed"
                else due(p.due_on, today, days.workdays_left(today, p.due_on), lang),
                state_chip(p, PROBLEM_TONES, lang),
            )
            for p in found
        )

    return Listing(
        caption=_("问题台账"),
        columns=(
            Column(_("督办单号"), "id"),
            Column(_("项目"), "project__title"),
            Column(_("责任单位"), "project__unit__order"),
            Column(_("问题")),
            Column(_("整改时限或销号"), "due_on"),
            Column(_("状态"), "state"),
        ),
        rows=rows,
        filters=(
            Filter(
                "state",
                _("状态"),
                _in_state,
                (("unclosed", _("未销号")), *state_choices("problem", tuple(PROBLEM_TONES), lang)),
            ),
            Filter(
                "overdue",
                _("是否超期"),
                lambda found, value: (
                    found.filter(due_on__lt=today, state__in=("open", "rectifying"))
                    if value == "1"
                    else found
                ),
                (("1", _("已超期")),),
            ),
            Filter(
                "source",
                _("来源"),
                lambda found, value: found.filter(source=value),
                tuple((n, words(w, lang)) for n, w in SOURCES.items()),
            ),
            Filter(
                "category",
                _("类别"),
                lambda found, value: found.filter(category=value),
                tuple((n, words(w, lang)) for n, w in CATEGORIES.items()),
            ),
            Filter(
                "unit", _("单位"), lambda found, value: found.filter(project__unit__name__icontains=value)
            ),
        ),
        order="due_on",
        is_sheet=False,
        empty_title=_("还没有督查问题"),
        empty_text=_("督查中发现的问题在项目的督查页上提出，限期整改、复核销号。"),
    )


def _in_state(found: Any, value: str) -> Any:
    return found.exclude(state="closed") if value == "unclosed" else found.filter(state=value)
