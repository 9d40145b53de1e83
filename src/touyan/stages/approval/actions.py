"""Verbs of the decision: the record of the meeting, what follows for each application, verified revisions, projects.

One record is one transaction: the register entry and every application's own act are written together or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from touyan.core.findings import Finding, Refusal
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.ledger.actor import system
from touyan.foundation.ledger.door import Doing, perform
from touyan.foundation.ledger.registry import action
from touyan.foundation.people.queries import secretary_of
from touyan.stages.application.entry import opens_project
from touyan.stages.application.models import Application
from touyan.stages.approval import awards as awards  # noqa: PLC0414 - its verbs register with these
from touyan.stages.approval import notices as notices  # noqa: PLC0414 - the notice's verbs register with these
from touyan.stages.approval import promoting as promoting  # noqa: PLC0414 - its verb registers with these
from touyan.stages.approval.awards import budget_granted
from touyan.stages.approval.decisions import VERBS, Recorded, alive_items, entry_of, lacking, proposals
from touyan.stages.approval.indicators import indicator_rows
from touyan.stages.approval.models import Decision, Indicator, Project
from touyan.stages.approval.numbering import next_project_number
from touyan.stages.review.actions import NamedFault, name_faults
from touyan.stages.review.models import Meeting
from touyan.stages.review.vetting import last_level


@dataclass(frozen=True, slots=True)
class Decided:
    """What the register entry (its key) says about one application."""

    decision: str
    outcome: str
    items: tuple[str, ...] = ()
    faults: tuple[NamedFault, ...] = ()


@dataclass(frozen=True, slots=True)
class Verified:
    """The verifier's remark on each demanded item, by its number as text; may be empty."""

    remark: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """What is still wanting."""

    remark: str


@dataclass(frozen=True, slots=True)
class Opening:
    """Under which outcome the project begins."""

    outcome: str


@action("meeting.record_decision", on=Meeting, given=Recorded)
def record_decision(act: Doing, recorded: Recorded) -> None:
    """Enter the decision into the register and let every application go its way, all in one transaction (WH-10, WH-11)."""
    meeting = act.subject
    items = alive_items(meeting)
    if wanting := lacking(meeting, recorded, items):
        raise Refusal(wanting)
    wanted = proposals(meeting, recorded, items)
    verdicts = {v.application: v for v in recorded.verdicts}
    decision = Decision.objects.create(
        tenant_id=act.tenant,
        state="open",
        unit=meeting.unit,
        meeting=meeting,
        title=recorded.title.strip(),
        held_on=date.fromisoformat(recorded.held_on),
        item=recorded.item,
        document_number=recorded.document_number,
        text=recorded.text,
        outcomes=[
            entry_of(i, verdicts[str(i.application.key)], wanted[str(i.application.key)]) for i in items
        ],
    )
    perform("decision.enter", subject=decision, actor=system(act.tenant))
    for outcome, verb in VERBS.items():
        for item in items:
            verdict = verdicts[str(item.application.key)]
            if verdict.outcome == outcome:
                told = Decided(
                    str(decision.key), outcome, tuple(i for i in verdict.items if i.strip()), verdict.faults
                )
                perform(verb, subject=item.application, actor=act.actor, given=told)
    act.note = {"decision": str(decision.key), "tie": _tie_note(meeting, recorded)}


def _tie_note(meeting: Meeting, recorded: Recorded) -> dict[str, Any]:
    if not meeting.tie:
        return {}
    return {"body": meeting.tie["body"], "chosen": sorted(recorded.tie_chosen), "record": recorded.tie_record}


@action("decision.enter", on=Decision)
def enter(act: Doing) -> None:
    """The entry stands; its evidence is the whole record."""
    act.note = {"outcomes": len(act.subject.outcomes)}


def _row(act: Doing) -> Any:
    return Application.objects.of_tenant(act.tenant).filter(pk=act.subject.pk)


def _fitting(decided: Decided, outcome: str) -> None:
    if decided.outcome != outcome:
        raise Refusal((Finding("decision.other_outcome", "outcome"),))


@action("application.approve", on=Application, given=Decided)
def approve(act: Doing, decided: Decided) -> None:
    """Approved: a project is opened."""
    _fitting(decided, "approved")
    _row(act).update(due_on=None)
    act.note = {"decision": decided.decision}
    opens_project(act, "approved")


