"""Verbs on units: found, add, rename, move, guide, close. Paths are derived here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from touyan.core.findings import Finding, Refusal
from touyan.foundation.ledger.actor import system
from touyan.foundation.ledger.door import Doing, perform
from touyan.foundation.ledger.registry import action, condition
from touyan.foundation.units.initials import initials_of
from touyan.foundation.units.models import Relation, Tenant, Unit
from touyan.foundation.units.rules import UNIT_KINDS


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit to open below another. `code` is the 12-digit place code or an own code, may be empty."""

    name: str
    kind: str
    short_name: str = ""
    code: str = ""
    document_code: str = ""
    order: int = 0
    is_fictional: bool = False


@dataclass(frozen=True, slots=True)
class Rename:
    """New names of a unit."""

    name: str
    short_name: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """The key of the unit to stand below from a day on."""

    upper: str
    from_on: str


@dataclass(frozen=True, slots=True)
class Guide:
    """The key of the unit that this one guides and watches."""

    lower: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Corrected facts of a unit: codes and its place among its siblings."""

    code: str
    document_code: str
    order: int


@dataclass(frozen=True, slots=True)
class Exported:
    """How many people left the house in a file, and whether their phones went along."""

    count: int
    with_phones: bool


@dataclass(frozen=True, slots=True)
class Founding:
    """The three administrators' names on the founding act, and the two security persons they name."""

    signed_by: tuple[str, str, str]
    security_persons: tuple[str, str]


def found_county(
    name: str, region_code: str, slug: str, founding: Founding, *, is_demonstration: bool = False
) -> Unit:
    """Open a county: the one write that has no matter to stand on yet; recorded as its first act."""
    with transaction.atomic():
        tenant = Tenant.objects.create(
            name=name, region_code=region_code, slug=slug, is_demonstration=is_demonstration
        )
        county = Unit(
            tenant=tenant,
            name=name,
            kind="county",
            code=region_code,
            state="active",
            initials=initials_of(name),
        )
        county.save(force_insert=True)
        Unit.objects.everything().filter(pk=county.pk).update(path=f"/{county.pk}/")
        county.refresh_from_db()
        perform("unit.found", subject=county, actor=system(tenant.pk), given=founding)
        county.refresh_from_db()
        return county


@action("unit.found", on=Unit, given=Founding)
def found(act: Doing, founding: Founding) -> None:
    """Record who founded the county (names stay out of the plain record: only how many signed)."""
    act.note = {"signed": len(founding.signed_by), "security_persons": len(founding.security_persons)}


@action("unit.add_below", on=Unit, given=NewUnit)
def add_below(act: Doing, new: NewUnit) -> None:
    """Open a unit below the subject."""
    if new.kind not in UNIT_KINDS:
        raise Refusal((Finding("unit.kind_unknown", "kind", {"kind": new.kind}),))
    if new.code and Unit.objects.of_tenant(act.tenant).filter(code=new.code).exists():
        raise Refusal((Finding("unit.code_taken", "code", {"unit_code": new.code}),))
    unit = Unit(
        tenant_id=act.tenant,
        name=new.name,
        short_name=new.short_name,
        kind=new.kind,
        code=new.code,
        document_code=new.document_code,
        order=new.order,
        is_fictional=new.is_fictional,
        initials=initials_of(new.name),
        path="/",
    )
    act.create(unit)
    Unit.objects.of_tenant(act.tenant).filter(pk=unit.pk).update(path=f"{act.subject.path}{unit.pk}/")
    unit.refresh_from_db()
    _link(act.tenant, act.subject, unit, Relation.ADMINISTRATIVE, act.today)


@action("unit.rename", on=Unit, given=Rename)
def rename(act: Doing, new: Rename) -> None:
    """Give the unit new names; matters keep pointing at the same unit."""
    if not new.name.strip():
        raise Refusal((Finding("unit.name_missing", "name"),))
    Unit.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(
        name=new.name, short_name=new.short_name, initials=initials_of(new.name)
    )


@action("unit.correct", on=Unit, given=Facts)
def correct(act: Doing, new: Facts) -> None:
    """Correct the codes and the order; a code belongs to one unit of the county."""
    others = Unit.objects.of_tenant(act.tenant).exclude(pk=act.subject.pk)
    if new.code and others.filter(code=new.code).exists():
        raise Refusal((Finding("unit.code_taken", "code", {"unit_code": new.code}),))
    Unit.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(
        code=new.code, document_code=new.document_code, order=new.order
    )


