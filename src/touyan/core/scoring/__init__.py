"""Marks, layers, ranks, awards and cuts of a contest, exact to the last digit.

Every figure is a fraction until a declared point rounds it, a missing mark is never a zero, and nothing
about the outcome depends on the order in which entries, judges or sheets arrive (domain.md 2.1, 4.1, 4.2).
"""

from touyan.core.scoring.contest import (
    Award,
    Contest,
    Criterion,
    Entry,
    Layer,
    Rounding,
    Sheets,
    Totals,
    Trim,
    Votes,
)
from touyan.core.scoring.cut import Cut, Placed, by_decision, by_score_line, first_places, ranking_of
from touyan.core.scoring.outcome import Blocked, Note, Outcome, Standing, outcome
from touyan.core.scoring.ranking import CRITERION_ITEM, HUMAN_ITEMS

__all__ = [
    "CRITERION_ITEM",
    "HUMAN_ITEMS",
    "Award",
    "Blocked",
    "Contest",
    "Criterion",
    "Cut",
    "Entry",
    "Layer",
    "Note",
    "Outcome",
    "Placed",
    "Rounding",
    "Sheets",
    "Standing",
    "Totals",
    "Trim",
    "Votes",
    "by_decision",
    "by_score_line",
    "first_places",
    "outcome",
    "ranking_of",
]
