"""Verbs of the task list: import it, make each lead unit's measures a project, revise them when the list comes again.

A measure is a task of its lead unit's project (architecture.md 4); it is known again by its code, so that the same list
twice changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from touyan.core.findings import Finding, Refusal
from touyan.core.scheme import label
from touyan.core.scheme.shape.entry import TaskList
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.ledger.door import Doing
from touyan.foundation.ledger.registry import action
from touyan.foundation.people.models import Post
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.search.indexing import index
from touyan.foundation.units.models import Unit
from touyan.stages.approval.models import Project
from touyan.stages.approval.numbering import next_project_number
from touyan.stages.plan import work
from touyan.stages.plan.actions import SavePlan, baseline_digest, baseline_of
from touyan.stages.plan.days import open_on
from touyan.stages.plan.models import Plan, Task
from touyan.stages.plan.reckoning import reckoned
from touyan.stages.plan.rows import PlanRow, digest_of, plain, rows_of, table_findings


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the list.

    `lead` and `assists` are unit keys, `due` an ISO date or "" for a standing measure, `position` its place in the list.
    """

    code: str
    aspect: str
    task: str
    measure: str
    lead: str
    assists: tuple[str, ...] = ()
    person: str = ""
    due: str = ""
    deliverable: str = ""
    acceptance: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class Imported:
    """The good lines of a list, as judged by the dry run."""

    measures: tuple[dict[str, Any], ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Assigned:
    """The measures of one lead unit (its key)."""

    unit: str
    measures: list[dict[str, Any]] = field(default_factory=list)


def stage_of(version: SchemeVersion) -> TaskList:
    """The scheme's task list. Raises Refusal where it has none."""
    stage = version.rules.task_list
    if stage is None:
        raise Refusal((Finding("tasklist.no_stage"),))
    return stage


@action("task_list.import", on=SchemeVersion, given=Imported)
def import_list(act: Doing, given: Imported) -> None:
    """Take the list in: each lead unit's measures become or revise one project (JS-07, JS-08)."""
    stage_of(act.subject)
    measures = [read(one) for one in given.measures]
    if not measures:
        raise Refusal((Finding("tasklist.empty"),))
    by_unit: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for raw, one in zip(given.measures, measures, strict=True):
        by_unit[one.lead].append(dict(raw))
    stamp = act.now.isoformat()
    for unit, lines in by_unit.items():
        key = f"task_list.assign:{act.subject.key}:{unit}:{stamp}"
        act.effect("task_list.assign", act.subject, {"unit": unit, "measures": lines}, key=key)
    act.note = {"measures": len(measures), "units": len(by_unit)}


def read(raw: dict[str, Any]) -> Measure:
    """A stored line as a value."""
    return Measure(**{**raw, "assists": tuple(raw.get("assists", ()))})


def rows_for(project: Project, measures: list[Measure], stage: TaskList) -> tuple[PlanRow, ...]:
    """Measures as rows of a plan: each lasts from the first day of the list to its own date, in working days."""
    days = calendar_of().calendar
    owner = str(project.leader.key)
    return tuple(
        PlanRow(
            id=str(uuid5(NAMESPACE_URL, f"{project.key}/{one.code}")),
            name=one.measure,
            stage=one.aspect,
            owner="" if one.person else owner,
            owner_word=one.person,
            deliverable=one.deliverable,
            acceptance=one.acceptance,
            duration=max(days.count(stage.starts_on, _due(one, stage)), 1),
            code=one.code,
            position=one.position,
            heading=one.task,
            assists=one.assists,
            is_standing=not one.due,
        )
        for one in measures
    )


def _due(one: Measure, stage: TaskList) -> date:
    return date.fromisoformat(one.due) if one.due else stage.finish_by


@action("task_list.assign", on=SchemeVersion, given=Assigned)
def assign(act: Doing, given: Assigned) -> None:
    """The lead unit's project with its measures as a started plan; one that runs already is revised."""
    version: SchemeVersion = act.subject
    stage, unit = stage_of(version), Unit.objects.of_tenant(act.tenant).get(key=UUID(given.unit))
    measures = [read(one) for one in given.measures]
    known = (
        Project.objects.of_tenant(act.tenant)
        .filter(scheme_version=version, unit=unit, outcome="listed")
        .first()
    )
    project = known or act.create(
        Project(
            tenant_id=act.tenant,
            scheme_version=version,
            unit=unit,
            leader_id=leader_at(version, stage, unit, act.today),
            number=next_project_number(version),
            title=f"{label(version.rules.label)}：{unit.label}"[:120],
            year=version.year,
            outcome="listed",
            begin_on=stage.starts_on,
            finish_on=stage.finish_by,
        )
    )
    rows = [plain(row) for row in rows_for(project, measures, stage)]
    plan = {"rows": rows, "start_on": stage.starts_on.isoformat(), "finish_on": stage.finish_by.isoformat()}
    told = digest_of(rows_of(rows), stage.starts_on, stage.finish_by)
    if known is not None:
        act.effect(
            "project.revise_tasks",
            project,
            plan,
            key=f"project.revise_tasks:{project.key}:{told}:{act.now.isoformat()}",
        )
        return
    act.effect("project.save_plan", project, plan, key=f"project.save_plan:{project.key}")
    act.effect("project.schedule", project, key=f"project.schedule:{project.key}")
    act.effect("project.start", project, key=f"project.start:{project.key}")


def leader_at(version: SchemeVersion, stage: TaskList, unit: Unit, today: date) -> int:
    """Who holds the list's leading post in a unit. Raises Refusal where nobody does."""
    held = (
        Post.objects.of_tenant(unit.tenant_id)
        .filter(
            open_on(today), unit=unit, state="in_office", kind__in=version.rules.roles[stage.leader].posts
        )
        .order_by("id")
        .first()
    )
    if held is None:
        raise Refusal((Finding("tasklist.no_leader", "lead", {"unit": unit.label}),))
    return int(held.person_id)


@action("project.revise_tasks", on=Project, given=SavePlan)
def revise_tasks(act: Doing, given: SavePlan) -> None:
    """The list came again: lines known by their code are corrected, new ones added; none goes away unsaid.

    A measure the new list no longer names stays as it was, so that nothing due is ever dropped.
    """
    project: Project = act.subject
    plan = Plan.objects.of_tenant(act.tenant).get(project=project)
    fresh = {row.code: row for row in rows_of(given.rows)}
    kept = [
        replace(fresh.pop(row.code), id=row.id) if row.code in fresh else row for row in rows_of(plan.rows)
    ]
    rows = (*kept, *fresh.values())
    if faults := table_findings(rows):
        raise Refusal(faults)
    plan.rows = [plain(row) for row in rows]
    plan.computed = reckoned(rows, plan.direction, plan.start_on, plan.finish_on, calendar_of().calendar)
    plan.baseline = baseline_of(plan)
    plan.baseline_digest = baseline_digest(plan.baseline, plan.commitment)
    Plan.objects.of_tenant(act.tenant).filter(pk=plan.pk).update(
        rows=plan.rows, computed=plan.computed, baseline=plan.baseline, baseline_digest=plan.baseline_digest
    )
    _write_tasks(project, plan)
    act.note = {"rows": plan.computed["of"], "baseline": plan.baseline_digest, "added": len(fresh)}


def _write_tasks(project: Project, plan: Plan) -> None:
    """Live tasks follow the revised plan; how far they are is theirs alone."""
    known = {task.key: task for task in Task.objects.of_tenant(project.tenant_id).filter(project=project)}
    for wanted in work.tasks_of(project, plan):
        if wanted.key not in known:
            wanted.save(force_insert=True)
            index(wanted)
            continue
        row = next(r for r in plan.baseline if r["id"] == str(wanted.key))
        told = work.promised(row, plan.computed["tasks"][row["id"]])
        Task.objects.of_tenant(project.tenant_id).filter(key=wanted.key).update(order=wanted.order, **told)
