"""`compute schedule`, case by case: every case of docs/scheduling.md stands here with the same number."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from touyan.project.compute.command import respond
from touyan.project.compute.schedule import EXAMPLE

WEEKDAYS = {"week": [1, 1, 1, 1, 1, 0, 0]}
MON, TUE, WED, THU, FRI, SAT, SUN = (f"2026-06-0{day}" for day in range(1, 8))
MON2, TUE2, WED2, THU2, FRI2 = (f"2026-06-{day:02}" for day in range(8, 13))
MON3, TUE3 = "2026-06-15", "2026-06-16"


def run(tasks, **keys):
    plan = {
        "calendar": WEEKDAYS,
        "direction": "forward",
        "start": MON,
        "finish": None,
        "tasks": tasks,
    } | keys
    code, text = respond(["schedule"], json.dumps(plan).encode)
    found = json.loads(text)
    if code == 2:
        return [(one["code"], one["place"]) for one in found["findings"]]
    return found


def task(name, duration, *links, **keys):
    named = [link if isinstance(link, dict) else {"from": link} for link in links]
    return {"id": name, "duration": duration, "links": named} | keys


def link(name, kind="FS", lag=0, unit="workday"):
    return {"from": name, "type": kind, "lag": lag, "lag_unit": unit}


def early(found, name=None):
    spans = {one["id"]: (one["early_start"], one["early_finish"]) for one in found["tasks"]}
    return spans[name] if name else spans


def late(found, name):
    return next((one["late_start"], one["late_finish"]) for one in found["tasks"] if one["id"] == name)


def figures(found, name):
    return next(
        (one["total_float"], one["free_float"], one["critical"])
        for one in found["tasks"]
        if one["id"] == name
    )


def clashes(found):
    return [(one["task"], one["code"], one["with"]) for one in found["conflicts"]]


def limit(kind, on):
    return {"type": kind, "date": on}


def test_the_contracts_example_comes_out_as_written():
    found = run(
        EXAMPLE["tasks"], **{key: EXAMPLE[key] for key in ("calendar", "direction", "start", "finish")}
    )
    for one in found["tasks"]:
        assert one.pop("because")
    assert found == {
        "feasible": True,
        "missing_workdays": 0,
        "start": "2026-03-02",
        "finish": "2026-12-25",
        "latest_start": "2026-12-02",
        "length": 18,
        "tasks": [
            {
                "id": "A",
                "early_start": "2026-03-02",
                "early_finish": "2026-03-13",
                "late_start": "2026-12-02",
                "late_finish": "2026-12-15",
                "total_float": 189,
                "free_float": 0,
                "critical": True,
            },
            {
                "id": "B",
                "early_start": "2026-03-16",
                "early_finish": "2026-03-25",
                "late_start": "2026-12-16",
                "late_finish": "2026-12-25",
                "total_float": 189,
                "free_float": 189,
                "critical": True,
            },
        ],
        "critical_chain": ["A", "B"],
        "conflicts": [],
    }


def test_the_same_plan_gives_the_same_bytes():
    given = json.dumps(EXAMPLE).encode
    assert respond(["schedule"], given) == respond(["schedule"], given)


# 1 Days


def test_1_1_a_start_on_a_day_off_counts_from_the_next_worked_day():
    found = run([task("A", 1)], start=SAT)
    assert (found["start"], early(found, "A")) == (MON2, (MON2, MON2))


def test_1_2_a_finish_on_a_day_off_counts_from_the_last_worked_day_before():
    found = run([task("A", 2)], direction="backward", finish=SUN)
    assert (found["finish"], late(found, "A")) == (FRI, (THU, FRI))


@pytest.mark.parametrize(
    ("kind", "on", "span"),
    [
        ("SNET", SAT, (MON2, TUE2)),
        ("MSO", SAT, (MON2, TUE2)),
        ("FNET", SUN, (THU, FRI)),
        ("MFO", SUN, (THU, FRI)),
    ],
)
def test_1_3_a_limit_on_a_day_off_moves_forward_by_start_and_back_by_finish(kind, on, span):
    assert early(run([task("A", 2, constraint=limit(kind, on))]), "A") == span


@pytest.mark.parametrize(("kind", "on", "span"), [("SNLT", SAT, (MON2, TUE2)), ("FNLT", SUN, (THU, FRI))])
def test_1_4_late_limits_on_a_day_off_move_the_same_way(kind, on, span):
    assert late(run([task("A", 2, constraint=limit(kind, on))], finish="2026-06-30"), "A") == span


def test_1_5_made_up_saturdays_are_worked_and_holidays_are_not():
    found = run([task("A", 12)], calendar="CN", start="2026-02-09")
    assert early(found, "A") == ("2026-02-09", "2026-03-02")


def test_1_6_a_plan_runs_over_the_turn_of_the_year_into_a_provisional_one():
    found = run([task("A", 5)], calendar="CN", start="2026-12-30")
    assert early(found, "A") == ("2026-12-30", "2027-01-05")
    assert found["provisional_years"] == [2027]


def test_1_7_years_far_outside_the_table_are_counted_by_the_week():
    found = run([task("A", 5)], calendar="CN", start="3000-01-01")
    assert early(found, "A") == ("3000-01-01", "3000-01-07")


# 2 Links


@pytest.mark.parametrize(
    ("kind", "lag", "span"),
    [
        ("FS", 0, (THU, FRI)),
        ("FS", 1, (FRI, MON2)),
        ("FS", -1, (WED, THU)),
        ("FS", -9, (MON, TUE)),
        ("SS", 0, (MON, TUE)),
        ("SS", 2, (WED, THU)),
        ("FF", 0, (TUE, WED)),
        ("FF", 2, (THU, FRI)),
        ("FF", -1, (MON, TUE)),
        ("SF", 0, (MON, TUE)),
        ("SF", 4, (WED, THU)),
    ],
)
def test_2_1_links_bind_starts_and_ends_with_lags_in_working_days(kind, lag, span):
    assert early(run([task("A", 3), task("B", 2, link("A", kind, lag))]), "B") == span


@pytest.mark.parametrize(
    ("kind", "lag", "span"),
    [
        ("FS", 0, (MON2, TUE2)),
        ("FS", 1, (MON2, TUE2)),
        ("FS", 2, (MON2, TUE2)),
        ("FS", 3, (TUE2, WED2)),
        ("FS", -1, (FRI, MON2)),
        ("SS", 5, (MON2, TUE2)),
        ("SS", 7, (MON2, TUE2)),
        ("SS", 8, (TUE2, WED2)),
        ("FF", 0, (THU, FRI)),
        ("FF", 1, (FRI, MON2)),
        ("FF", 3, (FRI, MON2)),
        ("FF", 4, (MON2, TUE2)),
        ("SF", 0, (MON, TUE)),
        ("SF", 4, (WED, THU)),
        ("SF", 6, (THU, FRI)),
        ("SF", 8, (FRI, MON2)),
    ],
)
def test_2_2_lags_in_calendar_days_go_on_to_the_next_worked_day(kind, lag, span):
    """A fills the week from Monday to Friday."""
    assert early(run([task("A", 5), task("B", 2, link("A", kind, lag, "day"))]), "B") == span


def test_2_3_a_calendar_lag_runs_through_a_holiday():
    tasks = [task("A", 2), task("B", 1, link("A", lag=5, unit="day"))]
    found = run(tasks, calendar="CN", start="2026-09-29")
    assert early(found, "B") == ("2026-10-08", "2026-10-08")


def test_2_4_late_dates_undo_a_calendar_lag():
    tasks = [task("A", 1), task("B", 1, link("A", lag=2, unit="day"))]
    found = run(tasks, finish=MON2)
    assert (late(found, "A"), figures(found, "A")) == ((FRI, FRI), (4, 0, False))


def test_2_5_several_links_between_the_same_tasks_all_hold():
    found = run([task("A", 3), task("B", 1, link("A", "SS", 1), link("A", "FF", 2))])
    assert early(found, "B") == (FRI, FRI)


def test_2_6_the_order_of_tasks_changes_no_date():
    tasks = [task("A", 3), task("B", 2, "A"), task("C", 1, "A"), task("D", 1, "B", "C")]
    assert early(run(tasks)) == early(run(tasks[::-1]))


# 3 Milestones


def test_3_1_a_milestone_that_waits_stands_at_the_end_of_its_day():
    found = run([task("A", 3), task("M", 0, "A"), task("B", 1, "M")])
    assert early(found) == {"A": (MON, WED), "M": (WED, WED), "B": (THU, THU)}


def test_3_2_a_milestone_that_waits_for_nothing_lets_followers_start_the_same_day():
    found = run([task("M", 0), task("A", 3, "M")])
    assert early(found) == {"M": (MON, MON), "A": (MON, WED)}


def test_3_3_chained_milestones_stand_on_one_day():
    found = run([task("A", 3), task("M", 0, "A"), task("N", 0, "M"), task("B", 1, "N")])
    assert early(found) == {"A": (MON, WED), "M": (WED, WED), "N": (WED, WED), "B": (THU, THU)}


def test_3_4_behind_a_milestone_at_the_start_another_ends_that_day():
    found = run([task("M", 0), task("N", 0, "M"), task("B", 1, "N")])
    assert early(found) == {"M": (MON, MON), "N": (MON, MON), "B": (TUE, TUE)}


def test_3_13_a_milestone_is_never_dated_before_the_milestone_it_waits_for():
    tasks = [
        task("M", 0, constraint=limit("SNET", WED)),
        task("N", 0, "M"),
        task("B", 1, "N"),
        task("C", 1, "M"),
    ]
    found = run(tasks)
    assert early(found) == {"M": (WED, WED), "N": (WED, WED), "B": (THU, THU), "C": (WED, WED)}
    assert found["critical_chain"] == ["M", "N", "B"]


@pytest.mark.parametrize(
    ("kind", "lag", "day", "after"), [("SS", 0, MON, MON), ("SS", 2, WED, WED), ("SF", 1, TUE, TUE)]
)
def test_3_5_a_milestone_that_waits_by_starts_stands_at_the_beginning(kind, lag, day, after):
    found = run([task("A", 5), task("M", 0, link("A", kind, lag)), task("B", 1, "M")])
    assert (early(found, "M"), early(found, "B")) == ((day, day), (after, after))


def test_3_6_no_milestone_stands_before_the_start():
    found = run([task("A", 5), task("M", 0, link("A", "SS", -4)), task("N", 0, link("A", "FS", -9))])
    assert (early(found, "M"), early(found, "N")) == ((MON, MON), (MON, MON))


@pytest.mark.parametrize(
    ("on", "day", "after"), [(WED, WED, THU), (THU, THU, THU), (FRI, FRI, FRI), (TUE, WED, THU)]
)
def test_3_7_a_start_limit_fixes_a_milestone_at_or_after_what_the_links_ask(on, day, after):
    found = run([task("A", 3), task("M", 0, "A", constraint=limit("SNET", on)), task("B", 1, "M")])
    assert (early(found, "M"), early(found, "B")) == ((day, day), (after, after))


@pytest.mark.parametrize("kind", ["FNET", "MFO"])
def test_3_8_a_finish_limit_puts_a_milestone_at_the_end_of_its_day(kind):
    found = run([task("M", 0, constraint=limit(kind, WED)), task("B", 1, "M")])
    assert (early(found, "M"), early(found, "B")) == ((WED, WED), (THU, THU))


def test_3_9_a_pinned_milestone_stands_at_the_beginning_of_its_day():
    found = run([task("A", 1), task("M", 0, "A", pinned={"start": WED, "finish": WED}), task("B", 1, "M")])
    assert (early(found, "M"), early(found, "B")) == ((WED, WED), (WED, WED))


def test_3_10_late_milestones_stay_inside_the_plan():
    found = run([task("M", 0), task("A", 3), task("N", 0, "A")], finish=FRI)
    assert (late(found, "M"), late(found, "N")) == ((FRI, FRI), (FRI, FRI))
    assert (figures(found, "M"), figures(found, "N")) == ((4, 4, False), (2, 2, True))


def test_3_11_milestones_alone_take_no_time():
    found = run([task("M", 0)])
    assert (found["length"], found["finish"], figures(found, "M")) == (0, MON, (0, 0, True))


def test_3_12_a_calendar_lag_carries_a_milestone_to_the_next_worked_day():
    found = run([task("A", 5), task("M", 0, link("A", lag=1, unit="day")), task("B", 1, "M")])
    assert (early(found, "M"), early(found, "B")) == ((MON2, MON2), (TUE2, TUE2))


# 4 Bounds


def test_4_1_without_a_finish_late_dates_count_from_the_earliest_finish():
    found = run([task("A", 5), task("B", 2)])
    assert (found["finish"], late(found, "B"), figures(found, "B")) == (FRI, (THU, FRI), (3, 3, False))
    assert (found["feasible"], found["missing_workdays"], found["latest_start"]) == (True, 0, MON)


def test_4_2_without_a_start_early_dates_count_from_the_latest_start():
    found = run([task("A", 3), task("B", 1)], direction="backward", start=None, finish=FRI)
    assert (found["start"], found["latest_start"], early(found, "B")) == (WED, WED, (WED, WED))
    assert (found["feasible"], found["missing_workdays"]) == (True, 0)


def test_4_3_an_infeasible_plan_says_how_many_working_days_are_missing_and_gives_dates():
    found = run([task("A", 5), task("B", 3, "A")], direction="backward", finish=FRI)
    assert (found["feasible"], found["missing_workdays"], found["latest_start"]) == (False, 3, "2026-05-27")
    assert early(found) == {"A": (MON, FRI), "B": (MON2, WED2)}
    assert [figures(found, name) for name in "AB"] == [(-3, 0, True), (-3, 0, True)]
    assert (found["critical_chain"], found["conflicts"]) == (["A", "B"], [])


def test_4_4_a_finish_before_the_start_is_an_infeasible_plan():
    found = run([task("A", 1)], start=FRI, finish=MON)
    assert (found["feasible"], found["missing_workdays"]) == (False, 4)


def test_4_5_both_directions_give_the_same_dates():
    tasks = [task("A", 3), task("B", 2, link("A", "SS", 1)), task("M", 0, "B")]
    forward, backward = run(tasks, finish=FRI2), run(tasks, finish=FRI2, direction="backward")
    for found in (forward, backward):
        for one in found["tasks"]:
            del one["because"]
    assert forward == backward


def test_4_6_an_own_limit_beyond_the_finish_makes_the_plan_infeasible():
    found = run([task("A", 1, constraint=limit("SNET", WED2))], finish=FRI)
    assert (found["feasible"], found["missing_workdays"], found["conflicts"]) == (False, 0, [])
    assert figures(found, "A") == (-3, 0, True)


@pytest.mark.parametrize(
    ("keys", "place"),
    [({"start": None}, "start"), ({"direction": "backward"}, "finish")],
)
def test_4_7_each_direction_needs_its_bound(keys, place):
    assert run([task("A", 1)], **keys) == [("plan_bound_missing", place)]


# 5 Figures


def test_5_1_free_float_looks_at_followers_and_total_float_at_the_end():
    found = run([task("A", 1), task("B", 4), task("C", 1, "A"), task("D", 1, "B", "C")])
    assert [figures(found, name) for name in "ABCD"] == [
        (2, 0, False),
        (0, 0, True),
        (2, 2, False),
        (0, 0, True),
    ]


def test_5_2_critical_is_the_least_float_even_where_it_is_not_nought():
    found = run([task("A", 2), task("B", 1)], finish=FRI)
    assert [figures(found, name) for name in "AB"] == [(3, 3, True), (4, 4, False)]


def test_5_3_the_chain_prefers_the_earlier_in_input_where_both_bind():
    tasks = [task("B", 2), task("A", 2), task("D", 1, "A", "B"), task("C", 1, "A", "B")]
    assert run(tasks)["critical_chain"] == ["B", "D"]


def test_5_4_length_counts_from_the_first_start_to_the_last_finish():
    found = run([task("A", 2, constraint=limit("SNET", WED)), task("B", 1, link("A", lag=1))])
    assert (found["length"], found["start"]) == (4, MON)


def test_5_5_the_chain_walks_through_links_of_every_type():
    tasks = [task("A", 4), task("B", 2, link("A", "SS", 3)), task("C", 1, link("B", "FF", 2))]
    assert run(tasks)["critical_chain"] == ["A", "B", "C"]


# 6 Circles and faults


def paths(tasks):
    code, text = respond(
        ["schedule"],
        json.dumps(
            {"calendar": "CN", "direction": "forward", "start": MON, "finish": None, "tasks": tasks}
        ).encode,
    )
    assert code == 2
    return [(f["place"], f["facts"]["path"]) for f in json.loads(text)["findings"] if f["code"] == "cycle"]


def test_6_1_a_circle_is_named_by_its_path_predecessor_first():
    tasks = [task("X", 1), task("A", 1, "C", "X"), task("B", 1, "A"), task("C", 1, "B")]
    assert paths(tasks) == [("tasks[1].links[0]", ["A", "B", "C", "A"])]


def test_6_2_a_task_that_waits_for_itself_is_a_circle():
    assert paths([task("A", 1, "A")]) == [("tasks[0].links[0]", ["A", "A"])]


def test_6_3_parents_may_stand_in_a_circle():
    tasks = [{"id": "P"}, task("A", 1, "B", parent="P"), task("B", 1, "P")]
    assert paths(tasks) == [("tasks[1].links[0]", ["A", "P", "B", "A"])]


def test_6_4_parents_of_each_other_are_a_circle():
    assert paths([{"id": "A", "parent": "B"}, {"id": "B", "parent": "A"}]) == [
        ("tasks[0].parent", ["A", "B", "A"])
    ]


def test_6_5_two_circles_are_two_findings():
    tasks = [task("A", 1, "B"), task("B", 1, "A"), task("C", 1, "D", "B"), task("D", 1, link("C", "SS"))]
    assert [path for _, path in paths(tasks)] == [["A", "B", "A"], ["C", "D", "C"]]


@pytest.mark.parametrize(
    ("tasks", "finding"),
    [
        ([], ("list_too_short", "tasks")),
        ([task("A", 1), task("A", 1)], ("task_twice", "tasks[1].id")),
        ([task("A", 1, "B")], ("link_unknown", "tasks[0].links[0].from")),
        ([task("A", 1, parent="B")], ("parent_unknown", "tasks[0].parent")),
        ([{"id": "A"}], ("duration_missing", "tasks[0].duration")),
        ([task("A", -1)], ("number_too_small", "tasks[0].duration")),
        ([task("A", 1.5)], ("whole_expected", "tasks[0].duration")),
        ([task("A", 1), task("B", 1, link("A", "XX"))], ("choice_unknown", "tasks[1].links[0].type")),
        ([task("A", 1, demand={"crew": 1})], ("key_unknown", "tasks[0].demand")),
        ([task("P", 3), task("A", 1, parent="P")], ("duration_of_parent", "tasks[0].duration")),
        (
            [{"id": "P", "constraint": limit("SNET", MON)}, task("A", 1, parent="P")],
            ("dates_of_parent", "tasks[0].constraint"),
        ),
        ([task("A", 1, actual_finish=MON)], ("actual_start_missing", "tasks[0].actual_start")),
        ([task("A", 1, actual_start=TUE, actual_finish=MON)], ("to_before_from", "tasks[0].actual_finish")),
        ([task("A", 1, pinned={"start": TUE, "finish": MON})], ("to_before_from", "tasks[0].pinned.finish")),
        ([task("A", 0, pinned={"start": MON, "finish": TUE})], ("milestone_spans", "tasks[0].pinned.finish")),
        ([task("A", 0, actual_start=MON, actual_finish=TUE)], ("milestone_spans", "tasks[0].actual_finish")),
        ([task("A", 10**9)], ("plan_beyond_dates", "tasks[0].duration")),
        ([task("A", 10**30)], ("plan_beyond_dates", "tasks[0].duration")),
        (
            [task("A", 1), task("B", 1, link("A", lag=10**30, unit="day"))],
            ("plan_beyond_dates", "tasks[1].links[0].lag"),
        ),
    ],
)
def test_6_6_faults_name_their_place(tasks, finding):
    assert run(tasks) == [finding]


@pytest.mark.parametrize("key", ["capacity", "level", "seconds"])
def test_6_7_levelling_is_refused_by_its_key(key):
    assert run([task("A", 1)], **{key: 1}) == [("key_unknown", key)]


def test_6_8_an_actual_date_after_the_status_date_is_a_fault():
    found = run([task("A", 1, actual_start=WED)], status_date=TUE)
    assert found == [("actual_after_status", "tasks[0].actual_start")]


def test_6_9_a_calendar_without_worked_days_has_no_plan():
    found = run([task("A", 1)], calendar={"week": [0] * 7})
    assert found == [("plan_bound_beyond_dates", "start")]


def test_6_10_faults_at_different_places_are_all_told():
    tasks = [task("A", -1, "Q"), task("B", 1, "C"), task("C", 1, "B")]
    assert run(tasks, start="2026-02-30", level="x") == [
        ("date_absent", "start"),
        ("number_too_small", "tasks[0].duration"),
        ("key_unknown", "level"),
        ("link_unknown", "tasks[0].links[0].from"),
        ("cycle", "tasks[1].links[0]"),
    ]


def test_6_11_late_dates_before_the_year_one_are_a_fault():
    found = run([task("A", 400)], direction="backward", start=None, finish="0001-06-01", calendar="every-day")
    assert found == [("plan_beyond_dates", "tasks[0].duration")]


# 7 Parents


def family(**keys):
    return [
        task("Z", 2),
        {"id": "P", "links": [{"from": "Z"}]} | keys,
        task("A", 1, parent="P"),
        task("B", 3, parent="P"),
        task("C", 1, "P"),
    ]


def test_7_1_a_parent_spans_its_children_and_links_hold_for_all_of_them():
    found = run(family())
    assert early(found) == {
        "Z": (MON, TUE), "P": (WED, FRI), "A": (WED, WED), "B": (WED, FRI), "C": (MON2, MON2)
    }  # fmt: skip
    assert figures(found, "P") == (0, 0, True)
    assert figures(found, "A") == (2, 2, False)
    assert found["critical_chain"] == ["Z", "B", "C"]


def test_7_2_a_parents_late_dates_and_floats_come_from_its_children():
    found = run([{"id": "P"}, task("A", 1, parent="P"), task("B", 3, parent="P")], finish=FRI)
    assert (late(found, "P"), figures(found, "P")) == ((WED, FRI), (2, 2, True))


def test_7_3_links_go_through_parents_of_parents():
    tasks = [
        task("X", 1, "G"),
        {"id": "G"},
        {"id": "P", "parent": "G"},
        task("A", 2, parent="P"),
        task("B", 1, "A", parent="G"),
    ]
    found = run(tasks)
    assert (early(found, "G"), early(found, "P"), early(found, "X")) == ((MON, WED), (MON, TUE), (THU, THU))


def test_7_4_a_start_link_from_a_parent_waits_for_all_children_to_start():
    tasks = [
        {"id": "P"},
        task("A", 1, parent="P"),
        task("B", 1, "A", parent="P"),
        task("C", 1, link("P", "SS")),
    ]
    assert early(run(tasks), "C") == (TUE, TUE)


# 8 Limits of tasks


def test_8_1_early_limits_move_early_dates_and_late_limits_late_ones():
    found = run(
        [
            task("A", 2, constraint=limit("SNET", WED)),
            task("B", 2, constraint=limit("FNET", FRI)),
            task("C", 2, constraint=limit("SNLT", TUE)),
            task("D", 2, constraint=limit("FNLT", THU)),
            task("E", 2, constraint=limit("MSO", TUE)),
            task("F", 2, constraint=limit("MFO", FRI)),
        ],
        finish=FRI2,
    )
    assert [early(found, name) for name in "ABCDEF"] == [
        (WED, THU), (THU, FRI), (MON, TUE), (MON, TUE), (TUE, WED), (THU, FRI),
    ]  # fmt: skip
    assert [late(found, name) for name in "ABCDEF"] == [
        (THU2, FRI2), (THU2, FRI2), (TUE, WED), (WED, THU), (TUE, WED), (THU, FRI),
    ]  # fmt: skip
    assert found["conflicts"] == []


@pytest.mark.parametrize(("kind", "on"), [("SNLT", TUE), ("MSO", TUE), ("FNLT", WED), ("MFO", WED)])
def test_8_2_a_limit_the_links_do_not_allow_is_a_conflict_with_the_predecessor(kind, on):
    found = run([task("A", 3), task("B", 2, "A", constraint=limit(kind, on))])
    assert early(found, "B") == (THU, FRI)
    assert clashes(found) == [("B", kind, "A")]


def test_8_3_a_limit_before_the_start_is_a_conflict_with_the_start():
    found = run([task("A", 2, constraint=limit("MSO", MON))], start=WED)
    assert (early(found, "A"), clashes(found)) == ((WED, THU), [("A", "MSO", "start")])
    assert (found["feasible"], found["missing_workdays"]) == (False, 2)


def test_8_4_a_limit_after_the_finish_is_a_conflict_with_the_finish():
    found = run([task("A", 2, constraint=limit("MFO", WED2))], finish=FRI)
    assert clashes(found) == [("A", "MFO", "finish")]
    assert found["feasible"] is False


# 9 Pinned dates


def test_9_1_a_pinned_task_keeps_its_dates_and_others_follow():
    found = run([task("A", 1), task("B", 2, "A", pinned={"start": THU, "finish": FRI}), task("C", 1, "B")])
    assert (early(found, "B"), late(found, "B"), early(found, "C")) == ((THU, FRI), (THU, FRI), (MON2, MON2))
    assert found["conflicts"] == []


def test_9_2_a_pinned_task_its_links_do_not_allow_is_a_conflict():
    found = run([task("A", 3), task("B", 2, "A", pinned={"start": TUE, "finish": WED})])
    assert (early(found, "B"), clashes(found)) == ((TUE, WED), [("B", "pinned", "A")])


def test_9_3_pinned_outside_the_bounds_is_a_conflict_with_the_bound():
    pinned = {"start": MON, "finish": MON2}
    found = run([task("A", 1, pinned=pinned)], start=TUE, finish=FRI)
    assert clashes(found) == [("A", "pinned", "start"), ("A", "pinned", "finish")]


@pytest.mark.parametrize(
    ("kind", "on"), [("SNET", FRI), ("FNET", FRI), ("MSO", TUE), ("MFO", TUE), ("SNLT", TUE), ("FNLT", TUE)]
)
def test_9_4_pinned_against_its_own_limit_is_a_conflict_with_the_limit(kind, on):
    found = run([task("A", 2, pinned={"start": WED, "finish": THU}, constraint=limit(kind, on))])
    assert clashes(found) == [("A", "pinned", kind)]


def test_9_5_a_pinned_day_off_is_kept_as_given():
    found = run([task("A", 1, pinned={"start": SAT, "finish": SUN}), task("B", 1, "A")])
    assert (early(found, "A"), early(found, "B")) == ((SAT, SUN), (MON2, MON2))


# 10 Facts


def test_10_1_what_has_not_begun_starts_after_the_status_date():
    found = run([task("A", 2), task("B", 1, "A")], status_date=WED)
    assert early(found) == {"A": (THU, FRI), "B": (MON2, MON2)}


def test_10_2_actual_dates_are_kept_and_the_rest_follows():
    tasks = [task("A", 2, actual_start=TUE, actual_finish=WED), task("B", 1, "A")]
    found = run(tasks, status_date=THU)
    assert early(found) == {"A": (TUE, WED), "B": (FRI, FRI)}


@pytest.mark.parametrize(("status", "finish"), [(TUE, THU), (FRI, FRI), (SAT, MON2), (None, THU)])
def test_10_3_what_has_begun_ends_after_its_duration_but_never_before_the_status_date(status, finish):
    found = run([task("A", 3, actual_start=TUE)], status_date=status)
    assert early(found, "A") == (TUE, finish)


def test_10_4_an_actual_day_off_is_kept_as_given():
    tasks = [task("A", 2, actual_start=FRI, actual_finish=SAT), task("B", 1, "A")]
    found = run(tasks)
    assert early(found) == {"A": (FRI, SAT), "B": (MON2, MON2)}


def test_10_5_a_fact_that_breaks_a_limit_is_a_conflict_of_the_task_with_itself():
    found = run([task("A", 2, actual_start=WED, constraint=limit("SNLT", TUE))])
    assert clashes(found) == [("A", "SNLT", "A")]


def test_10_6_a_milestone_after_the_status_date_stands_on_a_day_after_it():
    tasks = [task("A", 1, actual_start=TUE, actual_finish=TUE), task("M", 0, "A"), task("N", 0)]
    found = run(tasks, status_date=TUE)
    assert (early(found, "M"), early(found, "N")) == ((WED, WED), (WED, WED))


def test_10_7_what_began_before_the_start_does_not_make_the_plan_infeasible():
    found = run([task("A", 4, actual_start=MON)], start=WED)
    assert (found["feasible"], found["missing_workdays"], found["latest_start"]) == (True, 0, MON)


def test_10_8_what_has_begun_and_ends_after_the_finish_is_missing_as_many_days():
    found = run([task("A", 4, actual_start=MON)], finish=TUE)
    assert (found["feasible"], found["missing_workdays"], figures(found, "A")) == (False, 2, (-2, 0, True))


# 11 Reasons


def because(found, name):
    return next(one["because"] for one in found["tasks"] if one["id"] == name)


def test_11_1_every_task_says_what_binds_it():
    tasks = [task("A", 2), task("B", 1, link("A", lag=2)), task("C", 1, constraint=limit("SNET", FRI))]
    found = run(tasks)
    assert because(found, "A") == "从计划开始日排起，没有别的限制。"
    assert because(found, "B") == "须等“A”完成后再过 2 个工作日，才能开始。"
    assert because(found, "C") == f"限定不早于 {FRI} 开始。"


def test_11_2_planning_backward_says_what_keeps_it_from_being_later():
    found = run([task("A", 2), task("B", 1, "A")], direction="backward", finish=FRI)
    assert because(found, "A") == "“B”要等本项完成才能开始，本项再晚就会推迟它。"
    assert because(found, "B") == "最迟排到计划完成日，没有别的限制。"


def test_11_3_a_conflict_says_what_to_do_in_one_sentence():
    found = run([task("A", 3), task("B", 2, "A", constraint=limit("SNLT", TUE))])
    assert (
        found["conflicts"][0]["message"] == f"前置任务“A”使任务“B”赶不上限定日期（SNLT {TUE}），请调整其一。"
    )


def test_a_large_plan_with_two_big_phases_is_scheduled_whole():
    tasks = [{"id": "P"}, {"id": "Q", "links": [{"from": "P"}]}]
    tasks += [task(f"p{i}", i % 7, parent="P") for i in range(2500)]
    tasks += [task(f"q{i}", i % 5, parent="Q") for i in range(2500)]
    found = run(tasks, calendar="every-day")
    assert found["finish"] == (date.fromisoformat(MON) + timedelta(days=9)).isoformat()


NUMBERS = st.sampled_from([0, 1, 3, -2, 10**6, 10**40, -(10**40), 2.5, "3", None, True])
NAMES = st.sampled_from(["A", "B", "C", "", None, 7])
DAYS = st.sampled_from(["0001-01-01", "9999-12-31", MON, SAT, FRI2, "2026-02-30", "x", None, 5])
LINKS = st.fixed_dictionaries(
    {"from": NAMES, "lag": NUMBERS}, optional={"type": st.sampled_from(["SS", "FF", "x"])}
)
TASKS = st.fixed_dictionaries(
    {"id": NAMES, "duration": NUMBERS},
    optional={
        "links": st.lists(LINKS, max_size=2),
        "parent": NAMES,
        "pinned": st.fixed_dictionaries({"start": DAYS, "finish": DAYS}),
        "constraint": st.fixed_dictionaries({"type": st.sampled_from(["SNET", "MFO", "x"]), "date": DAYS}),
        "actual_start": DAYS,
        "actual_finish": DAYS,
    },
)


@given(st.lists(TASKS, max_size=4), DAYS, DAYS, DAYS)
@settings(max_examples=150, deadline=None)
def test_whatever_is_given_the_answer_is_a_schedule_or_findings_with_a_sentence_each(
    tasks, start, finish, status
):
    found = run_raw(tasks, start, finish, status)
    for finding in found.get("findings", []):
        assert finding["code"] != "engine_failed"
        assert finding["message"].endswith("。")


def run_raw(tasks, start, finish, status):
    plan = {"calendar": "CN", "direction": "forward", "start": start, "finish": finish, "tasks": tasks}
    return json.loads(respond(["schedule"], json.dumps(plan | {"status_date": status}).encode)[1])
