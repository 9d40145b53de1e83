"""Reads about releases and objections. `published` is the one read of the public; everything else names an actor."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.publicity.models import Objection, Release

PUBLIC_STATES = ("in_publicity", "publicised", "released")


def published(actor: Actor, key: UUID) -> Release:  # noqa: ARG001 - loaders share one shape; the public is nobody
    """A release anybody may read: made public by a named act and meant for the public, whoever asks."""
    found: Release = (
        Release.objects.everything()
        .filter(state__in=PUBLIC_STATES, payload__audience="public")
        .select_related("unit__tenant")
        .get(key=key)
    )
    return found


def releases(actor: Actor) -> ScopedQuerySet:
    """Releases in reach, and those made public to the whole county by a named act."""
    inside = Release.objects.visible(actor).values("pk")
    county = Release.objects.of_tenant(actor.tenant)
    return county.filter(Q(pk__in=inside) | Q(state__in=PUBLIC_STATES)).select_related("unit")


def release(actor: Actor, key: UUID) -> Release:
    """One release in reach."""
    found: Release = releases(actor).get(key=key)
    return found


def objections_of(actor: Actor, one: Release) -> list[Objection]:
    """The objections raised against a release."""
    return list(Objection.objects.visible(actor).filter(release=one).order_by("id"))


def objection(actor: Actor, key: UUID) -> Objection:
    """One objection with its release."""
    found: Objection = Objection.objects.visible(actor).select_related("release__unit").get(key=key)
    return found
