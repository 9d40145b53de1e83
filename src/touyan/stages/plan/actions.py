"""Verbs on a project's plan: save, schedule, commit, withdraw, start, finish, reopen, close, follow lightly."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from touyan.core.findings import Finding, Refusal
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.ledger.door import Doing
from touyan.foundation.ledger.models import canonical
from touyan.foundation.ledger.registry import action
from touyan.foundation.search.indexing import index
from touyan.stages.approval.models import Project
from touyan.stages.plan import passing as passing  # noqa: PLC0414 - its verbs register with these
from touyan.stages.plan import work
from touyan.stages.plan.accepting import outdate
from touyan.stages.plan.models import Plan, Task
from touyan.stages.plan.reading import (
    direction_of,
    funding_rules,
    last_day,
    markable_stages,
    plan_of,
    rows_in,
    sum_of,
)
from touyan.stages.plan.reckoning import reckoned
from touyan.stages.plan.rows import PlanRow, digest_of, plain, rows_of, table_findings


@dataclass(frozen=True, slots=True)
class SavePlan:
    """The table (`rows.plain` of each row) and its bounds as ISO dates."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    start_on: str = ""
    finish_on: str = ""


@dataclass(frozen=True, slots=True)
class Commit:
    """The text the leader signs."""

    text: str


