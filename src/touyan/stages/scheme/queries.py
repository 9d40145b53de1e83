"""Reads about scheme versions; each names its actor."""

from __future__ import annotations

from uuid import UUID

from touyan.core.scheme import Scheme
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.units.models import Unit
from touyan.foundation.units.queries import county
from touyan.stages.scheme.family import checked

LARGE = ("source", "expanded", "machines", "bodies")


def versions(actor: Actor) -> ScopedQuerySet:
    """Every version of the county's schemes; drafts are read by all who work here, so that rules are talked about before they bind."""
    return SchemeVersion.objects.visible(actor).select_related("unit").defer(*LARGE)


def version(actor: Actor, key: UUID) -> SchemeVersion:
    """One version with its text."""
    found: SchemeVersion = SchemeVersion.objects.visible(actor).select_related("unit", "parent").get(key=key)
    return found


def uploading_unit(actor: Actor) -> Unit:
    """The county, which every scheme belongs to."""
    return county(actor)


def version_before(actor: Actor, one: SchemeVersion) -> SchemeVersion | None:
    """The version this one is compared with: the newest earlier one of the same scheme that was not put aside."""
    found: SchemeVersion | None = (
        SchemeVersion.objects.visible(actor)
        .filter(scheme_id=one.scheme_id, number__lt=one.number)
        .exclude(state="discarded")
        .order_by("-number")
        .first()
    )
    return found


def read(one: SchemeVersion) -> Scheme | None:
    """The typed rules of a version; None where its text no longer passes."""
    return checked(one).scheme


def units_to_bind(actor: Actor) -> list[Unit]:
    """Units a body of a scheme may stand for, in the county's order."""
    return list(Unit.objects.visible(actor).filter(state="active").order_by("path", "order", "id"))


def bound(actor: Actor, one: SchemeVersion) -> dict[str, str]:
    """Which unit stands for each body of a published version, by name."""
    names = {u.pk: u.name for u in Unit.objects.visible(actor).filter(pk__in=one.bodies.values())}
    return {body: names.get(pk, "") for body, pk in one.bodies.items()}
