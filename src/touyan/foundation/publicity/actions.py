"""Verbs of releases and objections. Nothing becomes public without one of these, done by a named person.

A release carries its whole public content; the portal reads nothing else. Publishing leaves out what an objection
holds back, withdrawing takes everything away at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from touyan.core.findings import Finding, Refusal
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.ledger.door import Doing
from touyan.foundation.ledger.registry import action
from touyan.foundation.publicity.holds import held_items
from touyan.foundation.publicity.models import Objection, Release
from touyan.foundation.rulebook.models import SchemeVersion


@dataclass(frozen=True, slots=True)
class NewRelease:
    """The finished content: `kind` as the scheme names it, what it is about, title, payload (see `payloads`)."""

    kind: str
    about_kind: str
    about_key: str
    title: str
    payload: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewObjection:
    """A real-name objection to one item of the release, how to reach who raised it, and the facts."""

    item: str
    name: str
    contact: str
    text: str


@dataclass(frozen=True, slots=True)
class ObjectionAnswer:
    """The answer in words, and whether the objection was right."""

    answer: str
    is_upheld: bool


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Why it is taken back."""

    reason: str


def _row(act: Doing) -> Any:
    return Release.objects.of_tenant(act.tenant).filter(pk=act.subject.pk)


@action("release.prepare", on=SchemeVersion, given=NewRelease)
def prepare(act: Doing, new: NewRelease) -> None:
    """Lay the content down; nobody outside sees it before the releaser's own act."""
    rules = act.subject.rules
    releaser = rules.roles[rules.publication.releaser]
    act.create(
        Release(
            tenant_id=act.tenant,
            unit_id=act.subject.bodies.get(releaser.named, act.subject.unit_id),
            scheme_version=act.subject,
            kind=new.kind,
            about_kind=new.about_kind,
            about_key=UUID(new.about_key),
            title=new.title,
            payload=new.payload,
        )
    )


@action("release.open_publicity", on=Release)
def open_publicity(act: Doing) -> None:
    """Begin the publicity period: the day of posting does not count (domain.md 4.3)."""
    days = calendar_of()
    workdays = act.subject.scheme_version.rules.publicity.workdays
    opens_on, closes_on = days.add(act.today, 1), days.add(act.today, workdays)
    payload = act.subject.payload | {
        "posted_on": str(act.today),
        "workdays": workdays,
        "calendar_version": days.version,
        "provisional_years": days.provisional_years(opens_on, closes_on),
    }
    _row(act).update(opens_on=opens_on, closes_on=closes_on, payload=payload)
    act.note = {"opens_on": str(opens_on), "closes_on": str(closes_on), "calendar": days.version}


@action("release.close_publicity", on=Release)
def close_publicity(act: Doing) -> None:
    """The period is over and every objection answered; items with an upheld one stay held back."""
    act.note = {"held": len(_held(act))}


@action("release.publish", on=Release)
def publish(act: Doing) -> None:
    """Public from now on, without what is held back."""
    held = _held(act)
    rows = act.subject.payload.get("rows", [])
    payload = act.subject.payload | {
        "rows": [row for row in rows if row["key"] not in held],
        "held_back": len([row for row in rows if row["key"] in held]),
        "released_on": str(act.today),
    }
    _row(act).update(payload=payload)
    act.note = {"held": len(held)}


def _held(act: Doing) -> dict[str, str]:
    payload = act.subject.payload
    return held_items(
        act.tenant, payload.get("item_kind", ""), [row["key"] for row in payload.get("rows", [])]
    )


@action("release.withdraw", on=Release, given=Withdrawal)
def withdraw(act: Doing, why: Withdrawal) -> None:
    """Gone from every public page with this act."""
    if not why.reason.strip():
        raise Refusal((Finding("release.reason_missing", "reason"),))
    act.note = {"reason": why.reason.strip()[:200]}


@action("objection.raise", on=Release, given=NewObjection, reaches_beyond=True)
def raise_objection(act: Doing, new: NewObjection) -> None:
    """A real-name objection to one item; it must be answered within the scheme's working days."""
    if new.item not in {row["key"] for row in act.subject.payload.get("rows", [])}:
        raise Refusal((Finding("objection.item_unknown", "item"),))
    rules = act.subject.scheme_version.rules.publicity.objection
    asked = (("name", rules.real_name), ("contact", rules.real_name), ("text", True))
    if lacking := tuple(
        Finding(f"objection.{f}_missing", f) for f, must in asked if must and not getattr(new, f).strip()
    ):
        raise Refusal(lacking)
    days = calendar_of()
    act.create(
        Objection(
            tenant_id=act.tenant,
            release=act.subject,
            item_kind=act.subject.payload["item_kind"],
            item_key=UUID(new.item),
            name=new.name.strip(),
            contact=new.contact.strip(),
            text=new.text.strip(),
            raised_on=act.today,
            due_on=days.add(act.today, rules.answer_workdays),
        )
    )
    act.note = {"calendar": days.version}


@action("objection.answer", on=Objection, given=ObjectionAnswer)
def answer_objection(act: Doing, given: ObjectionAnswer) -> None:
    """Answered in words; upheld, it keeps its item back, otherwise the item goes on."""
    if not given.answer.strip():
        raise Refusal((Finding("objection.answer_missing", "answer"),))
    Objection.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(
        answer=given.answer.strip(), is_upheld=given.is_upheld
    )
