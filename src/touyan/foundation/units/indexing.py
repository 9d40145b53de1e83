"""How a unit is found."""

from __future__ import annotations

from touyan.foundation.search.indexing import Found, findable
from touyan.foundation.units.models import Unit
from touyan.foundation.units.rules import UNIT_KINDS


@findable("unit")
def unit_found(unit: Unit) -> Found:
    """By names and code."""
    return Found(unit.name, UNIT_KINDS[unit.kind].zh, f"/units/{unit.key}", f"{unit.short_name} {unit.code}")
