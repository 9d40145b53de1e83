"""Score and grade from weighted parts, and the cap a veto puts on a grade (FY-30; domain.md 4.9).

The score is rounded once, half up to two decimals, and the grade follows from the rounded score, so that
89.995 is 90.00 and excellent for everybody who reads the sheet. A score below every threshold has no grade,
which people must settle; it is not given the lowest one by guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from touyan.core.amounts import rounded
from touyan.core.assessing.steps import EXACT, Step, plain

DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an assessment: weight in percent, score on the scale of the grades."""

    id: str
    weight: Decimal
    score: Decimal


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade and the least score that earns it."""

    name: str
    least: Decimal


@dataclass(frozen=True, slots=True)
class Veto:
    """A fact that caps the grade (一票否决): its code and the best grade it still allows."""

    code: str
    best: str


@dataclass(frozen=True, slots=True)
class Assessed:
    """Score with two decimals, grade (None below every threshold), and the derivation."""

    score: Decimal
    grade: str | None
    steps: tuple[Step, ...]


def assessed(parts: Sequence[Part], grades: Sequence[Grade], coefficient: Decimal = Decimal(1)) -> Assessed:
    """Compute coefficient × Σ weight × score ÷ 100, round half up to 2 decimals once, then grade it.

    Weights are percent and add up to 100 (checked by the caller). The order of parts and grades is free.
    """
    shares = [plain(EXACT.multiply(part.weight, part.score).scaleb(-2, EXACT)) for part in parts]
    steps = [
        Step("assess_part", {"part": part.id, "weight": part.weight, "score": part.score, "result": share})
        for part, share in zip(parts, shares, strict=True)
    ]
    total = _sum(shares)
    steps.append(Step("assess_sum", {"shares": tuple(shares), "result": total}))
    product = plain(EXACT.multiply(total, coefficient))
    if coefficient != 1:
        facts = {"score": total, "coefficient": coefficient, "result": product}
        steps.append(Step("assess_coefficient", facts))
    score = rounded(product, DECIMALS)
    steps.append(Step("assess_rounded", {"score": product, "decimals": DECIMALS, "result": score}))
    grade = grade_of(score, grades)
    steps.append(_grade_step(score, grade))
    return Assessed(score, grade.name if grade else None, tuple(steps))


def grade_of(score: Decimal, grades: Iterable[Grade]) -> Grade | None:
    """Find the best grade whose threshold the score reaches, or None."""
    return max((one for one in grades if score >= one.least), key=lambda one: one.least, default=None)


def capped(grade: str, grades: Sequence[Grade], vetoes: Sequence[Veto]) -> tuple[str, tuple[Step, ...]]:
    """Cap a grade by every veto: the worst of it and of what each still allows, with a step for each.

    A veto proposes nothing beyond the grade; measures against people are decided by bodies (domain.md 4.9).
    Grades are known names; the order of the vetoes changes nothing but the order of the steps.
    """
    least = {one.name: one.least for one in grades}
    held = grade
    steps = []
    for veto in vetoes:
        before, held = held, min(held, veto.best, key=lambda name: least[name])
        steps.append(
            Step("assess_veto", {"veto": veto.code, "best": veto.best, "grade": before, "result": held})
        )
    return held, tuple(steps)


def _grade_step(score: Decimal, grade: Grade | None) -> Step:
    if grade is None:
        return Step("assess_ungraded", {"score": score, "result": None})
    return Step("assess_graded", {"score": score, "least": grade.least, "result": grade.name})


def _sum(figures: Iterable[Decimal]) -> Decimal:
    total = Decimal(0)
    for figure in figures:
        total = EXACT.add(total, figure)
    return plain(total)
