"""What must hold before an assessment of a person is scored or confirmed."""

from __future__ import annotations

from touyan.core.findings import Finding
from touyan.foundation.ledger.registry import condition
from touyan.stages.appraisal.models import PostAssessment
from touyan.stages.appraisal.quotas import quota_faults
from touyan.stages.appraisal.rolls import stage_of
from touyan.stages.appraisal.sheets import quorum_faults


@condition("sheets_quorate", on=PostAssessment)
def sheets_quorate(one: PostAssessment, given: object) -> tuple[Finding, ...]:  # noqa: ARG001 - one shape
    """Every group handed in as many valid sheets as the scheme asks."""
    return quorum_faults(stage_of(one.scheme_version), one.inputs)


@condition("grade_within_quota", on=PostAssessment)
def grade_within_quota(one: PostAssessment, given: object) -> tuple[Finding, ...]:  # noqa: ARG001
    """Not more of the class hold the grade than the scheme lets them."""
    return quota_faults(one)
