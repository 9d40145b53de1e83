"""Reads about staged money; every function names its actor."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.models import Act
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.papers.numbering import day_words
from touyan.foundation.people.queries import names_of
from touyan.stages.approval.models import Project
from touyan.stages.funding.models import Tranche

RELEASED = ("due", "requested", "approved", "paid")


@dataclass(frozen=True, slots=True)
class Sums:
    """Fen of what is granted: what it is, what was released by milestones, what was paid, cancelled, and what is left to pay."""

    planned: int
    released: int
    paid: int
    cancelled: int

    @property
    def left(self) -> int:
        """Still to pay: planned less paid less cancelled."""
        return self.planned - self.paid - self.cancelled


def _sum(field: str, **only: object) -> Coalesce:
    parts = Tranche.plain.filter(project=OuterRef("pk"), **only).order_by().values("project")
    return Coalesce(Subquery(parts.annotate(n=Sum(field)).values("n")), 0)


def projects(actor: Actor) -> ScopedQuerySet:
    """Projects in reach with money, and their sums."""
    return (
        Project.objects.visible(actor)
        .filter(granted_fen__gt=0)
        .exclude(state="light")
        .select_related("unit")
        .annotate(
            released_fen=_sum("amount_fen", state__in=RELEASED),
            paid_sum=_sum("paid_fen"),
            cancelled_fen=_sum("amount_fen", state="cancelled"),
        )
        .annotate(left_fen=F("granted_fen") - F("paid_sum") - F("cancelled_fen"))
    )


def county_sums(actor: Actor) -> Sums:
    """The sums of everything in reach; they are the sums of the list's rows."""
    rows = Project.objects.visible(actor).filter(granted_fen__gt=0).exclude(state="light")
    planned = rows.aggregate(n=Coalesce(Sum("granted_fen"), 0))["n"]
    told = (
        Tranche.objects.visible(actor)
        .filter(project__granted_fen__gt=0)
        .exclude(project__state="light")
        .aggregate(
            released=Coalesce(Sum("amount_fen", filter=Q(state__in=RELEASED)), 0),
            paid=Coalesce(Sum("paid_fen"), 0),
            cancelled=Coalesce(Sum("amount_fen", filter=Q(state="cancelled")), 0),
        )
    )
    return Sums(planned, told["released"], told["paid"], told["cancelled"])


def project(actor: Actor, key: UUID) -> Project:
    """One project in reach."""
    found: Project = Project.objects.visible(actor).select_related("unit", "leader").get(key=key)
    return found


def tranches(actor: Actor, project: Project) -> list[Tranche]:
    """The stages of a project's money, in order."""
    found = list(
        Tranche.objects.visible(actor).filter(project=project).select_related("task").order_by("order")
    )
    for one in found:
        one.project = project
    return found


def tranche(actor: Actor, key: UUID) -> Tranche:
    """One stage of the money, in reach."""
    found: Tranche = (
        Tranche.objects.visible(actor).select_related("task", "project__unit", "project__leader").get(key=key)
    )
    return found


def sums_of(granted_fen: int, parts: list[Tranche]) -> Sums:
    """The sums of one project, from its stages."""
    return Sums(
        granted_fen,
        sum(one.amount_fen for one in parts if one.state in RELEASED),
        sum(one.paid_fen for one in parts),
        sum(one.amount_fen for one in parts if one.state == "cancelled"),
    )


def waiting(actor: Actor) -> ScopedQuerySet:
    """Stages of money that wait for somebody's hand."""
    return Tranche.objects.visible(actor).filter(state__in=("due", "requested", "approved"))


def hands_on(actor: Actor, tranche: Tranche) -> dict[str, str]:
    """Who requested, approved and paid, with the day, by action."""
    acts = Act.objects.filter(
        tenant_id=actor.tenant, subject_kind=Tranche.KIND, subject_key=tranche.key, is_done=True, person__gt=0
    ).order_by("id")
    done = {act.action: act for act in acts}
    names = names_of(actor.tenant, {act.person for act in done.values()})
    return {name: f"{names.get(act.person, '')}　{day_words(act.on)}" for name, act in done.items()}
