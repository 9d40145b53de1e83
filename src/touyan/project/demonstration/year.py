"""The hand that walks the story through the real door: who acts, on which day, and what follows by itself.

Every act is `perform` as the person whose job it is; the engine only does what the calendar and the effects ask. One
chapter is one transaction, so that loading a year does not wait for the disk after each act.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.calendar.demonstration import set_day
from touyan.foundation.jobs.actions import deliver_missed, run_due
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.door import perform
from touyan.foundation.people.models import Person, Post
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.units.models import Unit
from touyan.project.demonstration.content import WORK_BEGINS
from touyan.project.demonstration.organisation import FICTIONAL, LOGINS, OTHERS, STREETS
from touyan.project.demonstration.rules import acting

PREFIXES = {
    **{name: f"s{n}" for n, (_, name) in enumerate(STREETS, 1)},
    **{name: f"o{n}" for n, (_, name) in enumerate(OTHERS, 1)},
    **{name: f"f{n}" for n, (_, name) in enumerate(FICTIONAL, 1)},
}
CLOSELY, WEEKLY = timedelta(days=7), timedelta(days=70)
"""Before the stop: how long every day's own work is asked for, and how long once a week; earlier every other week is enough."""


def login_of(unit: str, kind: str) -> str:
    """The login of a unit's secretary, checker or drafter."""
    prefix = PREFIXES[unit]
    return LOGINS.get((prefix, kind), f"{prefix}-{kind}")


@dataclass
class Year:
    """One county's year while it is told: its units, its two schemes, the day it stands at."""

    tenant: int
    wuhua: SchemeVersion
    trial: SchemeVersion
    today: date = date(2026, 1, 5)
    units: dict[str, Unit] = field(default_factory=dict)
    _actors: dict[str, Actor] = field(default_factory=dict)
    _teams: dict[str, list[Person]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.units = {unit.name: unit for unit in Unit.objects.of_tenant(self.tenant)}

    def do(self, login: str, action: str, subject: Any, given: Any = None) -> Any:
        """One act through the door by this person on the present day; the matter it was recorded on."""
        if login not in self._actors:
            self._actors[login] = acting(login)
        return perform(action, subject=subject, actor=self._actors[login], given=given).subject

    def of_unit(self, unit: str, kind: str, action: str, subject: Any, given: Any = None) -> Any:
        """The same by the unit's secretary, checker or drafter."""
        return self.do(login_of(unit, kind), action, subject, given)

    def team(self, unit: str) -> list[Person]:
        """Secretary, checker and drafter of a unit."""
        if unit not in self._teams:
            held = (
                Post.objects.of_tenant(self.tenant)
                .filter(unit=self.units[unit], state="in_office")
                .select_related("person")
            )
            people = {post.kind: post.person for post in held}
            self._teams[unit] = [people[kind] for kind in ("secretary", "checker", "drafter")]
        return self._teams[unit]

    def begin(self, day: date, *, is_asked: bool = True) -> None:
        """It is this day now; the calendar asks for what it asks for."""
        self.today = day
        set_day(self.tenant, day)
        if is_asked:
            with transaction.atomic():
                run_due(limit=20)

    def go_to(self, until: date, *, stop: date) -> None:
        """Let the days go by up to `until`, asking for their own work more often the nearer the `stop` is."""
        days, day, week = calendar_of(), self.today, self.today.isocalendar()[1]
        while day < until:
            day += timedelta(days=1)
            if not days.is_workday(day):
                continue
            here = day.isocalendar()[1]
            is_asked = here != week and (here % 2 == 0 or day > stop - WEEKLY)
            if day >= WORK_BEGINS and (is_asked or day > stop - CLOSELY):
                self.begin(day)
            week = here
        if self.today < until:
            self.begin(until, is_asked=False)

    def posts_changed(self) -> None:
        """Forget who is who: somebody's posts are others now."""
        self._actors.clear()
        self._teams.clear()


Chapter = Callable[[Year], None]
_CHAPTERS: list[tuple[date, int, Chapter]] = []


def chapter(month: int, day: int) -> Callable[[Chapter], Chapter]:
    """Declare what happens on a day of 2026; chapters of one day happen in the order of declaration."""

    def register(tell: Chapter) -> Chapter:
        _CHAPTERS.append((date(2026, month, day), len(_CHAPTERS), tell))
        return tell

    return register


def chapters(until: date) -> list[tuple[date, Chapter]]:
    """Everything that happens up to and including a day, in order."""
    return [(day, tell) for day, _, tell in sorted(_CHAPTERS, key=lambda c: c[:2]) if day <= until]


def deliver_all() -> None:
    """Let everything follow that must follow, until nothing moves any more."""
    while deliver_missed(limit=200):
        pass


def lived(year: Year, until: date) -> Iterator[date]:
    """Tell the year up to a day chapter by chapter: each day when its chapter is told, last `until` itself.

    The clock is left at `until`, with that day's own work asked for.
    """
    for day, tell in chapters(until):
        year.go_to(day, stop=until)
        with transaction.atomic():
            tell(year)
            deliver_all()
        yield day
    year.go_to(until, stop=until)
    yield until


def by_title(rows: Iterable[Any]) -> dict[str, Any]:
    """Matters by their title."""
    return {row.title: row for row in rows}
