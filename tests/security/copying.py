"""The five places the ground's matters stand in, seen from one street, and how a matter is put beside itself into another."""

from __future__ import annotations

import uuid
from copy import copy
from typing import Any

from touyan.foundation.units.models import Unit

OWN, BESIDE, BELOW, ABOVE, ABROAD = "青石街道", "云杉街道", "平城社区", "五华区", "临江镇"
PLACES = (OWN, BESIDE, BELOW, ABOVE, ABROAD)


def place(name: str) -> Unit:
    """The unit of that name, whichever county it is in."""
    found: Unit = Unit.objects.everything().get(name=name)
    return found


def copied(model: Any, row: Any, place: Unit, /, **changed: Any) -> Any:
    """The same row once more, of this place's county, with what is told changed."""
    made = copy(row)
    made.pk, made._state = None, copy(row._state)
    made._state.adding, made._state.fields_cache = True, {}
    made.tenant_id = place.tenant_id
    if hasattr(made, "key"):
        made.key = uuid.uuid4()
    for name, value in changed.items():
        setattr(made, name, value)
    made.save(force_insert=True)
    return model.plain.get(pk=made.pk)
