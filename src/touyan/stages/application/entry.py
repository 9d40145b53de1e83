"""Other ways in than a blank application: from a reference item, required of the unit, filed, put forward from below.

What these begin is an application like any other; the unit mends the words, signs and hands in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from touyan.core.findings import Finding, Refusal
from touyan.core.scheme import selects
from touyan.core.scheme.plain import decimal_text
from touyan.core.scheme.shape.entry import CatalogueItem
from touyan.core.scheme.shape.forms import Form
from touyan.foundation.calendar.clock import clock
from touyan.foundation.ledger.door import Doing
from touyan.foundation.ledger.registry import action, condition, machine_of
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.units.models import Unit
from touyan.stages.application.answers import derived
from touyan.stages.application.conditions import window_findings
from touyan.stages.application.kinds import FILES, Answers, asked, first
from touyan.stages.application.matters import form_of, holders, matter_of, stage_of, unit_matter
from touyan.stages.application.models import Application, Call


@dataclass(frozen=True, slots=True)
class Start:
    """The name of the catalogue item to start from; "" begins with an empty form."""

    item: str = ""


@dataclass(frozen=True, slots=True)
class PutForward:
    """A project of a lower scheme: its key, its unit's key, the application it came from and the answers to take over."""

    project: str
    unit: str
    application: str


def item_of(version: SchemeVersion, name: str, unit: Unit) -> CatalogueItem | None:
    """The catalogue item of that name, None for "". Raises Refusal where there is none for this unit."""
    if not name:
        return None
    item = version.rules.catalogue.get(name)
    if item is None or not selects(item.applies_to, unit_matter(unit, version.rules)):
        raise Refusal((Finding("application.no_such_item", "item"),))
    return item


def answers_of_item(form: Form, item: CatalogueItem) -> dict[str, Any]:
    """What a reference item puts into the form: its title, its words, its targets and tasks."""
    told: dict[str, Any] = {answer.field: answer.text for answer in item.answers}
    title = first(form, "text", "title")
    if title:
        told.setdefault(title, item.label.zh)
    if item.indicators and (place := first(form, "indicators")):
        told[place] = [
            {
                "name": i.name,
                "unit": i.unit,
                "baseline": decimal_text(i.baseline),
                "target": decimal_text(i.target),
                "due": i.due.isoformat() if i.due else "",
                "source": i.source,
            }
            for i in item.indicators
        ]
    if item.tasks and (place := first(form, "tasks")):
        told[place] = [
            {
                "stage": t.stage,
                "task": t.task,
                "deliverable": t.deliverable,
                "owner": "",
                "due": t.due.isoformat() if t.due else "",
            }
            for t in item.tasks
        ]
    return told


def begun(act: Doing, call: Call, unit: Unit, answers: Mapping[str, Any], **more: Any) -> Application:
    """An application of a unit under a call: number, unit and leader are filled in by the house (domain.md 4.8 rule 1)."""
    stage = stage_of(call.scheme_version)
    version = (
        SchemeVersion.objects.of_tenant(act.tenant)
        .select_for_update(of=("self",))
        .get(pk=call.scheme_version_id)
    )
    order = Application.objects.of_tenant(act.tenant).filter(scheme_version=version).count() + 1
    kinds = call.scheme_version.rules.roles[stage.leader].posts
    leader = next((p.person_id for p in holders(act.tenant, unit.pk, act.today) if p.kind in kinds), None)
    return act.create(  # type: ignore[no-any-return]
        Application(
            tenant_id=act.tenant,
            call=call,
            scheme_version=version,
            unit=unit,
            leader_id=leader,
            number=f"{version.year}-{order:03d}",
            answers=dict(answers),
            **derived(form_of(version), answers),
            **more,
        ),
    )


@condition("item_free", on=Call)
def item_free(call: Call, given: Start | None) -> tuple[Finding, ...]:
    """An item that only one unit may take has not been taken (FY-02)."""
    item = call.scheme_version.rules.catalogue.get(given.item) if given is not None else None
    if item is None or item.claims == "many":
        return ()
    taken = (
        Application.objects.of_tenant(call.tenant_id)
        .filter(call=call, item=item.name)
        .exclude(state="withdrawn")
        .select_related("unit")
        .first()
    )
    return (
        ()
        if taken is None
        else (Finding("application.item_taken", "item", {"item": item.label.zh, "unit": taken.unit.label}),)
    )


@dataclass(frozen=True, slots=True)
class Owed:
    """Which unit (its key) must bring which required project (its name in the scheme)."""

    unit: str
    required: str


@action("call.begin_required", on=Call)
def begin_required(act: Doing) -> None:
    """Begin what is required of whom it is required (FY-09, FY-10); a unit that has it already keeps it."""
    call: Call = act.subject
    missing = still_owing(call)
    for unit, name in missing:
        given = {"unit": str(unit.key), "required": name}
        act.effect("application.begin_required", call, given, key=f"required:{call.key}:{unit.key}:{name}")
    act.note = {"begun": len(missing)}


@action("application.begin_required", on=Call, given=Owed)
def begin_one_required(act: Doing, owed: Owed) -> None:
    """One unit's required project as an application of its own, filled in from the catalogue where it names an item."""
    call: Call = act.subject
    rules, form = call.scheme_version.rules, form_of(call.scheme_version)
    required = rules.required[owed.required]
    unit = Unit.objects.of_tenant(act.tenant).get(key=UUID(owed.unit))
    item = rules.catalogue.get(required.item or "")
    title = first(form, "text", "title")
    answers = answers_of_item(form, item) if item else ({title: required.label.zh} if title else {})
    begun(act, call, unit, answers, required=required.name, item=item.name if item else "")


