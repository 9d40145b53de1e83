"""No page asks the database more than twelve questions: every page, whoever opens it, on a county with open work on every desk."""

from __future__ import annotations

from collections import defaultdict

import pytest
from benchmarks.limits import DESK_OF_EVERY_STAGE, MOST
from benchmarks.opening import (
    ACCOUNTS,
    a_minute_between_requests,
    addresses,
    key_in,
    model_of,
    opened,
    readable,
    signed_in,
)

from tests.factories.told_year import JUNE, fill_further, fill_own, told_until
from touyan.foundation.publicity.models import Release

pytestmark = pytest.mark.django_db

ENOUGH_ROUTES, ENOUGH_PAGES = 95, 700
"""Least numbers of routes and of (route, reader) pairs opened, so that the test cannot pass by opening nothing."""


@pytest.fixture(scope="module")
def june(django_db_setup, django_db_blocker):
    """The county in June: with something of every kind in every state its machine knows, then with further rules beside its own.

    Answers with the matters, and what the desks asked before the further rules came.
    """
    with django_db_blocker.unblock(), told_until(JUNE) as year:
        own = fill_own(year.tenant)
        with a_minute_between_requests():
            desks = desks_ask()
        yield [*own, *fill_further(year.tenant, own)], desks


def desks_ask():
    """How many questions each account's desk asks, once the process knows the schemes."""
    clients = {login: signed_in(login) for login in ACCOUNTS}
    for client in clients.values():
        opened(client, "/desk")
    return {login: len(opened(client, "/desk").statements) for login, client in clients.items()}


def matters(june):
    """Matters of every kind, one of each state under each of the county's rules; and a page released to everybody."""
    found = defaultdict(list)
    for matter in june[0]:
        found[type(matter)].append(matter)
    found[Release] += Release.plain.filter(kind="project_page", state="released")[:1]
    return found


def test_no_desk_asks_more_than_twelve_questions(june):
    asked = june[1]
    assert {login: count for login, count in asked.items() if count > MOST} == {}
    assert max(asked.values()) > 0


def test_a_desk_with_every_kind_of_stage_in_force_at_once_asks_a_few_more(june):
    with a_minute_between_requests():
        asked = desks_ask()
    assert {login: count for login, count in asked.items() if count > DESK_OF_EVERY_STAGE} == {}


def test_every_page_asks_at_most_twelve_questions_of_whoever_opens_it(june):
    of, told, opened_by = matters(june), [], defaultdict(set)
    clients = {login: signed_in(login) for login in ACCOUNTS}
    with a_minute_between_requests():
        for client in clients.values():  # a process reads each published scheme once
            opened(client, "/desk")
        for path, rule in readable():
            rows = of[model_of(rule)] if "<uuid:key>" in path else ()
            keys = [key_in(path, row) for row in rows] if "<uuid:key>" in path else [None]
            tried = [at for key in keys for at in addresses(path, key)]
            for login, client in clients.items():
                for at in tried:
                    one = opened(client, at)
                    if len(one.statements) > MOST and at != "/desk":
                        told.append(f"{login} {at}: {len(one.statements)}")
                    if one.response.status_code == 200:
                        opened_by[rule.name].add(login)
                        break
    assert told == []
    assert len(opened_by) >= ENOUGH_ROUTES
    assert sum(len(logins) for logins in opened_by.values()) >= ENOUGH_PAGES
