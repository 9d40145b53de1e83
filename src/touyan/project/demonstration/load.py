"""Loads the demonstration into an empty place: one county by the published list, one fictional neighbour, four more counties."""

from __future__ import annotations

import secrets
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction

from touyan.foundation.calendar.demonstration import set_day
from touyan.foundation.jobs.statistics import refresh
from touyan.foundation.units.models import MEASURING, Tenant
from touyan.project.demonstration.organisation import Place, build, build_neighbour, found
from touyan.project.demonstration.others import load_others
from touyan.project.demonstration.rules import publish_scheme
from touyan.project.demonstration.story import tell

FIRST_DAY = date(2026, 1, 5)
DAY = date(2026, 6, 8)
"""Where the demonstration stops unless told otherwise: a Monday in mid-year with open work on every desk."""


def load_organisation() -> Place:
    """Both counties with their people, and the published scheme: the ground every test stands on."""
    hashed = make_password(secrets.token_urlsafe(24))
    place = found("五华区", "530102", "wuhua", hashed)
    set_day(place.county.tenant_id, FIRST_DAY)
    build(place)
    publish_scheme(place)
    neighbour = found("临江县", "999901", "linjiang", hashed)
    set_day(neighbour.county.tenant_id, FIRST_DAY)
    build_neighbour(neighbour)
    return place


def load(day: str = "") -> None:
    """Build both counties and live the year up to `day` (ISO; a Monday in June by default), then four more from their files."""
    if Tenant.objects.exists():
        return
    with transaction.atomic():
        place = load_organisation()
    tell(place, date.fromisoformat(day) if day else DAY)
    load_others(place.hashed)
    refresh()


def load_for_measuring(size: str) -> dict[str, int]:
    """The measuring county alone (`ten` or `county`) and how much of what there is; raises ValueError where it must not stand."""
    from touyan.project.demonstration import measuring  # noqa: PLC0415 - only who measures waits for it

    measuring.load(size, make_password(secrets.token_urlsafe(24)))
    refresh()
    return measuring.figures(Tenant.objects.get(slug=MEASURING).pk)
