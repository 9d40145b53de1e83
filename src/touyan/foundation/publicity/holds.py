"""What an objection holds back: the one item it is about, as long as it is open or was upheld (domain.md 4.3)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Q

from touyan.core.findings import Finding
from touyan.foundation.publicity.models import Objection

LIVE = ("in_publicity", "publicised", "released")
HOLDS = Q(state="open") | Q(is_upheld=True)


def held_items(tenant: int, kind: str, keys: Collection[UUID | str]) -> dict[str, str]:
    """Which of these items are held back: key -> "open" or "upheld". One statement for any number of items."""
    found = (
        Objection.objects.of_tenant(tenant)
        .filter(HOLDS, item_kind=kind, item_key__in=list(keys), release__state__in=LIVE)
        .values_list("item_key", "state")
    )
    return {str(key): "open" if state == "open" else "upheld" for key, state in found}


def held_back(tenant: int, kind: str, key: UUID | str, title: str) -> tuple[Finding, ...]:
    """Why the next step of this item must wait; empty when nothing holds it. For the conditions of later stages."""
    return held_back_of(tenant, kind, {str(key): title})


def held_back_of(tenant: int, kind: str, titles: Mapping[str, str]) -> tuple[Finding, ...]:
    """The same for many items of a kind, by key and title; one statement for any number of items."""
    held = held_items(tenant, kind, titles)
    return tuple(
        Finding(f"objection.holds_{held[key]}", key, {"title": title})
        for key, title in titles.items()
        if key in held
    )
