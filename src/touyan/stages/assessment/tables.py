"""The list of assessments, on the screen and as a ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from touyan.core.assessing import quota_places
from touyan.core.scheme import label
from touyan.core.scheme.shape.results import Grade
from touyan.foundation.papers.numbering import day_words
from touyan.foundation.sheets import ledgers
from touyan.foundation.sheets.columns import Column as SheetColumn
from touyan.foundation.units.rules import UNIT_KINDS
from touyan.foundation.web.listing import Column, Filter, Listing
from touyan.foundation.web.reasons import words
from touyan.foundation.web.rendering import NOTHING, Lang, RowPattern, chip, link
from touyan.stages.progress.tables import state_chip, state_choices

TONES = {"open": "warn", "scored": "calm", "provisional": "calm", "final": "good"}
ROW = RowPattern(
    '<tr><td class="main-cell">{title:html}</td><td>{unit}</td><td>{leader}</td><td class="number">{year:figure}</td>'
    '<td>{state:html}</td><td class="number">{score}</td><td>{grade:html}</td></tr>'
)
COLUMNS = (
    SheetColumn("order", "序号", "integer", width=3),
    SheetColumn("number", "项目编号", width=10),
    SheetColumn("title", "项目名称", width=22),
    SheetColumn("unit", "被考核对象", width=12),
    SheetColumn("class", "类别", width=8),
    SheetColumn("leader", "领题书记", width=6),
    SheetColumn("year", "年度", "integer", width=4),
    SheetColumn("state", "状态", width=8),
    SheetColumn("score", "得分", "number", width=5),
    SheetColumn("grade", "等次", width=5),
    SheetColumn("scored_on", "评分日期", "date"),
    SheetColumn("final_on", "确认日期", "date"),
)


def grade_label(assessment: Any, lang: Lang) -> str:
    """The grade in the words of its scheme; "" while there is none."""
    grades = (
        {g.name: g.label for g in assessment.scheme_version.rules.assessment.grades}
        if assessment.grade
        else {}
    )
    return label(grades[assessment.grade], lang) if assessment.grade in grades else ""


def assessment_list(lang: Lang, grades: Iterable[tuple[str, str]]) -> Listing:
    """Assessments in the order of the units: grades are reported, nobody is ranked (domain.md 4.9). `grades` are (name, words)."""

    def rows(found: list[Any]) -> SafeString:
        return ROW.rows(
            (
                link(f"/assessments/{a.key}", a.project.title),
                a.project.unit.label,
                a.project.leader.name,
                a.year,
                state_chip(a, TONES, lang),
                a.score or "—",
                chip(grade_label(a, lang)) if a.grade else NOTHING,
            )
            for a in found
        )

    return Listing(
        caption=_("年终考核"),
        columns=(
            Column(_("项目"), "project__title"),
            Column(_("单位"), "project__unit__order"),
            Column(_("领题书记")),
            Column(_("年度"), "year", number=True),
            Column(_("状态"), "state"),
            Column(_("得分"), number=True),
            Column(_("等次"), "grade"),
        ),
        rows=rows,
        filters=(
            Filter(
                "state",
                _("状态"),
                lambda found, value: found.filter(state=value),
                state_choices("assessment", tuple(TONES), lang),
            ),
            Filter("grade", _("等次"), lambda found, value: found.filter(grade=value), tuple(grades)),
            Filter(
                "unit", _("单位"), lambda found, value: found.filter(project__unit__name__icontains=value)
            ),
        ),
        order="project__unit__order",
        is_sheet=False,
        empty_title=_("还没有年终考核"),
        empty_text=_("到方案规定的考核时间，系统为每个项目自动建好考核。"),
    )


def over_quota(
    grades: Iterable[Grade], graded: Sequence[tuple[str, str]], lang: Lang
) -> list[dict[str, Any]]:
    """The facts of each class in which more hold a grade than may; `graded` are (class, grade) of everybody."""
    told = []
    for grade in grades:
        if grade.quota_pct is None:
            continue
        for kind, size in sorted(Counter(kind for kind, _grade in graded).items()):
            held = sum(1 for k, g in graded if k == kind and g == grade.name)
            most = quota_places(size, Decimal(grade.quota_pct))
            if held > most:
                facts = {
                    "kind": words(UNIT_KINDS[kind], lang),
                    "size": size,
                    "held": held,
                    "grade": label(grade.label, lang),
                    "pct": grade.quota_pct,
                    "most": most,
                }
                told.append(facts)
    return told


def quota_lines(rules: Any, graded: Sequence[tuple[str, str]], lang: Lang) -> list[str]:
    """How many of a class hold a grade that only so many may hold: said, never enforced by itself (people decide)."""
    grades = rules.assessment.grades if rules and rules.project_assessment else ()
    told = _(
        "%(kind)s共 %(size)s 个，“%(grade)s”有 %(held)s 个，按不超过 %(pct)s%% 最多 %(most)s 个，请核定。"
    )
    return [told % facts for facts in over_quota(grades, graded, lang)]


def assessment_ledger(found: Sequence[Any], today: date, demonstration: str = "") -> ledgers.Ledger:
    """The list as Excel."""
    rows: list[tuple[ledgers.Cell, ...]] = [
        (
            order,
            a.project.number,
            a.project.title,
            a.project.unit.name,
            words(UNIT_KINDS[a.project.unit.kind], "zh"),
            a.project.leader.name,
            a.year,
            a.scheme_version.machine("assessment").label_of(a.state).zh,
            Decimal(a.score) if a.score else None,
            grade_label(a, "zh"),
            a.scored_on,
            a.final_on,
        )
        for order, a in enumerate(found, 1)
    ]
    return ledgers.Ledger(
        "书记项目年终考核一览表",
        COLUMNS,
        rows,
        [str(a.key) for a in found],
        "考核",
        note=f"截至{day_words(today)}",
        demonstration=demonstration,
        is_editable=False,
    )
