"""From facts to the grade: indicators to parts, parts to the score, the score to the grade, every step kept.

Nothing missing counts as nought: while a figure is not there, its part and the whole have no score (WH-28, FY-30).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from touyan.core.amounts import rounded
from touyan.core.assessing import Grade, Part, assessed
from touyan.stages.assessment.measures import Ground, Measured, ground_of, measure
from touyan.stages.assessment.models import Assessment

PLACES = 2


def _label(of: Any) -> dict[str, str]:
    return {"zh": of.zh, "en": of.en}


def _line(indicator: Any, found: Measured) -> dict[str, Any]:
    got = (
        rounded(Fraction(indicator.points) * Fraction(found.rate) / 100, PLACES)
        if found.rate is not None
        else None
    )
    return {
        "id": indicator.id,
        "label": _label(indicator.label),
        "standard": _label(indicator.standard) if indicator.standard else None,
        "measure": indicator.measure,
        "points": str(indicator.points),
        "rate": str(found.rate) if found.rate is not None else None,
        "score": str(got) if got is not None else None,
        "facts": found.facts,
    }


def _part(part: Any, found: Mapping[str, Measured]) -> dict[str, Any]:
    """A part: its indicators, the points earned of the points there are, and its score on 100."""
    points = sum((i.points for i in part.indicators), Decimal(0))
    rates = [(i.points, found[i.id].rate) for i in part.indicators]
    earned: Fraction | None = Fraction(0)
    for weight, rate in rates:
        earned = None if earned is None or rate is None else earned + Fraction(weight) * Fraction(rate) / 100
    score = rounded(earned / Fraction(points) * 100, PLACES) if earned is not None and points else None
    return {
        "id": part.id,
        "label": _label(part.label),
        "weight": str(part.weight),
        "points": str(points),
        "score": str(score) if score is not None else None,
        "indicators": [_line(i, found[i.id]) for i in part.indicators],
    }


def _ground(assessment: Assessment, on: date) -> Ground:
    """The facts under the figures, read once for each loaded row."""
    known: dict[str, Any] = assessment.__dict__
    if "_ground" not in known:
        known["_ground"] = ground_of(assessment.project, assessment.inputs, on)
    return replace(known["_ground"], on=on)


def missing_figures(assessment: Assessment) -> list[str]:
    """What was not entered yet, in the scheme's words; no day makes a figure missing."""
    told: list[str] = computed(assessment, assessment.project.scheme_version.rules.last_day)["missing"]
    return told


def computed(assessment: Assessment, on: date) -> dict[str, Any]:
    """Parts, indicators, score and grade with every step as of a day; `missing` names what was not entered yet.

    With anything missing `score` and `grade` are None and `steps` empty.
    """
    rules = assessment.scheme_version.rules.assessment
    indicators = [i for part in rules.parts for i in part.indicators]
    ground = _ground(assessment, on)
    found = {i.id: measure(i.measure, i.id, ground) for i in indicators}
    parts = [_part(part, found) for part in rules.parts]
    missing = [i.label.zh for i in indicators if found[i.id].rate is None]
    told = {
        "parts": parts,
        "missing": missing,
        "score": None,
        "grade": None,
        "grade_label": None,
        "steps": [],
        "as_of": on.isoformat(),
    }
    if missing:
        return told
    result = assessed(
        [Part(p["id"], Decimal(p["weight"]), Decimal(p["score"])) for p in parts],
        [Grade(g.name, g.at_least) for g in rules.grades],
    )
    words = {g.name: _label(g.label) for g in rules.grades}
    names = {part["id"]: part["label"] for part in parts} | words
    return told | {
        "score": str(result.score),
        "grade": result.grade,
        "grade_label": words.get(result.grade or ""),
        "steps": [{"code": s.code, "facts": {k: _fact(v) for k, v in s.facts.items()}} for s in result.steps],
        "names": names,
    }


def _fact(value: object) -> Any:
    return [str(one) for one in value] if isinstance(value, tuple) else str(value)
