"""Calls and applications moved to another version of their scheme: what would be lost there, and the deadline of the present step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from touyan.core.findings import Finding
from touyan.core.scheme import Scheme
from touyan.core.scheme.moving import lost
from touyan.foundation.calendar.clock import clock
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.stages.application.matters import form_of
from touyan.stages.application.models import Application, Call, Fault
from touyan.stages.scheme.moving import hinders, movable, named


def workdays_of(rules: Scheme, state: str) -> int | None:
    """Working days a scheme gives for what an application in this state waits for; None where it gives none."""
    stem, _, level = state.partition(".")
    vetting = rules.vetting
    if stem == "vetting" and vetting and level in vetting.levels:
        return vetting.levels[level].workdays
    if stem == "returned" and vetting:
        return vetting.rework.workdays
    if stem == "revising" and rules.decision:
        return rules.decision.revision_workdays
    return rules.filing.workdays if stem == "filing" and rules.filing else None


def due_under(application: Application, new: SchemeVersion) -> date | None:
    """The day counted from the same first day by the new scheme's working days; from today where no days ran before."""
    now = workdays_of(new.rules, application.state)
    if now is None:
        return None
    was, days = workdays_of(application.scheme_version.rules, application.state), calendar_of()
    if application.due_on is None or was is None:
        return days.add(clock(application.tenant_id).today, now)
    return days.add(application.due_on, now - was) if now > was else application.due_on


CALLS = movable(
    Call, rows=lambda found: found.select_related("unit"), title=lambda call: call.title, url="/calls/{key}"
)
APPLICATIONS = movable(
    Application,
    rows=lambda found: found.select_related("unit"),
    title=lambda one: one.title or one.unit.label,
    url="/applications/{key}",
    due=due_under,
)


@hinders("call")
def windows_gone(calls: Sequence[Call], new: SchemeVersion) -> Iterator[tuple[int, Finding]]:
    """A call needs somebody who may apply."""
    if new.rules.application is None:
        yield from ((call.pk, Finding("move.no_machine")) for call in calls)


@hinders("application")
def answers_lost(applications: Sequence[Application], new: SchemeVersion) -> Iterator[tuple[int, Finding]]:
    """An answer the new form has no place for would be lost; so would an entry of the catalogue it began from."""
    rules = new.rules
    form = form_of(new) if rules.application else None
    options = {name: frozenset(t.options) for name, t in rules.taxonomies.items()}
    for one in applications:
        for loss in lost(form_of(one.scheme_version), form, one.answers, options):
            yield one.pk, Finding(f"move.answer_{loss.why}", loss.path, named(loss.label, loss.path))
        was = one.scheme_version.rules
        for name, before, now in (
            (one.required, was.required, rules.required),
            (one.item, was.catalogue, rules.catalogue),
        ):
            if name and name not in now:
                entry = before.get(name)
                yield one.pk, Finding("move.entry_gone", facts=named(entry.label if entry else None, name))


@hinders("application")
def levels_gone(applications: Sequence[Application], new: SchemeVersion) -> Iterator[tuple[int, Finding]]:
    """What a level wrote is read by its name; a level the new version does not have takes its faults along."""
    levels = new.rules.vetting.levels if new.rules.vetting else {}
    told = (
        Fault.objects.of_tenant(new.tenant_id)
        .filter(application__in=[one.pk for one in applications])
        .exclude(level__in=list(levels))
    )
    yield from levels_lost(applications, set(told.values_list("application_id", "level")))


def levels_lost(
    applications: Sequence[Application], told: set[tuple[int, str]]
) -> Iterator[tuple[int, Finding]]:
    """A finding for each application and level that left something behind, in the old version's words."""
    rules = {one.pk: one.scheme_version.rules for one in applications}
    for pk, level in sorted(told):
        vetting = rules[pk].vetting
        known = vetting.levels.get(level) if vetting else None
        yield pk, Finding("move.level_gone", facts=named(known.label if known else None, level))


def _begun_under(call: Call) -> Iterable[Finding]:
    begun = Application.objects.of_tenant(call.tenant_id).filter(
        call=call, scheme_version=call.scheme_version_id
    )
    if begun.exists():
        yield Finding("move.begun_since")


CALLS.since.append(_begun_under)
