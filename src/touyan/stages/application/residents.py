"""Residents' part in each phase of a project: recorded once done, and named by the gate where it is missing (YQ-23)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import get_args

from touyan.core.findings import Finding, Refusal
from touyan.core.scheme.shape.entry import Phase
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.door import Doing
from touyan.foundation.ledger.registry import action
from touyan.stages.application.models import Application, ResidentsPart

LONGEST, MOST = 200, 1_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """What residents did: the phase, what, how many took part, on which day (ISO)."""

    phase: str
    what: str
    how_many: int
    on: str


def asked_phases(application: Application) -> tuple[str, ...]:
    """The phases the scheme asks for, () where it asks for none."""
    stage = application.scheme_version.rules.participation
    return stage.phases if stage is not None else ()


def missing(application: Application | None, phases: Iterable[Phase]) -> tuple[Finding, ...]:
    """A finding for each of these phases the scheme asks for and nothing is on record of; () for what nobody applied for."""
    if application is None:
        return ()
    wanted = [phase for phase in phases if phase in asked_phases(application)]
    if not wanted:
        return ()
    rows = ResidentsPart.objects.of_tenant(application.tenant_id).filter(application=application)
    has = set(rows.values_list("phase", flat=True))
    return tuple(Finding(f"residents.missing_{phase}", "residents") for phase in wanted if phase not in has)


def parts_of_residents(actor: Actor, application: Application) -> list[ResidentsPart]:
    """What is on record, in the order of the phases."""
    rows = ResidentsPart.objects.visible(actor).filter(application=application).order_by("on", "id")
    order = get_args(Phase)
    return sorted(rows, key=lambda row: order.index(row.phase))


@action("application.record_residents", on=Application, given=Part)
def record_residents(act: Doing, part: Part) -> None:
    """One thing residents took part in; it is not changed afterwards, a second one stands beside it."""
    try:
        on = date.fromisoformat(part.on)
    except ValueError as wrong:
        raise Refusal((Finding("residents.incomplete", "on"),)) from wrong
    is_known = part.phase in asked_phases(act.subject)
    if not is_known or not part.what.strip() or not 1 <= part.how_many <= MOST or on > act.today:
        raise Refusal((Finding("residents.incomplete", "what"),))
    ResidentsPart.objects.create(
        tenant_id=act.tenant,
        application=act.subject,
        phase=part.phase,
        what=part.what.strip()[:LONGEST],
        how_many=part.how_many,
        on=on,
        person_id=act.actor.person,
    )
    act.note = {"phase": part.phase, "how_many": part.how_many, "on": part.on}
