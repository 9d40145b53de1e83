"""What must hold of assessments; `touyan verify` runs it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from touyan.core.assessing import Grade, Part, assessed
from touyan.core.findings import Finding
from touyan.foundation.ledger.models import Act
from touyan.foundation.ledger.verify import invariant
from touyan.stages.assessment.models import Assessment


def adds_up(assessment: Assessment) -> bool:
    """Whether the stored score and grade follow from the stored parts by the scheme's weights and grades."""
    told: dict[str, Any] = assessment.computed
    if told.get("missing") or any(part["score"] is None for part in told["parts"]):
        return False
    grades = [Grade(g.name, g.at_least) for g in assessment.scheme_version.rules.assessment.grades]
    result = assessed(
        [Part(p["id"], Decimal(p["weight"]), Decimal(p["score"])) for p in told["parts"]], grades
    )
    return (str(result.score), result.grade or "") == (assessment.score, assessment.grade)


@invariant
def assessment_findings() -> Iterator[Finding]:
    """A score follows from its parts; a final grade was confirmed by somebody who did not score it."""
    scored, confirmed = _doers("assessment.score"), _doers("assessment.confirm")
    found = Assessment.objects.everything().exclude(state="open")
    for assessment in found.iterator(chunk_size=200):
        place, key = f"assessment/{assessment.key}", str(assessment.key)
        if not adds_up(assessment):
            yield Finding("verify.assessment_differs", place, {"score": assessment.score})
        if assessment.state == "final" and not confirmed.get(key, set()) - scored.get(key, set()):
            yield Finding("verify.assessment_confirmed_alone", place)


def _doers(action: str) -> dict[str, set[int]]:
    told: dict[str, set[int]] = {}
    for key, person in Act.objects.filter(subject_kind="assessment", action=action, is_done=True).values_list(
        "subject_key", "person"
    ):
        told.setdefault(str(key), set()).add(person)
    return told
