"""Verbs of the scoring session: plan it, open it, hand in a sealed sheet, close it.

A sheet handed in is sealed: it is one row for ever, unique for item and member, and nobody reads it before the
closing but who wrote it (security.md T05, T07). The act's fingerprint of the marks carries a salt, so that the
record itself does not give them away.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from touyan.core.findings import Finding, Refusal
from touyan.foundation.ledger.door import Doing
from touyan.foundation.ledger.registry import action
from touyan.stages.application.models import Application, Call
from touyan.stages.review.contest_terms import held_back
from touyan.stages.review.models import AgendaItem, Meeting, Sheet
from touyan.stages.review.queries import BUSY
from touyan.stages.review.scoring import bad_marks, computed, must_recuse, side_of


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """What the session is called and the day it is held (ISO)."""

    title: str
    held_on: str


@dataclass(frozen=True, slots=True)
class NewSheet:
    """One member's marks for one application (its key): criterion -> mark as text; or a recusal. `salt` is random."""

    application: str
    marks: dict[str, str] = field(default_factory=dict)
    remark: str = ""
    is_recused: bool = False
    salt: str = ""


def _waiting(act: Doing, call: Call) -> list[Application]:
    """Applications before the meeting that no other session has on its agenda and that have won what they had to win."""
    rows = list(
        Application.objects.of_tenant(act.tenant)
        .filter(call=call, state="meeting")
        .exclude(agenda_items__meeting__state__in=BUSY)
        .select_related("unit")
        .order_by("unit__order", "id")
    )
    barred = held_back(call, rows)
    return [one for one in rows if one.pk not in barred]


def _put_on_agenda(act: Doing, meeting: Meeting, applications: list[Application], start: int = 0) -> None:
    AgendaItem.objects.bulk_create(
        AgendaItem(tenant_id=act.tenant, meeting=meeting, application=application, order=number)
        for number, application in enumerate(applications, start + 1)
    )


@action("meeting.create", on=Call, given=NewMeeting)
def create(act: Doing, new: NewMeeting) -> None:
    """A session of the deciding body with everything that waits for it on the agenda (WH-10)."""
    version = act.subject.scheme_version
    waiting = _waiting(act, act.subject)
    if not waiting:
        raise Refusal((Finding("meeting.nothing_waits"),))
    meeting = act.create(
        Meeting(
            tenant_id=act.tenant,
            scheme_version=version,
            call=act.subject,
            unit_id=version.bodies[version.rules.meeting.body],
            title=new.title,
            held_on=date.fromisoformat(new.held_on),
        )
    )
    _put_on_agenda(act, meeting, waiting)


@action("meeting.open_scoring", on=Meeting)
def open_scoring(act: Doing) -> None:
    """The agenda is fixed: whoever was withdrawn falls out, whoever arrived since comes in at the end."""
    items = AgendaItem.objects.of_tenant(act.tenant).filter(meeting=act.subject)
    items.exclude(application__state="meeting").delete()
    last = max(items.values_list("order", flat=True), default=0)
    _put_on_agenda(act, act.subject, _waiting(act, act.subject.call), last)
    act.note = {"items": items.count()}


@action("meeting.submit_sheet", on=Meeting, given=NewSheet)
def submit_sheet(act: Doing, new: NewSheet) -> None:
    """Hand in one sheet; it cannot be changed afterwards. Own unit and below: only a recusal (domain.md 4.1)."""
    meeting = act.subject
    item = (
        AgendaItem.objects.of_tenant(act.tenant)
        .filter(meeting=meeting, application__key=new.application)
        .select_related("application__unit")
        .first()
    )
    if item is None:
        raise Refusal((Finding("sheet.not_on_agenda"),))
    if Sheet.objects.of_tenant(act.tenant).filter(item=item, member_id=act.actor.person).exists():
        raise Refusal((Finding("sheet.sealed"),))
    if lacking := _faults_of(act, item, new):
        raise Refusal(lacking)
    marks: dict[str, Any] = (
        {}
        if new.is_recused
        else {name: new.marks[name].strip() for name in meeting.scheme_version.rules.meeting.criteria}
    )
    Sheet.objects.create(
        tenant_id=act.tenant,
        item=item,
        member_id=act.actor.person,
        marks=marks,
        is_recused=new.is_recused,
        remark=new.remark,
        submitted_at=act.now,
    )


def _faults_of(act: Doing, item: AgendaItem, new: NewSheet) -> tuple[Finding, ...]:
    rules = act.subject.scheme_version.rules
    if new.is_recused:
        return () if rules.meeting.recusal else (Finding("sheet.no_recusal"),)
    if rules.meeting.recusal and must_recuse(act.actor, item.application):
        return (Finding("sheet.must_recuse", "is_recused", {"unit": item.application.unit.label}),)
    return bad_marks(rules, new.marks)


@action("meeting.close_scoring", on=Meeting)
def close_scoring(act: Doing) -> None:
    """No sheet comes after this: scores, ranks and the proposed cut are computed and stored with their derivation."""
    told = computed(act.subject)
    for key, result in told["results"].items():
        AgendaItem.objects.of_tenant(act.tenant).filter(meeting=act.subject, application__key=key).update(
            score=result["score"], rank=result["rank"], outcome=side_of(told["cut"], key)
        )
    tied = told["cut"]["tied"]
    body = act.subject.scheme_version.rules.meeting.tie.body
    Meeting.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(
        computed=told["results"],
        cut=told["cut"],
        tie={"tied": tied, "open_places": told["cut"]["open_places"], "body": body} if tied else {},
    )
