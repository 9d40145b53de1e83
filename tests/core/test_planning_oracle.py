"""A second, slow way to the same dates: move tasks one day at a time until nothing is broken.

It knows no order of calculation and no arithmetic of lags: it looks at real dates, asks of each link whether it is
kept, and steps. From the earliest days upwards this ends at the least dates that keep everything, from the last
days downwards at the greatest.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from touyan.core.planning import Constraint, Link, Plan, Task, schedule
from touyan.core.workdays import EVERY_DAY, Calendar

MONDAY = date(2026, 3, 2)
WEEKDAYS = Calendar.of([True] * 5 + [False] * 2, off=[date(2026, 3, 11)], work=[date(2026, 3, 14)])
CALENDARS = [EVERY_DAY, WEEKDAYS, Calendar.of([True, False, True, False, False, True, False])]
REACH = 400


@dataclass
class Days:
    """The worked days around the plan, listed one by one."""

    calendar: Calendar

    def __post_init__(self):
        span = (MONDAY + timedelta(days=i) for i in range(-REACH, REACH))
        self.listed = [day for day in span if self.calendar.is_workday(day)]

    def at_or_after(self, day):
        while day not in self.listed:
            day += timedelta(days=1)
        return self.listed.index(day)

    def at_or_before(self, day):
        while day not in self.listed:
            day -= timedelta(days=1)
        return self.listed.index(day)


def stands_at_end(task):
    limit = task.constraint.type if task.constraint else None
    return limit in {"FNET", "MFO"} or any(link.type in {"FS", "FF"} for link in task.links)


def moments(task, day):
    """(boundary, is the end of a day, the day) of the start and of the finish of a task beginning on `day`."""
    if task.duration:
        last = day + task.duration - 1
        return (day, False, day), (last + 1, True, last)
    if stands_at_end(task):
        return (day + 1, True, day), (day + 1, True, day)
    return (day, False, day), (day, False, day)


def is_kept(link, before, after, days):
    origin = before[1] if link.type[0] == "F" else before[0]
    target = after[1] if link.type[1] == "F" else after[0]
    opens = before[0] == before[1] and not origin[1]
    closes = after[0] == after[1] and target[1]
    if link.unit == "workday" and opens and closes:
        return target[2] >= origin[2] + link.lag
    if link.unit == "workday":
        return target[0] >= origin[0] + link.lag
    reached = days.listed[origin[2]] + timedelta(days=link.lag)
    if not origin[1] and not (opens and closes):
        return target[0] >= days.at_or_after(reached)
    if target[1]:
        return target[2] >= days.at_or_after(reached)
    return target[2] >= days.at_or_after(reached + timedelta(days=1))


def broken(task, at, tasks, days):
    """Whether a link of this task is broken where all tasks stand."""
    after = moments(task, at[task.id])
    by_id = {one.id: one for one in tasks}
    return any(
        not is_kept(link, moments(by_id[link.source], at[link.source]), after, days) for link in task.links
    )


def limited(task, day, kinds, days):
    """The constraint's day, where the task has a constraint of these kinds that `day` does not keep."""
    if task.constraint is None or task.constraint.type not in kinds:
        return False
    is_start = task.constraint.type in {"SNET", "SNLT", "MSO"}
    limit = (days.at_or_after if is_start else days.at_or_before)(task.constraint.on)
    stands = day if is_start or not task.duration else day + task.duration - 1
    return stands < limit if kinds is EARLY else stands > limit


EARLY = {"SNET", "FNET", "MSO", "MFO"}
LATE = {"SNLT", "FNLT", "MSO", "MFO"}


def step_early(tasks, start, days):
    at = {task.id: start for task in tasks}
    while True:
        wrong = [t for t in tasks if broken(t, at, tasks, days) or limited(t, at[t.id], EARLY, days)]
        if not wrong:
            return at
        for task in wrong:
            at[task.id] += 1


def step_late(tasks, finish, days):
    at = {task.id: finish - max(0, task.duration - 1) for task in tasks}
    by_id = {task.id: task for task in tasks}
    while True:
        wrong = {t.id for t in tasks if limited(t, at[t.id], LATE, days)}
        for task in tasks:
            after = moments(task, at[task.id])
            for link in task.links:
                if not is_kept(link, moments(by_id[link.source], at[link.source]), after, days):
                    wrong.add(link.source)
        if not wrong:
            return at
        for name in wrong:
            at[name] -= 1


