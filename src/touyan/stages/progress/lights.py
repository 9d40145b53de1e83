"""Reading a project's light and storing it where lists find it: derived from tasks and calendar, never typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.rulebook.engines import light_rule
from touyan.stages.approval.models import Project
from touyan.stages.plan.models import Task
from touyan.stages.progress.measuring import Reading, reading


def reading_of(project: Project, as_of: date, known: Sequence[Task] | None = None) -> Reading | None:
    """The project's light on a day; None for a project without a schedule. `known` are its tasks, where they are at hand."""
    tasks = (
        list(Task.objects.of_tenant(project.tenant_id).filter(project=project)) if known is None else known
    )
    planned = [task for task in tasks if task.start_on and task.finish_on]
    rules = project.scheme_version.rules
    if not planned or rules.progress is None:
        return None
    start, finish = min(t.start_on for t in planned), max(t.finish_on for t in planned)
    return reading(tasks, start, finish, as_of, light_rule(rules.progress.lights), calendar_of())


def read_light(project: Project, as_of: date) -> Reading | None:
    """Read the light and store it on the project's derived columns."""
    found = reading_of(project, as_of)
    if found is not None:
        Project.objects.of_tenant(project.tenant_id).filter(pk=project.pk).update(
            light=found.light,
            light_on=as_of,
            scheduled=found.scheduled,
            actual=found.actual,
            light_facts=found.facts,
        )
    return found
