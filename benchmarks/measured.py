"""One size of the measuring county, measured in this process: `python -m benchmarks.measured ROUNDS`, figures as JSON on standard output."""

from __future__ import annotations

import io
import json
import logging
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "touyan.project.settings")

OFFICE, TOWN, VILLAGE = "measuring-clerk", "measuring-secretary", "measuring-secretary-3"
WRITES = 200
COLD = "import time; b = time.perf_counter(); import django; django.setup(); from django.test import Client; assert Client(HTTP_HOST='localhost').get('/sign-in').status_code == 200; print(time.perf_counter() - b)"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the work list: the list's row, words, who opens it, where; `shows_all` where every row is meant to be there."""

    row: int
    name: str
    login: str
    path: str
    shows_all: bool = False


def pages(project: Any, task: Any) -> list[Page]:
    """Rows of the list of work that are pages."""
    return [
        Page(5, "tasks by due date, office", OFFICE, "/tasks"),
        Page(5, "tasks by due date, filtered", OFFICE, "/tasks?state=open&sort=-finish_on"),
        Page(6, "tasks by due date, town", TOWN, "/tasks"),
        Page(7, "a task with history, office", OFFICE, f"/tasks/{task.key}"),
        Page(7, "a task with history, town", TOWN, f"/tasks/{task.key}"),
        Page(9, "board of all units", OFFICE, "/board"),
        Page(9, "register of projects", OFFICE, "/projects"),
        Page(9, "tree of units", OFFICE, "/units/tree"),
        Page(9, "one project from need to grade", OFFICE, f"/projects/{project.key}"),
        Page(9, "plans", OFFICE, "/plans"),
        Page(9, "a plan with its chart", OFFICE, f"/plans/{project.key}"),
        Page(10, "my work, office", OFFICE, "/desk"),
        Page(10, "my work, town", TOWN, "/desk"),
        Page(10, "my work, village", VILLAGE, "/desk"),
        Page(10, "reports", OFFICE, "/reports"),
        Page(10, "problems", OFFICE, "/problems"),
        Page(11, "search, office", OFFICE, "/search?q=示例任务03"),
        Page(11, "search, town", TOWN, "/search?q=示例任务03"),
        Page(11, "search, nothing found", OFFICE, "/search?q=没有这个词"),
        Page(27, "all projects as a sheet", OFFICE, "/projects.xlsx", shows_all=True),
        Page(31, "people", OFFICE, "/people"),
        Page(31, "units", OFFICE, "/units"),
        Page(31, "applications", OFFICE, "/applications"),
    ]


def p95(times: list[float]) -> float:
    """The 95th percentile of sorted times."""
    return times[min(len(times) - 1, int(len(times) * 0.95))]


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


class Bare:
    """The floor of a page: its statements on a bare connection, its bytes through a pair of sockets."""

    def __init__(self, client: Any, path: str) -> None:
        from django.db import connection

        self.asked: list[tuple[str, Any]] = []

        def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            if sql.startswith("SELECT"):
                self.asked.append((sql, params))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            self.body = client.get(path).content
        self.ours, self.theirs = socket.socketpair()

    def once(self) -> None:
        """Ask it all, send it all."""
        from django.db import connection

        with connection.cursor() as cursor:
            bare = cursor.cursor
            for sql, params in self.asked:
                bare.execute(sql, params).fetchall()
        reading = threading.Thread(target=self._read)
        reading.start()
        self.ours.sendall(self.body)
        reading.join()

    def _read(self) -> None:
        left = len(self.body)
        while left:
            left -= len(self.theirs.recv(min(left, 65536)))

    def close(self) -> None:
        """Let the sockets go."""
        self.ours.close()
        self.theirs.close()


def measure(page: Page, client: Any, rounds: int) -> dict[str, Any]:
    """Page and floor in turn, so that both see the same minute."""
    from benchmarks.opening import opened

    opened(client, page.path)
    one = opened(client, page.path)
    if one.response.status_code != 200:
        raise SystemExit(f"{page.login} {page.path}: {one.response.status_code}")
    bare = Bare(client, page.path)
    told, floor = [], []
    for _ in range(rounds):
        told.append(timed(lambda: client.get(page.path)))
        floor.append(timed(bare.once))
    bare.close()
    return {
        "row": page.row,
        "name": page.name,
        "statements": len(one.statements),
        "bytes": len(one.response.content),
        "median": statistics.median(told),
        "p95": p95(sorted(told)),
        "floor": statistics.median(floor),
        "shows_all": page.shows_all,
    }


def memory() -> float:
    """This process's proportional share of memory in MB."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    return round(next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024, 1)


def writes(tenant: int) -> dict[str, int]:
    """Row 13: needs raised through the door, each durable with its act, in the time of a bare insert and commit, a second."""
    from django.db import connection, transaction

    from touyan.fieldwork.needs.actions import NewNeed
    from touyan.foundation.calendar.clock import clock
    from touyan.foundation.ledger.door import perform
    from touyan.foundation.people.models import Person
    from touyan.foundation.people.queries import actor_of

    person = Person.objects.everything().select_related("home").get(login="measuring-drafter")
    actor = actor_of(person, clock(tenant).today)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_floor (x INTEGER)")

    def bare() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO bench_floor (x) VALUES (1)")

    def act() -> None:
        perform("need.raise", subject=person.home, actor=actor, given=NewNeed("缺路灯", "看不清路", "visit"))

    act()
    floor = sorted(timed(bare) for _ in range(WRITES))
    told = sorted(timed(act) for _ in range(WRITES))
    return {"acts": round(1000 * WRITES / sum(told)), "bare": round(1000 * WRITES / sum(floor))}


def export(client: Any) -> dict[str, int]:
    """Row 27: every task in reach as a sheet; rows a second."""
    begun = time.perf_counter()
    body = client.get("/tasks?as=xlsx").content
    took = time.perf_counter() - begun
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        rows = book.read("xl/worksheets/sheet1.xml").count(b"<row ")
    return {"rows": rows, "a_second": round(rows / took)}


def cold() -> float:
    """Row 29: a new process to its first page."""
    done = [
        float(subprocess.run([sys.executable, "-c", COLD], check=True, capture_output=True, text=True).stdout)  # noqa: S603 - our own words
        for _ in range(3)
    ]
    return round(statistics.median(done), 2)


def main(rounds: int) -> None:
    """Measure and print."""
    import django

    django.setup()
    logging.disable(logging.CRITICAL)
    from benchmarks.opening import signed_in
    from touyan.foundation.units.models import MEASURING, Tenant
    from touyan.stages.approval.models import Project
    from touyan.stages.plan.models import Task

    tenant = Tenant.objects.get(slug=MEASURING).pk
    project = Project.objects.of_tenant(tenant).order_by("id").first()
    task = Task.objects.of_tenant(tenant).filter(project=project).order_by("order").first()
    fresh = memory()
    clients = {login: signed_in(login) for login in (OFFICE, TOWN, VILLAGE)}
    told = [measure(page, clients[page.login], rounds) for page in pages(project, task)]
    figures = {
        "pages": told,
        "export": export(clients[OFFICE]),
        "memory": {"fresh": fresh, "after": memory()},
        "writes": writes(tenant),
        "cold": cold(),
    }
    sys.stdout.write(json.dumps(figures, ensure_ascii=False))


if __name__ == "__main__":
    main(int(sys.argv[1]))
