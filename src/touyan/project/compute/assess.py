"""`compute assess`: weighted parts, coefficient, grade, and the derivation of every number (contracts.md)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Context, Decimal
from typing import Any

from touyan.core.assessing import Assessed, Grade, Part, Step, assessed
from touyan.core.findings import Finding
from touyan.foundation.wording import sentence
from touyan.project.compute.reading import Exact, Listing, Nullable, Record, Text, sound

EXAMPLE = {
    "parts": [
        {"id": "process", "weight": "30", "score": "85"},
        {"id": "result", "weight": "30", "score": "90"},
        {"id": "effect", "weight": "40", "score": "78.5"},
    ],
    "coefficient": "1",
    "grades": [
        {"name": "优秀", "from": "90"},
        {"name": "良好", "from": "80"},
        {"name": "一般", "from": "60"},
        {"name": "较差", "from": "0"},
    ],
}

WORDS = ("assessing",)
_EXACT = Context(prec=1000)


def _weights_make_100(parts: list[Any]) -> Iterable[Finding]:
    """Weights add up to 100 wherever all of them could be read, whatever else is wrong in the parts."""
    weights = [part["weight"] if isinstance(part, dict) else part for part in parts]
    if not weights or not sound(weights):
        return
    total = Decimal(0)
    for weight in weights:
        total = _EXACT.add(total, weight)
    if total != 100:
        yield Finding("part_weights_sum", "", {"sum": format(total, "f")})


def _thresholds_differ(grades: list[Any]) -> Iterable[Finding]:
    seen: set[Decimal] = set()
    for index, grade in enumerate(grades):
        least = grade["from"] if isinstance(grade, dict) else None
        if not isinstance(least, Decimal):
            continue
        if least in seen:
            yield Finding("grade_from_twice", f"[{index}].from", {"given": format(least, "f")})
        seen.add(least)


_NOT_NEGATIVE = Exact(minimum=Decimal(0))
_PART = Record({"id": Text(), "weight": _NOT_NEGATIVE, "score": _NOT_NEGATIVE})
_GRADE = Record({"name": Text(), "from": Exact()})

SHAPE = Record(
    {
        "parts": Listing(_PART, least=1, unique="id", checks=(_weights_make_100,)),
        "grades": Listing(_GRADE, least=1, unique="name", checks=(_thresholds_differ,)),
    },
    {"coefficient": Nullable(_NOT_NEGATIVE, Decimal(1))},
)


def answer(value: dict[str, Any]) -> dict[str, Any]:
    """Score with two decimals, grade (null below every threshold), steps with code, facts and sentence."""
    found: Assessed = assessed(
        [Part(part["id"], part["weight"], part["score"]) for part in value["parts"]],
        [Grade(grade["name"], grade["from"]) for grade in value["grades"]],
        value["coefficient"],
    )
    return {
        "score": format(found.score, "f"),
        "grade": found.grade,
        "steps": [_told(step) for step in found.steps],
    }


def _told(step: Step) -> dict[str, Any]:
    facts = {name: _written(fact) for name, fact in step.facts.items()}
    return {"code": step.code, "facts": facts, "message": sentence(step.code, facts)}


def _written(fact: object) -> object:
    if isinstance(fact, Decimal):
        return format(fact, "f")
    return [_written(one) for one in fact] if isinstance(fact, tuple) else fact
