"""Who is chosen from a ranking: the first n, a score line, or a recorded decision (WH-10).

A tie on the edge of the first n is an answer of its own: both sides stay open and the named body decides.
Nothing here looks at ids, dates or the order of input, so shuffling the ranking changes nothing. An entry
without a rank is undecided, it is neither chosen nor left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from touyan.core.findings import Finding, Refusal
from touyan.core.scoring.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Placed:
    """One entry of a ranking: rank 1, 2, 2, 4 and rounded total, both None while marks are open."""

    id: str
    rank: int | None
    total: Decimal | None


@dataclass(frozen=True, slots=True)
class Cut:
    """The result of a cut as sets of ids.

    `open_places` are not filled yet: the `tied` compete for them, or the `undecided` may still take them;
    with neither, there were fewer entries than places.
    """

    chosen: frozenset[str]
    left: frozenset[str]
    tied: frozenset[str] = frozenset()
    undecided: frozenset[str] = frozenset()
    open_places: int = 0


def ranking_of(outcome: Outcome) -> tuple[Placed, ...]:
    """Take a contest of one group as a ranking to cut; whoever waits for marks or a quorum has no rank."""
    waiting = {name for one in outcome.blocked if one.code != "award_tie" for name in one.entries}
    return tuple(
        Placed(one.id, None, None) if one.id in waiting else Placed(one.id, one.rank, one.total)
        for one in outcome.entries
    )


def first_places(ranking: Collection[Placed], places: int) -> Cut:
    """Choose the best `places` entries; those tied over the last place are returned as a tie, undivided.

    While entries are undecided only those are chosen who would be even if all of these came out above
    them, and only those left out whom nobody's failure could bring in; the rest waits with them.
    Refuses places < 0.
    """
    if places < 0:
        raise Refusal((Finding("cut_places_negative", "places", {"places": places}),))
    unranked = _ids(ranking, lambda entry: entry.rank is None)
    chosen: set[str] = set()
    left: set[str] = set()
    between: set[str] = set()
    above = 0
    for members in _by_rank(ranking):
        is_safe = above + len(members) + len(unranked) <= places
        side = chosen if is_safe else left if above >= places else between
        side |= members
        above += len(members)
    tied, waiting = (frozenset(between), unranked) if not unranked else (frozenset(), unranked | between)
    return Cut(frozenset(chosen), frozenset(left), tied, waiting, places - len(chosen))


def _by_rank(ranking: Collection[Placed]) -> list[frozenset[str]]:
    ranks = defaultdict(set)
    for entry in ranking:
        if entry.rank is not None:
            ranks[entry.rank].add(entry.id)
    return [frozenset(ranks[rank]) for rank in sorted(ranks)]


def by_score_line(ranking: Collection[Placed], line: Decimal) -> Cut:
    """Everybody whose total reaches the line; the line itself is enough, so there is no tie to decide."""
    chosen = _ids(ranking, lambda entry: entry.total is not None and entry.total >= line)
    undecided = _ids(ranking, lambda entry: entry.total is None or entry.rank is None)
    return Cut(chosen - undecided, _ids(ranking, lambda _: True) - chosen - undecided, undecided=undecided)


def by_decision(ranking: Collection[Placed], chosen: Collection[str]) -> Cut:
    """Exactly those the recorded decision of the body names; a name outside the ranking is refused."""
    known = _ids(ranking, lambda _: True)
    strangers = tuple(
        Finding("cut_unknown_entry", f"chosen[{index}]", {"entry": name})
        for index, name in enumerate(chosen)
        if name not in known
    )
    if strangers:
        raise Refusal(strangers)
    return Cut(frozenset(chosen), known - frozenset(chosen))


def _ids(ranking: Iterable[Placed], holds: Callable[[Placed], bool]) -> frozenset[str]:
    return frozenset(entry.id for entry in ranking if holds(entry))
