"""Putting a project forward to an upper scheme's call; nothing is typed again and each side knows the other (SB-13)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from touyan.core.findings import Finding
from touyan.core.scheme import selects
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.door import Doing
from touyan.foundation.ledger.registry import action, condition
from touyan.stages.application.entry import takes
from touyan.stages.application.models import Application, Call
from touyan.stages.approval.matters import matter_of
from touyan.stages.approval.models import Project


@dataclass(frozen=True, slots=True)
class Promote:
    """The key of the upper call."""

    call: str


def upper_calls(project: Project) -> list[Call]:
    """Open calls of the schemes this project may be put forward to."""
    stage = project.scheme_version.rules.promotion
    if stage is None or not selects(stage.applies_to, matter_of(project)):
        return []
    rows = Call.objects.of_tenant(project.tenant_id).filter(state="open").order_by("closes_on", "id")
    return [
        call for call in rows if call.scheme_version.scheme_id in stage.to and not takes(call, project.unit)
    ]


def put_forward_as(actor: Actor, project: Project) -> list[Application]:
    """What became of the project above, as far as the reader may see it."""
    rows = Application.objects.visible(actor).filter(promoted_from=project.key)
    return list(rows.select_related("call").order_by("id"))


def came_from(actor: Actor, application: Application) -> Project | None:
    """The project an application was put forward from, None where there is none in sight."""
    if application.promoted_from is None:
        return None
    found: Project | None = Project.objects.visible(actor).filter(key=application.promoted_from).first()
    return found


def _call(project: Project, key: str) -> Call | None:
    try:
        wanted = UUID(key)
    except ValueError:
        return None
    found: Call | None = Call.objects.of_tenant(project.tenant_id).filter(key=wanted).first()
    return found


@condition("call_takes_promotion", on=Project)
def call_takes_promotion(project: Project, given: Promote | None) -> tuple[Finding, ...]:
    """The upper call belongs to a scheme this one feeds, is open for this unit and has not got the project yet."""
    stage = project.scheme_version.rules.promotion
    if stage is None or not selects(stage.applies_to, matter_of(project)):
        return (Finding("project.not_put_forward"),)
    if given is None:
        return () if upper_calls(project) else (Finding("project.no_upper_call"),)
    call = _call(project, given.call)
    if call is None or call.scheme_version.scheme_id not in stage.to:
        return (Finding("project.no_upper_call", "call"),)
    taken = Application.objects.of_tenant(project.tenant_id).filter(call=call, promoted_from=project.key)
    if taken.exists():
        return (Finding("project.put_forward_already", "call", {"title": call.title}),)
    return takes(call, project.unit)


@action("project.promote", on=Project, given=Promote)
def promote(act: Doing, to: Promote) -> None:
    """Put forward: the upper call begins an application with everything that was said here."""
    project: Project = act.subject
    call: Any = _call(project, to.call)
    given = {
        "project": str(project.key),
        "unit": str(project.unit.key),
        "application": str(project.application.key),
    }
    act.note = {"call": to.call}
    act.effect("call.take_promotion", call, given, key=f"promote:{project.key}:{call.key}")
