"""`./bench`: what does not depend on the clock is asserted (statements, bytes), times are told as ratios to a floor.

Runs on a loaded demonstration in a folder of its own. Floors are measured in the same run: a loopback-free request of
the same bytes, an indexed statement, an insert with commit. Output: a table, and JSON with `--json FILE`. `./bench pages`
measures the pages of the work list on the measuring county instead (`benchmarks.pages`).
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import pages as work_list
from benchmarks.limits import MOST

os.environ.setdefault("TOUYAN_MODE", "demonstration")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "touyan.project.settings")

PAGES = (
    ("office-clerk", "/desk"),
    ("office-clerk", "/applications"),
    ("office-clerk", "/projects"),
    ("office-clerk", "/plans"),
    ("org-vetter", "/reports"),
    ("org-vetter", "/problems"),
    ("org-head", "/funding"),
    ("org-head", "/assessments"),
    ("office-clerk", "/board"),
    ("street-drafter", "/needs"),
    ("office-clerk", "/search?q=平城"),
    ("security-admin", "/people"),
    ("security-admin", "/units"),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured line."""

    name: str
    median_ms: float
    p95_ms: float
    floor_ratio: float
    statements: int
    kilobytes: float


def timed(work: Callable[[], object], rounds: int) -> list[float]:
    """Milliseconds of each round after one warm-up."""
    work()
    told = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        told.append((time.perf_counter() - begun) * 1000)
    return sorted(told)


def _p95(times: list[float]) -> float:
    return times[min(len(times) - 1, int(len(times) * 0.95))]


def _pages(rounds: int) -> list[Figure]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from touyan.foundation.people.models import Person

    clients: dict[str, Client] = {}
    floor = statistics.median(timed(lambda: Client(HTTP_HOST="localhost").get("/sign-in-floor"), rounds))
    told = []
    for login, path in PAGES:
        if login not in clients:
            person = Person.objects.everything().get(login=login)
            client = Client(HTTP_HOST="localhost")
            session = client.session
            session["person"], session["stamp"] = person.pk, person.stamp
            session.save()
            clients[login] = client
        client = clients[login]
        with CaptureQueriesContext(connection) as captured:
            response = client.get(path)
        if response.status_code != 200:
            sys.stderr.write(f"{path}: {response.status_code}\n")
            continue
        statements = sum(
            not q["sql"].startswith(("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT")) for q in captured
        )
        times = timed(lambda client=client, path=path: client.get(path), rounds)
        told.append(
            Figure(
                path,
                statistics.median(times),
                _p95(times),
                statistics.median(times) / floor,
                statements,
                len(response.content) / 1000,
            )
        )
    return told


def _engines(rounds: int) -> list[Figure]:
    from datetime import date

    from touyan.core.planning import Link, Plan, Task, schedule
    from touyan.core.workdays import national

    tasks = tuple(
        Task(
            id=str(n),
            duration=1 + n % 5,
            links=tuple(Link(str(n - back)) for back in (1, 7, 31) if n >= back),
        )
        for n in range(5000)
    )
    plan = Plan(tasks=tasks, direction="backward", start=date(2020, 1, 1), finish=date(2090, 12, 31))
    times = timed(lambda: schedule(plan, national()), max(rounds // 4, 3))
    return [Figure("5,000 tasks backward, in process", statistics.median(times), _p95(times), 0, 0, 0)]


def _writes(rounds: int) -> list[Figure]:
    from django.db import connection, transaction

    from touyan.fieldwork.needs.actions import NewNeed
    from touyan.foundation.calendar.clock import clock
    from touyan.foundation.ledger.door import perform
    from touyan.foundation.people.models import Person
    from touyan.foundation.people.queries import actor_of

    person = Person.objects.everything().select_related("home").get(login="street-drafter")
    actor = actor_of(person, clock(person.tenant_id).today)

    def bare() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO bench_floor (x) VALUES (1)")

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_floor (x INTEGER)")
    floor = statistics.median(timed(bare, rounds))
    times = timed(
        lambda: perform(
            "need.raise", subject=person.home, actor=actor, given=NewNeed("缺路灯", "晚上看不清", "visit")
        ),
        rounds,
    )
    return [
        Figure("one insert and commit (floor)", floor, floor, 1, 1, 0),
        Figure(
            "need.raise through the door",
            statistics.median(times),
            _p95(times),
            statistics.median(times) / floor,
            0,
            0,
        ),
    ]


def main() -> int:
    """Load, measure, print; 1 when a page asks more than twelve questions."""
    parser = argparse.ArgumentParser(prog="./bench")
    parser.add_argument("what", nargs="?", choices=("all", "pages"), default="all")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if options.what == "pages":
        return work_list.run(options.rounds, options.json)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ["TOUYAN_DATA"] = folder
        import django

        django.setup()
        from django.core.management import call_command

        from touyan.project.demonstration.load import load

        call_command("migrate", verbosity=0)
        begun = time.perf_counter()
        load()
        sys.stdout.write(f"demonstration loaded in {time.perf_counter() - begun:.1f} s\n")
        figures = [*_pages(options.rounds), *_engines(options.rounds), *_writes(options.rounds)]
    for figure in figures:
        sys.stdout.write(
            f"{figure.name:36} median {figure.median_ms:8.2f} ms  p95 {figure.p95_ms:8.2f} ms  x floor {figure.floor_ratio:6.1f}"
            f"  statements {figure.statements:3}  {figure.kilobytes:7.1f} kB\n"
        )
    if options.json:
        options.json.write_text(
            json.dumps([asdict(f) for f in figures], indent=1, ensure_ascii=False), encoding="utf-8"
        )
    over = [figure.name for figure in figures if figure.statements > MOST]
    if over:
        sys.stdout.write(f"more than {MOST} statements: {', '.join(over)}\n")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
