"""`touyan compute assess` against its public contract, and every fault at its place."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from touyan.project.compute.assess import EXAMPLE
from touyan.project.compute.command import respond


def run(value):
    code, text = respond(["assess"], json.dumps(value).encode)
    return code, json.loads(text)


def answer(value):
    code, found = run(value)
    assert code == 0, found
    return found


def faults(value):
    code, found = run(value)
    assert code == 2, found
    assert all("…" not in one["message"] and one["message"] != one["code"] for one in found["findings"])
    return [(one["code"], one["place"]) for one in found["findings"]]


def with_parts(*rows):
    return EXAMPLE | {"parts": [{"id": f"p{i}", "weight": w, "score": s} for i, (w, s) in enumerate(rows)]}


def with_grades(*rows):
    return EXAMPLE | {"grades": [{"name": name, "from": least} for name, least in rows]}


def test_the_worked_example_answers_as_the_contract_prints_it():
    found = answer(EXAMPLE)
    assert list(found) == ["score", "grade", "steps"]
    assert (found["score"], found["grade"]) == ("83.90", "良好")


def test_every_step_has_a_code_facts_and_a_whole_sentence():
    found = answer(EXAMPLE | {"coefficient": "0.95"})
    assert [step["code"] for step in found["steps"]] == [
        "assess_part", "assess_part", "assess_part", "assess_sum", "assess_coefficient", "assess_rounded",
        "assess_graded",
    ]  # fmt: skip
    assert all("{" not in step["message"] and "…" not in step["message"] for step in found["steps"])
    assert found["steps"][4]["facts"] == {"score": "83.9", "coefficient": "0.95", "result": "79.705"}
    assert found["steps"][4]["message"] == "合计83.9分乘以系数0.95，得79.705分。"
    assert (found["score"], found["grade"]) == ("79.71", "一般")


def test_the_coefficient_is_one_where_it_is_null_or_left_out():
    bare = {key: held for key, held in EXAMPLE.items() if key != "coefficient"}
    assert answer(bare) == answer(EXAMPLE | {"coefficient": None}) == answer(EXAMPLE)


def test_the_grade_follows_from_the_rounded_score_whatever_the_order_of_grades():
    value = with_parts(("100", "79.995"))
    assert answer(value)["grade"] == "良好"
    assert answer(value | {"grades": EXAMPLE["grades"][::-1]})["grade"] == "良好"


def test_a_score_below_every_threshold_is_an_answer_for_people():
    found = answer(with_grades(("优秀", "90")))
    assert (found["score"], found["grade"], found["steps"][-1]["code"]) == ("83.90", None, "assess_ungraded")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (with_parts(("50", "1"), ("49.9", "1")), [("part_weights_sum", "parts")]),
        (with_parts(("100", None)), [("value_null", "parts[0].score")]),
        (with_parts(("100", "-1")), [("number_too_small", "parts[0].score")]),
        (with_parts(("-100", "1")), [("number_too_small", "parts[0].weight")]),
        (with_parts(), [("list_too_short", "parts")]),
        (EXAMPLE | {"coefficient": "-1"}, [("number_too_small", "coefficient")]),
        (EXAMPLE | {"coefficient": "1,5"}, [("decimal_malformed", "coefficient")]),
        (EXAMPLE | {"grades": []}, [("list_too_short", "grades")]),
        (with_grades(("a", "90"), ("a", "80")), [("given_twice", "grades[1].name")]),
        (with_grades(("a", "90"), ("b", "90.0")), [("grade_from_twice", "grades[1].from")]),
        (EXAMPLE | {"grade": "优秀"}, [("key_unknown", "grade")]),
        ({"parts": EXAMPLE["parts"]}, [("key_absent", "grades")]),
        ([], [("input_not_object", "")]),
    ],
)
def test_each_fault_is_told_at_its_place(value, expected):
    assert faults(value) == expected


def test_the_wrong_sum_of_weights_is_said_whatever_else_is_wrong():
    _, found = run(with_parts(("50", "x"), ("49.5", "1")))
    told = {one["code"]: one for one in found["findings"]}
    assert told["part_weights_sum"]["facts"] == {"sum": "99.5"}
    assert set(told) == {"part_weights_sum", "decimal_malformed"}


HOSTILE = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=5), st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.none(), max_size=2),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["parts", "grades", "coefficient", "weight", "score"]), HOSTILE)
def test_no_value_anywhere_brings_the_calculator_down(key, value):
    given_ = {"weight": with_parts((value, "1")), "score": with_parts(("100", value))}.get(
        key, EXAMPLE | {key: value}
    )
    code, found = run(given_)
    assert code in {0, 2}
    assert not any(one["code"] == "engine_failed" for one in found.get("findings", ()))
