"""The disbursement slip of one stage of the money (domain.md 3.19): sums in figures and capitals, who did what when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from touyan.core.amounts import capitals, yuan_text
from touyan.foundation.papers import Column, Field, Fields, Paper, Table
from touyan.foundation.papers.forms import SEAL_AND_DAY, SIGN_AND_DAY
from touyan.foundation.papers.numbering import day_words
from touyan.stages.funding.models import Tranche
from touyan.stages.plan.lines import stage_words

COLUMNS = (
    Column("期次", 0.7, "center"),
    Column("阶段", 1.4),
    Column("条件", 2),
    Column("金额（元）", 1.4, "right"),
    Column("实付（元）", 1.4, "right"),
    Column("支付日期", 1.5, "center"),
)


def _both(fen: int) -> str:
    return f"{yuan_text(fen)}元（{capitals(fen)}）"


def stage_word(tranche: Tranche) -> str:
    """The stage's words by the scheme."""
    return stage_words(tranche.project.scheme_version.rules, "zh").get(tranche.stage, tranche.stage)


def slip(tranche: Tranche, parts: Sequence[Tranche], hands: Mapping[str, str], watermark: str = "") -> Paper:
    """拨付单: `parts` are all stages of the project, `hands` who requested, approved and paid, by action.

    Only the stream the stage belongs to is told and counted: a bonus is no part of the granted budget.
    """
    project = tranche.project
    parts = [one for one in parts if one.is_bonus == tranche.is_bonus]
    place = next(n for n, one in enumerate(parts, 1) if one.order == tranche.order)
    whole = sum(one.amount_fen for one in parts) if tranche.is_bonus else project.granted_fen
    before = sum(one.paid_fen for one in parts if one.order < tranche.order)
    now = tranche.paid_fen or tranche.amount_fen
    total = before + now
    facts = Fields(
        (
            (
                Field("单号", f"{project.number}-{tranche.order}"),
                Field("期次", f"第{place}期，共{len(parts)}期"),
            ),
            (Field("项目", project.title),),
            (Field("申报单位", project.unit.name), Field("领题书记", project.leader.name)),
            (Field("奖金总额" if tranche.is_bonus else "核定总额", _both(whole)),),
            (Field("本期阶段", stage_word(tranche)), Field("比例", f"{tranche.percent}%")),
            (Field("拨付条件", tranche.condition_word),),
            (Field("本期金额", _both(now)),),
            (Field("此前已拨", f"{yuan_text(before)}元"), Field("累计", f"{yuan_text(total)}元")),
            (Field("余额", f"{yuan_text(whole - total)}元"), Field("凭证号", tranche.voucher)),
            (Field("收款单位及账号", "", 2),),
        )
    )
    rows = tuple(
        (
            str(n),
            stage_word(one),
            one.condition_word,
            yuan_text(one.amount_fen),
            yuan_text(one.paid_fen) if one.paid_on else "",
            day_words(one.paid_on) if one.paid_on else "",
        )
        for n, one in enumerate(parts, 1)
    )
    seals = Fields(
        tuple(
            (Field(words, hands.get(action, ""), 2, closing),)
            for words, action, closing in (
                ("申请", "tranche.request", SEAL_AND_DAY),
                ("审批", "tranche.approve", SEAL_AND_DAY),
                ("财务", "tranche.pay", SIGN_AND_DAY),
            )
        )
    )
    return Paper(
        title="书记项目资金拨付单",
        kind="form",
        body=(facts, Table(COLUMNS, rows, "各期资金"), seals),
        watermark=watermark,
    )
