"""What becomes findable: each app declares how its matters read, the door's acts keep the rows fresh."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from touyan.foundation.calendar.clock import clock
from touyan.foundation.ledger.door import after_each_act
from touyan.foundation.ledger.models import Subject
from touyan.foundation.search.models import Entry

WORD = re.compile(r"[A-Za-z0-9]+|[^\sA-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Found:
    """How a matter reads in a result: title, a line of detail, its page, and everything that can be searched."""

    title: str
    detail: str
    url: str
    text: str


Tell = Callable[[Any], Found | None]
_TELLERS: dict[str, Tell] = {}


def findable(kind: str) -> Callable[[Tell], Tell]:
    """Declare how a kind of matter is found; None keeps it out (sealed, unannounced)."""

    def register(tell: Tell) -> Tell:
        _TELLERS[kind] = tell
        return tell

    return register


def spaced(text: str) -> str:
    """Each Chinese sign a word of its own, Latin words and numbers whole: any substring of signs is a phrase."""
    return " ".join(WORD.findall(text.lower()))


def index(matter: Subject) -> None:
    """Write, refresh or remove the search row of a matter."""
    tell = _TELLERS.get(matter.KIND)
    if tell is None:
        return
    found = tell(matter)
    rows = Entry.objects.of_tenant(matter.tenant_id).filter(kind=matter.KIND, about_key=matter.key)
    if found is None:
        rows.delete()
        return
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - half a second of dictionaries no start should wait for

    initials = "".join(lazy_pinyin(found.title, style=Style.FIRST_LETTER))
    values = {
        "path": matter.own_unit()[1],
        "title": found.title[:200],
        "detail": found.detail[:300],
        "url": found.url,
        "letters": spaced(f"{found.title} {found.detail} {found.text}") + f" {initials.lower()}",
        "at": clock(matter.tenant_id).now,
    }
    if not rows.update(**values):
        Entry.objects.create(tenant_id=matter.tenant_id, kind=matter.KIND, about_key=matter.key, **values)


after_each_act(index)
