"""Verbs of supervision: quarterly reviews, and problems opened, rectified, verified by somebody else, closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from touyan.core.findings import Finding, Refusal
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.ledger.door import Doing
from touyan.foundation.ledger.registry import action
from touyan.foundation.notices.actions import tell
from touyan.foundation.units.models import Tenant
from touyan.stages.approval.models import Project
from touyan.stages.progress.actions import people_of
from touyan.stages.progress.lights import reading_of
from touyan.stages.supervision.models import TEXT, Problem, QuarterlyReview
from touyan.stages.supervision.terms import CATEGORIES, SOURCES

LONGEST_DEADLINE = 250
"""Working days; more than a working year is no deadline."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The period of a review: its rule's name, key, words and due day."""

    kind: str
    name: str
    words: str
    due_on: str


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What the reviewer found, in a sentence or two."""

    conclusion: str


@dataclass(frozen=True, slots=True)
class NewProblem:
    """What is wrong, what is demanded, where it was seen, and a deadline in working days (0 = the scheme's)."""

    text: str
    demand: str
    source: str
    workdays: int = 0
    category: str = "other"
    place: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A rectification, or the reason it is not enough."""

    text: str


def _refuse_long(**texts: str) -> None:
    """Nothing is cut off in silence."""
    long = [
        Finding("supervision.too_long", name, {"most": TEXT, "count": len(text.strip())})
        for name, text in texts.items()
        if len(text.strip()) > TEXT
    ]
    if long:
        raise Refusal(tuple(long))


@action("review.open", on=Project, given=Turn)
def open_review(act: Doing, turn: Turn) -> None:
    """Make the quarter's review of a project; whoever opens it, it is due on a worked day."""
    due_on, days = date.fromisoformat(turn.due_on), calendar_of()
    if not days.is_workday(due_on):
        raise Refusal((Finding("review.due_not_worked", "due_on", {"day": turn.due_on}),))
    if QuarterlyReview.objects.of_tenant(act.tenant).filter(project=act.subject, period=turn.name).exists():
        raise Refusal((Finding("review.already_open", facts={"period": turn.words}),))
    act.create(
        QuarterlyReview(
            tenant_id=act.tenant,
            project=act.subject,
            period=turn.name,
            period_word=turn.words,
            due_on=due_on,
            calendar_version=days.version,
        )
    )


@action("review.conclude", on=QuarterlyReview, given=Conclusion)
def conclude(act: Doing, words: Conclusion) -> None:
    """Freeze the figures of the day beside the conclusion; an empty conclusion is no review (YQ-48)."""
    if not words.conclusion.strip():
        raise Refusal((Finding("review.conclusion_missing", "conclusion"),))
    _refuse_long(conclusion=words.conclusion)
    review: QuarterlyReview = act.subject
    QuarterlyReview.objects.of_tenant(act.tenant).filter(pk=review.pk).update(
        conclusion=words.conclusion.strip(),
        concluded_on=act.today,
        facts=facts_of_day(review.project, act.today),
    )


def facts_of_day(project: Project, on: date) -> dict[str, Any]:
    """What a conclusion stands beside: light, figures, their reasons, and the problems not closed."""
    found = reading_of(project, on)
    facts = (
        {"light": found.light, "scheduled": found.scheduled, "actual": found.actual, **found.facts}
        if found
        else {}
    )
    open_problems = (
        Problem.objects.of_tenant(project.tenant_id).filter(project=project).exclude(state="closed")
    )
    return {**facts, "open_problems": open_problems.count()}


@action("problem.open", on=Project, given=NewProblem)
def open_problem(act: Doing, new: NewProblem) -> None:
    """Open a numbered problem with a deadline in working days."""
    _refuse_new(new)
    project: Project = act.subject
    rules = project.scheme_version.rules.supervision.problems
    days = calendar_of()
    year = act.today.year
    Tenant.objects.select_for_update().get(pk=act.tenant)  # one number at a time, whoever asks
    number = Problem.objects.of_tenant(act.tenant).filter(opened_on__year=year).count() + 1
    problem = act.create(
        Problem(
            tenant_id=act.tenant,
            project=project,
            number=f"督〔{year}〕{number}号",
            source=new.source,
            category=new.category,
            place=new.place.strip()[:60],
            text=new.text.strip(),
            demand=new.demand.strip(),
            opened_on=act.today,
            due_on=days.add(act.today, new.workdays or rules.rectify_workdays),
            calendar_version=days.version,
        )
    )
    tell(
        act,
        people_of(project, rules.rectifier, act.today),
        "problem.opened",
        problem,
        url=f"/problems/{problem.key}",
        facts={"project": project.title, "number": problem.number},
        due_on=problem.due_on,
    )


def _refuse_new(new: NewProblem) -> None:
    faults = [
        Finding(f"problem.{name}_missing", name)
        for name in ("text", "demand")
        if not getattr(new, name).strip()
    ]
    if new.source not in SOURCES:
        faults.append(Finding("problem.source_unknown", "source"))
    if new.category not in CATEGORIES:
        faults.append(Finding("problem.category_unknown", "category"))
    if not 0 <= new.workdays <= LONGEST_DEADLINE:
        faults.append(Finding("problem.deadline_out_of_bounds", "workdays", {"most": LONGEST_DEADLINE}))
    if faults:
        raise Refusal(tuple(faults))
    _refuse_long(text=new.text, demand=new.demand)


@action("problem.begin", on=Problem)
def begin(act: Doing) -> None:
    """The unit has taken the problem on."""


@action("problem.report_rectified", on=Problem, given=Words)
def report_rectified(act: Doing, words: Words) -> None:
    """What was done about it; closing is for somebody else."""
    if not words.text.strip():
        raise Refusal((Finding("problem.rectification_missing", "text"),))
    _refuse_long(text=words.text)
    _change(act, rectification=words.text.strip(), rectified_on=act.today)
    _tell(act, act.subject.scheme_version.rules.supervision.problems.verifier, "problem.rectified")


@action("problem.verify", on=Problem, given=Words)
def verify(act: Doing, words: Words) -> None:
    """Seen by somebody else and struck off (销号); what was seen may be said in a line."""
    _refuse_long(text=words.text)
    _change(act, verdict=words.text.strip(), closed_on=act.today)


@action("problem.reject_rectification", on=Problem, given=Words)
def reject_rectification(act: Doing, words: Words) -> None:
    """Not enough yet; the deadline stays."""
    if not words.text.strip():
        raise Refusal((Finding("problem.verdict_missing", "text"),))
    _refuse_long(text=words.text)
    _change(act, verdict=words.text.strip(), rectified_on=None)
    _tell(act, act.subject.scheme_version.rules.supervision.problems.rectifier, "problem.rejected")


def _change(act: Doing, **values: object) -> None:
    Problem.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(**values)


def _tell(act: Doing, role: str, code: str) -> None:
    problem: Problem = act.subject
    facts = {"project": problem.project.title, "number": problem.number}
    tell(
        act,
        people_of(problem.project, role, act.today),
        code,
        problem,
        url=f"/problems/{problem.key}",
        facts=facts,
        due_on=problem.due_on,
    )
