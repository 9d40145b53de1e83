"""Reads about reports and about the acts on one matter."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from touyan.core.workflow import Label
from touyan.foundation.calendar.weekdays import moment_words
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.door import kept
from touyan.foundation.ledger.models import Act, Subject
from touyan.foundation.ledger.registry import machine_of
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.people.queries import names_of
from touyan.foundation.web.reasons import words
from touyan.foundation.wording import Lang
from touyan.stages.plan.models import Task
from touyan.stages.progress.models import Report

DRAFT = "report"
OPENED = Label("建立", "Opened")


def reports(actor: Actor) -> ScopedQuerySet:
    """Reports in reach, with their project and its rules (one statement for each distinct version)."""
    return Report.objects.visible(actor).select_related("project__unit")


def report(actor: Actor, key: UUID) -> Report:
    """One report in reach."""
    found: Report = Report.objects.visible(actor).select_related("project__unit").get(key=key)
    return found


def chosen_reports(actor: Actor, keys: list[UUID]) -> list[Report]:
    """The reports of these keys that are in reach, soonest due first; at most a window full."""
    return list(reports(actor).filter(key__in=keys[:50]).order_by("due_on", "id"))


def tasks_of_report(actor: Actor, found: Report) -> list[Task]:
    """Tasks with a length of the report's project, in the order of the plan."""
    return list(
        Task.objects.visible(actor).filter(project=found.project_id, duration__gt=0).order_by("order")
    )


def report_before(actor: Actor, found: Report) -> Report | None:
    """The same project's report of the period before."""
    return (  # type: ignore[no-any-return]
        Report.objects.visible(actor)
        .filter(project=found.project_id, kind=found.kind, due_on__lt=found.due_on)
        .order_by("-due_on")
        .first()
    )


def draft(actor: Actor, found: Report) -> dict[str, Any]:
    """What this actor typed and did not hand in yet, with the version of that draft: {} and 0 where nothing is kept."""
    stored = kept(actor, DRAFT, about=found.key)
    return {"data": stored.data, "version": stored.version} if stored else {"data": {}, "version": 0}


def acts_on(actor: Actor, subject: Subject, lang: Lang, limit: int = 30) -> list[dict[str, Any]]:
    """What was done to this one matter, newest first, in the words of its own machine: `{when, text, action, who}`."""
    acts = list(
        Act.objects.filter(
            tenant_id=actor.tenant, subject_kind=subject.KIND, subject_key=subject.key, is_done=True
        ).order_by("-id")[:limit]
    )
    names = names_of(actor.tenant, {act.person for act in acts if act.person > 0})
    machine = machine_of(subject)
    told = []
    for act in acts:
        edges = machine.edges_of(act.action)
        label = words(edges[0].label, lang) if edges else words(OPENED, lang)
        who = names.get(act.person, "系统" if lang == "zh" else "System")
        when = moment_words(act.at, lang)
        told.append({"when": when, "text": f"{who} · {label}", "action": act.action, "who": who})
    return told


def person_of_last(actor: Actor, subject: Subject, action: str) -> tuple[str, date] | None:
    """Who did an action last to a matter, and on which day."""
    act = (
        Act.objects.filter(subject_kind=subject.KIND, subject_key=subject.key, action=action, is_done=True)
        .order_by("-id")
        .first()
    )
    return (names_of(actor.tenant, {act.person}).get(act.person, ""), act.on) if act else None
