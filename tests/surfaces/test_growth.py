"""No page asks the database more often because there is more to show: every list, every page of a matter, every other page.

The figures are compared on the demonstration in June, with rows copied; nothing here knows which lists or pages there are.
Each is asked by a person who was last seen more than a minute ago, which is the most a page asks.
"""

from __future__ import annotations

import dis
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest
from benchmarks.limits import DESK_OF_EVERY_STAGE, MOST
from benchmarks.opening import (
    Opened,
    a_minute_between_requests,
    addresses,
    addresses_of,
    model_of,
    opened,
    plain_addresses,
    readable,
    signed_in,
)
from django.db import models, transaction

from tests.factories.copies import children, copies, given
from tests.factories.told_year import JUNE, fill, told_until
from touyan.foundation.ledger.models import Act
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.people.demonstration import PRINCIPALS
from touyan.foundation.units.choosing import FEW
from touyan.foundation.web import listing
from touyan.foundation.web.pages import Rule, routes

pytestmark = pytest.mark.django_db

MANY = 50
LISTED = ("org-head", "street-drafter", "inspector", "system-admin", "audit-admin")
"""Who further opens lists of their own."""
READERS = ("org-vetter", "office-clerk", "group-vetter", "street-secretary", "security-admin")
"""Who opens every page of every matter: the department, the office, a member, a unit, an administrator."""


@pytest.fixture(scope="module")
def june(django_db_setup, django_db_blocker):
    """The county with open work on every desk, and something of every kind in every state."""
    with django_db_blocker.unblock(), told_until(JUNE) as year:
        found = fill(year.tenant)
        # Where there are few units they are chosen from a list, else typed: here they are typed from the start.
        copies(next(one for one in found if one.KIND == "unit"), FEW + 1, parts=0)
        yield found


@pytest.fixture(autouse=True)
def rarely_seen():
    with a_minute_between_requests():
        yield


def clients(logins: Any = PRINCIPALS) -> dict[str, Any]:
    """These accounts, signed in and seen once."""
    made = {login: signed_in(login) for login in logins}
    for client in made.values():
        client.get("/desk")
    return made


def differing(few: dict[tuple[str, str], Opened], made: dict[str, Any], of: str = "") -> list[str]:
    """What is asked otherwise now, fails now, or was too much before: for each reader and address, as a line."""
    told = []
    for (login, path), one in few.items():
        many, count = opened(made[login], path), len(one.statements)
        most = DESK_OF_EVERY_STAGE if path == "/desk" else MOST
        if many.response.status_code != 200 or len(many.statements) != count or count > most:
            told.append(
                f"{login} {path} {of}: {count}, then {len(many.statements)} ({many.response.status_code})"
            )
    return told


def answered(made: dict[str, Any], paths: list[str]) -> dict[tuple[str, str], Opened]:
    """Every page these readers get."""
    tried = {(login, path): opened(client, path) for login, client in made.items() for path in paths}
    return {at: one for at, one in tried.items() if one.response.status_code == 200}


_WINDOW = listing.window


@dataclass
class Watched:
    """Stands in for `window`: takes down which rows were asked for, and can narrow them."""

    rows: Any = None
    total: int = 0
    only: list[int] = field(default_factory=list)

    def window(self, request: Any, rows: Any, one: Any) -> Any:
        self.rows = rows
        told = _WINDOW(request, rows.filter(pk__in=self.only) if self.only else rows, one)
        self.total = told["total"]
        return told

    def rows_at(self, client: Any, path: str) -> Any:
        """The rows of the list at this address; None where this reader gets no list."""
        self.rows = None
        return self.rows if opened(client, path).response.status_code == 200 else None


@pytest.fixture
def lists(monkeypatch):
    """Every list of the product, watched."""
    spy = Watched()
    assert routes_with_a_list()  # every page is loaded before one is watched
    for module in list(sys.modules.values()):
        if getattr(module, "window", None) is _WINDOW:
            monkeypatch.setattr(module, "window", spy.window)
    return spy


def routes_with_a_list() -> set[str]:
    """Names of the routes whose views show a list."""
    return {
        pattern.callback.rule.name
        for _, pattern in routes()
        if any(
            (step.opname, step.argval) == ("LOAD_GLOBAL", "window")
            for step in dis.get_instructions(pattern.callback.__wrapped__)
        )
    }


def lists_at(path: str, rule: Rule, matters: list[Any]) -> list[str]:
    """Addresses of a list: one, or where it is the list of a matter one for each of these matters."""
    if "<uuid:key>" not in path:
        return addresses(path)
    return [at for one in matters if isinstance(one, model_of(rule)) for at in addresses(path, one.key)]


