"""Opening pages and counting what they ask: who signs in, which addresses there are, which statements count.

Used by `./bench` and by the tests that hold the same figures.
"""

from __future__ import annotations

import html
import itertools
import re
import time
import typing
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from unittest import mock
from urllib.parse import urlsplit

from django.db import connection, reset_queries
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import Resolver404, resolve

from touyan.foundation.calendar.clock import real_now
from touyan.foundation.ledger.models import Subject
from touyan.foundation.people.demonstration import PRINCIPALS
from touyan.foundation.people.models import Person
from touyan.foundation.web.pages import Rule, routes

NEIGHBOUR, ANONYMOUS = "n-vetter", ""
ACCOUNTS = (*PRINCIPALS, NEIGHBOUR, ANONYMOUS)
"""Every account of the demonstration, one of the county next door, and nobody."""
FRAME = ("BEGIN", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK", "COMMIT", "PRAGMA")
"""What frames statements and asks nothing."""
LEAVING = frozenset({"people.sign_out"})
_WORDS = ("docx", "pdf", "units", "A3", "1", "pre_review", "town_panel")
_PLACE = re.compile(r"<(?:\w+:)?\w+>")
_LINK = re.compile(r'\b(?:href|hx-get)="(/[^"#]*)')


@dataclass(frozen=True, slots=True)
class Opened:
    """What became of one GET: its answer, the statements it asked, the milliseconds it took."""

    path: str
    response: HttpResponse
    statements: tuple[str, ...]
    milliseconds: float


def signed_in(login: str) -> Client:
    """A client in which this person is signed in; nobody is, where the login is empty or unknown."""
    client = Client(HTTP_HOST="localhost", raise_request_exception=False)
    person = Person.objects.everything().filter(login=login).first() if login else None
    if person is not None:
        session = client.session
        session["person"], session["stamp"] = person.pk, person.stamp
        session.save()
    return client


def opened(client: Client, path: str) -> Opened:
    """Open a page and see what it asks."""
    reset_queries()  # the log is a ring of nine thousand: full, it counts nothing any more
    with CaptureQueriesContext(connection) as captured:
        begun = time.perf_counter()
        response = client.get(path)
        took = (time.perf_counter() - begun) * 1000
    asked = tuple(query["sql"] for query in captured if not query["sql"].startswith(FRAME))
    return Opened(path, response, asked, took)


@contextmanager
def a_minute_between_requests() -> Iterator[None]:
    """Every request comes more than a minute after the one before: each notes in its session that somebody was here.

    That note is written once a minute; so figures found in here are the most a page ever asks.
    """
    begun, steps = real_now(), itertools.count(1)

    def later() -> datetime:
        return begun + timedelta(seconds=61 * next(steps))

    for_ever = override_settings(IDLE_MINUTES=10**9, ADMINISTRATOR_IDLE_MINUTES=10**9)
    with mock.patch("touyan.foundation.people.middleware.real_now", later), for_ever:
        yield


def readable() -> list[tuple[str, Rule]]:
    """Every route that answers a GET, without signing out."""
    return [
        (path, pattern.callback.rule)
        for path, pattern in routes()
        if "GET" in pattern.callback.rule.methods and pattern.callback.rule.name not in LEAVING
    ]


def model_of(rule: Rule) -> type[Subject] | None:
    """The kind of matter the route is about."""
    return typing.get_type_hints(rule.load)["return"] if rule.load is not None else None


def key_in(path: str, matter: Any) -> Any:
    """The key an address names a matter by: a public page by that of its project."""
    return matter.about_key if path == "/public/projects/<uuid:key>" else matter.key


def addresses(path: str, key: Any = None) -> list[str]:
    """The route's addresses with this key: one, or where it has more places one for each word that leads to the same route."""
    keyed = path.replace("<uuid:key>", str(key)) if key is not None else path
    if not _PLACE.search(keyed):
        return [keyed]
    tried = [_PLACE.sub(word, keyed) for word in _WORDS]
    return [one for one in dict.fromkeys(tried) if _route(one) == path.lstrip("/")]


def _route(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).route
    except Resolver404:
        return ""


def rule_of(path: str) -> Rule | None:
    """The rule of the page behind an address that can be opened with a GET; None where there is none."""
    try:
        view = resolve(urlsplit(path).path).func
    except Resolver404:
        return None
    rule = getattr(view, "rule", None)
    return None if rule is None or "GET" not in rule.methods or rule.name in LEAVING else rule


def plain_addresses() -> list[str]:
    """Addresses of every page that is about no single matter."""
    return [found for path, _ in readable() if "<uuid:key>" not in path for found in addresses(path)]


def addresses_of(matters: Iterable[Subject]) -> list[str]:
    """Addresses of every page about these matters."""
    of: dict[type, list[str]] = {}
    for path, rule in readable():
        if "<uuid:key>" in path and (model := model_of(rule)) is not None:
            of.setdefault(model, []).append(path)
    return [
        found
        for matter in matters
        for path in of.get(type(matter), ())
        for found in addresses(path, key_in(path, matter))
    ]


def matters_by_state(tenant: int, seen: frozenset[tuple[str, str]] = frozenset()) -> list[Subject]:
    """The newest matter of every kind in every state, without (kind, state) seen before."""
    found: dict[tuple[str, str], Subject] = {}
    models: Sequence[type[Subject]] = list(
        dict.fromkeys(model for _, rule in readable() if (model := model_of(rule)) is not None)
    )
    for model in models:
        for state in model.plain.filter(tenant_id=tenant).values_list("state", flat=True).distinct():
            if (model.KIND, state) not in seen:
                found[model.KIND, state] = (
                    model.plain.filter(tenant_id=tenant, state=state).order_by("id").last()
                )
    return list(found.values())


def links(one: Opened) -> Iterator[str]:
    """Addresses a page leads to, as far as they can be opened with a GET."""
    if "html" not in one.response.headers.get("Content-Type", ""):
        return
    for found in _LINK.findall(one.response.content.decode()):
        path = html.unescape(found)
        if rule_of(path) is not None:
            yield path
