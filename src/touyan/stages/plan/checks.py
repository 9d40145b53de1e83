"""What must hold between a plan, its acts and its tasks; `touyan verify` runs it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from touyan.core.findings import Finding
from touyan.foundation.ledger.models import Act
from touyan.foundation.ledger.verify import invariant
from touyan.stages.plan.actions import baseline_digest
from touyan.stages.plan.models import Plan, ResidentsVerdict, StagePass, Task
from touyan.stages.plan.rows import digest_of, rows_of
from touyan.stages.plan.work import promised

SAVING = ("project.save_plan", "project.commit", "project.start", "project.revise_tasks")


def _notes() -> dict[tuple[str, str], dict[str, Any]]:
    """The note of the last act of each kind on each project."""
    acts = Act.objects.filter(subject_kind="project", action__in=SAVING, is_done=True).order_by("id")
    return {(str(key), name): note for key, name, note in acts.values_list("subject_key", "action", "note")}


def _live() -> dict[int, dict[str, Task]]:
    """The live tasks of each project, by row id."""
    found: dict[int, dict[str, Task]] = {}
    for task in Task.objects.everything().iterator(chunk_size=500):
        found.setdefault(task.project_id, {})[str(task.key)] = task
    return found


@invariant
def plan_findings() -> Iterator[Finding]:
    """The table is the one last saved, the promise the one signed, the live tasks those promised."""
    notes, live = _notes(), _live()
    for plan in Plan.objects.everything().select_related("project").iterator(chunk_size=200):
        place, key = f"project/{plan.project.key}", str(plan.project.key)
        revised = notes.get((key, "project.revise_tasks"), {})
        saved = revised.get("rows") or notes.get((key, "project.save_plan"), {}).get("rows")
        if saved != digest_of(rows_of(plan.rows), plan.start_on, plan.finish_on):
            yield Finding("verify.plan_differs", place)
        if plan.baseline_digest:
            froze = revised or notes.get((key, "project.commit")) or notes.get((key, "project.start"), {})
            yield from _promise_findings(plan, place, froze.get("baseline"))
        yield from _task_findings(plan, place, live.get(plan.project_id, {}))


@invariant
def passed_findings() -> Iterator[Finding]:
    """Stages closed or waived (YQ-42) and what residents said (FY-15) are told by the acts, each row by one of its own."""
    outcomes = {"project.close_stage": "closed", "project.waive_stage": "waived"}
    told: Counter[tuple[Any, ...]] = Counter()
    acts = Act.objects.filter(
        subject_kind="project", action__in=(*outcomes, "project.record_acceptance"), is_done=True
    )
    for key, action, person, note in acts.values_list("subject_key", "action", "person", "note"):
        if action in outcomes:
            told[key, person, outcomes[action], note["stage"], note["open"], note.get("reason", "")] += 1
        else:
            told[key, person, note["on"], note["present"], note["satisfied"]] += 1
    stored: Counter[tuple[Any, ...]] = Counter()
    for one in StagePass.objects.everything().select_related("project"):
        stored[one.project.key, one.person_id, one.outcome, one.stage, len(one.still_open), one.reason] += 1
    for said in ResidentsVerdict.objects.everything().select_related("project"):
        stored[said.project.key, said.person_id, said.on.isoformat(), said.present, said.satisfied] += 1
    for row in sorted((told - stored) + (stored - told), key=str):
        yield Finding("verify.stage_or_verdict_differs", f"project/{row[0]}")


def _promise_findings(plan: Plan, place: str, signed: str | None) -> Iterator[Finding]:
    if not plan.baseline_digest == signed == baseline_digest(plan.baseline, plan.commitment):
        yield Finding("verify.baseline_differs", place)


def _task_findings(plan: Plan, place: str, live: dict[str, Task]) -> Iterator[Finding]:
    """Tasks are those promised, and what nobody may change about them is as promised."""
    if live and live.keys() != {row["id"] for row in plan.baseline}:
        yield Finding("verify.tasks_differ", place)
        return
    dates = plan.computed.get("tasks", {})
    for row in plan.baseline if live else ():
        wanted = promised(row, dates[row["id"]])
        if any(getattr(live[row["id"]], column) != value for column, value in wanted.items()):
            yield Finding("verify.task_differs", f"task/{row['id']}")
