"""From sheets to the grade: group means, weighted to parts, parts to the score, times the post's coefficient (FY-27..30)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from touyan.core.assessing import Grade, Marks, Part, Step, assessed, rated
from touyan.core.scheme.plain import decimal_text
from touyan.core.scheme.posts import coefficient_of, weights_of
from touyan.core.scheme.shape.results import Assessment as Stage
from touyan.stages.appraisal.models import PostAssessment
from touyan.stages.appraisal.rolls import post_matter, stage_of
from touyan.stages.appraisal.sheets import quorum_faults


def _label(of: Any) -> dict[str, str]:
    return {"zh": of.zh, "en": of.en}


def _plain(steps: Sequence[Step]) -> list[dict[str, Any]]:
    return [{"code": s.code, "facts": {k: _fact(v) for k, v in s.facts.items()}} for s in steps]


def _fact(value: object) -> Any:
    return [str(one) for one in value] if isinstance(value, tuple) else str(value)


def _groups(stage: Stage, inputs: Mapping[str, Any]) -> list[dict[str, Any]]:
    told = []
    for group in stage.raters:
        given = inputs.get(group.id, {})
        told.append(
            {
                "id": group.id,
                "label": _label(group.label),
                "weight": decimal_text(group.weight),
                "quorum": group.quorum,
                **{key: given.get(key, 0) for key in ("roll", "valid", "spoiled")},
            }
        )
    return told


def _marks_of(stage: Stage, inputs: Mapping[str, Any], group: str, part: str) -> list[Decimal]:
    """What each sheet of a group gives a part: the sum of its indicators' marks, out of 100."""
    columns = [p.id for p in stage.parts for _ in p.indicators]
    return [
        sum((Decimal(mark) for name, mark in zip(columns, row, strict=True) if name == part), Decimal(0))
        for row in inputs[group]["marks"]
    ]


def computed(assessment: PostAssessment, on: date) -> dict[str, Any]:
    """Groups, parts, score and grade with every step; without a quorum in every group there is no score.

    `missing` names the groups whose quorum is not met. Once scored, the weights and the coefficient of that day stand.
    """
    version, held = assessment.scheme_version, assessment.computed if assessment.scored_on else {}
    stage, post, inputs = stage_of(version), post_matter(version, assessment.post), assessment.inputs
    weights = {name: Decimal(weight) for name, weight in held.get("weights", {}).items()} or weights_of(
        stage, post
    )
    coefficient = Decimal(held.get("coefficient") or coefficient_of(stage, post))
    told: dict[str, Any] = {
        "groups": _groups(stage, inputs),
        "parts": [],
        "weights": {name: decimal_text(weight) for name, weight in weights.items()},
        "coefficient": decimal_text(coefficient),
        "unit_kind": post.unit.unit_kind,
        "missing": [str(f.facts["group"]) for f in quorum_faults(stage, inputs)],
        "score": None,
        "grade": None,
        "steps": [],
        "names": {},
        "as_of": on.isoformat(),
    }
    if told["missing"]:
        return told
    steps, parts = [], []
    for part in stage.parts:
        found = rated(
            part.id, [Marks(g.id, g.weight, _marks_of(stage, inputs, g.id, part.id)) for g in stage.raters]
        )
        steps += found.steps
        parts.append(Part(part.id, weights[part.id], found.score))
        told["parts"].append(
            {
                "id": part.id,
                "label": _label(part.label),
                "weight": decimal_text(weights[part.id]),
                "score": str(found.score),
                "means": {group: str(mean) for group, mean in found.means},
            }
        )
    result = assessed(parts, [Grade(g.name, g.at_least) for g in stage.grades], coefficient)
    return told | {
        "score": str(result.score),
        "grade": result.grade,
        "steps": _plain((*steps, *result.steps)),
        "names": {
            **{p.id: _label(p.label) for p in stage.parts},
            **{g.id: _label(g.label) for g in stage.raters},
            **{g.name: _label(g.label) for g in stage.grades},
        },
    }
