"""The contest: who enters, who is shortlisted, what each layer of judges counts, what there is to win (YQ-18 to YQ-32)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Literal

from touyan.core.scheme.shape.people import EVERYTHING, Selector
from touyan.core.scheme.shape.review import Criterion, Points, Rounding, Trim, WindowName
from touyan.core.scheme.shape.terms import (
    Between,
    BodyName,
    Declares,
    NotEmpty,
    Percent,
    Ref,
    RoleName,
    empty,
)
from touyan.core.workflow.machine import Label

Entrants = Literal["approved", "waiting"]
HALF_UP = Rounding()
Places = Annotated[int, Between(0, 1000)]


@dataclass(frozen=True, slots=True)
class ContestLayer:
    """One layer of judgement (YQ-24): `weight` percent of the total, each layer out of 100 before weighting.

    A `panel` marks `criteria`; a `closed_jury` is a named roll of `size` people who like or do not, its score is likes among
    valid ballots out of 100. `role` says who judges. `quorum` is the least number of valid sheets or ballots an entry needs.
    """

    id: str
    label: Label
    weight: Percent
    kind: Literal["panel", "closed_jury"]
    role: RoleName
    criteria: Mapping[str, Criterion] = field(default_factory=empty)
    size: Annotated[int, Between(2, 500)] | None = None
    quorum: Annotated[int, Between(1, 500)] = 1
    trim: Trim | None = None


@dataclass(frozen=True, slots=True)
class Portion:
    """So many of these among the shortlisted."""

    applies_to: Selector
    n: Places


@dataclass(frozen=True, slots=True)
class Shortlist:
    """How many go on, and how many of each kind (YQ-20, YQ-21); who is not chosen is told why."""

    size: Annotated[int, Between(1, 1000)]
    composition: tuple[Portion, ...] = ()


@dataclass(frozen=True, slots=True)
class ContestAward:
    """One step of the ladder (YQ-30): `n` places, shared out to the groups by `split`. `bonus` is in yuan."""

    name: str
    label: Label
    n: Annotated[int, Between(1, 1000)]
    split: Mapping[str, Places] = field(default_factory=empty)
    bonus: Annotated[Decimal, Between(0, 100_000_000)] = Decimal(0)


@dataclass(frozen=True, slots=True)
class ContestRound:
    """A contest before the last one, held once in each unit directly above those who enter (YQ-18).

    The first `winners` of each go on; whoever the round is for and did not win it cannot enter what follows.
    """

    id: str
    label: Label
    per: Literal["parent"]
    clerk: RoleName
    confirmer: RoleName
    winners: Annotated[int, Between(1, 1000)]
    layers: Annotated[tuple[ContestLayer, ...], NotEmpty(), Declares("", by="id")]
    entries: Entrants = "waiting"
    applies_to: Selector = EVERYTHING


@dataclass(frozen=True, slots=True)
class Contest:
    """Entries are applications already approved, or still waiting for the decision; ranked and awarded within groups.

    `clerk` enters the judges' sheets and the jury's counts, `confirmer` settles the result. Equal totals are parted by the
    layers named in `tie_break`, then by a recorded vote; without it by all layers, the heaviest first.
    """

    body: BodyName
    clerk: RoleName
    confirmer: RoleName
    layers: Annotated[tuple[ContestLayer, ...], NotEmpty(), Declares("layer", by="id")]
    kind: Literal["contest"] = "contest"
    entries: Entrants = "approved"
    window: WindowName | None = None
    applies_to: Selector = EVERYTHING
    groups: tuple[Annotated[str, Ref("group")], ...] = ()
    rounds: Annotated[tuple[ContestRound, ...], Declares("", by="id")] = ()
    shortlist: Shortlist | None = None
    awards: Annotated[tuple[ContestAward, ...], Declares("award", by="name")] = ()
    tie_break: tuple[Annotated[str, Ref("layer")], ...] = ()
    step: Points = Decimal("0.5")
    rounding: Rounding = HALF_UP
