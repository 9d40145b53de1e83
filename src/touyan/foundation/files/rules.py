"""The house machine of a stored file: it is there; adding and removing are acts of the matter it belongs to."""

from __future__ import annotations

from touyan.core.workflow import Label, Machine, State
from touyan.foundation.ledger.registry import house_machine

ATTACHMENT_MACHINE = house_machine(
    Machine(
        kind="attachment",
        initial="stored",
        states={"stored": State("stored", Label("已存", "Stored"), final=True)},
        edges=(),
    )
)
