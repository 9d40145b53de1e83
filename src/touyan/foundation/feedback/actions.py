"""Verbs on complaints and suggestions: raise, answer."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from touyan.core.findings import Finding, Refusal
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.feedback.models import Feedback
from touyan.foundation.feedback.rules import ANSWER_DAYS, ANSWERING, PER_HOUR, SORTS
from touyan.foundation.ledger.door import Doing
from touyan.foundation.ledger.models import Act
from touyan.foundation.ledger.registry import action, condition
from touyan.foundation.notices.actions import tell
from touyan.foundation.people.models import Person, Post
from touyan.foundation.people.queries import holders_in
from touyan.foundation.units.models import Unit

HEADS = frozenset({"head", "secretary"})


@dataclass(frozen=True, slots=True)
class NewFeedback:
    """What somebody wants to say. `asker` is a person's id, 0 for anonymous; `code` opens the answer later."""

    sort: str
    text: str
    page: str
    asker: int
    code: str


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer, in words its sender can use."""

    text: str


def digest_of(code: str) -> str:
    """How a code is stored: blanks, hyphens and capitals make no difference."""
    return hashlib.sha256(f"feedback\0{code.replace('-', '').replace(' ', '').upper()}".encode()).hexdigest()


def answering_unit(tenant: int, asker: Person | None) -> Unit:
    """The office that answers: with a head in office, and not the asker's own (nor one above or below it)."""
    headed = Post.objects.of_tenant(tenant).filter(kind__in=HEADS, state="in_office").values("unit")
    found = list(
        Unit.objects.of_tenant(tenant)
        .filter(kind__in=ANSWERING, state="active", pk__in=headed)
        .order_by("order", "id")
    )
    found.sort(key=lambda unit: ANSWERING.index(unit.kind))
    for unit in found:
        if asker is None or not asker.home.path.startswith(unit.path):
            return unit
    raise Refusal((Finding("feedback.nobody_answers"),))


@action("feedback.raise", on=Unit, given=NewFeedback)
def raise_feedback(act: Doing, new: NewFeedback) -> None:
    """Take a complaint or suggestion in and tell the office that must answer it."""
    if not new.text.strip():
        raise Refusal((Finding("feedback.text_missing", "text"),))
    if new.sort not in SORTS:
        raise Refusal((Finding("feedback.sort_unknown", "sort"),))
    lately = Act.objects.filter(
        tenant_id=act.tenant, action="feedback.raise", is_done=True, at__gte=act.now - timedelta(hours=1)
    )
    if lately.count() >= PER_HOUR:
        raise Refusal((Finding("feedback.too_many"),))
    asker = (
        Person.objects.of_tenant(act.tenant).select_related("home").filter(pk=new.asker).first()
        if new.asker
        else None
    )
    unit, days = answering_unit(act.tenant, asker), calendar_of()
    made = act.create(
        Feedback(
            tenant_id=act.tenant,
            unit=unit,
            sort=new.sort,
            text=new.text.strip(),
            page=new.page,
            asker=asker,
            code_digest=digest_of(new.code),
            raised_on=act.today,
            due_on=days.add(act.today, ANSWER_DAYS),
            calendar_version=days.version,
        )
    )
    heads = holders_in(act.tenant, unit.pk, HEADS, act.today)
    tell(act, heads, "feedback.raised", made, url=f"/feedback/{made.key}", due_on=made.due_on)


@action("feedback.answer", on=Feedback, given=Reply)
def answer(act: Doing, reply: Reply) -> None:
    """The answer stands for good; a sender who gave a name is told."""
    Feedback.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(
        answer=reply.text.strip(), answered_on=act.today
    )
    if act.subject.asker_id:
        tell(act, [act.subject.asker_id], "feedback.answered", act.subject, url="/feedback/mine")


@condition("answer_written", on=Feedback)
def answer_written(feedback: Feedback, reply: Reply | None) -> tuple[Finding, ...]:  # noqa: ARG001 - conditions share one shape
    """An answer says something."""
    if reply is None or reply.text.strip():
        return ()
    return (Finding("feedback.answer_missing", "text"),)
