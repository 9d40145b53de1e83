"""Reads of the record: for the audit administrator, and what anybody may check."""

from __future__ import annotations

from django.db.models import QuerySet

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.models import Act, Checkpoint


def acts(actor: Actor) -> QuerySet[Act]:
    """Every act of the county, newest first; pages open it only to the audit administrator."""
    return Act.objects.filter(tenant_id=actor.tenant)


def last_checkpoints(limit: int = 24) -> list[Checkpoint]:
    """The newest signed checkpoints: roots over hashes, nothing about anybody."""
    return list(Checkpoint.objects.order_by("-id")[:limit])
