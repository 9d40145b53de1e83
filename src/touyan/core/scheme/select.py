"""Whether a selector speaks of a matter: the one test behind quotas, requirements, cadences and weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from touyan.core.scheme.shape.people import Group, Selector


@dataclass(frozen=True, slots=True)
class Matter:
    """What a selector may ask about; "" where it is not known or does not apply. `place` is a region code."""

    unit_kind: str = ""
    klass: str = ""
    size: str = ""
    outcome: str = ""
    groups: frozenset[str] = frozenset()
    place: str = ""


def grouped(groups: Mapping[str, Group], matter: Matter) -> Matter:
    """The matter with the names of the groups it belongs to; a group is not asked about other groups."""
    return replace(matter, groups=frozenset(g.name for g in groups.values() if selects(g.of, matter)))


def selects(selector: Selector, matter: Matter) -> bool:
    """Test whether every list that says anything fits; places fit by their beginning."""
    asked = (
        (selector.unit_kinds, matter.unit_kind),
        (selector.classes, matter.klass),
        (selector.sizes, matter.size),
        (selector.outcomes, matter.outcome),
    )
    if any(wanted and value not in wanted for wanted, value in asked):
        return False
    if selector.groups and not matter.groups & set(selector.groups):
        return False
    return not selector.places or any(matter.place.startswith(place) for place in selector.places)
