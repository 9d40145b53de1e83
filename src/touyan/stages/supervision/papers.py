"""The supervision notice (督办单) and the supervision ledger as papers (domain.md 3.10, 3.23)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.papers import Field, Fields, Paper, Paragraph
from touyan.foundation.papers.numbering import day_words
from touyan.foundation.sheets.columns import Column
from touyan.foundation.sheets.ledgers import Cell, Ledger
from touyan.foundation.web.rendering import LIGHTS
from touyan.stages.supervision.terms import CATEGORIES, SOURCES

SIGNING = "（签字）        年    月    日"
STATES = {"open": "待整改", "rectifying": "整改中", "rectified": "待复核", "closed": "已销号"}
COLUMNS = (
    Column("order", "序号", "integer", width=3),
    Column("number", "督办单号", width=10),
    Column("source", "事项来源", width=6),
    Column("text", "问题描述", width=22),
    Column("place", "点位", width=8),
    Column("category", "问题类别", width=6),
    Column("unit", "责任单位", width=9),
    Column("person", "责任人", width=5),
    Column("opened_on", "交办日期", "date"),
    Column("due_on", "整改时限", "date"),
    Column("rectification", "整改措施", width=20),
    Column("progress", "进展情况", width=6),
    Column("rectified_on", "完成日期", "date"),
    Column("verifier", "复核人", width=5),
    Column("verdict", "复核结果", width=14),
    Column("light", "状态灯", width=6),
    Column("is_closed", "是否销号", width=4),
    Column("overdue", "超期天数", "integer", width=4),
    Column("remark", "备注", width=10),
)


def overdue_workdays(problem: Any, today: date) -> int:
    """Working days between the deadline and the rectification that stands, or today while there is none; 0 in time."""
    until = problem.rectified_on or problem.closed_on or today
    return -calendar_of().workdays_left(until, problem.due_on) if until > problem.due_on else 0


def _light_of(problem: Any, today: date) -> str:
    """■ overdue, ▲ due within three working days, ● else: the light of the problem itself."""
    if problem.state == "closed":
        code = "green"
    elif overdue_workdays(problem, today):
        code = "red"
    else:
        code = "yellow" if calendar_of().workdays_left(today, problem.due_on) <= 3 else "green"
    words = {"red": "超期", "yellow": "临期", "green": "正常"}
    return f"{LIGHTS[code][1]} {words[code]}"


def notice(problem: Any, verifier: str, watermark: str = "") -> Paper:
    """督办单: who must mend what by when, with room for the receipt; the later fields fill up as the matter goes on."""
    project = problem.project
    done = day_words(problem.rectified_on) if problem.rectified_on else ""
    closed = f"{verifier}  {day_words(problem.closed_on)}" if problem.closed_on else ""
    verdict = ("同意销号。" + problem.verdict if problem.state == "closed" else problem.verdict) or ""
    grid = Fields(
        (
            (Field("督办单号", problem.number), Field("交办日期", day_words(problem.opened_on))),
            (Field("主送单位", project.unit.name), Field("责任人", project.leader.name)),
            (
                Field(
                    "事项来源", SOURCES[problem.source].zh if problem.source in SOURCES else problem.source
                ),
                Field("问题类别", CATEGORIES[problem.category].zh),
            ),
            (Field("所属项目", f"{project.title}（{project.number}）"),),
            (Field("点位", problem.place),),
            (Field("存在问题", problem.text, lines=3),),
            (Field("整改要求", problem.demand, lines=3),),
            (Field("整改时限", f"{day_words(problem.due_on)}前"),),
            (Field("签发人", "", closing=SIGNING), Field("签收人", "", closing=SIGNING)),
            (Field("整改措施和结果", problem.rectification, lines=3),),
            (Field("整改完成日期", done), Field("复核人和日期", closed)),
            (Field("复核结论", verdict, lines=2),),
        )
    )
    closing = Paragraph(
        "整改情况由整改单位填报，由整改人以外的人复核后销号；整改时限按工作日计算。", is_flush=True
    )
    return Paper(title="问题整改督办单", kind="form", body=(grid, closing), watermark=watermark)


def ledger(
    problems: Sequence[Any], verifiers: Mapping[str, str], today: date, demonstration: str = ""
) -> Ledger:
    """督导（督办）台账 with the nineteen columns of domain.md 3.23; `verifiers` are names by problem key."""
    rows: list[tuple[Cell, ...]] = [
        (
            order,
            p.number,
            SOURCES[p.source].zh if p.source in SOURCES else p.source,
            p.text,
            p.place,
            CATEGORIES[p.category].zh if p.category in CATEGORIES else p.category,
            p.project.unit.name,
            p.project.leader.name,
            p.opened_on,
            p.due_on,
            p.rectification,
            STATES.get(p.state, p.state),
            p.rectified_on,
            verifiers.get(str(p.key), ""),
            p.verdict or ("同意销号" if p.state == "closed" else ""),
            _light_of(p, today),
            "是" if p.state == "closed" else "否",
            overdue_workdays(p, today),
            p.project.title,
        )
        for order, p in enumerate(problems, 1)
    ]
    return Ledger(
        title="督导（督办）台账",
        columns=COLUMNS,
        rows=rows,
        ids=[str(p.key) for p in problems],
        note=f"截至{day_words(today)}，超期天数按工作日计",
        demonstration=demonstration,
        is_editable=False,
    )
