"""What anybody may read without an account: released payloads, and nothing else.

No table of a stage is read here. What is not in a release that is public now does not exist for the portal, and a withdrawn
release is gone with the next request.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from touyan.fieldwork.needs.models import Need
from touyan.foundation.calendar.clock import clock
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.publicity.models import Release
from touyan.foundation.publicity.queries import PUBLIC_STATES
from touyan.foundation.units.models import Tenant, Unit

PAGE = "project_page"
RESULTS = ("results", "assessment_grades", "contest_awards")
PLACES = ("street", "town", "township", "village", "community", "park")
MOST = 400
CODE = 12
"""Hex signs of a tracking code: 48 bits, too many to guess and few enough to write down."""


@dataclass(frozen=True, slots=True)
class County:
    """A county as the public meets it."""

    tenant: int
    name: str
    slug: str
    today: date


def county(slug: str = "") -> County | None:
    """The county with this short name; without one the first that has made something public, else the first."""
    rows = Tenant.objects.order_by("id")
    shown = (
        Release.objects.everything()
        .filter(state__in=PUBLIC_STATES, payload__audience="public")
        .values("tenant_id")
    )
    found = rows.filter(slug=slug).first() if slug else rows.filter(pk__in=shown).first() or rows.first()
    return County(found.pk, found.name, found.slug, clock(found.pk).today) if found else None


def has_anything() -> bool:
    """Whether anything at all is public: then the portal is the first page of people without an account."""
    return bool(
        Release.objects.everything().filter(state__in=PUBLIC_STATES, payload__audience="public").exists()
    )


def public_releases(place: County) -> list[Release]:
    """Everything public in a county, newest first."""
    rows = Release.objects.of_tenant(place.tenant).filter(state__in=PUBLIC_STATES, payload__audience="public")
    return list(rows.order_by("-id")[:MOST])


def project_page(actor: Actor, key: UUID) -> Release:  # noqa: ARG001 - loaders share one shape; the public is nobody
    """The newest public page of a project. Raises Release.DoesNotExist when it is withdrawn, superseded by nothing or held back."""
    rows = Release.objects.everything().filter(
        state="released", kind=PAGE, about_key=key, payload__audience="public"
    )
    found: Release | None = rows.select_related("tenant").order_by("-id").first()
    if found is None or not found.payload.get("rows"):
        raise Release.DoesNotExist
    return found


def newest_pages(found: list[Release]) -> list[Release]:
    """Of each project the newest page that is not held back."""
    seen: dict[Any, Release] = {}
    for one in found:
        if one.kind == PAGE and one.state == "released":
            seen.setdefault(one.about_key, one)
    return [one for one in seen.values() if one.payload.get("rows")]


def places(place: County) -> ScopedQuerySet:
    """Units a resident may address a need to, in the county's order."""
    rows = Unit.objects.of_tenant(place.tenant).filter(kind__in=PLACES, state="active")
    return rows.order_by("path", "order", "id")


def code_of(key: UUID) -> str:
    """The tracking code of a need: A1B2-C3D4-E5F6."""
    signs = key.hex[:CODE].upper()
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"


def need_by_code(code: str) -> Need | None:
    """The need a tracking code means, None for an unknown one. Only needs of residents answer to a code."""
    signs = "".join(sign for sign in code.lower() if sign.isalnum())
    if len(signs) != CODE or not all(sign in "0123456789abcdef" for sign in signs):
        return None
    first, last = UUID(signs + "0" * 20), UUID(signs + "f" * 20)
    rows = Need.objects.everything().filter(key__gte=first, key__lte=last, source="resident_demand")
    found: Need | None = rows.select_related("unit", "claimed_by", "tenant").first()
    return found
