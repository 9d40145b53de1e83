"""The house machine of a decision: entered once by the record of the meeting, never changed."""

from __future__ import annotations

from touyan.core.workflow import Edge, Label, Machine, State
from touyan.foundation.ledger.registry import house_machine
from touyan.foundation.units.rules import ENGINE

DECISION_MACHINE = house_machine(
    Machine(
        kind="decision",
        initial="open",
        states={
            "open": State("open", Label("登记中", "Being entered")),
            "recorded": State("recorded", Label("已登记", "Recorded"), final=True),
        },
        edges=(
            Edge(
                "decision.enter",
                frozenset({"open"}),
                "recorded",
                (ENGINE.name,),
                label=Label("登记决定", "Enter the decision"),
            ),
        ),
        roles={ENGINE.name: ENGINE},
    )
)
