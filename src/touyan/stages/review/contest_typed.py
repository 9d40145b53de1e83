"""What was typed on the contest's pages, read from the posted form: the list with its reasons, sheets, counts, votes on ties."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import QueryDict

from touyan.core.scheme.shape.contest import ContestLayer
from touyan.stages.review.contests import Confirmed, Counts, Listing, Sheets
from touyan.stages.review.models import ContestEntry

LONGEST = 400


def _keys(entries: Iterable[ContestEntry]) -> list[str]:
    return [str(entry.application.key) for entry in entries]


def listing(post: QueryDict, entries: Iterable[ContestEntry]) -> Listing:
    """Who is ticked, and what the others are told; one common sentence serves where none of its own is written."""
    keys = _keys(entries)
    ticked = set(post.getlist("chosen"))
    common = post.get("common", "").strip()[:LONGEST]
    rest = [key for key in keys if key not in ticked]
    return Listing(
        tuple(key for key in keys if key in ticked),
        {key: post.get(f"why-{key}", "").strip()[:LONGEST] or common for key in rest},
    )


def sheets(post: QueryDict, layer: ContestLayer, entries: Iterable[ContestEntry]) -> Sheets:
    """One judge's column of sheets."""
    keys = _keys(entries)
    rows = {
        key: {name: post.get(f"mark-{key}-{name}", "").strip()[:12] for name in layer.criteria}
        for key in keys
    }
    recused = tuple(key for key in keys if post.get(f"recused-{key}") == "1")
    return Sheets(
        layer.id, post.get("judge", "").strip(), rows, recused, post.get("idempotency_key", "")[:64]
    )


def counts(post: QueryDict, layer: ContestLayer, entries: Iterable[ContestEntry]) -> Counts:
    """The jury's likes and ballots."""
    rows = {
        key: {name: post.get(f"mark-{key}-{name}", "").strip()[:6] for name in ("likes", "ballots")}
        for key in _keys(entries)
    }
    return Counts(layer.id, rows, post.get("idempotency_key", "")[:64])


def confirmed(post: QueryDict, tied: Iterable[str]) -> Confirmed:
    """Who gets which award where a tie stood on its edge, and the record of that vote."""
    return Confirmed(
        {key: post.get(f"award-{key}", "")[:48] for key in tied}, post.get("record", "").strip()[:200]
    )
