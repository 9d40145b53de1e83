"""Searching: exact substrings from two Chinese signs on, inside the reader's scope, on both databases."""

from __future__ import annotations

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection
from django.db.models import Case, IntegerField, Value, When

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.search.indexing import spaced
from touyan.foundation.search.models import Entry

LIMIT = 50
WHOLE = ("project", "unit")


def found(actor: Actor, words: str) -> list[Entry]:
    """Up to fifty matters that hold every word; those with the first word in the title come first, whole projects before their parts."""
    parts = [spaced(part) for part in words.split()[:6]]
    phrases = [part.replace('"', " ").strip() for part in parts if part.strip('" ')]
    if not phrases:
        return []
    rows = Entry.objects.visible(actor)
    if connection.vendor == "sqlite":
        match = " ".join(f'"{phrase}"' for phrase in phrases)
        rows = rows.extra(
            where=["search_entry.id IN (SELECT rowid FROM search_letters WHERE search_letters MATCH %s)"],
            params=[match],
        )
    else:
        query = SearchQuery(phrases[0], search_type="phrase", config="simple")
        for phrase in phrases[1:]:
            query &= SearchQuery(phrase, search_type="phrase", config="simple")
        rows = rows.annotate(vector=SearchVector("letters", config="simple")).filter(vector=query)
    first = words.split(maxsplit=1)[0]
    in_title = Case(
        When(title__icontains=first, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    is_part = Case(When(kind__in=WHOLE, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = rows.annotate(in_title=in_title, is_part=is_part)
    return list(rows.order_by("in_title", "is_part", "-at", "-id")[:LIMIT])
