"""Score, grade, caps, quotas and completion rates, each number with its derivation."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from touyan.core.assessing import (
    Grade,
    Indicator,
    Part,
    Veto,
    assessed,
    capped,
    completion,
    quota_places,
    within_quota,
)
from touyan.core.findings import Refusal

GRADES = tuple(
    Grade(name, Decimal(least)) for name, least in (("优秀", 90), ("良好", 80), ("一般", 60), ("较差", 0))
)


def parts(*pairs):
    return [Part(f"p{i}", Decimal(weight), Decimal(score)) for i, (weight, score) in enumerate(pairs)]


def codes(steps):
    return [step.code for step in steps]


def test_process_result_effect_make_the_score_and_the_score_makes_the_grade():
    found = assessed(parts(("30", "85"), ("30", "90"), ("40", "78.5")), GRADES)
    assert (str(found.score), found.grade) == ("83.90", "良好")


def test_the_score_is_rounded_once_and_the_grade_follows_from_what_is_printed():
    found = assessed(parts(("100", "89.995")), GRADES)
    assert (str(found.score), found.grade) == ("90.00", "优秀")
    assert assessed(parts(("50", "89.994"), ("50", "89.994")), GRADES).grade == "良好"


def test_every_number_is_derived_by_a_step():
    found = assessed(parts(("50", "80"), ("50", "90.5")), GRADES, Decimal("1.1"))
    assert codes(found.steps) == [
        "assess_part", "assess_part", "assess_sum", "assess_coefficient", "assess_rounded", "assess_graded",
    ]  # fmt: skip
    assert [str(step.facts["result"]) for step in found.steps] == [
        "40",
        "45.25",
        "85.25",
        "93.775",
        "93.78",
        "优秀",
    ]


def test_a_score_below_every_threshold_has_no_grade():
    found = assessed(parts(("100", "50")), GRADES[:3])
    assert (found.grade, codes(found.steps)[-1]) == (None, "assess_ungraded")


@given(st.permutations(GRADES), st.decimals(0, 120, places=2))
def test_the_order_of_the_grades_does_not_matter(grades, score):
    assert assessed(parts(("100", score)), grades).grade == assessed(parts(("100", score)), GRADES).grade


@given(st.lists(st.decimals(0, 100, places=3), min_size=4, max_size=4), st.permutations(range(4)))
def test_the_order_of_the_parts_does_not_matter_and_the_sum_is_exact(scores, order):
    rows = list(zip(("10", "20", "30.5", "39.5"), scores, strict=True))
    found = assessed(parts(*rows), GRADES)
    assert assessed(parts(*[rows[i] for i in order]), GRADES).score == found.score
    exact = sum(Fraction(Decimal(weight)) * Fraction(score) for weight, score in rows) / 100
    assert abs(Fraction(found.score) - exact) <= Fraction(1, 200)


def test_a_veto_caps_the_grade_and_never_lifts_it():
    assert capped("优秀", GRADES, [Veto("fraud", "较差")])[0] == "较差"
    assert capped("一般", GRADES, [Veto("mass_incident", "良好")])[0] == "一般"


def test_several_vetoes_leave_the_worst_and_each_is_a_step():
    held, steps = capped("优秀", GRADES, [Veto("accident", "一般"), Veto("late", "良好")])
    assert (held, codes(steps)) == ("一般", ["assess_veto", "assess_veto"])


def test_at_most_a_quarter_of_a_class_may_be_excellent():
    assert [quota_places(size, Decimal(25)) for size in (3, 4, 7, 8)] == [0, 1, 1, 2]


def test_a_tie_on_the_edge_of_the_quota_is_left_to_people():
    scores = {"a": Decimal(95), "b": Decimal(92), "c": Decimal(92), "d": Decimal(91)}
    found = within_quota(scores, 8, Decimal(25))
    assert (found.kept, found.tied, found.beyond, found.open_places) == (
        frozenset("a"), frozenset("bc"), frozenset("d"), 1,
    )  # fmt: skip


def test_a_quota_that_is_not_reached_takes_nothing_from_anybody():
    found = within_quota({"a": Decimal(95)}, 8, Decimal(25))
    assert (found.kept, found.tied, found.beyond) == (frozenset("a"), frozenset(), frozenset())


@given(st.dictionaries(st.text(min_size=1, max_size=2), st.integers(0, 4).map(Decimal)), st.integers(0, 20))
def test_a_quota_divides_everybody_once(scores, size):
    found = within_quota(scores, size, Decimal(25))
    assert sorted([*found.kept, *found.tied, *found.beyond]) == sorted(scores)
    assert len(found.kept) <= quota_places(size, Decimal(25))


def indicator(**changes):
    return Indicator(**{"id": "road", "target": Decimal(80), "unit": "公里", **changes})


@pytest.mark.parametrize(
    ("changes", "actual", "rate"),
    [
        ({}, "60", "75.00"),
        ({"target": Decimal(3)}, "1", "33.33"),
        ({"baseline": Decimal("41.3")}, "80.0", "100.00"),
        ({"baseline": Decimal(40)}, "50", "25.00"),
        ({"baseline": Decimal(90), "direction": "down"}, "85", "50.00"),
        ({}, "100", "100.00"),
        ({"ceiling": Decimal(120)}, "100", "120.00"),
        ({"baseline": Decimal(40)}, "30", "0.00"),
    ],
)
def test_a_completion_rate_is_the_share_of_the_way_from_baseline_to_target(changes, actual, rate):
    assert str(completion(indicator(**changes), Decimal(actual)).rate) == rate


def test_a_rate_held_by_the_rule_says_what_it_was():
    found = completion(indicator(), Decimal(100))
    assert codes(found.steps) == ["completion_rate", "completion_capped"]
    assert [str(step.facts["result"]) for step in found.steps] == ["125.00", "100.00"]


def test_a_figure_not_reported_has_no_rate_and_is_never_zero():
    found = completion(indicator(), None)
    assert (found.rate, codes(found.steps)) == (None, ["completion_unreported"])


@pytest.mark.parametrize(
    ("changes", "code", "place"),
    [
        ({"direction": "down"}, "baseline_absent", "baseline"),
        ({"target": Decimal(0)}, "target_not_beyond_baseline", "target"),
        ({"baseline": Decimal(80)}, "target_not_beyond_baseline", "target"),
        ({"baseline": Decimal(70), "direction": "down"}, "target_not_beyond_baseline", "target"),
    ],
)
def test_a_way_of_no_length_or_the_wrong_direction_is_refused(changes, code, place):
    with pytest.raises(Refusal) as refused:
        completion(indicator(**changes), Decimal(1))
    assert [(one.code, one.place) for one in refused.value.findings] == [(code, place)]


@given(st.integers(-100, 100), st.integers(1, 100), st.integers(-300, 300))
def test_up_and_down_are_mirror_images(start, way, actual):
    up = Indicator("x", Decimal(start + way), "件", Decimal(start))
    down = Indicator("x", Decimal(-start - way), "件", Decimal(-start), "down")
    assert completion(up, Decimal(actual)).rate == completion(down, Decimal(-actual)).rate
