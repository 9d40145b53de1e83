"""Verbs on people and posts: accounts, slips, appointments confirmed by a second person, delegations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from touyan.core.findings import Finding, Refusal
from touyan.foundation.ledger.door import Doing
from touyan.foundation.ledger.registry import action
from touyan.foundation.notices.actions import tell
from touyan.foundation.notices.models import Notice
from touyan.foundation.people.conditions import appointment_faults, is_colleague
from touyan.foundation.people.guesses import CODE, Guesses, facts_of
from touyan.foundation.people.models import Authenticator, Delegation, Person, Post
from touyan.foundation.people.passwords import faults_of, new_stamp
from touyan.foundation.units.initials import initials_of
from touyan.foundation.units.models import Unit


@dataclass(frozen=True, slots=True)
class NewPerson:
    """An account to open in a unit. `hashed` is a password hash, empty until a slip is issued."""

    name: str
    login: str
    phone: str = ""
    hashed: str = ""
    must_change: bool = True


@dataclass(frozen=True, slots=True)
class Correction:
    """Corrected data of a person."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class NewPassword:
    """A hash made outside the transaction (hashing is slow on purpose)."""

    hashed: str


@dataclass(frozen=True, slots=True)
class NewAuthenticator:
    """A sealed secret, the half minute its first code was of, and hashes of the recovery codes."""

    secret: str
    used: int
    recovery: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spent:
    """The hash of a recovery code that was used."""

    recovery: str


@dataclass(frozen=True, slots=True)
class Language:
    """zh or en."""

    lang: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """A post for a person (by key) in the subject unit."""

    person: str
    kind: str
    title: str = ""
    from_on: str = ""
    to_on: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """The key of the unit a person belongs to from now on."""

    unit: str


@dataclass(frozen=True, slots=True)
class Ending:
    """The last day in office."""

    to_on: str


@dataclass(frozen=True, slots=True)
class Leave:
    """Dated leave: who stands in, from when to when, why."""

    to_person: str
    from_on: str
    to_on: str
    reason: str


@action("person.add", on=Unit, given=NewPerson)
def add_person(act: Doing, new: NewPerson) -> None:
    """Open an account in the subject unit."""
    if Person.objects.everything().filter(login=new.login).exists():
        raise Refusal((Finding("person.login_taken", "login", {"login": new.login}),))
    act.create(
        Person(
            tenant_id=act.tenant,
            name=new.name,
            login=new.login,
            phone=new.phone,
            home=act.subject,
            initials=initials_of(new.name),
            password=new.hashed,
            must_change=new.must_change,
            stamp=new_stamp(),
        )
    )


def _update(act: Doing, **values: object) -> None:
    Person.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(**values)


@action("person.sign_in", on=Person, reaches_beyond=True)
def sign_in(act: Doing) -> None:
    """Recorded once the password was checked."""


@action("person.sign_out", on=Person, reaches_beyond=True)
def sign_out(act: Doing) -> None:
    """Recorded when the person leaves."""


@action("person.change_password", on=Person, given=NewPassword, reaches_beyond=True)
def change_password(act: Doing, new: NewPassword) -> None:
    """Set the hash and end every other session."""
    _update(act, password=new.hashed, must_change=False, stamp=new_stamp())


@action("person.choose_language", on=Person, given=Language, reaches_beyond=True)
def choose_language(act: Doing, chosen: Language) -> None:
    """Remember the language of pages and notices."""
    _update(act, lang="en" if chosen.lang == "en" else "zh")


@action("person.correct", on=Person, given=Correction, reaches_beyond=True)
def correct(act: Doing, new: Correction) -> None:
    """Correct name and phone."""
    _update(act, name=new.name, phone=new.phone, initials=initials_of(new.name))


@action("person.rehome", on=Person, given=Home)
def rehome(act: Doing, to: Home) -> None:
    """The person belongs to another unit; posts stay as they are."""
    unit = Unit.objects.of_tenant(act.tenant).filter(key=to.unit, state="active").first()
    if unit is None:
        raise Refusal((Finding("person.unit_unknown", "unit"),))
    _update(act, home=unit)


@action("person.issue_slip", on=Person, given=NewPassword)
def issue_slip(act: Doing, new: NewPassword) -> None:
    """A first password on paper: it must be changed at the first sign-in; old sessions end."""
    _update(act, password=new.hashed, must_change=True, stamp=new_stamp())


@action("person.warn", on=Person, given=Guesses)
def warn(act: Doing, found: Guesses) -> None:
    """Tell the owner of an account that others tried to get in."""
    tell(act, [act.subject.pk], CODE, act.subject, url="/account", facts=facts_of(found), once=found.last)
    act.note = {"count": found.count}


@action("person.hear_warning", on=Person, reaches_beyond=True)
def hear_warning(act: Doing) -> None:
    """The owner has read it."""
    rows = Notice.objects.of_tenant(act.tenant).filter(person=act.subject, code=CODE, read_at__isnull=True)
    rows.update(read_at=act.now)


