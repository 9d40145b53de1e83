"""The assessment form (考核评分表) as a paper (domain.md 3.18): every number with the figures it came from."""

from __future__ import annotations

from typing import Any

from touyan.foundation.papers import Block, Column, Field, Fields, Heading, Paper, Paragraph, Table
from touyan.foundation.papers.numbering import day_words
from touyan.foundation.units.rules import UNIT_KINDS
from touyan.stages.assessment.derivation import grade_words, told_parts, told_steps, told_targets

SIGNING = "（签字）        年    月    日"
COLUMNS = (
    Column("一级指标", 1.1),
    Column("二级指标", 1.6),
    Column("分值", 0.7, "center"),
    Column("评分标准", 2.6),
    Column("数据来源", 2.6),
    Column("完成率", 0.9, "center"),
    Column("得分", 0.8, "center"),
)
TARGETS = (
    Column("目标", 2),
    Column("单位", 0.8),
    Column("基数", 0.9),
    Column("目标值", 0.9),
    Column("实际", 0.9),
    Column("完成率", 1),
    Column("佐证", 2),
)


def assessment_form(assessment: Any, told: dict[str, Any], watermark: str = "") -> Paper:
    """The form as it stands: head, two tables, steps, grade, room for the group's signatures."""
    project = assessment.project
    head = Fields(
        (
            (Field("被考核对象", project.unit.name), Field("类别", UNIT_KINDS[project.unit.kind].zh)),
            (Field("项目名称", f"{project.title}（{project.number}）"),),
            (Field("领题书记", project.leader.name), Field("考核年度", f"{assessment.year}年")),
        )
    )
    rows = tuple(
        (
            part["label"] if i == 0 else "",
            line["label"],
            line["points"],
            line["standard"] or line["rule"],
            "；".join(line["inputs"]),
            _percent(line["rate"]),
            line["score"] or "未填",
        )
        for part in told_parts(told, "zh")
        for i, line in enumerate(part["lines"])
    )
    promised = tuple(
        (
            t["name"],
            t["unit"],
            t["baseline"],
            t["target"],
            t["actual"] or "未填",
            _percent(t["rate"]),
            t["evidence"],
        )
        for t in told_targets(told)
    )
    result = Fields(
        (
            (Field("总分", told.get("score") or "未评"), Field("等次", grade_words(told, "zh") or "未评")),
            (Field("考核组成员", "", lines=2, closing=SIGNING),),
        )
    )
    steps: tuple[Block, ...] = (
        (Heading(1, "计算过程"), *(Paragraph(step) for step in told_steps(told, "zh")))
        if told.get("steps")
        else ()
    )
    body: tuple[Block, ...] = (
        head,
        Heading(1, "评分"),
        Table(COLUMNS, rows),
        Heading(1, "目标与实际"),
        Table(TARGETS, promised),
        *steps,
        Heading(1, "结果"),
        result,
    )
    lead = (
        Paragraph(f"数据截至{day_words(assessment.scored_on)}。", is_flush=True)
        if assessment.scored_on
        else Paragraph("尚未评分，仅供核对。", is_flush=True)
    )
    return Paper(title="书记项目年终考核评分表", kind="form", lead=(lead,), body=body, watermark=watermark)


def _percent(rate: str | None) -> str:
    return f"{rate}%" if rate is not None else "未填"