@action("application.approve_after_revision", on=Application, given=Decided)
def approve_after_revision(act: Doing, decided: Decided) -> None:
    """Approved once every numbered item is answered and verified; the deadline counts working days."""
    _fitting(decided, "approved_after_revision")
    days = calendar_of()
    due_on = days.add(act.today, act.subject.scheme_version.rules.decision.revision_workdays)
    items = [{"number": n, "demand": text.strip(), "answer": ""} for n, text in enumerate(decided.items, 1)]
    _row(act).update(revision_items=items, due_on=due_on)
    act.note = {
        "decision": decided.decision,
        "items": len(items),
        "due_on": str(due_on),
        "calendar": days.version,
    }


@action("application.self_implement", on=Application, given=Decided)
def self_implement(act: Doing, decided: Decided) -> None:
    """Not a refusal: its own committee carries it out, with one line a quarter (WH-11)."""
    _fitting(decided, "self_implemented")
    _row(act).update(due_on=None)
    act.note = {"decision": decided.decision}
    opens_project(act, "self_implemented")


@action("application.return_from_meeting", on=Application, given=Decided)
def return_from_meeting(act: Doing, decided: Decided) -> None:
    """Back to the applicant with numbered faults, to be vetted again by the last level."""
    _fitting(decided, "returned")
    name_faults(act, last_level(act.subject.scheme_version.rules), decided.faults)
    act.note |= {"decision": decided.decision}


@action("application.verify_revision", on=Application, given=Verified)
def verify_revision(act: Doing, verified: Verified) -> None:
    """Every item answered as demanded: approved, and the project is opened."""
    _row(act).update(due_on=None)
    act.note = {"remark": verified.remark[:200]}
    opens_project(act, "approved_after_revision")


@action("application.reject_revision", on=Application, given=Rejected)
def reject_revision(act: Doing, rejected: Rejected) -> None:
    """Something is still wanting: back to the applicant with a new deadline in working days."""
    if not rejected.remark.strip():
        raise Refusal((Finding("revision.remark_missing", "remark"),))
    days = calendar_of()
    due_on = days.add(act.today, act.subject.scheme_version.rules.decision.revision_workdays)
    items = [item | {"remark": rejected.remark.strip()} for item in act.subject.revision_items]
    _row(act).update(revision_items=items, due_on=due_on)
    act.note = {"due_on": str(due_on), "calendar": days.version}


@action("project.open", on=Application, given=Opening)
def open_project(act: Doing, opening: Opening) -> None:
    """The project of an application: number, leader, dates, money and indicators come from it; opened only once."""
    application = act.subject
    if Project.objects.of_tenant(act.tenant).filter(application=application).exists():
        return
    version = application.scheme_version
    leader = application.leader_id or _secretary(act)
    made = act.create(
        Project(
            tenant_id=act.tenant,
            scheme_version=version,
            application=application,
            unit=application.unit,
            leader_id=leader,
            number=next_project_number(version),
            title=application.title,
            year=version.year,
            outcome=opening.outcome,
            focus_area=application.focus_area,
            klass=application.klass,
            size=application.size,
            begin_on=application.begin_on or act.today,
            finish_on=application.finish_on or _last_day(application),
            budget_fen=application.budget_fen,
            granted_fen=budget_granted(version.rules, application.budget_fen),
        )
    )
    Indicator.objects.bulk_create(
        Indicator(tenant_id=act.tenant, project=made, order=order, **row)
        for order, row in enumerate(indicator_rows(version.rules, application.answers), 1)
    )
    track = version.rules.decision.outcomes.get(opening.outcome) if version.rules.decision else None
    if track is not None and track.track == "light":
        act.effect("project.follow_lightly", made, key=f"project.follow_lightly:{made.key}")


def _secretary(act: Doing) -> int:
    post = secretary_of(act.tenant, act.subject.unit_id, act.today)
    if post is None:
        raise Refusal((Finding("project.no_leader", facts={"unit": act.subject.unit.label}),))
    return int(post.person_id)


def _last_day(application: Application) -> date:
    rules = application.scheme_version.rules
    return rules.application.finish_by or rules.last_day


@action("project.follow_lightly", on=Project)
def follow_lightly(act: Doing) -> None:
    """Carried out by its own committee: one line a quarter instead of plan and reports (WH-11)."""
