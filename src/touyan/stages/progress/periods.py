"""Opening what the calendar asks for: reports and lines of running projects, period by period, once each."""

from __future__ import annotations

from datetime import date

from touyan.core.scheme import selects
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.ledger.actor import system
from touyan.foundation.ledger.door import perform
from touyan.foundation.ledger.models import Act
from touyan.foundation.rulebook.engines import Turn, period_words, turns
from touyan.stages.approval.matters import matter_of
from touyan.stages.approval.models import Project
from touyan.stages.progress.actions import Period
from touyan.stages.progress.lights import read_light
from touyan.stages.progress.models import Report

RUNNING = ("running", "closing", "light")


def started_on(tenant: int) -> dict[str, date]:
    """The day each project really began to run, by its key: nobody is asked about the time before."""
    starts = Act.objects.filter(
        tenant_id=tenant,
        subject_kind="project",
        action__in=("project.start", "project.follow_lightly"),
        is_done=True,
    )
    return {str(key): on for key, on in starts.order_by("-id").values_list("subject_key", "on")}


def begun_turns(project: Project, name: str, today: date, started: date | None = None) -> list[Turn]:
    """The periods of a report rule that began between the month the project began in and today.

    A period whose due day had gone by when the project really started (`started`) is not asked for: nobody is late for
    what could not be done.
    """
    rule = project.scheme_version.rules.progress.reports[name]
    first = max(project.begin_on, date(project.year, 1, 1)).replace(day=1)
    last = min(today, project.scheme_version.rules.last_day)
    begun = turns(rule.cadence, first, last, calendar_of().calendar)
    return [turn for turn in begun if started is None or turn.due_on >= started]


def open_due_reports(tenant: int, today: date) -> int:
    """Open every report whose period has begun; how many were opened. Safe to repeat."""
    opened = 0
    projects = list(
        Project.objects.of_tenant(tenant).filter(state__in=RUNNING).select_related("unit").order_by("id")
    )
    started = started_on(tenant)
    known = set(
        Report.objects.of_tenant(tenant)
        .filter(project__in=projects)
        .values_list("project_id", "kind", "period")
    )
    for project in projects:
        progress = project.scheme_version.rules.progress
        for name, rule in progress.reports.items() if progress else ():
            if rule.style == "review" or not selects(rule.applies_to, matter_of(project)):
                continue
            for turn in begun_turns(project, name, today, started.get(str(project.key))):
                if (project.pk, name, turn.name) in known:
                    continue
                perform(
                    "report.open",
                    subject=project,
                    actor=system(tenant),
                    given=Period(
                        name, turn.name, period_words(rule.cadence.every, turn.first), turn.due_on.isoformat()
                    ),
                )
                opened += 1
    return opened


def read_all_lights(tenant: int, today: date) -> int:
    """Read the light of every running project; how many were read."""
    projects = Project.objects.of_tenant(tenant).filter(state__in=("running", "closing"))
    return sum(read_light(project, today) is not None for project in projects)
