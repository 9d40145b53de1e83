"""`touyan compute lights` against its public contract, and every fault at its place."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from touyan.project.compute.command import respond
from touyan.project.compute.lights import EXAMPLE


def run(value):
    code, text = respond(["lights"], json.dumps(value).encode)
    return code, json.loads(text)


def answer(**changes):
    code, found = run(EXAMPLE | changes)
    assert code == 0, found
    return found


def faults(value):
    code, found = run(value)
    assert code == 2, found
    assert all("…" not in one["message"] and one["message"] != one["code"] for one in found["findings"])
    return [(one["code"], one["place"]) for one in found["findings"]]


def levels(*held, otherwise="green"):
    return {"basis": "linear", "levels": list(held), "else": otherwise}


def test_the_worked_example_answers_as_the_contract_prints_it():
    found = answer()
    assert list(found) == ["scheduled", "gap", "light", "because"]
    assert (found["scheduled"], found["gap"], found["light"]) == ("44.15", "24.15", "yellow")
    assert (
        found["because"]
        == "应完成44.15%，实际完成20.00%，落后24.15个百分点；落后幅度24.15超过10个百分点，亮黄灯。"
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"as_of": "2026-03-01"}, ("0.00", "-20.00", "green")),
        ({"as_of": "2026-12-05"}, ("100.00", "80.00", "red")),
        ({"actual": "14.15"}, ("44.15", "30.00", "yellow")),
        ({"actual": "14.14"}, ("44.15", "30.01", "red")),
        ({"actual": "34.15"}, ("44.15", "10.00", "green")),
        ({"actual": "50", "overdue_days": 1}, ("44.15", "-5.85", "red")),
        ({"actual": "99", "as_of": "2026-11-25"}, ("98.40", "-0.60", "yellow")),
        ({"actual": "99", "as_of": "2026-11-24"}, ("97.87", "-1.13", "green")),
        ({"actual": "100", "as_of": "2026-11-30"}, ("100.00", "0.00", "green")),
        ({"actual": "100", "as_of": "2026-12-30"}, ("100.00", "0.00", "green")),
        ({"actual": "100", "overdue_days": 1}, ("44.15", "-55.85", "red")),
        ({"actual": 20}, ("44.15", "24.15", "yellow")),
    ],
)
def test_figures_and_lights_follow_the_contract(changes, expected):
    found = answer(**changes)
    assert (found["scheduled"], found["gap"], found["light"]) == expected


def test_the_sentence_says_ahead_level_and_nothing_met():
    assert "超前5.85个百分点；未触及任何预警条件，亮绿灯。" in answer(actual="50.00")["because"]
    assert "与序时进度持平" in answer(actual="44.15")["because"]
    assert answer(actual="100")["because"].endswith("已全部完成且未逾期，亮绿灯。")
    assert "已过完成期限" in answer(as_of="2026-12-01", actual="95")["because"]


def test_all_needs_every_condition_and_a_light_may_have_any_name():
    both = levels({"light": "蓝牌", "all": [{"gap_over": "10"}, {"overdue_over": 0}]}, otherwise="无")
    assert answer(rule=both)["light"] == "无"
    found = answer(rule=both, overdue_days=1)
    assert (found["light"], found["because"].endswith("亮蓝牌。")) == ("蓝牌", True)


def test_a_calendar_of_ones_own_is_counted_by():
    week = {"week": [1, 0, 0, 0, 0, 0, 0], "off": ["2026-03-09"], "work": ["2026-03-10"]}
    found = answer(calendar=week, start="2026-03-02", finish="2026-03-16", as_of="2026-03-09", actual="0")
    assert found["scheduled"] == "33.33"


RULE = EXAMPLE["rule"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"actual": "100.01"}, [("number_too_large", "actual")]),
        ({"actual": "-1"}, [("number_too_small", "actual")]),
        ({"finish": "2026-03-01"}, [("lights_finish_before_start", "finish")]),
        ({"overdue_days": -1}, [("number_too_small", "overdue_days")]),
        ({"overdue_days": 0.5}, [("whole_expected", "overdue_days")]),
        ({"as_of": "2026-02-30"}, [("date_absent", "as_of")]),
        ({"calendar": "US"}, [("choice_unknown", "calendar")]),
        ({"rule": RULE | {"basis": "planned"}}, [("choice_unknown", "rule.basis")]),
        ({"rule": RULE | {"extra": 1}}, [("key_unknown", "rule.extra")]),
        ({"rule": levels({"light": "red", "any": [{"done_under": "60"}]})}, [
            ("key_unknown", "rule.levels[0].any[0].done_under"),
            ("condition_not_one", "rule.levels[0].any[0]"),
        ]),
        ({"rule": levels({"light": "red", "any": [{"gap_over": "1", "due_within": 1}]})}, [
            ("condition_not_one", "rule.levels[0].any[0]"),
        ]),
        ({"rule": levels({"light": "red"})}, [("level_without_condition", "rule.levels[0].any")]),
        ({"rule": levels({"light": "red", "any": []})}, [("list_too_short", "rule.levels[0].any")]),
        ({"rule": levels({"light": "red", "any": [{"due_within": 1}], "all": [{"due_within": 1}]})}, [
            ("level_any_and_all", "rule.levels[0].all"),
        ]),
        ({"rule": levels({"light": "red", "any": [{"overdue_over": -1}]})}, [
            ("number_too_small", "rule.levels[0].any[0].overdue_over"),
        ]),
    ],
)  # fmt: skip
def test_each_fault_is_told_at_its_place(changes, expected):
    assert faults(EXAMPLE | changes) == expected


@pytest.mark.parametrize("key", list(EXAMPLE))
def test_no_key_may_be_left_out(key):
    assert faults({name: held for name, held in EXAMPLE.items() if name != key}) == [("key_absent", key)]


def test_a_fault_never_hides_a_fault_at_another_place():
    wrong = {
        "finish": "2026-01-01",
        "as_of": "soon",
        "actual": "101",
        "overdue_days": "1",
        "rule": levels({"light": ""}),
    }
    assert {place for _, place in faults(EXAMPLE | wrong)} == {
        "finish", "as_of", "actual", "overdue_days", "rule.levels[0].light", "rule.levels[0].any",
    }  # fmt: skip


HOSTILE = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=5), st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.none(), max_size=2),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(list(EXAMPLE)), HOSTILE)
def test_no_value_anywhere_brings_the_calculator_down(key, value):
    code, found = run(copy.deepcopy(EXAMPLE) | {key: value})
    assert code in {0, 2}
    assert not any(one["code"] == "engine_failed" for one in found.get("findings", ()))


@settings(max_examples=60, deadline=None)
@given(st.dates(), st.dates(), st.dates())
def test_any_three_days_are_answered_or_refused(start, finish, as_of):
    days = {"start": start.isoformat(), "finish": finish.isoformat(), "as_of": as_of.isoformat()}
    code, _ = run(EXAMPLE | days)
    assert code == (2 if finish < start else 0)