def slip(task, tasks, at, finish, days):
    """How many days a task can slip while every follower may stay."""
    followers = [(one, link) for one in tasks for link in one.links if link.source == task.id]
    day = at[task.id]
    while True:
        later = moments(task, day + 1)
        if not followers and later[1][2] > finish:
            return day - at[task.id]
        if any(not is_kept(link, later, moments(one, at[one.id]), days) for one, link in followers):
            return day - at[task.id]
        day += 1


@st.composite
def networks(draw, with_limits=False):
    count = draw(st.integers(1, 5))
    tasks = []
    for i in range(count):
        links = ()
        if i:
            links = tuple(
                Link(
                    f"t{draw(st.integers(0, i - 1))}",
                    draw(st.sampled_from(["FS", "SS", "FF", "SF"])),
                    draw(st.integers(-4, 5)),
                    draw(st.sampled_from(["workday", "day"])),
                )
                for _ in range(draw(st.integers(0, 2)))
            )
        duration = draw(st.integers(0, 4))
        limit = None
        if with_limits and draw(st.booleans()):
            kinds = ["FNET", "SNLT", "FNLT", "MFO"]
            if duration or not any(link.type in {"FS", "FF"} for link in links):
                kinds += ["SNET", "MSO"]
            on = MONDAY + timedelta(days=draw(st.integers(-3, 25)))
            limit = Constraint(draw(st.sampled_from(kinds)), on)
        tasks.append(Task(f"t{i}", duration, links, constraint=limit))
    return tuple(draw(st.permutations(tasks)))


def compare(tasks, calendar, room):
    days = Days(calendar)
    start = days.at_or_after(MONDAY)
    early = step_early(tasks, start, days)
    last = max(moments(t, early[t.id])[1][2] for t in tasks)
    given_finish = None if room is None else days.listed[last + room]
    found = schedule(Plan(tasks, "forward", MONDAY, given_finish), calendar)
    finish = last if room is None else last + room
    late = step_late(tasks, finish, days)
    by_id = {one.id: one for one in found.tasks}
    for task in tasks:
        one = by_id[task.id]
        shown = (one.early_start, one.early_finish, one.late_start, one.late_finish)
        spans = [(at[task.id], moments(task, at[task.id])[1][2]) for at in (early, late)]
        assert shown == tuple(days.listed[day] for span in spans for day in span), task
        assert one.total_float == late[task.id] - early[task.id]
        assert one.free_float == max(0, slip(task, tasks, early, finish, days))
    assert found.latest_start == days.listed[min(late.values())]
    assert found.missing_workdays == max(0, start - min(late.values()))
    least = min(one.total_float for one in found.tasks)
    assert [one.is_critical for one in found.tasks] == [one.total_float == least for one in found.tasks]


@given(networks(), st.sampled_from(CALENDARS), st.sampled_from([None, 0, 3]))
@settings(max_examples=250, deadline=None)
def test_links_alone_give_the_dates_that_stepping_day_by_day_gives(tasks, calendar, room):
    compare(tasks, calendar, room)


@given(networks(with_limits=True), st.sampled_from(CALENDARS), st.sampled_from([None, 0, 6]))
@settings(max_examples=250, deadline=None)
def test_limits_of_tasks_give_the_dates_that_stepping_day_by_day_gives(tasks, calendar, room):
    compare(tasks, calendar, room)


@given(networks(), st.sampled_from(CALENDARS), st.integers(1, 6))
@settings(max_examples=150, deadline=None)
def test_a_plan_too_long_for_its_bounds_says_by_how_many_working_days(tasks, calendar, short):
    days = Days(calendar)
    start = days.at_or_after(MONDAY)
    early = step_early(tasks, start, days)
    last = max(moments(t, early[t.id])[1][2] for t in tasks)
    finish = last - short
    found = schedule(Plan(tasks, "backward", MONDAY, days.listed[finish]), calendar)
    late = step_late(tasks, finish, days)
    assert found.is_feasible is False
    assert found.missing_workdays == start - min(late.values()) > 0
    assert {one.id: one.late_start for one in found.tasks} == {k: days.listed[v] for k, v in late.items()}