def lists_that_grow(
    spy: Watched, made: dict[str, Any], matters: list[Any], enough: int = 99
) -> tuple[set[str], list[str]]:
    """Routes whose list was looked at, and every list that asks otherwise for fifty rows than for one."""
    looked, told = set(), []
    for path, rule in readable():
        if rule.name not in routes_with_a_list():
            continue
        at, seen = "", {}
        for at in lists_at(path, rule, matters):
            told_rows = {login: spy.rows_at(client, at) for login, client in made.items()}
            seen = {login: rows for login, rows in told_rows.items() if rows is not None and rows.exists()}
            if seen:
                break
        for row in by_state(max(seen.values(), key=lambda rows: rows.count())) if seen else ():
            readers = {n: made[n] for n, rows in seen.items() if rows.filter(pk=row.pk).exists()}
            with transaction.atomic():
                told += _one_and_fifty(spy, readers, at, row)
                transaction.set_rollback(True)
            looked.add(rule.name)
        if len(told) >= enough:
            break
    return looked, told


def by_state(rows: Any) -> list[Any]:
    """The newest row of every state in the list."""
    found: dict[str, Any] = {}
    for row in rows.order_by("-id")[:400]:
        found.setdefault(getattr(row, "state", ""), row)
    return [type(row)._base_manager.get(pk=row.pk) for row in found.values()]


def _one_and_fifty(spy: Watched, readers: dict[str, Any], at: str, row: Any) -> list[str]:
    spy.only = [row.pk]
    one = answered(readers, [at])
    spy.only = [row.pk, *(made.pk for made in copies(row, MANY - 1))]
    told = differing(one, readers, getattr(row, "state", ""))
    if spy.total != MANY:
        told.append(f"{at}: {spy.total} rows instead of {MANY}")
    spy.only = []
    return told


def test_every_list_asks_as_often_for_fifty_rows_as_for_one(june, lists):
    looked, told = lists_that_grow(lists, clients((*READERS, *LISTED)), june)
    assert told == []
    assert looked == routes_with_a_list()


def test_a_list_that_asks_once_more_for_each_row_is_found(june, lists, monkeypatch):
    monkeypatch.setattr(ScopedQuerySet, "select_related", lambda rows, *names: rows)
    _, told = lists_that_grow(lists, clients(["org-vetter"]), june, enough=1)
    assert told != []


def pages_that_grow(made: dict[str, Any], matters: list[Any], enough: int = 99) -> tuple[int, list[str]]:
    """How many pages of matters were looked at, and every one that asks otherwise once its matter has fifty parts of a kind."""
    looked, told = 0, []
    for matter in matters:
        with transaction.atomic():
            kinds, paths = _with_one_of_each(matter), addresses_of([matter])
            answered(
                {login: made[login] for login in [*made][:1]}, paths
            )  # what a process reads once is read
            one = answered(made, paths)
            _with_fifty(matter, kinds)
            looked += len(one)
            told += differing(one, made, f"({matter.KIND} {matter.state})")
            transaction.set_rollback(True)
        if len(told) >= enough:
            break
    return looked, told


def _with_one_of_each(matter: Any) -> list[tuple[type[models.Model], str]]:
    """The kinds of parts the matter has now: where it had none, it is given somebody else's."""
    kinds = []
    for child, way in children(type(matter)):
        if child._meta.get_field(way).unique:
            continue
        if not child._base_manager.filter(**{way: matter}).exists():
            donor = child._base_manager.exclude(**{way: None}).order_by("pk").first()
            if donor is None:
                continue
            given(donor, matter, way)
        kinds.append((child, way))
    return kinds


def _with_fifty(matter: Any, kinds: list[tuple[type[models.Model], str]]) -> None:
    """At least fifty parts of each kind, each with up to seven of its own, and fifty acts more on the record."""
    for child, way in kinds:
        here = list(child._base_manager.filter(**{way: matter}).order_by("pk"))
        for row, number in Counter(here[n % len(here)] for n in range(max(MANY - len(here), 0))).items():
            copies(row, number, parts=7)
    last = Act.objects.filter(root_kind=matter.KIND, root_key=matter.key).order_by("-seq").first()
    if last is not None:
        copies(last, MANY)


def test_a_page_of_a_matter_asks_as_often_for_fifty_parts_of_a_kind_as_for_one(june):
    looked, told = pages_that_grow(clients(READERS), june)
    assert told == []
    assert looked > 300


def test_a_page_that_asks_once_more_for_each_part_is_found(june, monkeypatch):
    monkeypatch.setattr(ScopedQuerySet, "select_related", lambda rows, *names: rows)
    _, told = pages_that_grow(clients(["org-vetter"]), june, enough=1)
    assert told != []


def test_every_other_page_asks_as_often_when_there_is_fifty_times_more(june):
    """Desks, board, search, trees, ledgers, public pages; only schemes stay as they are, a county has one or two a year."""
    made = clients()
    matters = [matter for matter in june if matter.KIND != "scheme_version"]
    with transaction.atomic():
        for matter in matters:
            copies(matter, 1)
        paths = [*plain_addresses(), "/search?q=街道"]
        answered(clients(READERS[:1]), paths)  # what a process reads once is read
        one = answered(made, paths)
        for matter in matters:
            copies(matter, MANY - 1)
        told = differing(one, made)
        transaction.set_rollback(True)
    assert told == []
    assert len(one) > 400
