"""What the county board counts: applications and projects by unit, and everything that waits for somebody's decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.publicity.models import Objection, Release
from touyan.stages.application.models import Application
from touyan.stages.application.queries import applications as applications_in_reach
from touyan.stages.approval.models import Notice, Project
from touyan.stages.assessment.models import Assessment
from touyan.stages.funding.models import Tranche
from touyan.stages.plan.models import Task
from touyan.stages.progress.models import Report
from touyan.stages.publication.facts import Fact, select, together
from touyan.stages.review.models import Meeting
from touyan.stages.supervision.models import Problem

INNER = ("draft", "checking", "signing")
UNIT = ("unit__key", "unit__short_name", "unit__name", "unit__order")


@dataclass(frozen=True, slots=True)
class Declared:
    """So many applications of a unit in one state."""

    unit: str
    name: str
    order: int
    state: str
    count: int


@dataclass(frozen=True, slots=True)
class Running:
    """One project as the board counts it; money in fen."""

    unit: str
    name: str
    order: int
    outcome: str
    state: str
    light: str
    problems: int
    late_reports: int
    money: int
    paid: int
    is_graded: bool


def declared(actor: Actor) -> list[Declared]:
    """Applications handed in, by unit and state: one statement. What is still inside a unit is the unit's own business."""
    rows = applications_in_reach(actor).exclude(state__in=INNER).select_related(None).order_by()
    found = rows.values_list(*UNIT, "state").annotate(n=Count("pk"))
    return [Declared(str(key), short or name, order, state, n) for key, short, name, order, state, n in found]


def _counted(rows: QuerySet[Any], what: Any) -> Any:
    grouped = rows.filter(project=OuterRef("pk")).order_by().values("project").annotate(n=what)
    return Coalesce(Subquery(grouped.values("n")[:1]), 0)


def running(actor: Actor, today: date) -> list[Running]:
    """Every project in reach with its open problems, late reports, money and whether it is graded: one statement."""
    problems = Problem.objects.of_tenant(actor.tenant).exclude(state="closed")
    late = Report.objects.of_tenant(actor.tenant).filter(state__in=("due", "returned"), due_on__lt=today)
    money = Tranche.objects.of_tenant(actor.tenant).exclude(state="cancelled")
    graded = Assessment.objects.of_tenant(actor.tenant).filter(state="final")
    found = (
        Project.objects.visible(actor)
        .order_by()
        .annotate(
            n_problems=_counted(problems, Count("pk")),
            n_late=_counted(late, Count("pk")),
            fen=_counted(money, Sum("amount_fen")),
            paid=_counted(money, Sum("paid_fen")),
            n_graded=_counted(graded, Count("pk")),
        )
        .values_list(*UNIT, "outcome", "state", "light", "n_problems", "n_late", "fen", "paid", "n_graded")
    )
    return [Running(str(key), short or name, *rest, bool(n)) for key, short, name, *rest, n in found]


def waiting(actor: Actor, until: date, most: int) -> dict[str, list[Fact]]:
    """What in reach waits for a decision, by kind, as far as it is due by `until` or has no day: one statement.

    The first `most` of each kind, soonest due first; `text` is the unit, `last` the day it is due, `part` how many there are.
    """
    found = together(_selects(actor, until, most))
    for rows in found.values():
        rows.sort(key=lambda f: (f.last or date.max, f.name))
    return found


def _first(rows: QuerySet[Any], most: int, name: Any, last: str = "") -> QuerySet[Any]:
    """The first of these rows; each says how many there are in all."""
    order = [F(last).asc(nulls_last=True)] if last else []
    kept = rows.order_by(*order, name, "pk").values("pk")[:most]
    in_all = rows.order_by().values("tenant").annotate(n=Count("pk")).values("n")
    return rows.filter(pk__in=kept).annotate(waiting_in_all=Subquery(in_all))


def _within(name: str) -> Any:
    """A part's words after its project's title."""
    return Concat(F("project__title"), Value("："), Cast(F(name), TextField()), output_field=TextField())


def _selects(actor: Actor, until: date, most: int) -> Iterator[QuerySet[Any]]:
    def of(model: Any, *states: str, **more: Any) -> Any:
        wanted = {"state__in": states} if states else {}
        return model.objects.visible(actor).filter(**wanted, **more)

    def told(rows: Any, what: str, *, ever: bool = False, **columns: Any) -> Any:
        last = columns.get("last", "")
        if last and not ever:
            rows = rows.filter(Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__lte": until}))
        return select(_first(rows, most, columns["name"], last), what, **columns, part="waiting_in_all")

    own = {"key": "key", "state": "state", "name": "title", "text": "unit__name"}
    part = {
        "key": "key",
        "state": "state",
        "name": "project__title",
        "text": "project__unit__name",
        "word": "project__key",
    }
    yield told(of(Application, state__startswith="vetting"), "vetting", **own, last="due_on")
    yield told(of(Application, "revision_answered"), "revision", **own, last="due_on")
    yield told(of(Meeting, "scored"), "meeting", **own, last="held_on")
    yield told(of(Notice, "draft", "numbered"), "notice", **own)
    yield told(of(Release, "draft", "in_publicity", "publicised"), "release", **own, last="closes_on")
    yield told(
        of(Objection, "open"),
        "objection",
        key="key",
        state="state",
        name="release__title",
        text="release__unit__name",
        last="due_on",
    )
    yield told(of(Project, "running", light="red"), "red", ever=True, **own, last="finish_on", word="actual")
    yield told(of(Task, "claimed"), "task", **part | {"name": _within("name")}, first="claimed_on")
    yield told(of(Problem, "rectified"), "problem", **part | {"name": _within("text")}, first="rectified_on")
    yield told(
        of(Tranche, "requested", "approved"), "tranche", **part, first="requested_on", whole="amount_fen"
    )
    yield told(of(Assessment, "scored", "provisional"), "assessment", **part)
