"""An assessment of people in posts instead of projects: whose posts, which coefficient, who rates (FY-27 to FY-30)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from touyan.core.scheme.shape.people import EVERYTHING, Selector
from touyan.core.scheme.shape.terms import Between, NotEmpty, Percent, Ref, RoleName
from touyan.core.workflow.machine import Label

PostKindName = Annotated[str, Ref("post")]


@dataclass(frozen=True, slots=True)
class Subjects:
    """Whose posts are assessed: these kinds, in the selected units of the owner's own area."""

    posts: Annotated[tuple[PostKindName, ...], NotEmpty()]
    applies_to: Selector = EVERYTHING


@dataclass(frozen=True, slots=True)
class Coefficient:
    """What the score of a post is multiplied by, for harder work (FY-28); the first that fits counts, none is 1.

    Empty `posts` and `titles` ask nothing.
    """

    coefficient: Decimal
    posts: tuple[PostKindName, ...] = ()
    titles: tuple[str, ...] = ()
    applies_to: Selector = EVERYTHING


@dataclass(frozen=True, slots=True)
class Profile:
    """Other weights of the parts for a class of units (FY-29): percent by part, together 100; the first that fits counts."""

    weights: Annotated[Mapping[str, Percent], NotEmpty()]
    applies_to: Selector = EVERYTHING


@dataclass(frozen=True, slots=True)
class RaterGroup:
    """A group that rates, anonymous inside the group (FY-27): its weight in percent, and the sheets it takes to count.

    The roll is who holds `role`: at its body, or in the selected `units` of the owner's area.
    """

    id: str
    label: Label
    role: RoleName
    weight: Percent
    quorum: Annotated[int, Between(1, 10_000)]
    units: Selector = EVERYTHING
