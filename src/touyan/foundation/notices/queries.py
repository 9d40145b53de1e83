"""Reads about notices, and the tail the event stream follows."""

from __future__ import annotations

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.notices.models import Notice


def notices(actor: Actor) -> ScopedQuerySet:
    """One's own notices, newest first."""
    return Notice.objects.of_tenant(actor.tenant).filter(person=actor.person).order_by("-id")


def changes_after(last: int) -> list[tuple[int, int, str]]:
    """Notices after an id as (id, person, code): what the event stream sends on; -1 asks for the newest id only."""
    if last < 0:
        newest = Notice.objects.everything().order_by("-id").values_list("id", flat=True).first()
        return [(newest or 0, 0, "")]
    rows = (
        Notice.objects.everything().filter(pk__gt=last).order_by("pk").values_list("pk", "person_id", "code")
    )
    return list(rows[:500])
