"""Reads about plans and tasks; every function names its actor."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, Prefetch, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.people.models import Person, Post
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.rulebook.queries import published_versions
from touyan.stages.approval.models import Project
from touyan.stages.plan.days import open_on
from touyan.stages.plan.models import Plan, Task
from touyan.stages.plan.rows import PlanRow

UNPLANNED = ("light",)


def projects(actor: Actor) -> ScopedQuerySet:
    """Projects in reach that have a plan of ours (not those followed lightly), with what a list of plans shows.

    Their rules are not joined in: `versions` has each version once.
    """
    counted = (
        Task.plain.filter(project=OuterRef("pk"))
        .order_by()
        .values("project")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return (
        Project.objects.visible(actor)
        .exclude(state__in=UNPLANNED)
        .select_related("unit", "leader", "plan")
        .defer("plan__computed", "plan__baseline", "plan__rows")
        .annotate(
            task_count=Coalesce(Subquery(counted), 0),
            accepted_count=Coalesce(Subquery(counted.filter(state="accepted")), 0),
        )
    )


def versions(actor: Actor) -> dict[int, SchemeVersion]:
    """Every scheme version of the county by id, its machines but not its text: lists judge many matters by few rules."""
    return {version.pk: version for version in published_versions(actor)}


def project(actor: Actor, key: UUID) -> Project:
    """One project in reach, with its plan, leader, rules and application."""
    found: Project = (
        Project.objects.visible(actor).select_related("unit", "leader", "application", "plan").get(key=key)
    )
    return found


def project_with_tasks(actor: Actor, key: UUID) -> Project:
    """The same with its live tasks, for pages that ask more than one question about them."""
    found = project(actor, key)
    prefetch_related_objects([found], Prefetch("tasks", Task.objects.visible(actor).order_by("order")))
    return found


def plan_in(project: Project) -> Plan | None:
    """The plan of a project read by `project`; None before it was saved the first time."""
    return getattr(project, "plan", None)


def all_tasks(actor: Actor) -> ScopedQuerySet:
    """Live tasks in reach that have a day to be done by, whatever project they belong to."""
    rows = Task.objects.visible(actor).filter(finish_on__isnull=False)
    return rows.select_related("owner", "project__unit").defer("because", "links", "assists")


def tasks(actor: Actor, project: Project) -> list[Task]:
    """The live tasks of a project, in the plan's order."""
    return list(
        Task.objects.visible(actor)
        .filter(project=project)
        .select_related("owner", "project")
        .order_by("order")
    )


def task(actor: Actor, key: UUID) -> Task:
    """One task in reach."""
    found: Task = (
        Task.objects.visible(actor)
        .select_related("owner", "project__unit", "project__leader", "project__plan")
        .get(key=key)
    )
    return found


def owners(actor: Actor, rows: tuple[PlanRow, ...]) -> dict[str, str]:
    """Names by person key for the owners of a table (inside the county, because a name in a plan is no secret there)."""
    keys = {row.owner for row in rows if row.owner}
    found = Person.objects.of_tenant(actor.tenant).filter(key__in=keys).values_list("key", "name")
    return {str(key): name for key, name in found}


def people(actor: Actor, project: Project, today: date) -> list[tuple[str, str, str]]:
    """Who may own tasks: key, name and unit of everybody with a post at the project's unit or below it today."""
    if not any(project.unit.path.startswith(prefix) for prefix in actor.reach):
        return []
    held = Post.objects.of_tenant(actor.tenant).filter(
        open_on(today), unit__path__startswith=project.unit.path, state="in_office"
    )
    found = (
        Person.objects.of_tenant(actor.tenant)
        .filter(pk__in=held.values("person_id"), state="active")
        .select_related("home")
        .order_by("home__path", "id")
    )
    return [(str(person.key), person.name, person.home.label) for person in found]
