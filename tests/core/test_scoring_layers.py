"""One entry in one layer: trimmed means, recusals, missing marks, sheets, ballots."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from touyan.core.scoring import Criterion, Layer, Rounding, Sheets, Totals, Trim, Votes
from touyan.core.scoring.layers import LayerScore, layer_score

HALF_UP = Rounding("half_up", 2, frozenset({"layer", "total"}))
EXACT = Rounding("half_up", 2, frozenset())
TRIM = Trim(1, 1, 5)


def panel(trim=None, criteria=()):
    points = tuple(Criterion(name, Decimal(100)) for name in criteria)
    return Layer("live", Fraction(1), trim=trim, criteria=points)


def totals(*marks, void=()):
    return Totals(tuple(None if m is None else Decimal(m) for m in marks), frozenset(void))


def sheets(void=(), **judges):
    return Sheets(
        {
            judge: {c: None if m is None else Decimal(m) for c, m in zip("ABC", marks, strict=False)}
            for judge, marks in judges.items()
        },
        frozenset(void),
    )


def score(layer, given_, rounding=HALF_UP) -> LayerScore:
    return layer_score(layer, given_, rounding)


def test_one_highest_and_one_lowest_are_dropped_even_when_two_judges_share_the_highest():
    found = score(panel(TRIM), totals("90", "90", "80", "70", "60"))
    assert found.score == 80
    assert found.dropped == (Decimal(90), Decimal(60))


def test_a_mean_of_89_125_is_89_13_and_never_what_binary_rounding_gives():
    assert score(panel(), totals("89.12", "89.13")).score == Fraction("89.13")


@pytest.mark.parametrize(("mode", "expected"), [("half_up", "2.68"), ("half_even", "2.68"), ("down", "2.67")])
def test_2_675_is_rounded_by_the_declared_mode(mode, expected):
    assert score(panel(), totals("2.675"), Rounding(mode, 2, frozenset({"layer"}))).score == Fraction(
        expected
    )


def test_half_even_takes_the_even_neighbour():
    assert score(panel(), totals("2.665"), Rounding("half_even", 2, frozenset({"layer"}))).score == Fraction(
        "2.66"
    )


def test_without_a_declared_point_the_mean_stays_exact():
    assert score(panel(), totals("1", "1", "2"), EXACT).score == Fraction(4, 3)


def test_fewer_valid_judges_than_the_minimum_give_the_plain_mean_and_say_so():
    found = score(panel(TRIM), totals("90", "80", "70", "60"))
    assert (found.score, found.is_plain, found.dropped) == (75, True, ())


def test_a_recused_judge_does_not_count_towards_the_minimum():
    found = score(panel(TRIM), totals("90", "80", "70", "60", "0", void=[4]))
    assert (found.score, found.is_plain, found.has_missing) == (75, True, False)


def test_a_missing_mark_is_left_out_and_said_not_counted_as_zero():
    found = score(panel(), totals("90", None, "80"))
    assert (found.score, found.has_missing) == (85, True)


def test_a_recused_judges_open_mark_is_not_missing():
    assert not score(panel(), totals("90", None, void=[1])).has_missing


@pytest.mark.parametrize("nothing", [totals(), totals(None), totals("90", void=[0])])
def test_a_layer_without_any_mark_has_no_score_and_waits(nothing):
    found = score(panel(TRIM), nothing)
    assert (found.score, found.has_missing, found.is_plain) == (None, True, False)


def test_trimming_that_would_leave_nobody_is_a_plain_mean():
    found = score(panel(Trim(2, 2, 1)), totals("1", "2", "3", "4"))
    assert (found.score, found.is_plain) == (Fraction("2.5"), True)


def test_several_highest_and_lowest_can_be_dropped():
    found = score(panel(Trim(2, 1, 5)), totals("1", "2", "3", "4", "100"))
    assert (found.score, found.dropped) == (Fraction("2.5"), (Decimal(100), Decimal(4), Decimal(1)))


def test_sheets_without_trimming_are_averaged_per_judge():
    found = score(panel(criteria="AB"), sheets(j1=["1", "2"], j2=["2", "2"], j3=["2", "2"]), EXACT)
    assert found.score == Fraction(11, 3)


def test_sheets_are_averaged_per_criterion_where_criteria_are_rounded():
    by_criterion = Rounding("half_up", 2, frozenset({"criterion", "layer"}))
    found = score(panel(criteria="AB"), sheets(j1=["1", "1"], j2=["2", "2"], j3=["1", "1"]), by_criterion)
    assert found.criteria == {"A": Fraction("1.33"), "B": Fraction("1.33")}
    assert found.score == Fraction("2.66")


def test_a_sheet_with_a_hole_has_no_total_so_nobody_gets_a_lower_mark_nobody_gave():
    found = score(panel(criteria="AB"), sheets(j1=["50", "40"], j2=["50", None]))
    assert (found.score, found.has_missing) == (90, True)


def test_per_criterion_only_the_hole_is_left_out():
    by_criterion = Rounding("half_up", 2, frozenset({"criterion"}))
    found = score(panel(criteria="AB"), sheets(j1=["50", "40"], j2=["60", None]), by_criterion)
    assert (found.score, found.has_missing) == (95, True)


def test_a_criterion_nobody_marked_gives_no_score_instead_of_a_lower_sum():
    by_criterion = Rounding("half_up", 2, frozenset({"criterion"}))
    assert score(panel(criteria="AB"), sheets(j1=["50", None]), by_criterion).score is None


def test_trimming_by_criterion_drops_marks_of_each_criterion_and_sums_the_means():
    layer = panel(Trim(1, 1, 3, "criterion"), "AB")
    found = score(layer, sheets(j1=["1", "9"], j2=["2", "8"], j3=["6", "1"]))
    assert found.score == 10
    assert sorted(found.dropped) == [1, 1, 6, 9]


def test_trimming_on_totals_drops_whole_sheets_of_a_panel():
    found = score(panel(Trim(1, 1, 3), "AB"), sheets(j1=["1", "9"], j2=["2", "7"], j3=["6", "1"]))
    assert (found.score, found.dropped) == (9, (Decimal(10), Decimal(7)))


def test_a_recused_judges_sheet_is_left_out_by_name():
    assert score(panel(criteria="A"), sheets(void=["j2"], j1=["50"], j2=["100"])).score == 50


def test_a_mark_above_its_criterions_points_is_noted_and_kept():
    found = score(panel(criteria="A"), sheets(j1=["101"]))
    assert (found.score, found.is_above_points) == (101, True)


def test_likes_among_ballots_are_a_percentage():
    found = score(Layer("public", Fraction(1), "ballot", quorum=15), Votes(17, 20))
    assert (found.score, found.lacks_quorum) == (85, False)


def test_below_the_quorum_the_score_is_shown_and_blocked_and_without_ballots_there_is_none():
    layer = Layer("public", Fraction(1), "ballot", quorum=4)
    assert score(layer, Votes(2, 3)) == LayerScore(Fraction("66.67"), lacks_quorum=True)
    assert score(layer, Votes(0, 0)) == LayerScore(None, lacks_quorum=True)
    assert score(Layer("public", Fraction(1), "ballot"), Votes(0, 0)).lacks_quorum


MARKS = st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=12)


@given(MARKS, st.randoms(use_true_random=False))
def test_the_order_of_judges_never_changes_a_layer(marks, shuffler):
    shuffled = list(marks)
    shuffler.shuffle(shuffled)
    one, other = score(panel(TRIM), Totals(tuple(marks))), score(panel(TRIM), Totals(tuple(shuffled)))
    assert one.score == other.score
    assert sorted(one.dropped) == sorted(other.dropped)


@given(MARKS)
def test_a_trimmed_mean_lies_between_the_lowest_and_the_highest_mark(marks):
    found = score(panel(TRIM), Totals(tuple(marks)), EXACT)
    assert min(marks) <= found.score <= max(marks)


@given(MARKS, st.integers(1, 5))
def test_marks_not_handed_in_never_change_the_mean_of_the_others(marks, holes):
    whole = score(panel(TRIM), Totals(tuple(marks)))
    with_holes = score(panel(TRIM), Totals((*marks, *[None] * holes)))
    assert with_holes.score == whole.score
    assert with_holes.has_missing


@given(
    st.lists(st.tuples(st.decimals(0, 50, places=1), st.decimals(0, 50, places=1)), min_size=1, max_size=9)
)
def test_without_rounding_the_mean_of_sheet_totals_is_the_sum_of_criterion_means(pairs):
    given_ = Sheets({f"j{i}": {"A": a, "B": b} for i, (a, b) in enumerate(pairs)})
    found = score(panel(criteria="AB"), given_, EXACT)
    assert found.score == found.criteria["A"] + found.criteria["B"]