def _day(text: str, place: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise Refusal((Finding("plan.day_unreadable", place, {"text": text}),)) from wrong


def bound_findings(project: Project, start_on: date, finish_on: date) -> tuple[Finding, ...]:
    """A plan ends after it begins and not later than the scheme allows (WH-17)."""
    found = []
    if finish_on < start_on:
        found.append(
            Finding("plan.ends_before_it_begins", "finish_on", {"start": start_on, "finish": finish_on})
        )
    if finish_on > last_day(project):
        found.append(
            Finding("plan.ends_too_late", "finish_on", {"finish": finish_on, "last": last_day(project)})
        )
    return tuple(found)


@action("project.save_plan", on=Project, given=SavePlan)
def save_plan(act: Doing, given: SavePlan) -> None:
    """Keep the table. Blank cells may stay; circles, unknown predecessors and impossible bounds may not."""
    project: Project = act.subject
    start_on, finish_on = _day(given.start_on, "start_on"), _day(given.finish_on, "finish_on")
    rows = rows_of(given.rows)
    _refuse(
        (
            *bound_findings(project, start_on, finish_on),
            *table_findings(rows),
            *_strange_stages(project, rows),
        )
    )
    values = {
        "direction": direction_of(project),
        "start_on": start_on,
        "finish_on": finish_on,
        "rows": [plain(row) for row in rows],
        "is_feasible": None,
    }
    known = Plan.objects.of_tenant(act.tenant).filter(project=project)
    if not known.update(**values):
        Plan.objects.create(tenant_id=act.tenant, project=project, **values)
    act.note["rows"] = digest_of(rows, start_on, finish_on)


def _refuse(findings: Sequence[Finding]) -> None:
    if findings:
        raise Refusal(tuple(findings))


def _strange_stages(project: Project, rows: Sequence[PlanRow]) -> tuple[Finding, ...]:
    """A row may release only a stage of money the scheme has, and each stage waits for one row."""
    known = {stage.id for stage in markable_stages(project)}
    marked = [row.releases for row in rows if row.releases]
    strange = [
        Finding("plan.tranche_unknown", "rows", {"stage": one})
        for one in dict.fromkeys(marked)
        if one not in known
    ]
    twice = [
        Finding("plan.tranche_marked_twice", "rows", {"stage": one})
        for one in dict.fromkeys(marked)
        if marked.count(one) > 1
    ]
    return (*strange, *twice)


@action("project.schedule", on=Project)
def schedule_plan(act: Doing) -> None:
    """Compute and keep the dates of the saved table, with the calendar they were counted on."""
    plan = _saved(act.subject)
    days = calendar_of()
    computed = reckoned(rows_in(plan), plan.direction, plan.start_on, plan.finish_on, days.calendar)
    Plan.objects.of_tenant(act.tenant).filter(pk=plan.pk).update(
        computed=computed, calendar_version=days.version, is_feasible=computed["feasible"]
    )
    act.note["rows"] = computed["of"]
    act.note["calendar"] = days.version


def _saved(project: Project) -> Plan:
    plan = plan_of(project)
    if plan is None:
        raise Refusal((Finding("plan.no_tasks", "rows"),))
    return plan


def baseline_of(plan: Plan) -> list[dict[str, Any]]:
    """The rows with their dates, as they are promised."""
    dates = plan.computed.get("tasks", {})
    return [
        {**plain(row), **{key: dates[row.id][key] for key in ("start", "finish", "float", "critical")}}
        for row in rows_in(plan)
    ]


def baseline_digest(baseline: Sequence[dict[str, Any]], text: str) -> str:
    """SHA-256 of what was promised: the dated rows and the words signed."""
    return hashlib.sha256(canonical({"rows": list(baseline), "text": text})).hexdigest()


@action("project.commit", on=Project, given=Commit)
def commit(act: Doing, given: Commit) -> None:
    """The leader signs (WH-24): rows, dates and words are frozen under one digest."""
    text = given.text.strip()
    if not text:
        raise Refusal((Finding("plan.commitment_empty", "text"),))
    plan = _saved(act.subject)
    baseline = baseline_of(plan)
    digest = baseline_digest(baseline, text)
    Plan.objects.of_tenant(act.tenant).filter(pk=plan.pk).update(
        baseline=baseline,
        baseline_digest=digest,
        commitment=text,
        committed_on=act.today,
        committed_by_id=act.actor.person if act.actor.person > 0 else None,
    )
    act.note["baseline"] = digest


@action("project.withdraw_commitment", on=Project)
def withdraw_commitment(act: Doing) -> None:
    """Before the start the leader takes the promise back, so that the plan can be mended; the act stays on record."""
    Plan.objects.of_tenant(act.tenant).filter(project=act.subject).update(
        baseline=[], baseline_digest="", committed_on=None, committed_by=None
    )


@action("project.start", on=Project)
def start(act: Doing) -> None:
    """Every row of the frozen plan becomes a task; then every stage of all its money, bound to its milestone.

    Where the scheme asks for no commitment the start itself freezes the plan.
    """
    project: Project = act.subject
    plan = _saved(project)
    if not plan.baseline_digest:
        plan.baseline = baseline_of(plan)
        plan.baseline_digest = baseline_digest(plan.baseline, plan.commitment)
        Plan.objects.of_tenant(act.tenant).filter(pk=plan.pk).update(
            baseline=plan.baseline, baseline_digest=plan.baseline_digest
        )
    for task in Task.objects.bulk_create(work.tasks_of(project, plan)):
        index(task)
    act.note["baseline"] = plan.baseline_digest
    _stage_money(act, project, plan)


def _stage_money(act: Doing, project: Project, plan: Plan) -> None:
    """Every stage of each stream not staged yet, bound to the milestone the plan marks for it; nothing while nothing is granted."""
    rules = funding_rules(project)
    marks = {row["releases"]: row["id"] for row in plan.baseline if row["releases"]}
    staged = set(project.tranches.values_list("stage", flat=True))
    for stream in rules.streams if rules is not None else ():
        for stage in stream.stages if sum_of(project, stream) else ():
            if stage.id not in staged:
                given = {"stage": stage.id, "task": marks.get(stage.id, "")}
                act.effect("tranche.plan", project, given, key=f"tranche.plan:{project.key}:{stage.id}")


@action("project.stage_money", on=Project)
def stage_money(act: Doing) -> None:
    """Money granted after the start, as an award is, is staged by the plan that runs (YQ-32)."""
    _stage_money(act, act.subject, _saved(act.subject))


@action("project.finish", on=Project)
def finish(act: Doing) -> None:
    """The leader says the work is done; the department looks at it next."""


@action("project.reopen", on=Project)
def reopen(act: Doing) -> None:
    """Not done after all; residents will have to see the result again (FY-15)."""
    outdate(act.subject)


@action("project.close", on=Project)
def close(act: Doing) -> None:
    """Accepted as a whole: money that waited for this and for no milestone falls due."""
    rules = funding_rules(act.subject)
    last = [stage.id for stage in rules.every_stage if stage.at == "acceptance"] if rules is not None else []
    for tranche in act.subject.tranches.filter(stage__in=last, task__isnull=True, state="locked"):
        act.effect("tranche.unlock", tranche, key=f"tranche.unlock:{tranche.key}")
