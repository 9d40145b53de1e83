"""Sessions: who stands behind one, beginning and ending one."""

from __future__ import annotations

from django.contrib.sessions.backends.db import SessionStore
from django.db.models import F

from touyan.foundation.people.models import Person


def person_behind(pk: object, stamp: object) -> Person | None:
    """The person of a session, None when disabled or when the stamp was renewed."""
    if not isinstance(pk, int):
        return None
    found = (
        Person.objects.everything()
        .select_related("tenant", "home")
        .annotate(stored_day=F("tenant__demonstration_day__day"), authenticator_id=F("authenticator__pk"))
        .filter(pk=pk, stamp=str(stamp), state="active")
    )
    return next(iter(found), None)


def person_of_session(session_key: str) -> int | None:
    """The person id behind a session key, for the event stream."""
    session = SessionStore(session_key=session_key)
    person = person_behind(session.get("person"), session.get("stamp"))
    return person.pk if person else None
