"""The house machine of a complaint or suggestion, its sorts, and how long an answer may take."""

from __future__ import annotations

from touyan.core.workflow import Edge, Label, Machine, Role, State
from touyan.foundation.ledger.registry import house_machine
from touyan.foundation.units.rules import ENGINE

SORTS: dict[str, Label] = {
    "repeated": Label("重复要数据、要材料", "Asked for the same thing again"),
    "unreasonable": Label("要求不合理、时限太紧", "Unreasonable request or deadline"),
    "fault": Label("系统不好用、出错", "The system is hard to use or faulty"),
    "conduct": Label("对人员、作风的意见", "About somebody's conduct"),
    "suggestion": Label("建议", "Suggestion"),
}
ANSWER_DAYS = 10
"""Working days for the answer (domain.md 4.8; a product default)."""
PER_HOUR = 60
"""Messages a county takes in an hour; counted without keeping anybody's address."""
ANSWERING = ("party_department", "party_committee", "body")
"""Kinds of units that answer, in this order; the first whose office is not the asker's own."""

ANSWERER = Role(
    "answerer",
    frozenset({"head", "secretary"}),
    "own",
    label=Label("答复单位负责人", "Head of the answering office"),
)

FEEDBACK_MACHINE = house_machine(
    Machine(
        kind="feedback",
        initial="open",
        states={
            "open": State("open", Label("待答复", "Waiting for an answer")),
            "answered": State("answered", Label("已答复", "Answered"), final=True),
        },
        edges=(
            Edge(
                "feedback.answer",
                frozenset({"open"}),
                "answered",
                ("answerer",),
                needs=("answer_written",),
                label=Label("答复", "Answer"),
            ),
        ),
        roles={r.name: r for r in (ANSWERER, ENGINE)},
    )
)
