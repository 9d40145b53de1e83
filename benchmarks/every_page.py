"""Every page, every account, all through the demonstration's year: which pages ask more than they may.

The year is lived chapter by chapter. After each chapter every account opens its desk and every page about a matter of a kind and
state not seen before; at the end of each quarter every list; on the last day everything, following the links of every page.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import parse_qs, urlsplit

from django.db import connection
from django.test import Client
from django.urls import resolve

from benchmarks.limits import MOST
from benchmarks.opening import (
    ACCOUNTS,
    Opened,
    a_minute_between_requests,
    addresses_of,
    links,
    matters_by_state,
    opened,
    plain_addresses,
    rule_of,
    signed_in,
)

OF_A_SHAPE = 2
"""How many links of one route with the same questions in the address an account follows."""


@dataclass
class Seen:
    """What was opened: how many pages, the most statements of each route with who asked them where, and what was too much."""

    pages: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    most: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    over: dict[tuple[str, str], Opened] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def note(self, login: str, one: Opened) -> None:
        """Take down what one page asked."""
        status = one.response.status_code
        self.answers[status] += 1
        if status >= 500 and status != 503:
            self.broken.append(f"{login or 'nobody'} {one.path}: {status}")
        if status != 200:
            return
        self.pages += 1
        rule = rule_of(one.path)
        name, count = rule.name if rule else one.path, len(one.statements)
        if count > self.most.get(name, (-1, "", ""))[0]:
            self.most[name] = (count, login, one.path)
        if count > MOST and count > len(
            self.over[name, login].statements if (name, login) in self.over else ()
        ):
            self.over[name, login] = one

    def lines(self) -> Iterator[str]:
        """The report: how many pages, the routes that ask most, every page that asks too much with its statements."""
        yield f"{self.pages} pages opened; answers {dict(sorted(self.answers.items()))}"
        spread = Counter(count for count, _, _ in self.most.values())
        yield "routes by most statements: " + ", ".join(f"{n}: {spread[n]}" for n in sorted(spread))
        for name, (count, login, path) in sorted(self.most.items(), key=lambda item: -item[1][0])[:8]:
            yield f"  {count:3} {name:28} {login or 'nobody'} {path}"
        for (name, login), one in sorted(self.over.items()):
            yield f"TOO MANY {name} {login or 'nobody'} {one.path}: {len(one.statements)}"
            yield from (f"    {statement[:400]}" for statement in one.statements)
        yield from (f"BROKEN {line}" for line in self.broken)


def year(until: date = date(2026, 12, 31)) -> Seen:
    """Live the year in an empty database whose tables stand, and open everything on the way."""
    from touyan.project.demonstration.load import load_organisation
    from touyan.project.demonstration.story import begun
    from touyan.project.demonstration.year import chapters, lived

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "PRAGMA synchronous=OFF"
            )  # nothing here is kept, and the disk is not what is measured
    place = load_organisation()
    told = begun(place)
    for version in (told.wuhua, told.trial):
        version.machine("project"), version.rules  # a process reads a published scheme once
    clients = {login: signed_in(login) for login in ACCOUNTS}
    seen, known = Seen(), set[tuple[str, str]]()
    lasts = {(day.month - 1) // 3: day for day, _ in chapters(until)}.values()
    with a_minute_between_requests():
        for day in lived(told, until):
            new = matters_by_state(told.tenant, frozenset(known))
            known |= {(type(matter).KIND, matter.state) for matter in new}
            paths = ["/desk", *(plain_addresses() if day in lasts else ()), *addresses_of(new)]
            _visit(clients, paths, seen, _has_more_than_a_key)
        _visit(clients, [*plain_addresses(), *addresses_of(matters_by_state(told.tenant))], seen, bool)
    return seen


def _has_more_than_a_key(path: str) -> bool:
    """Whether the address names a part of its matter that only a page tells: a version, a sheet, a paper."""
    return len(resolve(urlsplit(path).path).captured_kwargs.keys() - {"key"}) > 0


def _visit(
    clients: dict[str, Client], paths: Iterable[str], seen: Seen, follows: Callable[[str], bool]
) -> None:
    """Every account opens every address, and a few of each shape of those the pages lead to."""
    paths = list(dict.fromkeys(paths))
    for login, client in clients.items():
        waiting, met, shapes = deque(paths), set(paths), Counter[tuple[str, ...]]()
        while waiting:
            one = opened(client, waiting.popleft())
            seen.note(login, one)
            for path in links(one):
                shape = _shape(path)
                if path in met or shapes[shape] >= OF_A_SHAPE or not follows(path):
                    continue
                shapes[shape] += 1
                met.add(path)
                waiting.append(path)


def _shape(path: str) -> tuple[str, ...]:
    rule = rule_of(path)
    return (rule.name if rule else "", *sorted(parse_qs(urlsplit(path).query)))
