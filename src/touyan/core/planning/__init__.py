"""Scheduling over working days: forward, backward (倒排), floats, critical chain, conflicts, drift."""

from touyan.core.planning.model import (
    CONSTRAINT_TYPES,
    DIRECTIONS,
    LAG_UNITS,
    LINK_TYPES,
    Conflict,
    Constraint,
    Link,
    Placed,
    Plan,
    Schedule,
    Span,
    Task,
)
from touyan.core.planning.network import Outline, structure_findings
from touyan.core.planning.schedule import schedule
from touyan.core.planning.slippage import Drift, Lever, drift, levers

__all__ = [
    "CONSTRAINT_TYPES",
    "DIRECTIONS",
    "LAG_UNITS",
    "LINK_TYPES",
    "Conflict",
    "Constraint",
    "Drift",
    "Lever",
    "Link",
    "Outline",
    "Placed",
    "Plan",
    "Schedule",
    "Span",
    "Task",
    "drift",
    "levers",
    "schedule",
    "structure_findings",
]
