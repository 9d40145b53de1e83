"""What a call page shows of the scheme's other ways in: items to start from, required projects and who still owes one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from touyan.core.scheme import label, selects
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.registry import machine_of
from touyan.foundation.units.models import Unit
from touyan.foundation.web.reasons import words
from touyan.stages.application.conditions import NOT_COUNTED
from touyan.stages.application.entry import owing
from touyan.stages.application.matters import INNER, unit_matter
from touyan.stages.application.models import Application, Call
from touyan.stages.application.queries import is_inside


@dataclass(frozen=True, slots=True)
class Offered:
    """A catalogue item as the reader's unit finds it; `taken_by` names the unit of an item only one may take."""

    name: str
    label: str
    source: str
    taken_by: str


@dataclass(frozen=True, slots=True)
class Owing:
    """One required project of one unit: its application's address ("" while the reader may not open it) and state.

    What is still being written is read inside the unit only; that it was begun is no secret.
    """

    unit: str
    title: str
    url: str
    state: str
    is_handed_in: bool


def items_for(actor: Actor, call: Call, lang: Any) -> list[Offered]:
    """Items the reader's own unit may start from; all of them for an office that only looks."""
    rules = call.scheme_version.rules
    if not rules.catalogue:
        return []
    post = next((p for p in actor.posts if p.kind == "drafter"), None)
    unit = Unit.objects.visible(actor).filter(pk=post.unit).first() if post else None
    matter = unit_matter(unit, rules) if unit else None
    single = [item.name for item in rules.catalogue.values() if item.claims == "one"]
    rows = Application.objects.of_tenant(call.tenant_id).filter(call=call, item__in=single)
    taken = (
        {a.item: a.unit.label for a in rows.exclude(state="withdrawn").select_related("unit")}
        if single
        else {}
    )
    return [
        Offered(
            item.name,
            label(item.label, lang),
            label(item.source, lang) if item.source else "",
            taken.get(item.name, ""),
        )
        for item in rules.catalogue.values()
        if matter is None or selects(item.applies_to, matter)
    ]


def coverage(actor: Actor, call: Call, lang: Any) -> list[Owing]:
    """Every required project of every unit in sight, those still owed first (YQ-14: list the gaps)."""
    rules = call.scheme_version.rules
    if not rules.required:
        return []
    units = list(Unit.objects.visible(actor).filter(state="active").order_by("path"))
    asked = [u for u in units if selects(rules.application.applies_to, unit_matter(u, rules))]
    rows = Application.objects.visible(actor).filter(call=call).exclude(required="")
    begun = {(a.unit_id, a.required): a for a in rows.select_related("unit")}
    told = []
    for unit, name in owing(call, asked):
        made = begun.get((unit.pk, name))
        told.append(
            Owing(
                unit.label,
                label(rules.required[name].label, lang),
                f"/applications/{made.key}" if made and _is_readable(actor, made) else "",
                words(machine_of(made).label_of(made.state), lang) if made else "",
                made is not None and made.state not in NOT_COUNTED,
            )
        )
    return sorted(told, key=lambda one: one.is_handed_in)


def _is_readable(actor: Actor, made: Application) -> bool:
    return made.state not in INNER or is_inside(actor, made)
