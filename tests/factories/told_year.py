"""The demonstration's year up to a day, for tests that read it: told once, and nothing of it stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from tests.factories.copies import copies

JUNE = date(2026, 6, 8)
"""A Monday with open work on every desk."""


@contextmanager
def told_until(day: date) -> Iterator[Any]:
    """五华区 on this day, inside one transaction that is rolled back at the end.

    A database that is not in memory closes its connection after each test and would lose the year: there the test is skipped.
    """
    from touyan.foundation.ledger.actor import system
    from touyan.foundation.units.models import Tenant, Unit
    from touyan.project.demonstration.organisation import Place
    from touyan.project.demonstration.story import tell

    if connection.vendor != "sqlite":
        pytest.skip("the year is told once in memory")
    with transaction.atomic():
        tenant = Tenant.objects.get(slug="wuhua").pk
        units = {u.name: u for u in Unit.objects.of_tenant(tenant)}
        county = next(u for u in units.values() if u.kind == "county")
        yield tell(Place(county, system(tenant), units=units), day)
        transaction.set_rollback(True)


def fill(tenant: int) -> list[Any]:
    """A matter of every kind in every state its machine knows, as far as the story has any of the kind; for reading only.

    So for the county's own rules, then for the further ones, whose kinds of matters its own do not have. Answers with one
    matter of each kind in each state, under each.
    """
    own = fill_own(tenant)
    return [*own, *fill_further(tenant, own)]


def fill_own(tenant: int) -> list[Any]:
    """The same for the county's own rules alone."""
    from benchmarks.opening import matters_by_state

    from touyan.foundation.feedback.sending import send
    from touyan.foundation.ledger.actor import system
    from touyan.foundation.ledger.door import perform
    from touyan.stages.approval.models import Project
    from touyan.stages.assessment.actions import Year

    assert send(system(tenant), tenant, ("suggestion", "公示栏的字太小，看不清。"), "", named=False).code
    running = Project.objects.of_tenant(tenant).filter(state="running").first()
    perform("assessment.open", subject=running, actor=system(tenant), given=Year(2026))
    _in_every_state(matters_by_state(tenant))
    return list(matters_by_state(tenant))


def fill_further(tenant: int, own: list[Any]) -> list[Any]:
    """The same for the further rules, beside what there is already."""
    from benchmarks.opening import matters_by_state

    from tests.factories.further_rules import further, rated
    from touyan.foundation.units.models import Unit

    made = further(tenant)
    for one in made.assessments.values():
        rated(one, "scored")
    _in_every_state([one for one in matters_by_state(tenant) if one not in own])
    # Copying a matter may copy its unit: still only one of them is the county.
    hosts = Unit.plain.filter(tenant=tenant, kind="county").order_by("pk")
    hosts.exclude(pk=hosts[0].pk).update(kind="community")
    more = [one for one in (*matters_by_state(tenant), *made.versions.values()) if one not in own]
    return list(dict.fromkeys(more))


def _in_every_state(matters: list[Any]) -> None:
    """Copies of these matters in the states of their machines that none of them is in."""
    from touyan.foundation.ledger.registry import machine_of

    known = defaultdict(dict)
    for matter in matters:
        known[type(matter)][matter.state] = matter
    for kind, by_state in known.items():
        last = list(by_state.values())[-1]
        for state in machine_of(last).states:
            if state not in by_state and kind.KIND != "scheme_version":
                (copy,) = copies(last, 1, parts=8)
                kind.plain.filter(pk=copy.pk).update(state=state)
