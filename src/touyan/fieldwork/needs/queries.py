"""Reads about needs."""

from __future__ import annotations

from uuid import UUID

from touyan.fieldwork.needs.models import Need
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.units.models import Unit
from touyan.foundation.units.rules import STAFF


def needs(actor: Actor) -> ScopedQuerySet:
    """Needs in reach."""
    return Need.objects.visible(actor).select_related("unit", "claimed_by")


def need(actor: Actor, key: UUID) -> Need:
    """One need in reach."""
    found: Need = needs(actor).get(key=key)
    return found


def open_needs_near(actor: Actor, unit: Unit) -> list[Need]:
    """Needs of a unit and of those below it that wait for an answer, oldest first: what an application may start from."""
    return list(
        needs(actor)
        .filter(unit__path__startswith=unit.path, state__in=("open", "claimed"))
        .order_by("raised_on", "id")[:50]
    )


def may_raise(actor: Actor) -> bool:
    """Whether the page that writes a need down is for this person: it is of the unit of the first own post."""
    post = next((p for p in actor.posts if not p.is_delegated), None)
    return post is not None and post.kind in STAFF.posts


def own_unit(actor: Actor) -> Unit:
    """The unit of the actor's first own post: where a need is raised unless another is chosen."""
    post = next((p for p in actor.posts if not p.is_delegated), None)
    found: Unit = Unit.objects.visible(actor).get(pk=post.unit if post else -1)
    return found
