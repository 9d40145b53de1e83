"""At most so many percent of a class may hold a grade (domain.md 2.1 `quota_pct`, 4.9).

Classes are compared only within themselves, so the caller passes one class at a time. A tie on the edge of
the quota is returned as a tie: the score decides, and where it does not, people do, never an id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class WithinQuota:
    """Who keeps the grade, who is tied for the last `open_places`, and who is beyond the quota."""

    kept: frozenset[str]
    tied: frozenset[str]
    beyond: frozenset[str]
    open_places: int


def quota_places(class_size: int, quota_pct: Decimal) -> int:
    """How many of a class a quota allows: "at most", so a fraction of a place is none."""
    return int(Fraction(quota_pct) * class_size / 100)


def within_quota(scores: Mapping[str, Decimal], class_size: int, quota_pct: Decimal) -> WithinQuota:
    """Divide by quota those who earn the grade within one class; `scores` are their rounded scores by id."""
    places = quota_places(class_size, quota_pct)
    kept = {name for name, score in scores.items() if _not_below(scores, score) <= places}
    beyond = {name for name, score in scores.items() if _above(scores, score) >= places}
    return WithinQuota(
        frozenset(kept), frozenset(scores) - kept - beyond, frozenset(beyond), max(places - len(kept), 0)
    )


def _not_below(scores: Mapping[str, Decimal], score: Decimal) -> int:
    return sum(other >= score for other in scores.values())


def _above(scores: Mapping[str, Decimal], score: Decimal) -> int:
    return sum(other > score for other in scores.values())
