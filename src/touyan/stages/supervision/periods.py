"""What the calendar asks of supervision: reviews opened when their period begins, lights written down day by day."""

from __future__ import annotations

from datetime import date

from touyan.core.scheme import selects
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.ledger.actor import system
from touyan.foundation.ledger.door import perform
from touyan.foundation.rulebook.engines import period_words
from touyan.stages.approval.matters import matter_of
from touyan.stages.approval.models import Project
from touyan.stages.progress.lights import read_light
from touyan.stages.progress.periods import begun_turns, started_on
from touyan.stages.supervision.actions import Turn
from touyan.stages.supervision.models import LightReading, QuarterlyReview


def open_due_reviews(tenant: int, today: date) -> int:
    """Open every review whose period has begun; how many were opened. Safe to repeat."""
    opened = 0
    projects = list(
        Project.objects.of_tenant(tenant).filter(state__in=("running", "closing")).select_related("unit")
    )
    started = started_on(tenant)
    known = set(
        QuarterlyReview.objects.of_tenant(tenant)
        .filter(project__in=projects)
        .values_list("project_id", "period")
    )
    for project in projects:
        progress = project.scheme_version.rules.progress
        for name, rule in progress.reports.items() if progress else ():
            if rule.style != "review" or not selects(rule.applies_to, matter_of(project)):
                continue
            for turn in begun_turns(project, name, today, started.get(str(project.key))):
                if (project.pk, turn.name) in known:
                    continue
                perform(
                    "review.open",
                    subject=project,
                    actor=system(tenant),
                    given=Turn(
                        name, turn.name, period_words(rule.cadence.every, turn.first), turn.due_on.isoformat()
                    ),
                )
                opened += 1
    return opened


def record_lights(tenant: int, today: date) -> int:
    """Write down today's light of every running project; how many were written. Only on worked days, once a day each.

    The light is read anew here, so that the history does not depend on which job ran first.
    """
    if not calendar_of().is_workday(today):
        return 0
    projects = list(Project.objects.of_tenant(tenant).filter(state__in=("running", "closing")))
    known = set(LightReading.objects.of_tenant(tenant).filter(on=today).values_list("project_id", flat=True))
    readings = [(project, read_light(project, today)) for project in projects if project.pk not in known]
    made = [
        LightReading(
            tenant_id=tenant,
            project=project,
            on=today,
            light=found.light,
            scheduled=found.scheduled,
            actual=found.actual,
            facts=found.facts,
        )
        for project, found in readings
        if found is not None
    ]
    LightReading.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)
