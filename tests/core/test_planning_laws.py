"""Laws every schedule keeps, whatever the plan."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from touyan.core.findings import Refusal
from touyan.core.planning import Constraint, Link, Plan, Span, Task, drift, levers, schedule
from touyan.core.planning.network import Outline, structure_findings
from touyan.core.workdays import EVERY_DAY, Calendar, national
from touyan.foundation.wording import say

MONDAY = date(2026, 3, 2)
WEEKDAYS = Calendar.of([True] * 5 + [False] * 2)


def day(offset):
    return MONDAY + timedelta(days=offset)


@st.composite
def plans(draw, calendar_lags=True):
    """Up to twelve tasks with parents, links of all kinds, limits, pinned and actual dates."""
    count = draw(st.integers(1, 12))
    units = ["workday", "day"] if calendar_lags else ["workday"]
    tasks = []
    for i in range(count):
        links = tuple(
            Link(
                f"t{draw(st.integers(0, i - 1))}",
                draw(st.sampled_from(["FS", "SS", "FF", "SF"])),
                draw(st.integers(-5, 6)),
                draw(st.sampled_from(units)),
            )
            for _ in range(draw(st.integers(0, 3)) if i else 0)
        )
        special = draw(st.integers(0, 9))
        span = sorted(day(draw(st.integers(-5, 40))) for _ in range(2))
        duration = draw(st.integers(0, 6))
        tasks.append(
            Task(
                f"t{i}",
                duration,
                links,
                constraint=Constraint(draw(st.sampled_from(KINDS)), span[0]) if special in {0, 1} else None,
                pinned=Span(span[0], span[1] if duration else span[0]) if special == 2 else None,
                actual_start=span[0] if special == 3 else None,
            )
        )
    start, finish = day(0), day(draw(st.integers(-5, 60)))
    if not draw(st.booleans()):
        return Plan(tuple(tasks), "forward", start, draw(st.sampled_from([None, finish])))
    return Plan(tuple(tasks), "backward", draw(st.sampled_from([None, start])), finish)


KINDS = ["SNET", "SNLT", "FNET", "FNLT", "MSO", "MFO"]
CALENDARS = st.sampled_from([EVERY_DAY, WEEKDAYS, national()])


@given(plans(), CALENDARS)
@settings(max_examples=200, deadline=None)
def test_the_order_of_tasks_in_the_input_changes_no_date(plan, calendar):
    turned = schedule(Plan(plan.tasks[::-1], plan.direction, plan.start, plan.finish), calendar)
    found = schedule(plan, calendar)
    assert found.tasks == turned.tasks[::-1]
    assert (found.latest_start, found.length, found.finish) == (
        turned.latest_start,
        turned.length,
        turned.finish,
    )


@given(plans(), CALENDARS)
@settings(max_examples=200, deadline=None)
def test_no_task_ends_after_the_finish_unless_the_plan_says_it_is_infeasible_or_has_no_start(plan, calendar):
    """contracts.md "schedule": a null `start` in backward means no feasibility check."""
    found = schedule(plan, calendar)
    if plan.finish is not None and any(
        one.early_finish > found.finish for one in found.tasks if not kept(plan, one)
    ):
        assert found.is_feasible is (plan.start is None)


def kept(plan, one):
    task = next(task for task in plan.tasks if task.id == one.id)
    return task.pinned is not None or task.actual_start is not None


@given(plans(), CALENDARS)
@settings(max_examples=200, deadline=None)
def test_every_reason_and_conflict_has_its_sentence(plan, calendar):
    found = schedule(plan, calendar)
    for finding in [found.because(one.id) for one in found.tasks] + [one.why for one in found.conflicts]:
        assert say(finding) != finding.code
        assert "…" not in say(finding) + say(finding, "en")


@given(plans(calendar_lags=False), CALENDARS)
@settings(max_examples=200, deadline=None)
def test_links_between_tasks_with_time_are_kept_unless_a_kept_date_breaks_them(plan, calendar):
    found = {one.id: one for one in schedule(plan, calendar).tasks}
    for task in plan.tasks:
        if kept(plan, found[task.id]) or not task.duration:
            continue
        for link in task.links:
            before, after = found[link.source], found[task.id]
            if link.type != "FS" or link.lag < 0:
                continue
            gap = calendar.count(before.early_finish, after.early_start)
            assert gap >= link.lag or before.early_finish < before.early_start


@given(plans(), CALENDARS)
@settings(max_examples=150, deadline=None)
def test_planning_forward_from_the_latest_start_meets_the_finish_again(plan, calendar):
    tasks = tuple(Task(task.id, task.duration, task.links) for task in plan.tasks)
    back = schedule(Plan(tasks, "backward", None, day(90)), calendar)
    again = schedule(Plan(tasks, "forward", back.latest_start, day(90)), calendar)
    assert again.is_feasible is True
    assert again.tasks == back.tasks
    later = calendar.add(back.latest_start, 1)
    assert schedule(Plan(tasks, "forward", later, day(90)), calendar).missing_workdays == 1


def outline(name, *sources, parent=None):
    return Outline(name, parent, sources)


def test_a_sound_network_has_no_finding():
    assert structure_findings([outline("A"), outline("B", "A"), outline("P"), outline("C", parent="P")]) == []


def test_a_knot_of_several_circles_is_told_once_by_its_shortest_path():
    found = structure_findings([outline("A", "C", "B"), outline("B", "A"), outline("C", "B")])
    assert [finding.facts["path"] for finding in found] == [["A", "B", "A"]]


def test_names_that_could_not_be_read_cause_no_finding_of_their_own():
    assert structure_findings([Outline(None, None, (None,)), outline("A")]) == []


def test_a_circle_of_ten_thousand_tasks_is_found_without_a_deep_stack():
    chain = [outline(str(i), str((i - 1) % 10_000)) for i in range(10_000)]
    assert len(structure_findings(chain)[0].facts["path"]) == 10_001


def test_an_unsound_plan_is_refused_with_every_finding():
    with pytest.raises(Refusal) as refusal:
        schedule(Plan((Task("A"), Task("A", 1, (Link("B"),)))), EVERY_DAY)
    assert [(one.code, one.place) for one in refusal.value.findings] == [
        ("task_twice", "tasks[1].id"),
        ("link_unknown", "tasks[1].links[0].from"),
        ("plan_bound_missing", "start"),
        ("duration_missing", "tasks[0].duration"),
    ]


def test_a_plan_without_tasks_is_refused():
    with pytest.raises(Refusal) as refusal:
        schedule(Plan((), "forward", MONDAY), EVERY_DAY)
    assert [one.code for one in refusal.value.findings] == ["plan_without_tasks"]


def test_drift_counts_working_days_and_keeps_deleted_and_added_tasks():
    baseline = {
        "A": Span(day(0), day(4)),
        "gone": Span(day(0), day(1)),
        "B": Span(day(7), day(8)),
    }
    current = {"A": Span(day(1), day(7)), "B": Span(day(4), day(8)), "new": Span(day(0), day(0))}
    found = drift(baseline, current, WEEKDAYS)
    assert [(one.task, one.state, one.start_moved, one.finish_moved) for one in found] == [
        ("A", "kept", 1, 1),
        ("gone", "deleted", None, None),
        ("B", "kept", -1, 0),
        ("new", "added", None, None),
    ]


def test_an_infeasible_plan_names_the_tasks_to_shorten_and_what_each_wins():
    tasks = (Task("A", 6), Task("B", 2, (Link("A"),)), Task("C", 7, ()), Task("D", 1, (Link("B"), Link("C"))))
    found = levers(Plan(tasks, "backward", day(0), day(4)), EVERY_DAY)
    assert schedule(Plan(tasks, "backward", day(0), day(4)), EVERY_DAY).missing_workdays == 4
    assert [(one.task, one.shorten, one.gain) for one in found] == [("A", 4, 1), ("B", 1, 1)]


def test_a_feasible_plan_needs_no_lever():
    assert levers(Plan((Task("A", 2),), "backward", day(0), day(9)), EVERY_DAY) == ()


def test_what_has_begun_or_is_pinned_is_no_lever():
    tasks = (
        Task("A", 6, actual_start=day(0)),
        Task("B", 4, (Link("A"),), pinned=Span(day(6), day(9))),
        Task("C", 3, (Link("B"),)),
    )
    found = levers(Plan(tasks, "backward", day(0), day(10)), EVERY_DAY)
    assert [one.task for one in found if one.task in "AB"] == []
