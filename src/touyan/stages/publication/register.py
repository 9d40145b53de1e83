"""The project ledger (项目总台账, domain.md 3.23): one row a project, as the office prints it.

Columns the house holds nothing for yet stay empty to be filled in by hand; they belong to the office's form.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, Subquery, Sum

from touyan.core.scheme import label
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.sheets import Column, Ledger, write_ledger
from touyan.foundation.web.rendering import LIGHTS
from touyan.stages.approval.listed import focus_words
from touyan.stages.approval.models import DocumentNumber, Indicator, Notice, Project
from touyan.stages.assessment.models import Assessment
from touyan.stages.funding.models import Tranche

COLUMNS = (
    Column("order", "序号", "integer", width=4),
    Column("number", "编号", width=9),
    Column("title", "名称", width=22),
    Column("unit", "单位", width=10),
    Column("leader", "书记", width=6),
    Column("outcome", "类别", width=8),
    Column("area", "领域", width=9),
    Column("document", "立项文号", width=11),
    Column("span", "起止", width=11),
    Column("targets", "目标/实际", width=20),
    Column("actual", "进度%", "number", width=5),
    Column("scheduled", "序时%", "number", width=5),
    Column("light", "灯", width=6),
    Column("budget", "经费（核定，元）", "money", width=9),
    Column("paid", "经费（拨付，元）", "money", width=9),
    Column("spent", "经费（支出，元）", "money", width=9),
    Column("bonus", "奖金（核定，元）", "money", width=9),
    Column("bonus_paid", "奖金（拨付，元）", "money", width=9),
    Column("linked", "包联领导", width=6),
    Column("mentor", "导师", width=6),
    Column("visited", "最近走访", "date", width=7),
    Column("problems", "未销号问题数", "integer", width=6),
    Column("satisfaction", "群众满意度", width=6),
    Column("grade", "结项等次", width=6),
)
BONUS_COLUMNS = ("bonus", "bonus_paid")


def ledger_rows(actor: Actor, rows: Any) -> list[Project]:
    """The projects of a register with `paid` money, the `document` they were announced by, targets and grades: four statements."""
    # Into lists of our own: a related manager made for each row costs more than the row.
    targets = Prefetch(
        "indicators", Indicator.objects.visible(actor).order_by("order"), to_attr="told_targets"
    )
    final = Assessment.objects.visible(actor).filter(state="final").order_by("year")
    grades = Prefetch("assessments", final, to_attr="told_grades")
    found = rows.prefetch_related(targets, grades).order_by("number", "id")
    # A subquery of its own, because a second join would multiply the count of problems.
    money = (
        Tranche.objects.visible(actor)
        .filter(project=OuterRef("pk"))
        .order_by()
        .values("project")
        .annotate(
            paid=Sum("paid_fen", filter=Q(is_bonus=False)),
            bonus=Sum("amount_fen", filter=Q(is_bonus=True)),
            bonus_paid=Sum("paid_fen", filter=Q(is_bonus=True)),
        )
    )
    issued = Notice.plain.filter(
        decision__meeting__items__application=OuterRef("application_id"),
        state="issued",
        number__isnull=False,
    ).order_by("-id")
    told = list(
        found.annotate(
            **{name: Subquery(money.values(name)) for name in ("paid", "bonus", "bonus_paid")},
            number_issued=Subquery(issued.values("number_id")[:1]),
        )
    )
    numbers = DocumentNumber.objects.of_tenant(actor.tenant).in_bulk({one.number_issued for one in told})
    for one in told:
        one.document = str(numbers.get(one.number_issued, ""))
    return told


def project_ledger(projects: Iterable[Project], today: date, *, title: str, is_demonstration: bool) -> bytes:
    """The workbook; every sheet of a demonstration says so."""
    found = list(projects)
    rows = [_row(n, one) for n, one in enumerate(found, 1)]
    # the office's form knows no bonus; its columns come with the first project that is paid one
    is_shown = [c.key not in BONUS_COLUMNS or any(one.bonus for one in found) for c in COLUMNS]
    columns = [c for c, shown in zip(COLUMNS, is_shown, strict=True) if shown]
    mark = "演示数据，不得作为实际工作依据" if is_demonstration else ""
    note = f"截至{today.year}年{today.month}月{today.day}日"
    ids = [str(row[-1]) for row in rows]
    cells = [[c for c, shown in zip(row[:-1], is_shown, strict=True) if shown] for row in rows]
    told = Ledger(title, columns, cells, ids, "项目总台账", "A3", note, mark, is_editable=False)
    return write_ledger(told)


def _row(order: int, one: Project) -> list[Any]:
    rules = one.scheme_version.rules
    outcome = rules.decision.outcomes.get(one.outcome) if rules.decision else None
    targets = "；".join(f"{t.name} {t.target}/{t.actual or '—'}{t.unit_word}" for t in one.told_targets)
    grades = (
        {g.name: label(g.label) for g in rules.project_assessment.grades} if rules.project_assessment else {}
    )
    final = [grades.get(a.grade, a.grade) for a in one.told_grades]
    begin, finish = one.begin_on, one.finish_on
    return [
        order, one.number, one.title, one.unit.label, one.leader.name, label(outcome.label) if outcome else one.outcome,
        focus_words(rules, one.focus_area), one.document, f"{begin.month}.{begin.day}—{finish.month}.{finish.day}", targets,
        Decimal(one.actual), Decimal(one.scheduled), LIGHTS[one.light][2], one.granted_fen, one.paid or 0, None,
        one.bonus, one.bonus_paid if one.bonus else None, "", "", None, one.open_problems, "", final[-1] if final else "", one.key,
    ]  # fmt: skip
