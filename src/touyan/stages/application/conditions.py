"""The named checks before a step: each says what is wrong, where, and lets the page link to the field."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from touyan.core.findings import Finding
from touyan.core.scheme import selects
from touyan.core.scheme.shape.people import EVERYTHING, Selector
from touyan.foundation.calendar.clock import clock
from touyan.foundation.ledger.registry import condition
from touyan.stages.application.answers import last_task_day
from touyan.stages.application.completeness import gaps
from touyan.stages.application.kinds import FILES, asked, day, first
from touyan.stages.application.matters import faults_of, form_of, leader_of, matter_of, stage_of, today_of
from touyan.stages.application.models import Application, Call

NOT_COUNTED = ("draft", "checking", "signing", "withdrawn")
"""States that use up no quota: not handed in, or taken back."""


def window_findings(call: Call, today: date) -> tuple[Finding, ...]:
    """Why a call takes nothing in today; () when it does."""
    if call.state != "open":
        return (Finding("call.not_open", facts={"title": call.title}),)
    if today < call.opens_on:
        return (Finding("call.not_yet", facts={"day": call.opens_on.isoformat()}),)
    if today > call.closes_on:
        return (Finding("call.over", facts={"day": call.closes_on.isoformat()}),)
    return ()


@condition("call_open", on=Call)
def call_takes_applications(call: Call, given: object) -> tuple[Finding, ...]:  # noqa: ARG001 - conditions share one shape
    """Open, and inside its days."""
    return window_findings(call, clock(call.tenant_id).today)


@condition("call_open", on=Application)
def call_is_open(application: Application, given: object) -> tuple[Finding, ...]:  # noqa: ARG001
    """The call of the application still takes submissions."""
    return window_findings(application.call, today_of(application))


@condition("form_complete", on=Application)
def form_complete(application: Application, given: object) -> tuple[Finding, ...]:  # noqa: ARG001
    """Every required field filled, within its limits, and the scheme's own checks held (WH-05, WH-22)."""
    return gaps_of(application)


def gaps_of(application: Application) -> tuple[Finding, ...]:
    """What the working text still lacks."""
    version, answers = application.scheme_version, application.answers
    form = form_of(version)
    files = {path: len(answers.get(path) or []) for path, field in asked(form) if field.type in FILES}
    return gaps(version.rules, form, answers, files, matter_of(application))


@condition("secretary_in_office", on=Application)
def secretary_in_office(application: Application, given: object) -> tuple[Finding, ...]:  # noqa: ARG001
    """The leader is the secretary in office, never a deputy or a lower organisation (WH-14)."""
    if leader_of(application) is not None:
        return ()
    return (Finding("application.no_secretary", facts={"unit": application.unit.label}),)


@condition("quota_left", on=Application)
def quota_left(application: Application, given: object) -> tuple[Finding, ...]:  # noqa: ARG001
    """Each leader brings no more than the scheme allows, those already in vetting counted (WH-18)."""
    leader, matter = leader_of(application), matter_of(application)
    found: list[Finding] = []
    for quota in stage_of(application.scheme_version).quota:
        if not selects(quota.applies_to, matter):
            continue
        whose = (
            Q(leader=leader.person_id if leader else None)
            if quota.per == "leader"
            else Q(unit=application.unit_id)
        )
        used = handed_in(application.call, whose, quota.applies_to, but=application.pk)
        if used >= quota.max:
            found.append(Finding("application.quota_used", facts={"used": used, "max": quota.max}))
    return tuple(found)


def handed_in(call: Call, whose: Q, for_whom: Selector = EVERYTHING, but: int | None = None) -> int:
    """How many applications of a call count against a quota; one that is required counts before it is handed in (FY-12)."""
    rows = Application.objects.of_tenant(call.tenant_id).filter(whose, call=call)
    rows = rows.filter(~Q(state__in=NOT_COUNTED) | ~Q(required="")).exclude(pk=but)
    if for_whom.classes:
        rows = rows.filter(klass__in=for_whom.classes)
    if for_whom.sizes:
        rows = rows.filter(size__in=for_whom.sizes)
    found: int = rows.count()
    return found


@condition("within_year", on=Application)
def within_year(application: Application, given: object) -> tuple[Finding, ...]:  # noqa: ARG001
    """Period and every stage task end by the scheme's last day (WH-17)."""
    last = stage_of(application.scheme_version).finish_by
    form, answers = form_of(application.scheme_version), application.answers
    if last is None:
        return ()
    facts = {"last": last.isoformat()}
    found: list[Finding] = []
    period = first(form, "period")
    end = day((answers.get(period) or {}).get("to"))
    if end is not None and end > last:
        found.append(Finding("application.ends_too_late", period, {**facts, "day": end.isoformat()}))
    task_day = last_task_day(form, answers)
    if task_day is not None and task_day > last:
        found.append(
            Finding("application.task_too_late", first(form, "tasks"), {**facts, "day": task_day.isoformat()})
        )
    return tuple(found)


@condition("faults_answered", on=Application)
def faults_answered(application: Application, given: object) -> tuple[Finding, ...]:  # noqa: ARG001
    """Each numbered fault of the return has its answer (domain.md 3.3)."""
    return tuple(
        Finding("application.fault_unanswered", f"fault-{fault.number}", {"number": fault.number})
        for fault in faults_of(application)
        if not fault.answer.strip()
    )


@condition("items_answered", on=Application)
def items_answered(application: Application, given: object) -> tuple[Finding, ...]:  # noqa: ARG001
    """Each item the meeting wants changed has its answer."""
    return tuple(
        Finding("application.item_unanswered", f"item-{item['number']}", {"number": item["number"]})
        for item in application.revision_items
        if not str(item.get("answer", "")).strip()
    )
