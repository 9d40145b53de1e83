"""A county of 1,500 units, 20,000 people and 1,000 projects is opened as cheaply as one of ten projects, and its record verifies."""

from __future__ import annotations

import pytest
from benchmarks.limits import MOST, has_grown
from benchmarks.opening import (
    a_minute_between_requests,
    addresses_of,
    matters_by_state,
    opened,
    plain_addresses,
    signed_in,
)
from django.db import connection, transaction

from touyan.foundation.ledger.models import Act, Head
from touyan.foundation.ledger.verify import findings
from touyan.foundation.people.models import Person
from touyan.foundation.rulebook.models import forget_known
from touyan.foundation.units.models import MEASURING, Tenant
from touyan.project.command import main
from touyan.project.demonstration import measuring
from touyan.project.demonstration.multiplying import multiply
from touyan.stages.plan.models import Task

pytestmark = pytest.mark.django_db
READERS = ("measuring-clerk", "measuring-secretary", "measuring-secretary-3")
"""The office, a town's secretary, a village's secretary."""
TEN = {"units": 15, "people": 200, "projects": 10, "tasks": 200}
ENOUGH = 230
"""Pages opened at least."""


@pytest.fixture(scope="module")
def ten(django_db_setup, django_db_blocker):
    """The measuring county at its smallest, told once for the module and rolled back."""
    if connection.vendor != "sqlite":
        pytest.skip("the year is told once in memory")
    forget_known()
    with django_db_blocker.unblock(), transaction.atomic():
        home = measuring.tell("x")
        yield home
        transaction.set_rollback(True)


@pytest.fixture
def in_demonstration(settings):
    settings.IS_DEMONSTRATION = True


def asked(home, paths):
    """Statements and bytes of every page these readers get."""
    told = {}
    with a_minute_between_requests():
        for login in READERS:
            client = signed_in(login)
            client.get("/desk")
            for path in paths:
                one = opened(client, path)
                if one.response.status_code == 200:
                    told[login, path] = (len(one.statements), len(one.response.content))
    return told


def test_ten_projects_are_told_through_the_door(ten, in_demonstration):
    assert measuring.figures(ten.tenant) == TEN
    assert list(findings()) == []


def test_three_times_as_much_verifies_like_any_record_and_shares_nothing(ten, in_demonstration):
    acts, chains = (rows.objects.filter(tenant=ten.tenant, root_kind="project") for rows in (Act, Head))
    before = (acts.count(), chains.count())
    with transaction.atomic():
        multiply(ten.tenant, ten.units, 3)
        assert measuring.figures(ten.tenant) == {name: 3 * count for name, count in TEN.items()}
        assert [(f.code, f.place) for f in findings()] == []
        assert (acts.count(), chains.count()) == (3 * before[0], 3 * before[1])
        names = set(Person.objects.of_tenant(ten.tenant).values_list("login", flat=True))
        assert {"measuring-secretary", "measuring-secretary-001", "measuring-secretary-002"} <= names
        owners = Task.objects.of_tenant(ten.tenant).values_list("owner__home", "project__unit")
        assert {home == unit for home, unit in owners} == {True}
        transaction.set_rollback(True)


def test_outside_demonstration_mode_it_is_refused_and_found(ten, capsys):
    assert [(f.code, f.place) for f in findings()] == [("verify.measuring_data", f"tenant/{MEASURING}")]
    assert main(["demo", "load", "--size", "ten"]) == 2
    assert "演示模式" in capsys.readouterr().err


def test_it_is_loaded_into_an_empty_place_only(ten, in_demonstration, capsys):
    assert Tenant.objects.filter(slug=MEASURING).count() == 1
    assert main(["demo", "load", "--size", "county"]) == 2
    assert "空的数据目录" in capsys.readouterr().err


def test_every_page_of_it_says_what_it_is(ten, in_demonstration):
    for path in ("/desk", "/projects", "/units"):
        assert "量测数据" in opened(signed_in("measuring-clerk"), path).response.content.decode()
    assert "量测数据" not in opened(signed_in("office-clerk"), "/desk").response.content.decode()


@pytest.mark.full
def test_a_county_asks_as_often_as_ten_projects_and_no_page_grows_with_what_is_not_shown(ten):
    paths = [*plain_addresses(), "/search?q=示例", *addresses_of(matters_by_state(ten.tenant))]
    asked(ten, paths)  # what a process reads once is read
    few = asked(ten, paths)
    with transaction.atomic():
        multiply(ten.tenant, ten.units, measuring.SIZES["county"])
        assert measuring.figures(ten.tenant) == {name: 100 * count for name, count in TEN.items()}
        many = asked(ten, paths)
        newest = asked(ten, addresses_of(matters_by_state(ten.tenant)))
        transaction.set_rollback(True)
    assert [f"{at}: {few[at]}, {many.get(at)}" for at in few if few[at][0] != many.get(at, (0,))[0]] == []
    assert [f"{at}: {count}" for at, count in (few | newest).items() if count[0] > MOST] == []
    grown = {at: (few[at][1], many[at][1]) for at in few if has_grown(few[at][1], many[at][1])}
    assert {at[1] for at in grown} <= {"/projects.xlsx"}
    assert len(few) >= ENOUGH
