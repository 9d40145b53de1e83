"""Verbs on calls and applications, from the dated call to the withdrawal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from touyan.core.findings import Finding, Refusal
from touyan.core.scheme import selects
from touyan.fieldwork.needs.models import Need
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.files.storing import Upload, store
from touyan.foundation.ledger.door import Doing, keep
from touyan.foundation.ledger.registry import action
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.units.models import Unit
from touyan.stages.application import residents as residents  # noqa: PLC0414 - its verb registers with these
from touyan.stages.application.answers import clean, derived, known
from touyan.stages.application.conditions import quota_left
from touyan.stages.application.entry import Start, answers_of_item, begun, is_filed, item_of, opens_project
from touyan.stages.application.kinds import FILES, asked, first
from touyan.stages.application.matters import faults_of, form_of, level_of, stage_of, unit_matter
from touyan.stages.application.models import Application, Call, Fault, Version
from touyan.stages.application.versions import add_version

SEEN = "application.seen"
"""Private mark: the text as it was when this person last handed it on."""
LONGEST_ANSWER = 400


@dataclass(frozen=True, slots=True)
class NewCall:
    """What is called for and in which days."""

    title: str
    text: str
    opens_on: date
    closes_on: date


@dataclass(frozen=True, slots=True)
class Extension:
    """The later last day, and why."""

    closes_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Saved:
    """The working text, and the answers to faults and revision items by their number."""

    answers: dict[str, Any]
    faults: dict[str, str] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, in words the other side reads."""

    reason: str


@dataclass(frozen=True, slots=True)
class Removal:
    """The key of the file to take off the form."""

    file: str


@action("call.create", on=SchemeVersion, given=NewCall)
def create_call(act: Doing, new: NewCall) -> None:
    """Prepare a dated call under a published scheme."""
    if new.closes_on < new.opens_on:
        raise Refusal((Finding("call.days_backwards", "closes_on"),))
    office = act.subject.bodies[act.subject.rules.owner.office]
    act.create(
        Call(
            tenant_id=act.tenant,
            scheme_version=act.subject,
            unit_id=office,
            title=new.title,
            text=new.text,
            opens_on=new.opens_on,
            closes_on=new.closes_on,
        ),
    )


@action("call.open", on=Call)
def open_call(act: Doing) -> None:
    """Publish the call: from its first day on units may apply; what is required of them is begun for them."""
    if act.subject.closes_on < act.today:
        raise Refusal((Finding("call.over", facts={"day": act.subject.closes_on.isoformat()}),))
    if act.subject.scheme_version.rules.required:
        act.effect("call.begin_required", act.subject, key=f"required:{act.subject.key}")


@action("call.close", on=Call)
def close_call(act: Doing) -> None:
    """Take nothing more in."""


@action("call.extend", on=Call, given=Extension)
def extend_call(act: Doing, to: Extension) -> None:
    """Give more time; the reason stands in the record (features.md 2)."""
    if not to.reason.strip():
        raise Refusal((Finding("application.reason_missing", "reason"),))
    if to.closes_on <= act.subject.closes_on or to.closes_on < act.today:
        raise Refusal((Finding("call.not_later", "closes_on", {"day": act.subject.closes_on.isoformat()}),))
    act.note = {
        "reason": to.reason,
        "from": act.subject.closes_on.isoformat(),
        "to": to.closes_on.isoformat(),
    }
    Call.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(closes_on=to.closes_on)


@action("application.create", on=Call, given=Start)
def create(act: Doing, start: Start | None) -> None:
    """Begin an application of the drafter's own unit, empty or from a catalogue item."""
    call: Call = act.subject
    assert act.post is not None
    unit = Unit.objects.of_tenant(act.tenant).get(pk=act.post.unit)
    if not selects(stage_of(call.scheme_version).applies_to, unit_matter(unit, call.scheme_version.rules)):
        raise Refusal((Finding("application.unit_not_asked", facts={"unit": unit.label}),))
    item = item_of(call.scheme_version, start.item if start else "", unit)
    answers = answers_of_item(form_of(call.scheme_version), item) if item else {}
    begun(act, call, unit, answers, item=item.name if item else "")


@action("application.save", on=Application, given=Saved)
def save(act: Doing, text: Saved) -> None:
    """Keep the working text as typed, whatever it still lacks, and derive the columns for lists."""
    application: Application = act.subject
    form = form_of(application.scheme_version)
    files = {
        path: application.answers[path]
        for path, f in asked(form)
        if f.type in FILES and path in application.answers
    }
    answers = known(form, text.answers) | files
    changed = sorted(
        path
        for path in {*answers, *application.answers}
        if answers.get(path) != application.answers.get(path)
    )
    act.note = {"changed": changed} if changed else {}
    _update(
        act,
        answers=answers,
        need_id=_need_of(act, answers.get(first(form, "need_link"))),
        **derived(form, answers),
    )
    for fault in faults_of(application):
        if str(fault.number) in text.faults:
            answer = clean(text.faults[str(fault.number)])
            if len(answer) > LONGEST_ANSWER:
                facts = {"number": fault.number, "max": LONGEST_ANSWER, "over": len(answer) - LONGEST_ANSWER}
                raise Refusal((Finding("application.answer_too_long", f"fault-{fault.number}", facts),))
            Fault.objects.of_tenant(act.tenant).filter(pk=fault.pk).update(answer=answer)
    if application.state == "revising" and text.items:
        items = [
            item | {"answer": clean(text.items.get(str(item["number"]), item.get("answer", "")))}
            for item in application.revision_items
        ]
        _update(act, revision_items=items)


