"""How a need is found."""

from __future__ import annotations

from touyan.fieldwork.needs.models import Need
from touyan.foundation.search.indexing import Found, findable


@findable("need")
def need_found(need: Need) -> Found:
    """By title, text and unit."""
    return Found(need.title, need.unit.name, f"/needs/{need.key}", need.text)
