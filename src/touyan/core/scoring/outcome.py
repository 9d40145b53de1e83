"""The outcome of a contest: every entry's layers, total, rank and award, and what waits for people.

Awards go down the ladder by place. A tie on an edge and a missing mark keep their places open: nobody moves
up into them and nobody is given more than the ladder holds, so a person decides and the record says why.
An entry without quorum has no rank and takes no place (domain.md 4.1, 4.2; YQ-29, YQ-30).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from touyan.core.scoring.contest import Award, Contest, Entry, Rounding
from touyan.core.scoring.layers import LayerScore, layer_score
from touyan.core.scoring.ranking import CRITERION_ITEM, Block, blocks, edges_of


@dataclass(frozen=True, slots=True)
class Standing:
    """One entry's figures as they are printed, each with exactly the declared decimals, or None."""

    id: str
    group: str
    layers: Mapping[str, Decimal | None]
    total: Decimal | None
    rank: int | None
    award: str | None
    dropped: Mapping[str, tuple[Decimal, ...]]
    decided_by: str | None


@dataclass(frozen=True, slots=True)
class Blocked:
    """Something people must settle: `missing` and `quorum` name a layer, `award_tie` an award."""

    code: Literal["missing", "quorum", "award_tie"]
    entries: tuple[str, ...]
    layer: str | None = None
    award: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A remark about an entry's layer that belongs into the record."""

    entry: str
    layer: str
    code: Literal["plain_mean", "above_points"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Standings in the order of input, what is blocked, and notes."""

    entries: tuple[Standing, ...]
    blocked: tuple[Blocked, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """One entry on its way through the engine."""

    entry: Entry
    layers: Mapping[str, LayerScore]
    carried: Fraction | None
    total: Fraction
    figures: Mapping[str, Fraction]

    @property
    def may_rank(self) -> bool:
        return self.carried is not None and not any(layer.lacks_quorum for layer in self.layers.values())

    @property
    def has_missing(self) -> bool:
        return any(layer.has_missing for layer in self.layers.values())


@dataclass(frozen=True, slots=True)
class _Place:
    rank: int
    award: str | None
    decided_by: str | None


def outcome(contest: Contest) -> Outcome:
    """Scores, ranks and awards of a checked contest, by the rules of the public calculator (`score`)."""
    runs = [_run(entry, contest) for entry in contest.entries]
    places: dict[str, _Place] = {}
    ties: list[Blocked] = []
    groups: dict[str, list[_Run]] = {run.entry.group: [] for run in runs}
    for run in runs:
        if run.may_rank:
            groups[run.entry.group].append(run)
    for group, ranked in groups.items():
        found, blocked = _group_places(ranked, group, contest)
        places.update(found)
        ties += blocked
    return Outcome(
        entries=tuple(_standing(run, places.get(run.entry.id), contest.rounding) for run in runs),
        blocked=(*_waiting(runs), *ties),
        notes=tuple(_notes(runs)),
    )


def _run(entry: Entry, contest: Contest) -> _Run:
    """Score an entry. A layer breaks ties by its figure as carried on; totals are compared as printed."""
    rounding = contest.rounding
    scores = {layer.id: layer_score(layer, entry.layers[layer.id], rounding) for layer in contest.layers}
    figures: dict[str, Fraction] = {}
    for name, found in scores.items():
        figures |= {CRITERION_ITEM + criterion: mean for criterion, mean in found.criteria.items()}
        if found.score is not None:
            figures[name] = found.score
    total = _total(figures, contest)
    compared = Fraction(0) if total is None else Fraction(rounding.value(total))
    return _Run(entry, scores, total, compared, figures)


def _total(figures: Mapping[str, Fraction], contest: Contest) -> Fraction | None:
    """Add the layers' parts; a layer without a score leaves no total, it does not count as zero."""
    total = Fraction(0)
    for layer in contest.layers:
        if layer.id not in figures:
            return None
        total += contest.rounding.passing("share", figures[layer.id] * layer.multiplier)
    return contest.rounding.passing("total", total)


def _group_places(
    runs: Sequence[_Run], group: str, contest: Contest
) -> tuple[dict[str, _Place], list[Blocked]]:
    edges = edges_of(award.places(group) for award in contest.awards)
    places: dict[str, _Place] = {}
    ties: list[Blocked] = []
    for block in blocks(runs, contest.tie_break, edges):
        award = _award_at(block.rank, edges, contest.awards)
        members = [runs[index] for index in sorted(block.members)]
        if block.crosses(edges):
            ties.append(Blocked("award_tie", tuple(run.entry.id for run in members), award=award))
            award = None
        places |= {run.entry.id: _place(run, block, award) for run in members}
    return places, ties


def _award_at(rank: int, edges: Sequence[int], awards: Sequence[Award]) -> str | None:
    return next((award.name for award, edge in zip(awards, edges, strict=True) if rank <= edge), None)


def _place(run: _Run, block: Block, award: str | None) -> _Place:
    return _Place(block.rank, None if run.has_missing else award, block.decided_by)


def _standing(run: _Run, place: _Place | None, rounding: Rounding) -> Standing:
    return Standing(
        id=run.entry.id,
        group=run.entry.group,
        layers={name: _printed(layer.score, rounding) for name, layer in run.layers.items()},
        total=_printed(run.carried, rounding),
        rank=place.rank if place else None,
        award=place.award if place else None,
        dropped={name: layer.dropped for name, layer in run.layers.items() if layer.dropped},
        decided_by=place.decided_by if place else None,
    )


def _printed(figure: Fraction | None, rounding: Rounding) -> Decimal | None:
    return None if figure is None else rounding.value(figure)


def _waiting(runs: Sequence[_Run]) -> list[Blocked]:
    return [
        Blocked(code, (run.entry.id,), layer=name)
        for run in runs
        for name, layer in run.layers.items()
        for code, holds in _reasons(layer)
        if holds
    ]


def _notes(runs: Sequence[_Run]) -> Iterable[Note]:
    for run in runs:
        for name, layer in run.layers.items():
            if layer.is_plain:
                yield Note(run.entry.id, name, "plain_mean")
            if layer.is_above_points:
                yield Note(run.entry.id, name, "above_points")


def _reasons(layer: LayerScore) -> tuple[tuple[Literal["missing", "quorum"], bool], ...]:
    return (("missing", layer.has_missing), ("quorum", layer.lacks_quorum))
