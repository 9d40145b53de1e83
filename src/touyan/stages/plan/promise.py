"""The commitment: its words made from what is known, and its paper (WH-24; domain.md 3.21)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from touyan.foundation.papers import Attachment, Column, Paper, Table
from touyan.foundation.papers.forms import commitment_letter
from touyan.foundation.papers.numbering import day_words
from touyan.stages.approval.models import Indicator, Project
from touyan.stages.plan.lines import Line
from touyan.stages.plan.models import Plan
from touyan.stages.plan.reading import plan_rules

PUBLIC = "本承诺书向社会公开，接受党员和群众监督。"
INSIDE = "本承诺书在本区党组织内公开，接受监督。"
COLUMNS = (
    Column("序号", 0.6, "center"),
    Column("任务", 2.4),
    Column("责任人", 1, "center"),
    Column("成果", 2),
    Column("开始", 1.3, "center"),
    Column("完成", 1.3, "center"),
)


def goals_of(indicators: Sequence[Indicator]) -> list[str]:
    """The targets as sentences: 新增停车位由0个增加到60个（2026年11月30日前，数据来源：…）."""
    told = []
    for one in indicators:
        when = f"{day_words(one.on)}前" if one.on is not None else ""
        source = f"数据来源：{one.source}" if one.source else ""
        tail = "，".join(part for part in (when, source) if part)
        told.append(
            f"{one.name}：现状{one.baseline}{one.unit_word}，目标{one.target}{one.unit_word}{f'（{tail}）' if tail else ''}。"
        )
    return told


def promised_text(project: Project, plan: Plan | None, indicators: Sequence[Indicator]) -> str:
    """The words before anybody changed them: duties, not the goals and dates, which stand in the paper by themselves."""
    due = day_words(plan.finish_on if plan is not None else project.finish_on)
    count = len(plan.rows) if plan is not None else 0
    return (
        f"一、亲自抓“{project.title}”，不以副职代替，不以其他工作代替。\n"
        f"二、按计划完成{count}项任务、{len(indicators)}项目标，{due}前申请结项验收。\n"
        "三、每月如实报告进展，发现问题及时整改，不报虚数。\n"
        "四、专款专用，按里程碑申请拨付资金。"
    )


def duties_of(text: str) -> list[str]:
    """The signed words as paragraphs."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def letter(
    project: Project, plan: Plan, indicators: Sequence[Indicator], lines: Sequence[Line], watermark: str = ""
) -> Paper:
    """承诺书 as a paper, with the promised tasks as its attachment and the digest that proves them."""
    rules = plan_rules(project)
    is_public = rules is not None and rules.commitment is not None and rules.commitment.is_public
    paper = commitment_letter(
        project=project.title,
        goals=goals_of(indicators) or ["按立项批复的目标完成。"],
        due_on=plan.finish_on,
        duties=duties_of(plan.commitment or promised_text(project, plan, indicators)),
        promiser=f"{project.unit.name} {project.leader.name}",
        disclosure=PUBLIC if is_public else INSIDE,
        signed_on=plan.committed_on,
        watermark=watermark if plan.committed_on is not None else "未签署",
    )
    rows = tuple(
        (
            str(line.number), line.name, line.owner, line.deliverable,
            f"{line.start:%Y-%m-%d}" if line.start else "", f"{line.finish:%Y-%m-%d}" if line.finish else "",
        )
        for line in lines
    )  # fmt: skip
    attachments = (Attachment("任务和时限", (Table(COLUMNS, rows),)),) if rows else ()
    note = f"（计划摘要码：{plan.baseline_digest[:16]}）" if plan.baseline_digest else ""
    return replace(paper, attachments=attachments, note=note)
