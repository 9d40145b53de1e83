"""Reads across the whole path: one project, one application, the register, and what happened to both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, OuterRef, Prefetch, Q, Subquery, Value, When

from touyan.foundation.calendar.weekdays import moment_words
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.history import move_words, unnamed
from touyan.foundation.ledger.models import Act
from touyan.foundation.ledger.registry import HOUSE_MACHINES
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.people.models import Person
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.units.choosing import FEW
from touyan.foundation.units.models import Unit
from touyan.foundation.web.pages import key_of
from touyan.foundation.web.reasons import words
from touyan.foundation.wording import Lang
from touyan.stages.application.models import Application
from touyan.stages.application.queries import applications as applications_in_reach
from touyan.stages.approval.models import Project
from touyan.stages.plan.models import Task

KEY = 36
"""Signs of a key in an address."""
ROOTS = ("unit", "leader", "scheme_version")


def project(actor: Actor, key: UUID) -> Project:
    """One project in reach with its application, need, plan, live tasks and rules."""
    found: Project = (
        Project.objects.visible(actor)
        .select_related(*ROOTS, "application__need", "application__call", "plan")
        .prefetch_related(Prefetch("tasks", Task.objects.visible(actor).order_by("order")))
        .get(key=key)
    )
    return found


def application(actor: Actor, key: UUID) -> Application:
    """One application in reach with its need, call and rules."""
    found: Application = (
        applications_in_reach(actor).select_related(*ROOTS, "need", "call", "project").get(key=key)
    )
    return found


def projects(actor: Actor) -> ScopedQuerySet:
    """The register: projects in reach with the counts a list shows."""
    return (
        Project.objects.visible(actor)
        .select_related("unit", "leader")
        .annotate(open_problems=Count("problems", filter=~Q(problems__state="closed"), distinct=True))
    )


def matters(actor: Actor) -> ScopedQuerySet:
    """Applications in reach, with or without a project: what the county board counts."""
    return applications_in_reach(actor).select_related("project")


def schemes_with_projects(actor: Actor) -> list[SchemeVersion]:
    """The schemes the projects in reach began under, newest first: whose words the lists use."""
    used = Project.objects.visible(actor).order_by().values("scheme_version_id")
    return list(
        SchemeVersion.objects.visible(actor)
        .filter(pk__in=used)
        .defer("expanded")
        .order_by("-year", "-number", "-id")
    )


def trail(
    actor: Actor, version: SchemeVersion, roots: list[tuple[str, UUID]], lang: Lang, limit: int = 60
) -> list[dict[str, Any]]:
    """What was done to these roots and their parts, newest first, with names and words of the matter's own machines: one statement."""
    chosen = Q()
    for kind, key in roots:
        chosen |= Q(root_kind=kind, root_key=key)
    name = Person.objects.of_tenant(actor.tenant).filter(pk=OuterRef("person")).values("name")[:1]
    acts = (
        Act.objects.filter(chosen, tenant_id=actor.tenant, is_done=True)
        .annotate(who=Subquery(name))
        .order_by("-id")[:limit]
    )
    return [
        {
            "when": moment_words(act.at, lang),
            "text": f"{act.who or ('系统' if lang == 'zh' else 'System')} · {_said(version, act, lang)}",
            "note": move_words(act, lang),
        }
        for act in acts
    ]


def _said(version: SchemeVersion, act: Act, lang: Lang) -> str:
    machines = [
        version.machine(act.subject_kind),
        *(version.machine(kind) for kind in version.machines),
        *HOUSE_MACHINES.values(),
    ]
    for machine in machines:
        for edge in machine.edges_of(act.action) if machine else ():
            if edge.label.zh:
                return words(edge.label, lang)
    return unnamed(act, lang)


@dataclass(frozen=True, slots=True)
class Units:
    """Keys and names of units for a filter: all of them, or where they are too many for a list (`are_typed`) the chosen one."""

    names: dict[str, str]
    are_typed: bool = False


def units_of(actor: Actor, rows: ScopedQuerySet, chosen: str = "") -> Units:
    """Units these rows stand in, in the county's order; `chosen` is the key in the address, if any: one statement."""
    standing = rows.order_by().values("unit_id")
    found = Unit.objects.visible(actor).filter(pk__in=standing)
    if is_key := len(chosen) == KEY:
        found = found.annotate(is_other=Case(When(key=key_of(chosen), then=Value(0)), default=Value(1)))
    order = ("is_other", "order", "id") if is_key else ("order", "id")
    units = list(found.order_by(*order)[: FEW + 1])
    are_typed = len(units) > FEW
    if are_typed:
        return Units({str(u.key): u.label for u in units if str(u.key) == chosen}, are_typed=True)
    return Units({str(u.key): u.label for u in sorted(units, key=lambda u: (u.order, u.pk))})
