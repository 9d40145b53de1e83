"""How many of a class may hold a grade: counted within the kind of unit, ties left to people (FY-29; domain.md 4.9)."""

from __future__ import annotations

from decimal import Decimal

from touyan.core.assessing import within_quota
from touyan.core.findings import Finding
from touyan.stages.appraisal.models import PostAssessment
from touyan.stages.appraisal.rolls import stage_of


def class_of(one: PostAssessment) -> list[PostAssessment]:
    """Everybody of the same scheme, year and kind of unit, the person included."""
    found = PostAssessment.objects.of_tenant(one.tenant_id).filter(
        scheme_version_id=one.scheme_version_id, year=one.year, post__unit__kind=one.post.unit.kind
    )
    return list(found.only("key", "state", "score", "grade", "scheme_version_id", "tenant_id"))


def quota_faults(one: PostAssessment) -> tuple[Finding, ...]:
    """Whether the grade may be confirmed: everybody of the class is scored, and it lies within the grade's places."""
    grade = next((g for g in stage_of(one.scheme_version).grades if g.name == one.grade), None)
    if grade is None or grade.quota_pct is None:
        return ()
    everybody = class_of(one)
    facts = {"grade": grade.label.zh, "size": len(everybody), "pct": str(grade.quota_pct)}
    waiting = sum(not other.score for other in everybody)
    if waiting:
        return (Finding("appraisal.class_open", "", {**facts, "waiting": waiting}),)
    scores = {str(other.key): Decimal(other.score) for other in everybody if other.grade == one.grade}
    found = within_quota(scores, len(everybody), Decimal(grade.quota_pct))
    told = {**facts, "held": len(scores), "places": len(found.kept) + found.open_places}
    if str(one.key) in found.beyond:
        return (Finding("appraisal.beyond_quota", "", told),)
    return (Finding("appraisal.tied_at_quota", "", told),) if str(one.key) in found.tied else ()


def grades_below(one: PostAssessment) -> list[str]:
    """Grades below the one that was computed, best first."""
    names = [grade.name for grade in stage_of(one.scheme_version).grades]
    reached = one.computed.get("grade")
    return names[names.index(reached) + 1 :] if reached in names else []
