"""Checking passwords under a limit, beginning and ending sessions, each through the door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from touyan.core.findings import Finding
from touyan.foundation.calendar.clock import clock, real_now
from touyan.foundation.ledger.door import perform
from touyan.foundation.ledger.models import Act
from touyan.foundation.people.guesses import admitted, forget, tell_owner, warnings
from touyan.foundation.people.kinds import kind_label
from touyan.foundation.people.models import Delegation, Person, Post, SignInTry
from touyan.foundation.people.queries import actor_of, masked, oneself
from touyan.foundation.people.sessions import person_behind
from touyan.foundation.people.slip_hasher import is_slip_hash
from touyan.foundation.web.reasons import lang_of, words

PROVED, HALF = "proved", "half"
"""Session keys: when the person last showed who it is, and who has given a password but no code yet."""
HALF_SECONDS = 300
REFUSED = (Finding("sign_in.refused"),)
TOO_MANY = (Finding("sign_in.too_many", facts={"minutes": 15}),)
OLD_WRONG = (Finding("password.old_wrong"),)
UNCHANGED = (Finding("password.unchanged"),)


@dataclass(frozen=True, slots=True)
class Answer:
    """A person, or the same fault for an unknown name and a wrong password."""

    person: Person | None = None
    faults: tuple[Finding, ...] = ()
    is_limited: bool = False


def try_password(login: str, password: str, address: str) -> Answer:
    """Check a password. Five failures per account or thirty per address in fifteen minutes close the window.

    An unknown name, a known one and one that still waits with its slip cost the same hashing (security.md R22).
    The try is written before the hash is checked, so that parallel guesses cannot slip through.
    """
    attempt = admitted(login, address)
    if attempt is None:
        return Answer(faults=TOO_MANY, is_limited=True)
    person = (
        Person.objects.everything()
        .filter(login=login.strip(), state="active")
        .select_related("tenant", "home")
        .first()
    )
    if not _is_right(person, password):
        return Answer(faults=REFUSED)
    SignInTry.objects.filter(pk=attempt.pk).delete()
    return Answer(person=person)


def _is_right(person: Person | None, password: str) -> bool:
    """Whether it is this person's password, at the price of one slow hash whoever is asked for."""
    encoded = person.password if person is not None else ""
    if not encoded or is_slip_hash(encoded):
        make_password(password)
    return bool(encoded) and check_password(password, encoded)


def is_password_of(person: Person, password: str) -> bool:
    """Whether the password is this person's."""
    return check_password(password, person.password)


def address_of(request: HttpRequest) -> str:
    """Where the request comes from, for the limits only."""
    return str(request.META.get("REMOTE_ADDR", ""))


def begin(request: HttpRequest, person: Person) -> None:
    """A new session for the person, recorded as an act; the old session key is thrown away."""
    actor = actor_of(person, clock(person.tenant_id).today, request.request_id)  # type: ignore[attr-defined]
    perform("person.sign_in", subject=person, actor=actor)
    request.session.flush()
    request.session["begun"] = request.session[PROVED] = int(real_now().timestamp())
    renew(request, person)
    rotate_token(request)
    tell_owner(person)
    forget(person)
    for sentence in warnings(actor, lang_of(request), unread=True):
        messages.warning(request, sentence)


def begin_half(request: HttpRequest, person: Person, target: str) -> None:
    """The password was right; the code of the authenticator is still to come, within five minutes."""
    request.session.flush()
    request.session[HALF] = [person.pk, person.stamp, int(real_now().timestamp()), target]


def half_begun(request: HttpRequest) -> tuple[Person, str] | None:
    """Who has given a password but no code, and where that person wants to go; None when too long ago."""
    pk, stamp, at, target = request.session.get(HALF) or (None, "", 0, "")
    if int(real_now().timestamp()) - at > HALF_SECONDS:
        return None
    person = person_behind(pk, stamp)
    return None if person is None else (person, target)


def renew(request: HttpRequest, person: Person) -> None:
    """Write the person's present stamp into the session."""
    request.session.cycle_key()
    request.session["person"] = person.pk
    request.session["stamp"] = person.stamp
    request.session["seen"] = int(real_now().timestamp())


def finish(request: HttpRequest) -> None:
    """Record the sign-out and delete the session on the server."""
    actor = request.actor  # type: ignore[attr-defined]
    perform("person.sign_out", subject=oneself(actor), actor=actor)
    request.session.flush()


def own_account(request: HttpRequest) -> dict[str, Any]:
    """What the account page shows: data, posts, delegations, last sign-ins."""
    actor, lang = request.actor, lang_of(request)  # type: ignore[attr-defined]
    me = oneself(actor)
    posts = list(
        Post.objects.of_tenant(actor.tenant)
        .filter(person=me)
        .select_related("unit")
        .order_by("-from_on", "-id")
    )
    return {
        "me": me,
        "phone": masked(me.phone),
        "today": request.clock.today,  # type: ignore[attr-defined]
        "posts": [
            {
                "unit": p.unit,
                "words": words(kind_label(p.tenant_id, p.kind), lang),
                "title": p.title,
                "from_on": p.from_on,
                "to_on": p.to_on,
            }
            for p in posts
        ],
        "delegations": list(
            Delegation.objects.of_tenant(actor.tenant)
            .filter(post__person=me)
            .select_related("to_person", "post__unit")
            .order_by("-from_on")[:20]
        ),
        "warnings": warnings(actor, lang),
        "has_unread": bool(warnings(actor, lang, 1, unread=True)),
        "sign_ins": list(
            Act.objects.filter(tenant_id=actor.tenant, person=me.pk, action="person.sign_in").order_by("-id")[
                :10
            ]
        ),
    }
