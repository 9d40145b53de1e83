"""Residents as the client: what they said of the result stands before the closing (FY-15, FY-37)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from touyan.core.findings import Finding, Refusal
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.door import Doing
from touyan.foundation.ledger.registry import action, condition
from touyan.stages.approval.models import Project
from touyan.stages.plan.models import ResidentsVerdict

LONGEST, MOST = 300, 1_000_000


@dataclass(frozen=True, slots=True)
class Heard:
    """The day (ISO), how many residents came, how many of them were satisfied, and what they said in a line."""

    on: str
    present: int
    satisfied: int
    words: str = ""


def verdicts_on(actor: Actor, project: Project) -> list[ResidentsVerdict]:
    """What is on record, newest first."""
    return list(
        ResidentsVerdict.objects.visible(actor)
        .filter(project=project)
        .select_related("person")
        .order_by("-id")
    )


@action("project.record_acceptance", on=Project, given=Heard)
def record_acceptance(act: Doing, given: Heard) -> None:
    """One visit of residents; it is not changed afterwards, a later one counts instead."""
    try:
        on = date.fromisoformat(given.on)
    except ValueError as wrong:
        raise Refusal((Finding("client.day_unreadable", "on"),)) from wrong
    if on > act.today:
        raise Refusal((Finding("client.day_to_come", "on", {"today": act.today}),))
    if not 1 <= given.present <= MOST:
        raise Refusal((Finding("client.nobody_came", "present"),))
    if not 0 <= given.satisfied <= given.present:
        raise Refusal((Finding("client.more_satisfied_than_came", "satisfied", {"present": given.present}),))
    ResidentsVerdict.objects.create(
        tenant_id=act.tenant, project=act.subject, on=on, present=given.present, satisfied=given.satisfied,
        words=given.words.strip()[:LONGEST], person_id=act.actor.person,
    )  # fmt: skip
    act.note |= {"on": given.on, "present": given.present, "satisfied": given.satisfied}


def outdate(project: Project) -> None:
    """What residents said so far was about work that now goes on."""
    ResidentsVerdict.objects.of_tenant(project.tenant_id).filter(project=project).update(is_current=False)


@condition("residents_accepted", on=Project)
def residents_accepted(project: Project, given: object) -> tuple[Finding, ...]:  # noqa: ARG001 - conditions share one shape
    """The last visit had enough residents, and enough of them were satisfied."""
    rules = project.scheme_version.rules.client_acceptance
    if rules is None:
        return ()
    told = ResidentsVerdict.objects.of_tenant(project.tenant_id).filter(project=project, is_current=True)
    last = told.order_by("id").last()
    if last is None:
        return (Finding("client.not_heard", "acceptance", {"n": rules.at_least}),)
    if last.present < rules.at_least:
        facts = {"present": last.present, "n": rules.at_least}
        return (Finding("client.too_few_came", "acceptance", facts),)
    if Fraction(last.satisfied * 100, last.present) < Fraction(rules.satisfied_pct):
        facts = {"present": last.present, "satisfied": last.satisfied, "pct": rules.satisfied_pct}
        return (Finding("client.not_satisfied", "acceptance", facts),)
    return ()
