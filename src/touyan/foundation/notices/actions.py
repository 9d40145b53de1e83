"""Writing notices: inside an act's transaction, once per matter, kind and recipient."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from touyan.foundation.ledger.door import Doing
from touyan.foundation.ledger.models import Subject
from touyan.foundation.notices.models import Notice


def tell(
    act: Doing,
    people: Iterable[int],
    code: str,
    about: Subject,
    *,
    url: str,
    facts: dict[str, Any] | None = None,
    due_on: date | None = None,
    once: str = "",
) -> None:
    """Leave a notice in the in-box of each person; the same thing is never said twice to the same person."""
    for person in set(people):
        if person > 0 and person != act.actor.person:
            Notice.objects.everything().get_or_create(
                once=f"{code}:{about.key}:{once or about.version}:{person}",
                defaults={
                    "tenant_id": act.tenant,
                    "person_id": person,
                    "code": code,
                    "facts": facts or {},
                    "about_kind": about.KIND,
                    "about_key": about.key,
                    "url": url,
                    "at": act.now,
                    "due_on": due_on,
                },
            )
