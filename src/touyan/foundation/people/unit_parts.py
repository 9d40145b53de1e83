"""What a unit's page tells about people: posts today and earlier, accounts of the unit."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from touyan.foundation.people import queries
from touyan.foundation.people.kinds import kind_label
from touyan.foundation.units.parts import part_of_unit
from touyan.foundation.web.reasons import lang_of, words

SHOWN = 50


@part_of_unit("facts")
def posts_part(request: HttpRequest, unit: Any) -> dict[str, Any]:
    """Posts held or proposed, and those that ended."""
    lang = lang_of(request)
    told = [
        {
            "person_key": p.person.key if queries.is_known(request.actor, p.person) else "",  # type: ignore[attr-defined]
            "name": p.person.name,
            "kind": words(kind_label(p.tenant_id, p.kind), lang),
            "title": p.title,
            "from_on": p.from_on,
            "to_on": p.to_on,
            "is_proposed": p.state == "proposed",
            "is_ended": p.state == "ended",
        }
        for p in queries.posts_in(request.actor, unit)  # type: ignore[attr-defined]
    ]
    return {
        "posts_now": [p for p in told if not p["is_ended"]],
        "posts_earlier": [p for p in told if p["is_ended"]],
    }


@part_of_unit("record")
def people_part(request: HttpRequest, unit: Any) -> dict[str, Any]:
    """The first people of the unit, and how many more."""
    found = queries.people_in(request.actor, unit, SHOWN)  # type: ignore[attr-defined]
    return {"people": found[:SHOWN], "more_people": len(found) > SHOWN}
