"""The stages of a running plan, closed one after the other; going on with tasks open takes a named waiver (YQ-42)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from touyan.core.findings import Finding, Refusal
from touyan.foundation.ledger.door import Doing
from touyan.foundation.ledger.registry import action, condition
from touyan.stages.approval.models import Project
from touyan.stages.plan.models import StagePass, Task
from touyan.stages.plan.reading import plan_rules, tasks_in

LONGEST = 300
CLOSED, WAIVED = "closed", "waived"


@dataclass(frozen=True, slots=True)
class Closing:
    """Which stage of the plan is closed."""

    stage: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """Which stage may stay open while the next goes on, and why."""

    stage: str
    reason: str


@dataclass(frozen=True, slots=True)
class StageOfPlan:
    """A stage as it stands: tasks in all, names of those not accepted, how it was closed or waived."""

    name: str
    order: int
    tasks: int
    still_open: tuple[str, ...]
    closed: StagePass | None
    waived: StagePass | None

    @property
    def field(self) -> str:
        """The id of its form field: names may hold anything, places in the plan do not."""
        return f"reason-{self.order}"

    @property
    def is_passed(self) -> bool:
        """Whether work on the stages behind it may be claimed done."""
        return self.closed is not None or self.waived is not None


def is_gated(project: Project) -> bool:
    """Whether the scheme wants the stages of this project closed one after the other."""
    rules = plan_rules(project)
    return rules is not None and rules.stage_gate is not None


def stages_in(project: Project) -> tuple[StageOfPlan, ...]:
    """The named stages in the order of their first tasks; () where the scheme has no gate. Two statements."""
    if not is_gated(project):
        return ()
    tasks: dict[str, list[tuple[str, str]]] = {}
    for one in tasks_in(project):
        if one.stage:
            tasks.setdefault(one.stage, []).append((one.name, one.state))
    found = StagePass.objects.of_tenant(project.tenant_id).filter(project=project).select_related("person")
    passes = {(one.stage, one.outcome): one for one in found}
    return tuple(
        StageOfPlan(
            name,
            order,
            len(told),
            tuple(task for task, state in told if state != "accepted"),
            passes.get((name, CLOSED)),
            passes.get((name, WAIVED)),
        )
        for order, (name, told) in enumerate(tasks.items(), 1)
    )


def _named(project: Project, name: str) -> StageOfPlan:
    found = next((one for one in stages_in(project) if one.name == name), None)
    if found is None:
        raise Refusal((Finding("plan.stage_unknown", "stage", {"stage": name}),))
    return found


def _listed(stage: StageOfPlan) -> dict[str, object]:
    return {"stage": stage.name, "count": len(stage.still_open), "names": "、".join(stage.still_open[:5])}


@action("project.close_stage", on=Project, given=Closing)
def close_stage(act: Doing, given: Closing) -> None:
    """The stage is done: every task of it was accepted."""
    stage = _named(act.subject, given.stage)
    if stage.closed is not None:
        raise Refusal((Finding("plan.stage_closed_already", "stage", {"stage": stage.name}),))
    if stage.still_open:
        raise Refusal((Finding("plan.stage_open", "stage", _listed(stage)),))
    _put(act, stage, CLOSED, "")


@action("project.waive_stage", on=Project, given=Waiver)
def waive_stage(act: Doing, given: Waiver) -> None:
    """The next stage may go on although tasks of this one are open; who allowed it and why stays on record."""
    stage, reason = _named(act.subject, given.stage), given.reason.strip()
    if stage.is_passed:
        raise Refusal((Finding("plan.stage_closed_already", "stage", {"stage": stage.name}),))
    if not stage.still_open:
        raise Refusal((Finding("plan.stage_needs_no_waiver", "stage", {"stage": stage.name}),))
    if not reason:
        raise Refusal((Finding("plan.waiver_reason_missing", "reason"),))
    _put(act, stage, WAIVED, reason[:LONGEST])


def _put(act: Doing, stage: StageOfPlan, outcome: str, reason: str) -> None:
    StagePass.objects.create(
        tenant_id=act.tenant, project=act.subject, stage=stage.name, outcome=outcome, on=act.today,
        person_id=act.actor.person, reason=reason, still_open=list(stage.still_open),
    )  # fmt: skip
    act.note |= {"stage": stage.name, "open": len(stage.still_open)} | ({"reason": reason} if reason else {})


def _not_passed(project: Project) -> Iterator[StageOfPlan]:
    return (one for one in stages_in(project) if not one.is_passed)


@condition("earlier_stages_closed", on=Task)
def earlier_stages_closed(task: Task, given: object) -> tuple[Finding, ...]:  # noqa: ARG001 - conditions share one shape
    """What stands before this task's stage was closed or waived."""
    stages = stages_in(task.project) if task.stage else ()
    before = []
    for stage in stages:
        if stage.name == task.stage:
            break
        before.append(stage)
    return tuple(
        Finding("plan.stage_before_open", "stage", _listed(one)) for one in before if not one.is_passed
    )


@condition("stages_closed", on=Project)
def stages_closed(project: Project, given: object) -> tuple[Finding, ...]:  # noqa: ARG001
    """At the end every stage was closed; a waiver only let the next one begin."""
    return tuple(
        Finding("plan.stage_not_closed", "stage", {"stage": one.name})
        for one in stages_in(project)
        if one.closed is None
    )
