"""Verbs on needs: raise, claim, link, decline."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from touyan.core.findings import Finding
from touyan.fieldwork.needs.models import SOURCES, Need
from touyan.foundation.ledger.door import Doing
from touyan.foundation.ledger.registry import action, condition
from touyan.foundation.units.models import Unit


@dataclass(frozen=True, slots=True)
class NewNeed:
    """What is missing, in one line and in full, and where it was heard."""

    title: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Claim:
    """The key of the unit that takes the need on."""

    unit: str


@dataclass(frozen=True, slots=True)
class Link:
    """The matter that answers the need."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The reason, in words a resident can read."""

    reason: str


@action("need.raise", on=Unit, given=NewNeed)
def raise_need(act: Doing, new: NewNeed) -> None:
    """Write a need of the subject unit into the register."""
    act.create(
        Need(
            tenant_id=act.tenant,
            unit=act.subject,
            title=new.title,
            text=new.text,
            source=new.source if new.source in SOURCES else "resident_demand",
            raised_on=act.today,
        )
    )


@action("need.claim", on=Need, given=Claim)
def claim(act: Doing, by: Claim) -> None:
    """A unit takes the need on."""
    unit = Unit.objects.of_tenant(act.tenant).get(key=by.unit)
    Need.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(claimed_by=unit)


@action("need.link", on=Need, given=Link)
def link(act: Doing, to: Link) -> None:
    """The need is answered by a matter."""
    Need.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(
        linked_kind=to.kind, linked_key=UUID(to.key)
    )


@action("need.unlink", on=Need)
def unlink(act: Doing) -> None:
    """The matter that answered the need was withdrawn."""
    Need.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(linked_kind="", linked_key=None)


@action("need.decline", on=Need, given=Answer)
def decline(act: Doing, answer: Answer) -> None:
    """Not taken up, with the reason."""
    Need.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(answer=answer.reason)


@condition("reason_given", on=Need)
def reason_given(need: Need, answer: Answer | None) -> tuple[Finding, ...]:  # noqa: ARG001 - conditions share one shape
    """A resident must be able to read why."""
    if answer is None or answer.reason.strip():
        return ()
    return (Finding("need.reason_missing", "reason"),)
