"""The measures a scheme may assess by, each computed from facts with the figures it came from (WH-28)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from touyan.core.amounts import rounded
from touyan.core.assessing import Indicator, completion
from touyan.stages.approval.models import Indicator as Target
from touyan.stages.approval.models import Project
from touyan.stages.assessment.figures import decimal_of
from touyan.stages.plan.models import Task
from touyan.stages.progress.lights import reading_of
from touyan.stages.supervision.models import Problem

FULL, NONE = Decimal("100.00"), Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Measured:
    """A rate in percent (None = it cannot be said yet) and what it came from."""

    rate: Decimal | None
    facts: dict[str, Any] = field(default_factory=dict)


Entered = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Ground:
    """What every measure of one project reads: tasks, problems, targets, and what people entered; three statements in all."""

    project: Project
    tasks: Sequence[Task]
    problems: Sequence[Problem]
    targets: Sequence[Target]
    entered: Entered
    on: date


def ground_of(project: Project, entered: Entered, on: date) -> Ground:
    """The facts of a project on a day."""
    tenant = project.tenant_id
    return Ground(
        project,
        list(Task.objects.of_tenant(tenant).filter(project=project).order_by("order")),
        list(Problem.objects.of_tenant(tenant).filter(project=project).order_by("id")),
        list(Target.objects.of_tenant(tenant).filter(project=project).order_by("order")),
        entered,
        on,
    )


Measure = Callable[[Ground], Measured]


def _share(part: int, whole: int, facts: dict[str, Any]) -> Measured:
    """Part of a whole in percent; nothing to do counts as done."""
    rate = rounded(Fraction(100 * part, whole) if whole else Fraction(100), 2)
    return Measured(rate, {"part": part, "whole": whole, **facts})


def scheduled_progress(ground: Ground) -> Measured:
    """Actual against scheduled progress on the day, at most 100; a project without a schedule has no such figure."""
    found = reading_of(ground.project, ground.on, ground.tasks)
    if found is None:
        return Measured(None)
    scheduled, actual = Decimal(found.scheduled), Decimal(found.actual)
    share = Fraction(actual) / Fraction(scheduled) * 100 if scheduled else Fraction(100)
    return Measured(
        rounded(min(share, Fraction(100)), 2), {"actual": found.actual, "scheduled": found.scheduled}
    )


def milestones_on_time(ground: Ground) -> Measured:
    """Milestones due by the day that were claimed done no later than planned and accepted (all tasks where none is one).

    A claim alone is a self-report and does not count (domain.md 4.4); the day of the claim decides, not that of the
    acceptance, so that nobody loses by another's delay.
    """
    judged = [t for t in ground.tasks if t.is_milestone] or ground.tasks
    due = [t for t in judged if t.finish_on is not None and t.finish_on <= ground.on]
    kept = [t for t in due if t.accepted_on and t.claimed_on and t.finish_on and t.claimed_on <= t.finish_on]
    return _share(len(kept), len(due), {"late": [t.name for t in due if t not in kept][:10]})


def tasks_accepted(ground: Ground) -> Measured:
    """Tasks whose deliverable was accepted; a project without tasks has no such figure."""
    missing = [t.name for t in ground.tasks if t.accepted_on is None]
    if not ground.tasks:
        return Measured(None)
    return _share(len(ground.tasks) - len(missing), len(ground.tasks), {"late": missing[:10]})


def problems_closed_on_time(ground: Ground) -> Measured:
    """Problems rectified no later than their deadline and closed, among those closed or due; a running deadline is no fault."""
    counted = [p for p in ground.problems if p.closed_on or p.due_on < ground.on]
    kept = [p for p in counted if p.closed_on and p.rectified_on and p.rectified_on <= p.due_on]
    return _share(len(kept), len(counted), {"late": [p.number for p in counted if p not in kept][:10]})


def indicator_completion(ground: Ground) -> Measured:
    """Mean completion rate of the project's targets, each held between 0 and the scheme's cap; one missing = no figure."""
    cap = ground.project.scheme_version.rules.assessment.indicator_cap
    told, rates = [], []
    for target in ground.targets:
        rate, steps = rate_of(target, cap, ground.entered.get(f"target.{target.order}", {}))
        told.append(
            {
                "name": target.name,
                "unit": target.unit_word,
                "baseline": target.baseline,
                "target": target.target,
                "actual": target.actual,
                "evidence": target.evidence,
                "rate": str(rate) if rate is not None else None,
                "steps": steps,
            }
        )
        rates.append(rate)
    known = [rate for rate in rates if rate is not None]
    if not rates or len(known) != len(rates):
        return Measured(None, {"targets": told})
    return Measured(rounded(sum(map(Fraction, known), Fraction(0)) / len(known), 2), {"targets": told})


def rate_of(
    target: Target, cap: Decimal, judged: Mapping[str, str]
) -> tuple[Decimal | None, list[dict[str, Any]]]:
    """Completion of one target in percent with its steps; None while nothing was reported.

    A target that is no figure ("基本完成") is judged in percent by hand. Where the target equals the baseline the way is
    counted from nought (keep 85: 80 is 94.12%), and a target of nought is kept or not.
    """
    goal, start, actual = decimal_of(target.target), decimal_of(target.baseline), decimal_of(target.actual)
    if goal is None:
        return decimal_of(str(judged.get("value", ""))), []
    if goal == 0 and not start:
        if actual is None:
            return None, []
        rate = FULL if actual <= 0 else NONE
        return rate, [
            {
                "code": "completion_kept",
                "facts": {"indicator": target.name, "actual": str(actual), "result": str(rate)},
            }
        ]
    if start == goal:
        start = None
    is_down = start is not None and goal < start
    done = completion(
        Indicator(target.name, goal, target.unit_word, start, "down" if is_down else "up", cap), actual
    )
    return done.rate, [{"code": s.code, "facts": {k: str(v) for k, v in s.facts.items()}} for s in done.steps]


def _entered(name: str) -> Measure:
    def read(ground: Ground) -> Measured:
        told = dict(ground.entered.get(name, {}))
        return Measured(decimal_of(str(told.get("value", ""))), told)

    return read


MEASURES: dict[str, Measure] = {
    "scheduled_progress": scheduled_progress,
    "milestones_on_time": milestones_on_time,
    "tasks_accepted": tasks_accepted,
    "problems_closed_on_time": problems_closed_on_time,
    "indicator_completion": indicator_completion,
}


def measure(name: str, indicator: str, ground: Ground) -> Measured:
    """The measure of one indicator of the scheme; those no engine knows are entered by hand with their evidence."""
    return MEASURES.get(name, _entered(indicator))(ground)


def is_by_hand(name: str) -> bool:
    """Whether people enter this measure."""
    return name not in MEASURES
