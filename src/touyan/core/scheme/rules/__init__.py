"""Many small checks of what a scheme says, each a function that yields faults.

`LOCAL` rules look at one shape and run as soon as that shape could be read; `WHOLE` rules look across the
file and run when every value was read. A fault's path is relative to the shape it was given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from touyan.core.scheme.decode import Fault
from touyan.core.scheme.rules import across, appraisal, children, contest, entry, flow, local, people
from touyan.core.scheme.shape.results import Assessment
from touyan.core.scheme.shape.scheme import Scheme

LOCAL: Mapping[type, tuple[Callable[[Any], Iterable[Fault]], ...]] = {
    **local.RULES,
    **contest.LOCAL,
    **children.LOCAL,
    Assessment: (*local.RULES[Assessment], *appraisal.LOCAL),
}
WHOLE: tuple[Callable[[Scheme], Iterable[Fault]], ...] = (
    *across.RULES,
    *entry.RULES,
    *contest.RULES,
    *people.RULES,
    *appraisal.RULES,
    *flow.RULES,
    *children.RULES,
)
