"""What the reader can do next about a matter: the door's own verdicts, each with the page where it is done.

The project's and the application's own actions are asked of the door, grey ones with their reasons. Its parts (tasks, reports,
problems, money) are too many to ask one by one: for them only roles and states are read, and their own page asks the door.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from touyan.core.workflow import Machine, Position
from touyan.core.workflow.decide import holds
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.web.reasons import lang_of, words
from touyan.foundation.web.submit import buttons
from touyan.stages.plan.lines import stage_words

APPLICATION_PAGES = {
    "application.pass_to_check": "/applications/{key}/form",
    "application.pass_to_sign": "/applications/{key}/form",
    "application.submit": "/applications/{key}/form",
    "application.resubmit": "/applications/{key}/form",
    "application.pass": "/review/{key}",
    "application.file": "/applications/{key}",
    "application.answer_revision": "/applications/{key}/form",
    "application.verify_revision": "/approval/revisions/{key}",
}
PROMOTE = ("project.promote", "/approval/promotions/{key}")
PROJECT_PAGES = {
    "preparing": (
        PROMOTE,
        ("project.commit", "/plans/{key}/commitment"),
        ("project.save_plan", "/plans/{key}/edit"),
    ),
    "committed": (PROMOTE, ("project.start", "/plans/{key}")),
    "running": (PROMOTE, ("project.finish", "/plans/{key}")),
    "closing": (("project.close", "/plans/{key}"),),
    "light": (("project.close", "/plans/{key}"),),
}
PART_PAGES = {
    "task": ("/tasks/{key}", ("task.claim_done", "task.accept")),
    "report": ("/reports/{key}", ("report.submit", "report.accept")),
    "quarterly_review": ("/reviews/{key}", ("review.conclude",)),
    "problem": ("/problems/{key}", ("problem.begin", "problem.report_rectified", "problem.verify")),
    "tranche": ("/funding/{project}", ("tranche.request", "tranche.approve", "tranche.pay")),
    "assessment": (
        "/assessments/{key}",
        ("assessment.enter_actuals", "assessment.score", "assessment.propose", "assessment.confirm"),
    ),
}
FACT_OF = {"quarterly_review": "review"}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the reader can do: the verb, what it is about, where, by when, and why not yet."""

    label: str
    about: str
    url: str
    due_on: date | None = None
    reasons: tuple[str, ...] = ()


def reachable(url: str) -> str:
    """The address if the product has a page there, else nothing."""
    try:
        resolve(url.partition("#")[0].partition("?")[0])
    except Resolver404:
        return ""
    return url


def steps_of(request: HttpRequest, application: Any, project: Any, facts: dict[str, list[Any]]) -> list[Step]:
    """The reader's own next steps, possible ones first, soonest due first."""
    found = list(_own(request, application, project))
    if project is not None:
        found += _parts(request.actor, project, facts, lang_of(request))  # type: ignore[attr-defined]
    return sorted(found, key=lambda s: (bool(s.reasons), s.due_on or date.max))


def _own(request: HttpRequest, application: Any, project: Any) -> Iterator[Step]:
    subject = project if project is not None else application
    pages = PROJECT_PAGES.get(project.state, ()) if project is not None else tuple(_pages_from(application))
    at = {action: url for action, url in pages if reachable(url.format(key=subject.key))}
    for button in buttons(request, subject, *at) if at else ():
        yield Step(
            button.label,
            subject.title,
            at[button.action].format(key=subject.key),
            subject_due(subject),
            button.reasons,
        )


def _pages_from(application: Any) -> Iterator[tuple[str, str]]:
    """Only actions that leave the state the application is in: each costs the door's conditions."""
    machine = application.scheme_version.machine("application")
    for action, url in APPLICATION_PAGES.items():
        if any(application.state in edge.sources for edge in machine.edges_of(action)):
            yield action, url


def subject_due(subject: Any) -> date | None:
    """The day an application's present step is due; a project's steps have none of their own."""
    return getattr(subject, "due_on", None)


def _parts(actor: Actor, project: Any, facts: dict[str, list[Any]], lang: Any) -> Iterator[Step]:
    at = Position(
        "",
        project.unit_id,
        project.unit.path,
        bodies=project.scheme_version.bodies,
        assigned=project.assigned(),
    )
    for kind, (page, actions) in PART_PAGES.items():
        machine = project.scheme_version.machine(kind)
        url = page.format(key=project.key, project=project.key)
        if machine is None or not reachable(url):
            continue
        mine = _turns(machine, actor, at, actions)
        for fact in facts.get(FACT_OF.get(kind, kind), ()):
            if fact.state in mine and not _is_early(fact):
                yield Step(
                    words(mine[fact.state], lang),
                    _about(kind, fact, project),
                    page.format(key=fact.key, project=project.key),
                    fact.last,
                )


def _about(kind: str, fact: Any, project: Any) -> str:
    """What the step is about, in words that stand alone."""
    stages = stage_words(project.scheme_version.rules, "zh")
    return {
        "report": lambda: _("%(period)s进展报告") % {"period": fact.name},
        "quarterly_review": lambda: _("%(period)s督查") % {"period": fact.name},
        "problem": lambda: _("问题：%(what)s") % {"what": fact.name},
        "tranche": lambda: _("资金：%(what)s") % {"what": stages.get(fact.name, fact.name)},
        "assessment": lambda: _("%(year)s年度考核") % {"year": fact.part},
    }.get(kind, lambda: str(fact.name))()


def _turns(machine: Machine, actor: Actor, at: Position, actions: tuple[str, ...]) -> dict[str, Any]:
    """By state, the words of the first of these actions whose role the actor holds."""
    told: dict[str, Any] = {}
    for action in actions:
        for edge in machine.edges_of(action):
            if any(
                holds(machine.roles[r], actor.person, actor.posts, at)[0]
                for r in edge.roles
                if r in machine.roles
            ):
                for state in edge.sources:
                    told.setdefault(state, edge.label)
    return told


def _is_early(fact: Any) -> bool:
    """An open task is nobody's next step before anything was done on it, unless it is the one that is due."""
    return bool(fact.what == "task" and fact.state == "open" and fact.part < 100)


def focused(steps: list[Step], most: int = 5) -> tuple[list[Step], int]:
    """The first few steps, and how many more there are."""
    return steps[:most], max(len(steps) - most, 0)
