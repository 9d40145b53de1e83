"""Failed sign-ins: how many guesses are evaluated at all, and how an account's owner hears of them (B09, R22).

A try is a row written under a lock before any hash is checked, so that a thousand guesses at once are still
counted one after the other. The owner is told count and times, never an address, which may be a colleague's.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Count

from touyan.core.findings import Finding
from touyan.foundation.calendar.clock import real_now
from touyan.foundation.calendar.weekdays import moment_words
from touyan.foundation.jobs.actions import hourly
from touyan.foundation.ledger.actor import Actor, system
from touyan.foundation.ledger.door import perform
from touyan.foundation.notices.models import Notice
from touyan.foundation.people.models import Person, SignInTry
from touyan.foundation.wording import Lang, say

WINDOW = timedelta(minutes=15)
PER_ACCOUNT, PER_ADDRESS = 5, 30
TOLD_FROM = PER_ACCOUNT
"""So many failures are more than a slip of the finger: the owner is told."""
KEPT = timedelta(days=30)
CODE = "sign_in.guessed"


@dataclass(frozen=True, slots=True)
class Guesses:
    """Failures the owner has not heard of yet: how many, the first and the last as ISO moments."""

    count: int
    first: str
    last: str


def account_of(login: str) -> str:
    """What is stored of the name that was tried: it need not be anybody's."""
    return hashlib.sha256(login.strip().lower().encode()).hexdigest()


def admitted(login: str, address: str) -> SignInTry | None:
    """The row of a try that may be evaluated; None when the account's or the address's window is closed."""
    account = account_of(login)
    if _is_closed(account, address):
        return None
    with transaction.atomic():
        _queue_up(account, address)
        if _is_closed(account, address):
            return None
        return SignInTry.objects.create(account=account, address=address, at=real_now())


def _is_closed(account: str, address: str) -> bool:
    recent = SignInTry.objects.filter(at__gte=real_now() - WINDOW)
    return (
        recent.filter(account=account).count() >= PER_ACCOUNT
        or recent.filter(address=address).count() >= PER_ADDRESS
    )


def _queue_up(*names: str) -> None:
    """Tries of one account or one address go one by one. SQLite's transactions do so anyway (IMMEDIATE)."""
    if connection.vendor != "postgresql":
        return
    numbers = sorted(
        int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True) for name in names
    )
    with connection.cursor() as cursor:
        for number in numbers:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def untold(person: Person) -> Guesses | None:
    """Failures on this account since its owner last heard of some; None below five."""
    told = (
        Notice.objects.of_tenant(person.tenant_id)
        .filter(person=person, code=CODE)
        .order_by("-id")
        .values_list("facts__last", flat=True)
        .first()
    )
    tries = SignInTry.objects.filter(account=account_of(person.login))
    if told:
        tries = tries.filter(at__gt=datetime.fromisoformat(told))
    at = list(tries.order_by("at").values_list("at", flat=True))
    return Guesses(len(at), at[0].isoformat(), at[-1].isoformat()) if len(at) >= TOLD_FROM else None


def forget(person: Person) -> None:
    """After a right password a few earlier slips of the finger are nobody's guesses; the open window stays counted."""
    SignInTry.objects.filter(account=account_of(person.login), at__lt=real_now() - WINDOW).delete()


def tell_owner(person: Person) -> bool:
    """Leave a notice with the owner when there is something to tell; an act of the engine on the person's chain."""
    found = untold(person)
    if found is None:
        return False
    perform("person.warn", subject=person, actor=system(person.tenant_id), given=found)
    return True


def warnings(actor: Actor, lang: Lang, limit: int = 5, *, unread: bool = False) -> list[str]:
    """What the owner was told, newest first, in words: count and times in China."""
    rows = Notice.objects.of_tenant(actor.tenant).filter(person=actor.person, code=CODE).order_by("-id")
    if unread:
        rows = rows.filter(read_at__isnull=True)
    return [say(Finding(CODE, facts=_facts_in_words(one.facts, lang)), lang) for one in rows[:limit]]


def _facts_in_words(facts: dict[str, Any], lang: Lang) -> dict[str, Any]:
    moments = {name: moment_words(datetime.fromisoformat(facts[name]), lang) for name in ("first", "last")}
    return {"count": facts["count"]} | moments


def facts_of(found: Guesses) -> dict[str, Any]:
    """What the notice keeps."""
    return asdict(found)


@hourly("guesses")
def tell_owners(tenant: int) -> int:
    """Tell the owners who are signed in already, or away; forget tries after thirty days."""
    now = real_now()
    SignInTry.objects.filter(at__lt=now - KEPT).delete()
    guessed = set(
        SignInTry.objects.filter(at__gte=now - timedelta(days=1))
        .values("account")
        .annotate(tries=Count("id"))
        .filter(tries__gte=TOLD_FROM)
        .values_list("account", flat=True)
    )
    if not guessed:
        return 0
    people = Person.objects.of_tenant(tenant).filter(state="active").select_related("home")
    return sum(tell_owner(person) for person in people if account_of(person.login) in guessed)
