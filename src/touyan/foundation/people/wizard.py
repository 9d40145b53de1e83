"""Founding the first county: who may, and the one transaction that does all of it or nothing.

Three administrators sign one founding act that names two security persons (security.md 5.15). Whoever founds sits
at the machine itself, or holds the token that lies in the data folder: a stranger who finds a fresh installation
on the network must not become its owner.
"""

from __future__ import annotations

import hmac
import logging
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from touyan.core.findings import Finding
from touyan.core.scheme import check, names_parent
from touyan.foundation.ledger.actor import system
from touyan.foundation.ledger.door import Refused, perform
from touyan.foundation.ledger.registry import ACTIONS
from touyan.foundation.people.actions import Appointment, NewPerson
from touyan.foundation.people.passwords import slip_code
from touyan.foundation.people.slip_hasher import slip_hash
from touyan.foundation.units.actions import Founding, found_county
from touyan.foundation.units.models import Unit
from touyan.foundation.units.queries import is_founded

log = logging.getLogger("touyan.setup")

SEATS = ("system_admin", "security_admin", "audit_admin", "security_person", "security_person")
LOOPBACK = frozenset({"127.0.0.1", "::1"})
PROXY_HEADERS = ("X-Forwarded-For", "Forwarded", "X-Real-IP")
SESSION = "setup"


@dataclass(frozen=True, slots=True)
class Seat:
    """One founder: the post, the name, the login, and a password hash ("" = a slip is made)."""

    kind: str
    name: str
    login: str
    hashed: str = ""


@dataclass(frozen=True, slots=True)
class FoundingPlan:
    """Everything the wizard asked for."""

    county: str
    region_code: str
    seats: tuple[Seat, ...]
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Founded:
    """The county and, by login, the first passwords to hand over."""

    county: Unit
    slips: dict[str, str]
    scheme_title: str = ""


@dataclass(frozen=True, slots=True)
class SchemeFile:
    """A scheme that lies ready: its name in the folder, its title, and whether it reads without errors."""

    name: str
    title: str
    is_readable: bool


def token_file() -> Path:
    """Where the setup token lies."""
    return Path(settings.DATA) / "keys" / "setup"


def setup_token() -> str:
    """The token, made once and readable by the owner only; its making is told on the console."""
    path = token_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    token = secrets.token_urlsafe(24)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(token)
    log.warning("first run: the setup token lies in %s", path)
    return token


def is_at_the_machine(request: HttpRequest) -> bool:
    """Whether the request comes from this machine itself and through no proxy."""
    through_proxy = any(request.headers.get(name) for name in PROXY_HEADERS)
    return request.META.get("REMOTE_ADDR") in LOOPBACK and not through_proxy


def may_found(request: HttpRequest) -> bool:
    """At the machine, or the token was given in this session."""
    return is_at_the_machine(request) or bool(request.session.get(f"{SESSION}_open"))


def open_with_token(request: HttpRequest, given: str) -> bool:
    """Compare in constant time; remembered by the session."""
    is_right = hmac.compare_digest(given.strip().encode(), setup_token().encode())
    if is_right:
        request.session.cycle_key()
        request.session[f"{SESSION}_open"] = True
    return is_right


def _folder() -> Path:
    return Path(settings.ROOT) / "schemes"


def schemes() -> list[SchemeFile]:
    """The schemes of the folder by name."""
    found = []
    for path in sorted(_folder().glob("*/scheme.yaml")):
        source = path.read_bytes()
        if names_parent(source) is not None:
            continue  # a child scheme cannot be the first of a county
        scheme = check(source).scheme
        title = scheme.label.zh if scheme is not None else path.parent.name
        found.append(SchemeFile(path.parent.name, title, scheme is not None))
    return found


def _source(name: str) -> str:
    if name not in {one.name for one in schemes() if one.is_readable}:
        raise Refused((Finding("setup.scheme_unknown", "scheme"),))
    return (_folder() / name / "scheme.yaml").read_text(encoding="utf-8")


def seat_faults(seats: tuple[Seat, ...]) -> tuple[Finding, ...]:
    """Five different people with five different logins."""
    faults = []
    if len({seat.name for seat in seats}) != len(seats):
        faults.append(Finding("setup.names_repeated"))
    if len({seat.login.lower() for seat in seats}) != len(seats):
        faults.append(Finding("setup.logins_repeated"))
    return tuple(faults)


def found(plan: FoundingPlan) -> Founded:
    """Open the county with its five people and its scheme in one transaction.

    Raises `Refused` when a county stands already or anything in the plan is refused; then nothing is written.
    """
    faults = seat_faults(plan.seats)
    if faults:
        raise Refused(faults)
    source = _source(plan.scheme) if plan.scheme else ""
    slips = {seat.login: slip_code() for seat in plan.seats if not seat.hashed}
    with transaction.atomic():
        if is_founded():
            raise Refused((Finding("setup.done"),))
        names = tuple(seat.name for seat in plan.seats)
        county = found_county(
            plan.county,
            plan.region_code,
            f"c{plan.region_code}",
            Founding(names[:3], names[3:]),  # type: ignore[arg-type]
        )
        for seat in plan.seats:
            _take_seat(county, seat, seat.hashed or slip_hash(slips[seat.login]))
        title = _upload(county, source) if source else ""
    token_file().unlink(missing_ok=True)
    return Founded(county, slips, title)


def _take_seat(county: Unit, seat: Seat, hashed: str) -> None:
    engine = system(county.tenant_id)
    new = NewPerson(seat.name, seat.login, "", hashed, must_change=not seat.hashed)
    person = perform("person.add", subject=county, actor=engine, given=new).subject
    post = perform(
        "post.appoint", subject=county, actor=engine, given=Appointment(str(person.key), seat.kind)
    ).subject
    perform("post.confirm", subject=post, actor=engine)


def _upload(county: Unit, source: str) -> str:
    upload = ACTIONS["scheme.upload"]
    assert upload.given is not None
    version = perform(
        upload.name, subject=county, actor=system(county.tenant_id), given=upload.given(source)
    ).subject
    return str(version.title)
