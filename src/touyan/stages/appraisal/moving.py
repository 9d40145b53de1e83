"""Assessments of people moved to another version of their scheme, before any sheet was entered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from touyan.core.findings import Finding
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.stages.appraisal.models import PostAssessment
from touyan.stages.scheme.moving import hinders, movable

POST_ASSESSMENTS = movable(
    PostAssessment,
    rows=lambda found: found.select_related("post__person", "post__unit"),
    title=lambda one: f"{one.post.unit.label} {one.post.person.name}",
    url="/appraisals/{key}",
)


@hinders("post_assessment")
def sheets_entered(found: Sequence[PostAssessment], new: SchemeVersion) -> Iterator[tuple[int, Finding]]:  # noqa: ARG001 - one shape
    """Sheets were filled in by the old groups and weights."""
    for one in found:
        if one.inputs or one.state != "open":
            yield one.pk, Finding("move.scored")
