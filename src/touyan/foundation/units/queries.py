"""Reads about units; every function names its actor."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, OuterRef, Q, Subquery, Value, Window
from django.db.models.functions import Coalesce, Length, Replace

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.search.models import Entry
from touyan.foundation.units.models import Relation, Tenant, Unit

TREE = 300
"""The most units one page of the tree shows."""


def units(actor: Actor) -> ScopedQuerySet:
    """All units of the county."""
    return Unit.objects.visible(actor)


def unit(actor: Actor, key: UUID) -> Unit:
    """One unit. Raises Unit.DoesNotExist outside the county."""
    found: Unit = units(actor).get(key=key)
    return found


def ids_above(one: Unit) -> list[int]:
    """Ids from the county down to the unit directly above, read from the path."""
    return [int(part) for part in one.path.strip("/").split("/") if part][:-1]


def units_above(actor: Actor, one: Unit) -> list[Unit]:
    """From the county down to the unit directly above."""
    return list(units(actor).filter(pk__in=ids_above(one)).order_by("path"))


def units_below(actor: Actor, one: Unit) -> ScopedQuerySet:
    """Units directly below."""
    return (
        units(actor)
        .filter(upper_edges__upper=one, upper_edges__kind="administrative", upper_edges__to_on__isnull=True)
        .order_by("order", "id")
    )


def units_around(actor: Actor, one: Unit) -> tuple[list[Unit], list[Unit]]:
    """The chain above and the units directly below, in one statement."""
    above = set(ids_above(one))
    found = units(actor).filter(
        Q(pk__in=above)
        | Q(
            upper_edges__upper=one, upper_edges__kind=Relation.ADMINISTRATIVE, upper_edges__to_on__isnull=True
        )
    )
    rows = list(found.distinct().order_by("order", "id"))
    return (
        sorted((u for u in rows if u.pk in above), key=lambda u: len(u.path)),
        [u for u in rows if u.pk not in above],
    )


def edges_of(actor: Actor, one: Unit) -> list[Relation]:
    """Every dated edge above the unit, newest first."""
    return list(
        Relation.objects.filter(tenant_id=actor.tenant, lower=one)
        .select_related("upper")
        .order_by("-from_on", "-id")
    )


def edges_at(actor: Actor, one: Unit) -> list[Relation]:
    """Dated edges above the unit, and whom it guides; newest first."""
    return list(
        Relation.objects.filter(Q(lower=one) | Q(upper=one, kind=Relation.GUIDANCE), tenant_id=actor.tenant)
        .select_related("upper", "lower")
        .order_by("-from_on", "-id")
    )


def active_units(actor: Actor) -> ScopedQuerySet:
    """Units in use, tree order, for choosing one."""
    return units(actor).filter(state="active").order_by("path")


def tree_of(actor: Actor, upper: Unit | None, after: str = "") -> tuple[list[Unit], int, str]:
    """The tree below a unit (below nothing: all of it) level by level, at most `TREE` units: one statement.

    Answers with whole levels as far as they fit, each unit with `lower_count`; how many units there are in all of it; and,
    where not even the first level fits, what to hand in as `after` for the rest of that level ("order.id").
    """
    depth = Length("path") - Length(Replace("path", Value("/"), Value("")))
    lower = (
        Relation.objects.filter(upper=OuterRef("pk"), kind=Relation.ADMINISTRATIVE, to_on__isnull=True)
        .order_by()
        .values("upper")
        .annotate(n=Count("pk"))
        .values("n")
    )
    rows = units(actor).filter(state="active").annotate(depth=depth, lower_count=Coalesce(Subquery(lower), 0))
    if upper is not None:
        rows = rows.filter(path__startswith=upper.path).exclude(pk=upper.pk)
    first = 2 if upper is None else upper.path.count("/") + 1
    order, _, last = after.partition(".")
    if order.isdecimal() and last.isdecimal():
        rows = rows.filter(Q(order__gt=order) | Q(order=order, pk__gt=last), depth=first)
    rows = rows.annotate(in_all=Window(Count("*")))
    found = list(rows.order_by("depth", "order", "id")[: TREE + 1])
    count = found[0].in_all if found else 0
    if len(found) <= TREE:
        return found, count, ""
    deepest = found[-1].depth
    if deepest > first:
        return [unit for unit in found if unit.depth < deepest], count, ""
    return found[:TREE], count, f"{found[TREE - 1].order}.{found[TREE - 1].pk}"


def names_by_id(actor: Actor, paths: list[str]) -> dict[int, str]:
    """Short names of every unit that stands on one of these paths."""
    ids = {int(part) for path in paths for part in path.strip("/").split("/") if part}
    return {u.pk: u.label for u in units(actor).filter(pk__in=ids).only("id", "name", "short_name")}


def matters_of(actor: Actor, one: Unit) -> int:
    """How many findable matters of the unit and of those below it the actor may see."""
    return (
        Entry.objects.visible(actor)
        .filter(path__startswith=one.path)
        .exclude(kind__in=("unit", "person", "post"))
        .count()
    )


def county(actor: Actor) -> Unit:
    """The county itself, root of the tree."""
    found: Unit = units(actor).get(kind="county")
    return found


def counties() -> list[Tenant]:
    """Every county of this installation, for questions asked before anybody has signed in."""
    return list(Tenant.objects.order_by("id"))


def is_founded() -> bool:
    """Whether any county stands; the first-run wizard ends with the first one."""
    return Tenant.objects.exists()