@action("unit.move", on=Unit, given=Move)
def move(act: Doing, to: Move) -> None:
    """End the open administrative edge and begin a new one; the subtree's current paths follow."""
    unit: Unit = act.subject
    upper = Unit.objects.of_tenant(act.tenant).get(key=to.upper)
    day = date.fromisoformat(to.from_on)
    open_edges = Relation.objects.filter(lower=unit, kind=Relation.ADMINISTRATIVE, to_on__isnull=True)
    if unit.kind == "county":
        raise Refusal((Finding("unit.county_stays", "upper"),))
    if upper.state != "active":
        raise Refusal((Finding("unit.upper_closed", "upper", {"upper": upper.name}),))
    if day > act.today or open_edges.filter(from_on__gt=day).exists():
        raise Refusal((Finding("unit.move_day", "from_on"),))
    open_edges.update(to_on=day)
    _link(act.tenant, upper, unit, Relation.ADMINISTRATIVE, day)
    old, new = unit.path, f"{upper.path}{unit.pk}/"
    Unit.objects.of_tenant(act.tenant).filter(path__startswith=old).update(
        path=Concat(Value(new), Substr(F("path"), len(old) + 1))
    )


@action("unit.guide", on=Unit, given=Guide)
def guide(act: Doing, over: Guide) -> None:
    """Let this unit guide and watch another one's whole tree (organisation department, leading group)."""
    lower = Unit.objects.of_tenant(act.tenant).get(key=over.lower)
    if Relation.objects.filter(
        upper=act.subject, lower=lower, kind=Relation.GUIDANCE, to_on__isnull=True
    ).exists():
        raise Refusal((Finding("unit.guided_already", "lower", {"unit": lower.name}),))
    _link(act.tenant, act.subject, lower, Relation.GUIDANCE, act.today)


@action("unit.end_guidance", on=Unit, given=Guide)
def end_guidance(act: Doing, over: Guide) -> None:
    """This unit no longer guides and watches the other one."""
    open_edges = Relation.objects.filter(
        upper=act.subject, lower__key=over.lower, kind=Relation.GUIDANCE, to_on__isnull=True
    )
    if not open_edges.update(to_on=act.today):
        raise Refusal((Finding("unit.not_guided", "lower"),))


@action("unit.export_people", on=Unit, given=Exported)
def export_people(act: Doing, told: Exported) -> None:
    """Personal data leaves the house in a file: how much of it is recorded, never whose (security.md 5.18)."""
    act.note = {"count": told.count, "with_phones": told.with_phones}


@action("unit.close", on=Unit)
def close(act: Doing) -> None:
    """End the unit's open edges; its matters stay readable."""
    Relation.objects.filter(lower=act.subject, to_on__isnull=True).update(to_on=act.today)


@condition("no_circle", on=Unit)
def no_circle(unit: Unit, to: Move | None) -> tuple[Finding, ...]:
    """A unit cannot stand below itself or its own subtree."""
    if to is None:
        return ()
    upper = Unit.objects.of_tenant(unit.tenant_id).filter(key=to.upper).first()
    if upper is None:
        return (Finding("unit.upper_unknown", "upper"),)
    if upper.path.startswith(unit.path):
        return (Finding("unit.circle", "upper", {"unit": unit.name, "upper": upper.name}),)
    return ()


@condition("nothing_below", on=Unit)
def nothing_below(unit: Unit, given: object) -> tuple[Finding, ...]:  # noqa: ARG001 - conditions share one shape
    """Units below must be moved or closed first."""
    below = (
        Unit.objects.of_tenant(unit.tenant_id).filter(path__startswith=unit.path, state="active").count() - 1
    )
    return (Finding("unit.has_units_below", "", {"count": below}),) if below > 0 else ()


@condition("not_the_county", on=Unit)
def not_the_county(unit: Unit, given: object) -> tuple[Finding, ...]:  # noqa: ARG001 - conditions share one shape
    """The hosting county itself is never closed."""
    return (Finding("unit.county_stays"),) if unit.kind == "county" else ()


def _link(tenant: int, upper: Unit, lower: Unit, kind: str, day: date) -> None:
    Relation.objects.create(tenant_id=tenant, kind=kind, upper=upper, lower=lower, from_on=day)