def still_owing(call: Call) -> list[tuple[Unit, str]]:
    """Units with the name of a required project they have not begun."""
    has = set(
        Application.objects.of_tenant(call.tenant_id)
        .filter(call=call)
        .exclude(required="")
        .values_list("unit_id", "required")
    )
    return [(unit, name) for unit, name in owing(call, list(asked_units(call))) if (unit.pk, name) not in has]


def asked_units(call: Call) -> Iterator[Unit]:
    """Active units of the county that the call is for."""
    stage, rules = stage_of(call.scheme_version), call.scheme_version.rules
    rows = Unit.objects.of_tenant(call.tenant_id).filter(state="active").order_by("path")
    yield from (unit for unit in rows if selects(stage.applies_to, unit_matter(unit, rules)))


def owing(call: Call, units: list[Unit]) -> list[tuple[Unit, str]]:
    """Which unit must bring which required project, in the scheme's order."""
    rules = call.scheme_version.rules
    return [
        (unit, name)
        for unit in units
        for name, required in rules.required.items()
        if selects(required.applies_to, unit_matter(unit, rules))
    ]


@condition("is_filed", on=Application)
def is_filed(application: Application, given: object) -> tuple[Finding, ...]:  # noqa: ARG001 - conditions share one shape
    """The scheme files applications like this one instead of approving them (SB-12)."""
    filing = application.scheme_version.rules.filing
    is_meant = filing is not None and selects(filing.applies_to, matter_of(application))
    return () if is_meant else (Finding("application.not_filed"),)


@condition("is_vetted", on=Application)
def is_vetted(application: Application, given: object) -> tuple[Finding, ...]:
    """The scheme decides on applications like this one."""
    return () if is_filed(application, given) else (Finding("application.not_vetted"),)


@condition("not_required", on=Application)
def not_required(application: Application, given: object) -> tuple[Finding, ...]:  # noqa: ARG001
    """Whoever must bring a project cannot take it back (FY-09)."""
    if not application.required:
        return ()
    title = application.scheme_version.rules.required[application.required].label.zh
    return (Finding("application.is_required", facts={"title": title}),)


@action("application.file", on=Application)
def file(act: Doing) -> None:
    """Entered into the register: the project begins without an approval (SB-12)."""
    Application.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(due_on=None)
    opens_project(act, "filed")


def opens_project(act: Doing, outcome: str) -> None:
    """The project follows, where the scheme knows projects and follows this outcome; what was required keeps that name (FY-13)."""
    decision = act.subject.scheme_version.rules.decision
    decided = decision.outcomes.get(outcome) if decision else None
    if decided is not None and decided.track == "none":
        return
    told = "required" if act.subject.required and outcome == "approved" else outcome
    if machine_of(act.subject).edges_of("project.open"):
        act.effect("project.open", act.subject, {"outcome": told}, key=f"project.open:{act.subject.key}")


def carried_over(source: Form, answers: Answers, target: Form) -> dict[str, Any]:
    """The answers of one form that fit another, so that nothing is typed again (SB-13).

    A question takes the answer of the same place and type, else of the same name and type; tables, periods and budgets the
    first of their type. Files stay with the application they were given to; a choice the other form lacks is left open.
    """
    from_ = dict(asked(source))
    taken: dict[str, Any] = {}
    for path, field in asked(target):
        if field.type in FILES:
            continue
        alike = [p for p, f in from_.items() if f.type == field.type]
        named = [p for p in alike if from_[p].name == field.name]
        single = alike if field.type in ("indicators", "tasks", "budget", "period", "people") else []
        place = next((p for p in (*(p for p in alike if p == path), *named, *single) if p in answers), None)
        if place is None:
            continue
        if field.type == "choice" and from_[place].choose_from != field.choose_from:
            continue
        taken[path] = answers[place]
    return taken


@action("call.take_promotion", on=Call, given=PutForward)
def take_promotion(act: Doing, forward: PutForward) -> None:
    """A project put forward from below is an application here, filled in; its secretary signs and hands in."""
    call: Call = act.subject
    key = UUID(forward.project)
    if Application.objects.of_tenant(act.tenant).filter(call=call, promoted_from=key).exists():
        return
    source = Application.objects.of_tenant(act.tenant).get(key=UUID(forward.application))
    unit = Unit.objects.of_tenant(act.tenant).get(key=UUID(forward.unit))
    answers = carried_over(form_of(source.scheme_version), source.answers, form_of(call.scheme_version))
    made = begun(act, call, unit, answers, promoted_from=key, need_id=source.need_id)
    act.note = {"from": forward.application, "to": str(made.key)}


def takes(call: Call, unit: Unit) -> tuple[Finding, ...]:
    """Why a call takes no project of a unit put forward; () when it does."""
    stage = stage_of(call.scheme_version)
    if not selects(stage.applies_to, unit_matter(unit, call.scheme_version.rules)):
        return (Finding("application.unit_not_asked", facts={"unit": unit.label}),)
    return window_findings(call, clock(call.tenant_id).today)
