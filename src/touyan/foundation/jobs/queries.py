"""Reads about jobs and effects, for the system administrator."""

from __future__ import annotations

from django.db.models import QuerySet

from touyan.foundation.jobs.models import Run
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.models import Checkpoint, Effect
from touyan.foundation.ledger.scope import ScopedQuerySet


def runs(actor: Actor) -> ScopedQuerySet:
    """Every run of the county."""
    return Run.objects.of_tenant(actor.tenant)


def waiting_effects(actor: Actor) -> QuerySet[Effect]:
    """Effects that were refused or not delivered yet."""
    return Effect.objects.filter(tenant_id=actor.tenant, delivered_at__isnull=True).order_by("id")


def last_checkpoint() -> Checkpoint | None:
    """The newest checkpoint."""
    return Checkpoint.objects.order_by("-id").first()
