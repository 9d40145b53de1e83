"""What the calendar asks of the assessment: one for each project, from the first day of the scheme's window on."""

from __future__ import annotations

from datetime import date
from typing import Any

from touyan.core.scheme import selects
from touyan.foundation.jobs.actions import daily
from touyan.foundation.ledger.actor import system
from touyan.foundation.ledger.door import perform
from touyan.stages.approval.matters import matter_of
from touyan.stages.approval.models import Project
from touyan.stages.assessment.actions import Year
from touyan.stages.assessment.models import Assessment

ASSESSED = ("running", "closing", "closed")


def is_asked(project: Project, today: date) -> bool:
    """Whether the scheme assesses this project and its window has begun."""
    rules: Any = project.scheme_version.rules
    stage = rules.project_assessment
    if stage is None or stage.window is None or not selects(stage.applies_to, matter_of(project)):
        return False
    return bool(rules.windows[stage.window].start <= today)


@daily("assessment")
def open_due_assessments(tenant: int, today: date) -> int:
    """Open the year's assessment of every project it is asked for; how many were opened. Safe to repeat."""
    projects = list(
        Project.objects.of_tenant(tenant).filter(state__in=ASSESSED).select_related("unit").order_by("id")
    )
    known = set(
        Assessment.objects.of_tenant(tenant).filter(project__in=projects).values_list("project_id", "year")
    )
    wanted = [p for p in projects if (p.pk, p.year) not in known and is_asked(p, today)]
    for project in wanted:
        perform("assessment.open", subject=project, actor=system(tenant), given=Year(project.year))
    return len(wanted)
