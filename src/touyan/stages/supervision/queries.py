"""Reads about lights, reviews and problems."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Case, Value, When

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.models import Act
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.people.queries import names_of
from touyan.stages.approval.models import Project
from touyan.stages.supervision.models import LightReading, Problem, QuarterlyReview

WATCHED = ("running", "closing")
GRAVEST_FIRST = ("red", "orange", "yellow", "blue", "none", "green")


def watched_projects(actor: Actor) -> ScopedQuerySet:
    """Projects in reach that run and have a light; `gravity` orders them, the gravest light first."""
    gravity = Case(
        *(When(light=light, then=Value(n)) for n, light in enumerate(GRAVEST_FIRST)),
        default=Value(len(GRAVEST_FIRST)),
    )
    return (
        Project.objects.visible(actor)
        .filter(state__in=WATCHED)
        .annotate(gravity=gravity)
        .select_related("unit")
    )


def project(actor: Actor, key: UUID) -> Project:
    """One project in reach."""
    found: Project = Project.objects.visible(actor).select_related("unit", "leader").get(key=key)
    return found


def light_readings(actor: Actor, found: Project) -> list[LightReading]:
    """The light day by day, oldest first: at most the last worked year."""
    return list(LightReading.objects.visible(actor).filter(project=found).order_by("-on")[:260])[::-1]


def reviews(actor: Actor) -> ScopedQuerySet:
    """Reviews in reach, with their project and its rules."""
    return QuarterlyReview.objects.visible(actor).select_related("project__unit")


def review(actor: Actor, key: UUID) -> QuarterlyReview:
    """One review in reach."""
    found: QuarterlyReview = (
        QuarterlyReview.objects.visible(actor).select_related("project__unit").get(key=key)
    )
    return found


def problems(actor: Actor) -> ScopedQuerySet:
    """Problems in reach, with their project, its leader and its rules."""
    return Problem.objects.visible(actor).select_related("project__unit", "project__leader")


def problem(actor: Actor, key: UUID) -> Problem:
    """One problem in reach."""
    found: Problem = (
        Problem.objects.visible(actor).select_related("project__unit", "project__leader").get(key=key)
    )
    return found


def problems_of(actor: Actor, found: Project) -> list[Problem]:
    """The problems of one project, soonest due first."""
    return list(problems(actor).filter(project=found).order_by("due_on", "id"))


def doers_of(actor: Actor, found: list[Problem], action: str) -> dict[str, str]:
    """Who did an action last to each problem: key -> name. Two statements for any number."""
    acts = Act.objects.filter(
        tenant_id=actor.tenant,
        subject_kind="problem",
        subject_key__in=[p.key for p in found],
        action=action,
        is_done=True,
    ).order_by("id")
    last = {str(key): person for key, person in acts.values_list("subject_key", "person")}
    names = names_of(actor.tenant, set(last.values()))
    return {key: names.get(person, "") for key, person in last.items()}