@action("person.enrol_second", on=Person, given=NewAuthenticator, reaches_beyond=True)
def enrol_second(act: Doing, new: NewAuthenticator) -> None:
    """A phone gives the second factor from now on; an earlier one no longer counts, other sessions end."""
    Authenticator.objects.everything().update_or_create(
        person=act.subject,
        defaults={
            "tenant_id": act.tenant,
            "secret": new.secret,
            "used": new.used,
            "recovery": list(new.recovery),
            "at": act.now,
        },
    )
    _update(act, stamp=new_stamp())


@action("person.spend_recovery", on=Person, given=Spent, reaches_beyond=True)
def spend_recovery(act: Doing, spent: Spent) -> None:
    """A recovery code counts once. Refused when it was used meanwhile."""
    found = Authenticator.objects.of_tenant(act.tenant).select_for_update().get(person=act.subject)
    if spent.recovery not in found.recovery:
        raise Refusal((Finding("second.wrong_code"),))
    left = [one for one in found.recovery if one != spent.recovery]
    Authenticator.objects.of_tenant(act.tenant).filter(pk=found.pk).update(recovery=left)
    act.note = {"left": len(left)}


@action("person.drop_second", on=Person)
def drop_second(act: Doing) -> None:
    """The phone is lost: its codes no longer count, sessions end; at the next sign-in another one is taken up."""
    if act.actor.person == act.subject.pk:
        raise Refusal((Finding("second.own_drop"),))
    Authenticator.objects.of_tenant(act.tenant).filter(person=act.subject).delete()
    _update(act, stamp=new_stamp())


@action("person.disable", on=Person)
def disable(act: Doing) -> None:
    """End every session; the account stays in the record."""
    _update(act, stamp=new_stamp())


@action("person.enable", on=Person)
def enable(act: Doing) -> None:
    """Sessions begin anew."""
    _update(act, stamp=new_stamp())


@action("person.reveal_phone", on=Person)
def reveal_phone(act: Doing) -> None:
    """Showing a masked phone in full is an act (security.md 5.18)."""


@action("post.appoint", on=Unit, given=Appointment)
def appoint(act: Doing, new: Appointment) -> None:
    """Propose a person for a post; it counts once a second person has confirmed it."""
    person = Person.objects.of_tenant(act.tenant).filter(key=new.person, state="active").first()
    if person is None:
        raise Refusal((Finding("post.person_unknown", "person"),))
    begin = date.fromisoformat(new.from_on) if new.from_on else act.today
    last = date.fromisoformat(new.to_on) if new.to_on else None
    faults = appointment_faults(act.tenant, act.subject, person, new.kind, (begin, last))
    if faults:
        raise Refusal(faults)
    unit: Unit = act.subject
    act.create(
        Post(
            tenant_id=act.tenant,
            person=person,
            unit=unit,
            kind=new.kind,
            title=new.title,
            from_on=begin,
            to_on=last,
        )
    )


@action("post.confirm", on=Post)
def confirm(act: Doing) -> None:
    """The second person agrees; nobody confirms a post of their own."""
    if act.actor.person == act.subject.person_id:
        raise Refusal((Finding("post.own_confirm"),))


@action("post.decline", on=Post)
def decline(act: Doing) -> None:
    """The second person does not agree; the post ends before it began to count."""
    _end(act, act.today)


@action("post.end", on=Post, given=Ending)
def end(act: Doing, ending: Ending) -> None:
    """The post ends on a day that has come; rights end with it."""
    day = date.fromisoformat(ending.to_on)
    if day > act.today:
        raise Refusal((Finding("post.end_ahead", "to_on"),))
    _end(act, day)


def _end(act: Doing, day: date) -> None:
    Post.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(to_on=max(day, act.subject.from_on))


@action("delegation.grant", on=Post, given=Leave, reaches_beyond=True)
def grant(act: Doing, leave: Leave) -> None:
    """Lend the post to a colleague of the same unit for dated leave."""
    to_person = Person.objects.of_tenant(act.tenant).filter(key=leave.to_person, state="active").first()
    if to_person is None or not is_colleague(act.subject, to_person):
        raise Refusal((Finding("delegation.no_colleague", "to_person"),))
    if to_person.pk == act.subject.person_id:
        raise Refusal((Finding("delegation.to_self", "to_person"),))
    begin, last = date.fromisoformat(leave.from_on), date.fromisoformat(leave.to_on)
    if last < begin:
        raise Refusal((Finding("delegation.days_out_of_order", "to_on"),))
    if not leave.reason.strip():
        raise Refusal((Finding("delegation.reason_missing", "reason"),))
    act.create(
        Delegation(
            tenant_id=act.tenant,
            post=act.subject,
            to_person=to_person,
            from_on=begin,
            to_on=last,
            reason=leave.reason,
        )
    )


@action("delegation.revoke", on=Delegation, reaches_beyond=True)
def revoke(act: Doing) -> None:
    """Take the post back before the last day."""
    last = max(act.today, act.subject.from_on)
    Delegation.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(to_on=last)


def hashed(password: str, login: str) -> str:
    """A password hash, or a refusal naming every fault of the password."""
    faults = faults_of(password, login)
    if faults:
        raise Refusal(faults)
    return make_password(password)
