"""Tasks: made in one go by the start; then progress, claimed done, accepted by another hand, sent back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from touyan.core.findings import Finding, Refusal
from touyan.foundation.ledger.door import Doing
from touyan.foundation.ledger.registry import action
from touyan.foundation.people.models import Person
from touyan.stages.approval.models import Project
from touyan.stages.plan.models import Plan, Task


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is, in percent, and a remark."""

    percent: int
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What was delivered, in a line."""

    remark: str = ""


@dataclass(frozen=True, slots=True)
class SentBack:
    """Why the result is not accepted, and how far the work really is, in percent."""

    reason: str
    percent: int = 80


def tasks_of(project: Project, plan: Plan) -> list[Task]:
    """The live tasks of a promised plan, unsaved: each under its row's id, in the machine's first state, without an act.

    They are born in bulk: the act that starts the project and the promise's digest vouch for them until their own first
    act, and `touyan verify` compares them with the promise (checks.py).
    """
    machine = project.scheme_version.machine(Task.KIND)
    if machine is None:
        raise Refusal((Finding("plan.no_task_stage", "tasks"),))
    wanted = {row["owner"] for row in plan.baseline if row["owner"]}
    owners = dict(Person.objects.of_tenant(project.tenant_id).filter(key__in=wanted).values_list("key", "pk"))
    return [
        Task(
            tenant_id=project.tenant_id,
            project=project,
            key=UUID(row["id"]),
            state=machine.initial,
            order=place,
            owner_id=owners.get(UUID(row["owner"])) if row["owner"] else None,
            **promised(row, plan.computed["tasks"][row["id"]]),
        )
        for place, row in enumerate(plan.baseline, 1)
    ]


def promised(row: Mapping[str, Any], dates: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a task by its promised row and its computed dates."""
    return {
        "name": row["name"],
        "stage": row["stage"],
        "owner_word": row["owner_word"],
        "deliverable": row["deliverable"],
        "acceptance": row["acceptance"],
        "duration": row["duration"],
        "is_milestone": row["milestone"],
        "links": row["links"],
        "code": row.get("code", ""),
        "position": row.get("position", 0),
        "heading": row.get("heading", ""),
        "assists": row.get("assists", []),
        "is_standing": row.get("standing", False),
        "start_on": date.fromisoformat(row["start"]),
        "finish_on": date.fromisoformat(row["finish"]),
        "latest_start_on": date.fromisoformat(dates["late_start"]),
        "latest_finish_on": date.fromisoformat(dates["late_finish"]),
        "total_float": row["float"],
        "is_critical": row["critical"],
        "because": dates["because"],
    }


@action("task.record_progress", on=Task, given=Progress)
def record_progress(act: Doing, given: Progress) -> None:
    """Say how far the work is. 100 is for claiming it done, which others then check."""
    if not 0 <= given.percent <= 99:
        raise Refusal((Finding("task.progress_out_of_bounds", "percent", {"percent": given.percent}),))
    _change(act, progress=given.percent, remark=given.remark.strip()[:300])
    act.note["progress"] = given.percent


@action("task.claim_done", on=Task, given=Claimed)
def claim_done(act: Doing, given: Claimed) -> None:
    """The work is done, says who does it; whether it is, says another."""
    _change(act, progress=100, claimed_on=act.today, remark=given.remark.strip()[:300])


@action("task.accept", on=Task)
def accept(act: Doing) -> None:
    """The result is what was agreed: money that waited for this milestone falls due (YQ-32)."""
    _change(act, progress=100, accepted_on=act.today)
    for tranche in act.subject.tranches.filter(state="locked"):
        act.effect("tranche.unlock", tranche, key=f"tranche.unlock:{tranche.key}")


@action("task.send_back", on=Task, given=SentBack)
def send_back(act: Doing, given: SentBack) -> None:
    """Not accepted, with the reason."""
    if not given.reason.strip():
        raise Refusal((Finding("task.reason_missing", "reason"),))
    if not 0 <= given.percent <= 99:
        raise Refusal((Finding("task.progress_out_of_bounds", "percent", {"percent": given.percent}),))
    _change(act, progress=given.percent, claimed_on=None, remark=given.reason.strip()[:300])


def _change(act: Doing, **values: object) -> None:
    Task.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(**values)
