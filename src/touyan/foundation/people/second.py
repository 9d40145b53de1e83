"""The second factor of an account: who needs one, taking one up, checking a code (security.md 5.14)."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import check_password

from touyan.foundation.calendar.clock import clock, real_now
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.door import Refused, perform
from touyan.foundation.people.actions import NewAuthenticator, Spent
from touyan.foundation.people.guesses import admitted
from touyan.foundation.people.models import Authenticator, Person
from touyan.foundation.people.one_time import matching_step
from touyan.foundation.people.passwords import is_slip_code, slip_code
from touyan.foundation.people.queries import actor_of
from touyan.foundation.people.rules import HOUSE_POSTS
from touyan.foundation.people.sealing import opened, sealed
from touyan.foundation.people.slip_hasher import slip_hash

PURPOSE = "second"
RECOVERY_CODES = 8


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What a new second factor is made of: the act's input, and the codes to be shown this one time."""

    given: NewAuthenticator
    recovery: tuple[str, ...]


def of(person: Person) -> Authenticator | None:
    """The person's authenticator, if one is in use."""
    found: Authenticator | None = (
        Authenticator.objects.of_tenant(person.tenant_id).filter(person=person).first()
    )
    return found


def must_enrol(actor: Actor, *, has_one: bool) -> bool:
    """Whether this actor may do nothing before taking one up: privileged posts in production."""
    return bool(settings.DEMANDS_PROOF) and not has_one and actor.holds(*HOUSE_POSTS)


def sealed_secret(secret: bytes) -> str:
    """A secret as it waits in the session and lies in the database."""
    return sealed(PURPOSE, secret)


def opened_secret(text: str) -> bytes:
    """The secret again."""
    return opened(PURPOSE, text)


def enrolled(waiting: str, typed: str) -> Enrolled | None:
    """A new second factor once its first code was typed rightly; None for a wrong one."""
    step = matching_step(opened_secret(waiting), bare(typed), real_now().timestamp(), 0)
    if step is None:
        return None
    recovery = tuple(slip_code() for _ in range(RECOVERY_CODES))
    return Enrolled(NewAuthenticator(waiting, step, tuple(map(slip_hash, recovery))), recovery)


def bare(typed: str) -> str:
    """A code without the blanks people type."""
    return "".join(typed.split())


def is_code_of(person: Person, typed: str, address: str) -> bool | None:
    """Whether a code or an unused recovery code of this person was typed; None when the window of tries is closed.

    Wrong codes count like wrong passwords. A right one is spent by being asked about.
    """
    attempt = admitted(person.login, address)
    if attempt is None:
        return None
    found = of(person)
    is_right = found is not None and (_is_present_code(found, typed) or _is_recovery(person, found, typed))
    if is_right:
        attempt.delete()
    return is_right


def _is_present_code(found: Authenticator, typed: str) -> bool:
    step = matching_step(opened_secret(found.secret), bare(typed), real_now().timestamp(), found.used)
    if step is None:
        return False
    mine = Authenticator.objects.of_tenant(found.tenant_id).filter(pk=found.pk, used__lt=step)
    return bool(mine.update(used=step))


def _is_recovery(person: Person, found: Authenticator, typed: str) -> bool:
    if not is_slip_code(typed):
        return False
    fitting = next((one for one in found.recovery if check_password(typed, one)), None)
    if fitting is None:
        return False
    actor = actor_of(person, clock(person.tenant_id).today)
    try:
        perform("person.spend_recovery", subject=person, actor=actor, given=Spent(fitting))
    except Refused:
        return False
    return True
