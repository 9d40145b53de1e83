"""What must hold before an assessment is scored or confirmed."""

from __future__ import annotations

from django.db.models import Q

from touyan.core.findings import Finding
from touyan.foundation.calendar.clock import clock
from touyan.foundation.ledger.registry import condition
from touyan.foundation.publicity.holds import LIVE, held_back
from touyan.foundation.publicity.models import Release
from touyan.stages.application.residents import missing
from touyan.stages.assessment.models import Assessment
from touyan.stages.assessment.reckoning import missing_figures


@condition("actuals_entered", on=Assessment)
def actuals_entered(assessment: Assessment, given: object) -> tuple[Finding, ...]:  # noqa: ARG001 - one shape
    """Every target and every figure by hand is there; nothing missing counts as nought."""
    missing = missing_figures(assessment)
    return (Finding("assessment.figures_missing", "", {"names": "、".join(missing)}),) if missing else ()


@condition("publicity_done", on=Assessment)
def publicity_done(assessment: Assessment, given: object) -> tuple[Finding, ...]:  # noqa: ARG001
    """Where the scheme publishes assessments first, the period is over and no objection to this one is open."""
    publicity = assessment.scheme_version.rules.publicity
    if publicity is None or "assessment" not in publicity.of:
        return ()
    shown = _shown(assessment)
    if shown is None or shown.closes_on is None:
        return (Finding("assessment.not_published"),)
    if shown.closes_on >= clock(assessment.tenant_id).today:
        return (Finding("assessment.publicity_runs", "", {"until": shown.closes_on.isoformat()}),)
    return held_back(assessment.tenant_id, "assessment", assessment.key, assessment.project.title)


def _shown(assessment: Assessment) -> Release | None:
    """The newest live publicity that lists this assessment and began after it was scored; an older one showed another grade."""
    live = (
        Release.objects.of_tenant(assessment.tenant_id)
        .filter(state__in=LIVE, opens_on__isnull=False)
        .order_by("-id")
    )
    for release in live.filter(
        Q(about_kind="assessment", about_key=assessment.key) | Q(payload__item_kind="assessment")
    ):
        is_meant = release.about_key == assessment.key or _lists(release, assessment)
        if is_meant and (assessment.scored_on is None or release.opens_on >= assessment.scored_on):
            return release  # type: ignore[no-any-return]
    return None


def _lists(release: Release, assessment: Assessment) -> bool:
    return any(row.get("key") == str(assessment.key) for row in release.payload.get("rows", []))


@condition("residents_before_grade", on=Assessment)
def residents_before_grade(assessment: Assessment, given: object) -> tuple[Finding, ...]:  # noqa: ARG001
    """Residents had a part in the assessment before the grade is settled (YQ-23)."""
    return missing(assessment.project.application, ("assessment",))
