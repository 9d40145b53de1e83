"""Reads about staged money; every function names its actor."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
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
    """Fen of one stream: what it is, what was released by milestones, what was paid, cancelled, and what is left to pay."""

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


def _with_money(actor: Actor) -> ScopedQuerySet:
    """Projects in reach that are granted something, or whose bonus is paid in stages though nothing else is."""
    bonus = Tranche.plain.filter(project=OuterRef("pk"), is_bonus=True)
    return Project.objects.visible(actor).filter(Q(granted_fen__gt=0) | Exists(bonus)).exclude(state="light")


def projects(actor: Actor) -> ScopedQuerySet:
    """Projects in reach with money, and their sums; those of a bonus paid beside it stand apart."""
    return (
        _with_money(actor)
        .select_related("unit")
        .annotate(
            released_fen=_sum("amount_fen", state__in=RELEASED, is_bonus=False),
            paid_sum=_sum("paid_fen", is_bonus=False),
            cancelled_fen=_sum("amount_fen", state="cancelled", is_bonus=False),
            bonus_sum=_sum("amount_fen", is_bonus=True),
            bonus_paid=_sum("paid_fen", is_bonus=True),
        )
        .annotate(left_fen=F("granted_fen") - F("paid_sum") - F("cancelled_fen"))
    )


def county_sums(actor: Actor) -> tuple[Sums, Sums]:
    """The sums of everything in reach, own money and bonuses; they are the sums of the list's rows."""
    planned = _with_money(actor).aggregate(n=Coalesce(Sum("granted_fen"), 0))["n"]
    rows = Tranche.objects.visible(actor).exclude(project__state="light")
    told = rows.aggregate(
        **{f"{name}_{n}": Coalesce(Sum(field, filter=Q(is_bonus=bool(n), **only)), 0)
            for n in (0, 1)
            for name, field, only in (
                ("planned", "amount_fen", {}), ("released", "amount_fen", {"state__in": RELEASED}),
                ("paid", "paid_fen", {}), ("cancelled", "amount_fen", {"state": "cancelled"}),
            )
        }
    )  # fmt: skip
    own, bonus = ([told[f"{name}_{n}"] for name in ("released", "paid", "cancelled")] for n in (0, 1))
    return Sums(planned, *own), Sums(told["planned_1"], *bonus)


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


def sums_of(whole: int, parts: list[Tranche]) -> Sums:
    """The sums of one stream of a project's money, from its stages; `whole` in fen is what they share."""
    return Sums(
        whole,
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
