"""One plan in, its schedule out: both passes, floats, the critical chain, conflicts, and a reason for each task.

Pure and the same for every caller: the web, the calculator and the tests. The written semantics, case by case, are
in docs/scheduling.md; the rule of the public promise is contracts.md "schedule" (WH-32, WH-33).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from touyan.core.findings import Finding, Refusal
from touyan.core.planning.axis import Axis, Workdays
from touyan.core.planning.conflicts import Bounds, conflicts_of
from touyan.core.planning.frame import Frame, Leaf, frame_of, outline_of
from touyan.core.planning.model import Placed, Plan, Schedule
from touyan.core.planning.network import examine
from touyan.core.planning.passes import free_floats, run_backward, run_forward
from touyan.core.planning.reasons import early_reason, late_reason, parent_reason, tight_source


def schedule(plan: Plan, calendar: Workdays) -> Schedule:
    """Schedule a plan on a calendar of working days.

    Raises Refusal with every finding where the structure is unsound, a bound is missing, or a date would lie
    outside the years 0001 to 9999. An infeasible plan is no error: dates are given and `is_feasible` is False.
    """
    findings, order = examine([outline_of(task) for task in plan.tasks])
    findings += _faults(plan)
    if findings:
        raise Refusal(tuple(findings))
    frame = frame_of(plan, Axis(calendar), order)
    start, finish = _run(frame)
    return _told(frame, start, finish)


def _faults(plan: Plan) -> Iterator[Finding]:
    """Whatever beside its structure makes a plan impossible to calculate."""
    if not plan.tasks:
        yield Finding("plan_without_tasks", "tasks")
    needed = "start" if plan.direction == "forward" else "finish"
    if getattr(plan, needed) is None:
        yield Finding("plan_bound_missing", needed, {"direction": plan.direction})
    parents = {task.parent for task in plan.tasks}
    for i, task in enumerate(plan.tasks):
        if task.duration is None and task.id not in parents:
            yield Finding("duration_missing", f"tasks[{i}].duration", {"task": task.id})


def _run(frame: Frame) -> tuple[int, int]:
    """Both passes; the ordinals of the first and last worked day they count from."""
    plan = frame.plan
    start = None if plan.start is None else _bound(frame, "start", frame.first(plan.start))
    finish = None if plan.finish is None else _bound(frame, "finish", frame.latest(plan.finish))
    if start is None and finish is not None:
        start = _start_from(frame, finish)
    if start is None:
        raise Refusal((Finding("plan_bound_missing", "start", {"direction": plan.direction}),))
    run_forward(frame, start)
    if finish is None:
        finish = max(leaf.last_day for leaf in frame.order)
    run_backward(frame, finish)
    return start, finish


def _start_from(frame: Frame, finish: int) -> int:
    """The latest start. Twice, because the first forward pass decides which milestones their own limit fixes."""
    run_backward(frame, finish)
    run_forward(frame, _latest_start(frame))
    run_backward(frame, finish)
    return _latest_start(frame)


def _latest_start(frame: Frame) -> int:
    return min(leaf.late_first_day for leaf in frame.order)


def _bound(frame: Frame, key: str, ordinal: int) -> int:
    if not frame.axis.is_shown(ordinal):
        raise Refusal((Finding("plan_bound_beyond_dates", key),))
    return ordinal


def _told(frame: Frame, start: int, finish: int) -> Schedule:
    plan = frame.plan
    free = free_floats(frame, finish)
    least = min([leaf.late_start - leaf.early_start for leaf in frame.order])
    shown = {leaf.index: _shown(frame, leaf, free[leaf.index], least) for leaf in frame.order}
    placed = tuple([_placed(frame, i, shown, least) for i in range(len(plan.tasks))])
    missing = 0 if plan.start is None else max(0, *[_missing(leaf, start) for leaf in frame.order])
    last = max(leaf.last_day for leaf in frame.order)
    length = max(leaf.early_finish for leaf in frame.order) - min(leaf.early_start for leaf in frame.order)
    given = Bounds(None if plan.start is None else start, None if plan.finish is None else finish)
    return Schedule(
        is_feasible=plan.start is None or (not missing and (given.finish is None or last <= finish)),
        missing_workdays=missing,
        start=frame.axis.date_of(start),
        finish=max(one.early_finish for one in placed) if plan.finish is None else frame.axis.date_of(finish),
        latest_start=min(one.late_start for one in placed),
        length=length,
        tasks=placed,
        critical_chain=_chain(frame, shown, least),
        conflicts=tuple(conflicts_of(frame, given)),
        because=_explainer(frame),
    )


def _missing(leaf: Leaf, start: int) -> int:
    """Working days by which `start` lies after a late start; what has begun is late only by its own float."""
    return leaf.early_start - leaf.late_start if leaf.has_fact else start - leaf.late_first_day


def _shown(frame: Frame, leaf: Leaf, free: int, least: int) -> Placed:
    """A leaf as it is told. Kept dates are shown as given, also where they are days off."""
    axis = frame.axis
    total = leaf.late_start - leaf.early_start
    first, last = leaf.first_day, leaf.last_day
    late_first = first + total
    late_last = max(last + total, late_first)
    far = axis.last
    if not (1 <= first <= far and 1 <= last <= far and 1 <= late_first <= late_last <= far):
        raise Refusal((Finding("plan_beyond_dates", _widest(leaf), {"task": leaf.task.id}),))
    early_start = axis.date_of(first) if leaf.start_day is None else date.fromordinal(leaf.start_day)
    early_finish = axis.date_of(last) if leaf.finish_day is None else date.fromordinal(leaf.finish_day)
    return Placed(
        leaf.task.id,
        early_start,
        early_finish,
        early_start if leaf.is_pinned else axis.date_of(late_first),
        early_finish if leaf.is_pinned else axis.date_of(late_last),
        total,
        free,
        total == least,
    )


def _widest(leaf: Leaf) -> str:
    """Where a date leaves the calendar: the place of the longest lag or of the duration, whichever is longer."""
    widest, place = leaf.duration, f"tasks[{leaf.index}].duration"
    for bond in [*leaf.incoming, *leaf.outgoing]:
        if abs(bond.lag) > widest:
            widest, place = abs(bond.lag), bond.place
    return f"{place}.lag" if place.endswith("]") else place


def _placed(frame: Frame, i: int, shown: dict[int, Placed], least: int) -> Placed:
    """A task as it is told; a parent by its leaves: earliest starts, latest finishes, least floats."""
    one = shown.get(i)
    if one is not None:
        return one
    group = [shown[leaf.index] for leaf in frame.leaves_of[i]]
    total = min(one.total_float for one in group)
    return Placed(
        frame.plan.tasks[i].id,
        min(one.early_start for one in group),
        max(one.early_finish for one in group),
        min(one.late_start for one in group),
        max(one.late_finish for one in group),
        total,
        min(one.free_float for one in group),
        total == least,
    )


def _explainer(frame: Frame) -> Callable[[str], Finding]:
    leaves = {leaf.task.id: leaf for leaf in frame.order}
    index = {task.id: i for i, task in enumerate(frame.plan.tasks)}
    reason = late_reason if frame.plan.direction == "backward" else early_reason

    def because(name: str) -> Finding:
        leaf = leaves.get(name)
        return reason(frame, leaf) if leaf is not None else parent_reason(len(frame.leaves_of[index[name]]))

    return because


def _chain(frame: Frame, shown: dict[int, Placed], least: int) -> tuple[str, ...]:
    """From the critical task that ends last back through binding links; ties: the earlier in input."""
    critical = [leaf for leaf in frame.order if shown[leaf.index].total_float == least]
    last = max(shown[leaf.index].early_finish for leaf in critical)
    here = min(
        (leaf for leaf in critical if shown[leaf.index].early_finish == last), key=lambda leaf: leaf.index
    )
    chain = [here.task.id]
    tight = tight_source(frame, here)
    while tight is not None:
        here = tight[0]
        chain.append(here.task.id)
        tight = tight_source(frame, here)
    return tuple(reversed(chain))