def _update(act: Doing, **values: Any) -> None:
    Application.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(**values)


def _need_of(act: Doing, key: object) -> int | None:
    """The id of a chosen need of the same county, None for anything else."""
    try:
        wanted = UUID(str(key))
    except ValueError:
        return None
    return Need.objects.of_tenant(act.tenant).filter(key=wanted).values_list("pk", flat=True).first()


@action("application.attach", on=Application, given=Upload)
def attach(act: Doing, upload: Upload) -> None:
    """Put a file on the form; `upload.place` is the field's path."""
    form = form_of(act.subject.scheme_version)
    if upload.place not in {path for path, f in asked(form) if f.type in FILES}:
        raise Refusal((Finding("application.no_such_field"),))
    made = store(act, act.subject, upload, upload.place[:40])
    listed = [
        *(act.subject.answers.get(upload.place) or []),
        {"key": str(made.key), "name": made.name, "sha256": made.sha256},
    ]
    act.note = {"changed": [upload.place]}
    _update(act, answers=act.subject.answers | {upload.place: listed})


@action("application.detach", on=Application, given=Removal)
def detach(act: Doing, removal: Removal) -> None:
    """Take a file off the working text. Versions that name it keep it; a file that is not there is refused."""
    form = form_of(act.subject.scheme_version)
    places = [path for path, field_ in asked(form) if field_.type in FILES and path in act.subject.answers]
    there = {path: act.subject.answers[path] or [] for path in places}
    kept = {path: [f for f in files if f["key"] != removal.file] for path, files in there.items()}
    if kept == there:
        raise Refusal((Finding("application.no_such_file", "file"),))
    _update(act, answers=act.subject.answers | kept)


@action("application.pass_to_check", on=Application)
def pass_to_check(act: Doing) -> None:
    """The drafter is done; the checker of the unit reads it."""
    _remember(act)


@action("application.pass_to_sign", on=Application)
def pass_to_sign(act: Doing) -> None:
    """The checker agrees; the secretary signs in person."""
    _remember(act)


@action("application.send_back", on=Application, given=Reason)
def send_back(act: Doing, why: Reason) -> None:
    """Back to the drafter, with the reason kept."""
    _need_reason(why)
    act.note = {"reason": why.reason}
    _remember(act)


def _remember(act: Doing) -> None:
    """What this person has read, so that the next time only the changes need reading."""
    if act.actor.is_signed_in:
        keep(act.actor, SEEN, {"answers": act.subject.answers}, about=act.subject.key)


def _need_reason(why: Reason) -> None:
    if not why.reason.strip():
        raise Refusal((Finding("application.reason_missing", "reason"),))


@action("application.submit", on=Application)
def submit(act: Doing) -> None:
    """The secretary hands in: a version, a deadline for the first level, the need linked."""
    Call.objects.of_tenant(act.tenant).select_for_update(of=("self",)).get(pk=act.subject.call_id)
    too_many = quota_left(act.subject, None)
    if too_many:
        raise Refusal(too_many)
    rules = act.subject.scheme_version.rules
    is_filing = not is_filed(act.subject, None)
    level = next(iter(rules.vetting.levels.values()), None) if rules.vetting else None
    first_gate = rules.filing if is_filing else level
    _update(
        act,
        leader_id=act.actor.person,
        submitted_on=act.today,
        due_on=_due(act, first_gate.workdays if first_gate else None),
    )
    act.subject.leader_id = act.actor.person
    _hand_in(act)
    if first_gate is None and rules.decision is None:
        opens_project(act, "approved")
    need = act.subject.need
    if need is not None and need.state in ("open", "claimed"):
        given = {"kind": Application.KIND, "key": str(act.subject.key)}
        act.effect("need.link", need, given, key=f"need.link:{act.subject.key}:{need.key}")


@action("application.resubmit", on=Application)
def resubmit(act: Doing) -> None:
    """Hand in again to the level that returned it, each fault answered; a new version."""
    level = level_of(act.subject)
    _update(act, due_on=_due(act, level.workdays if level else None))
    _hand_in(act)


@action("application.answer_revision", on=Application)
def answer_revision(act: Doing) -> None:
    """Answer what the meeting wanted changed; a new version."""
    _update(act, due_on=None)
    _hand_in(act)


def _due(act: Doing, workdays: int | None) -> date | None:
    return calendar_of().add(act.today, workdays) if workdays else None


def _hand_in(act: Doing) -> None:
    made = add_version(act.subject, act.actor.person, act.now)
    act.note = {"version": made.number, "digest": made.digest, "calendar": calendar_of().version}
    _remember(act)


@action("application.withdraw", on=Application, given=Reason)
def withdraw(act: Doing, why: Reason) -> None:
    """Take the application back; the quota is free again and the need waits for another project."""
    _need_reason(why)
    act.note = {"reason": why.reason}
    _update(act, due_on=None)
    need = act.subject.need
    if need is not None and need.state == "linked" and need.linked_key == act.subject.key:
        act.effect("need.unlink", need, key=f"need.unlink:{act.subject.key}")


@action("application.attach_scan", on=Application, given=Upload)
def attach_scan(act: Doing, upload: Upload) -> None:
    """The stamped paper comes back to exactly the version whose code it carries; `upload.place` is that code."""
    version = Version.objects.of_tenant(act.tenant).filter(application=act.subject, code=upload.place).first()
    if version is None:
        raise Refusal((Finding("application.no_such_version"),))
    made = store(act, act.subject, upload, f"scan:{version.code}")
    act.note = {"version": version.number, "file": made.sha256}
