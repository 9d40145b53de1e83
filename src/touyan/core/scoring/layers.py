"""The score of one entry in one layer: trimmed means, sheets by criterion, ballots.

A mark that is missing is left out and said, never counted as zero; a sheet with a hole has no total, because
a sum without one criterion would be a lower mark nobody gave. Which of two equal marks is dropped changes
nothing, so criterion means for breaking ties use every valid mark (domain.md 4.1, 4.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal
from fractions import Fraction
from typing import assert_never

from touyan.core.scoring.contest import Layer, Mark, Point, Rounding, Sheets, Totals, Trim, Votes

_EXACT = Context(prec=2000)


@dataclass(frozen=True, slots=True)
class LayerScore:
    """What a layer says about an entry; `score` is None where there is nothing to average.

    `has_missing`: a mark was not handed in. `is_plain`: too few judges for the trimming the rules ask for.
    `is_above_points`: a mark is higher than its criterion's points. `lacks_quorum`: fewer ballots, marks or
    whole sheets than the quorum, or no ballot at all. `criteria`: mean of each criterion.
    """

    score: Fraction | None
    dropped: tuple[Decimal, ...] = ()
    criteria: Mapping[str, Fraction] = field(default_factory=dict)
    has_missing: bool = False
    is_plain: bool = False
    is_above_points: bool = False
    lacks_quorum: bool = False


@dataclass(frozen=True, slots=True)
class _Mean:
    value: Fraction | None
    dropped: tuple[Decimal, ...] = ()
    is_plain: bool = False


def layer_score(layer: Layer, given: Totals | Sheets | Votes, rounding: Rounding) -> LayerScore:
    """Score of one entry in one layer on the layer's own scale, rounded if the rules round layers."""
    match given:
        case Votes():
            return _ballot(layer, given, rounding)
        case Totals():
            return _totals(layer, given, rounding)
        case Sheets():
            return _sheets(layer, given, rounding)
        case _:
            assert_never(given)


def _ballot(layer: Layer, given: Votes, rounding: Rounding) -> LayerScore:
    if given.ballots == 0:
        return LayerScore(None, lacks_quorum=True)
    score = rounding.passing("layer", Fraction(100 * given.likes, given.ballots))
    return LayerScore(score, lacks_quorum=given.ballots < layer.quorum)


def _totals(layer: Layer, given: Totals, rounding: Rounding) -> LayerScore:
    heard = [mark for seat, mark in enumerate(given.marks) if seat not in given.void]
    marks = [mark for mark in heard if mark is not None]
    found = _mean(marks, layer.trim)
    return LayerScore(
        score=_passed(found.value, rounding),
        dropped=found.dropped,
        has_missing=len(marks) < len(heard) or not marks,
        is_plain=found.is_plain,
        lacks_quorum=len(marks) < layer.quorum,
    )


def _sheets(layer: Layer, given: Sheets, rounding: Rounding) -> LayerScore:
    sheets = [sheet for judge, sheet in given.marks.items() if judge not in given.void]
    columns = {one.id: [sheet.get(one.id) for sheet in sheets] for one in layer.criteria}
    is_by_criterion = layer.trim.on == "criterion" if layer.trim else "criterion" in rounding.at
    means = {
        name: _mean(_present(held), layer.trim if is_by_criterion else None) for name, held in columns.items()
    }
    figures = {name: _passed(mean.value, rounding, "criterion") for name, mean in means.items()}
    whole = _sheet_totals(sheets, list(columns))
    by_judge = _mean(whole, layer.trim)
    value = _sum(figures.values()) if is_by_criterion else by_judge.value
    parts = list(means.values()) if is_by_criterion else [by_judge]
    return LayerScore(
        score=_passed(value, rounding),
        dropped=tuple(mark for part in parts for mark in part.dropped),
        criteria={name: figure for name, figure in figures.items() if figure is not None},
        has_missing=value is None or any(mark is None for held in columns.values() for mark in held),
        is_plain=any(part.is_plain for part in parts),
        is_above_points=any(
            mark > one.points for one in layer.criteria for mark in _present(columns[one.id])
        ),
        lacks_quorum=len(whole) < layer.quorum,
    )


def _sheet_totals(sheets: Iterable[Mapping[str, Mark]], criteria: Sequence[str]) -> list[Decimal]:
    totals = []
    for sheet in sheets:
        marks = _present([sheet.get(name) for name in criteria])
        if len(marks) == len(criteria):
            totals.append(_exact_sum(marks))
    return totals


def _exact_sum(marks: Iterable[Decimal]) -> Decimal:
    total = Decimal(0)
    for mark in marks:
        total = _EXACT.add(total, mark)
    return total


def _present(marks: Iterable[Mark]) -> list[Decimal]:
    return [mark for mark in marks if mark is not None]


def _mean(marks: Sequence[Decimal], trim: Trim | None) -> _Mean:
    if not marks:
        return _Mean(None)
    ordered = sorted(marks)
    if trim is None or not trim.applies_to(len(ordered)):
        return _Mean(_average(ordered), is_plain=trim is not None)
    kept = ordered[trim.low : len(ordered) - trim.high]
    highest = ordered[len(ordered) - trim.high :]
    return _Mean(_average(kept), (*reversed(highest), *ordered[: trim.low]))


def _average(marks: Sequence[Decimal]) -> Fraction:
    return sum((Fraction(mark) for mark in marks), Fraction(0)) / len(marks)


def _passed(figure: Fraction | None, rounding: Rounding, point: Point = "layer") -> Fraction | None:
    return None if figure is None else rounding.passing(point, figure)


def _sum(figures: Iterable[Fraction | None]) -> Fraction | None:
    total = Fraction(0)
    for figure in figures:
        if figure is None:
            return None
        total += figure
    return total
