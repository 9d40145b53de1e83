"""How an assessment is found."""

from __future__ import annotations

from touyan.foundation.search.indexing import Found, findable
from touyan.stages.assessment.models import Assessment


@findable("assessment")
def assessment_found(assessment: Assessment) -> Found:
    """By project, unit and year; scores are not searched."""
    project = assessment.project
    return Found(
        f"{project.title} {assessment.year}年度考核",
        project.unit.name,
        f"/assessments/{assessment.key}",
        project.number,
    )
