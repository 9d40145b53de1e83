"""Quarterly reviews of a moved project fall due by the new rhythm; a problem keeps the day its finder named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from touyan.foundation.rulebook.models import SchemeVersion
from touyan.stages.approval.models import Project
from touyan.stages.progress.moving import due_by
from touyan.stages.scheme.moving import reschedules
from touyan.stages.supervision.models import QuarterlyReview


@reschedules(QuarterlyReview, of="project")
def reviews_due_later(
    projects: Sequence[Project], new: SchemeVersion
) -> Iterator[tuple[int, QuarterlyReview, date]]:
    """Open reviews the new rhythm gives more time; none is given less."""
    progress = new.rules.progress
    names = [r.name for r in progress.reports.values() if r.style == "review"] if progress else []
    rows = QuarterlyReview.objects.of_tenant(new.tenant_id).filter(
        project__in=[one.pk for one in projects], state="open"
    )
    for review in rows.order_by("id"):
        due_on = due_by(new.rules, names[0], review.period) if names else None
        if due_on is not None and due_on > review.due_on:
            yield review.project_id, review, due_on
