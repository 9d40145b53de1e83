"""Who is in: the first n, the score line, the recorded decision (WH-10)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from touyan.core.findings import Refusal
from touyan.core.scoring import (
    Contest,
    Cut,
    Entry,
    Layer,
    Placed,
    Rounding,
    Totals,
    by_decision,
    by_score_line,
    first_places,
    outcome,
    ranking_of,
)


def placed(**ranks):
    return [Placed(name, rank, None if rank is None else Decimal(100 - rank)) for name, rank in ranks.items()]


def test_the_first_fifteen_of_twenty_four_are_chosen():
    ranking = [Placed(f"e{i}", i, Decimal(100 - i)) for i in range(1, 25)]
    found = first_places(ranking, 15)
    assert found.chosen == {f"e{i}" for i in range(1, 16)}
    assert found.left == {f"e{i}" for i in range(16, 25)}
    assert (found.tied, found.undecided, found.open_places) == (frozenset(), frozenset(), 0)


def test_a_tie_at_the_edge_is_returned_for_the_body_to_decide():
    assert first_places(placed(a=1, b=2, c=2, d=4), 2) == Cut(
        frozenset("a"), frozenset("d"), frozenset("bc"), frozenset(), 1
    )


def test_a_tie_inside_the_places_is_no_question():
    found = first_places(placed(a=1, b=1, c=3), 2)
    assert (found.chosen, found.left, found.tied) == (frozenset("ab"), frozenset("c"), frozenset())


def test_fewer_entries_than_places_leave_places_open():
    assert first_places(placed(a=1), 3) == Cut(frozenset("a"), frozenset(), open_places=2)


def test_an_entry_still_waiting_for_marks_keeps_its_possible_place():
    found = first_places(placed(a=1, b=2, c=3, late=None), 2)
    assert found == Cut(frozenset("a"), frozenset("c"), frozenset(), frozenset({"b", "late"}), 1)


def test_no_places_choose_nobody_and_fewer_are_refused():
    assert first_places(placed(a=1), 0).left == {"a"}
    with pytest.raises(Refusal) as refused:
        first_places([], -1)
    assert [one.code for one in refused.value.findings] == ["cut_places_negative"]


def test_the_score_line_itself_is_enough():
    found = by_score_line([Placed("a", 1, Decimal("60.00")), Placed("b", 2, Decimal("59.99"))], Decimal(60))
    assert (found.chosen, found.left) == (frozenset("a"), frozenset("b"))


def test_an_entry_without_a_total_is_not_below_the_line_but_undecided():
    found = by_score_line([Placed("a", None, None)], Decimal(0))
    assert (found.chosen, found.left, found.undecided) == (frozenset(), frozenset(), frozenset("a"))


def test_a_recorded_decision_is_taken_as_it_was_taken():
    found = by_decision(placed(a=1, b=2), ["b"])
    assert (found.chosen, found.left) == (frozenset("b"), frozenset("a"))


def test_a_decision_about_a_stranger_is_refused_with_the_place():
    with pytest.raises(Refusal) as refused:
        by_decision(placed(a=1), ["a", "x"])
    assert [(one.code, one.place) for one in refused.value.findings] == [("cut_unknown_entry", "chosen[1]")]


def test_an_entry_with_an_open_mark_has_no_rank_in_a_cut():
    layer = Layer("meeting", Fraction(1))
    entries = (
        Entry("a", "all", {"meeting": Totals((Decimal(80), None))}),
        Entry("b", "all", {"meeting": Totals((Decimal(70), Decimal(70)))}),
    )
    found = ranking_of(outcome(Contest(Rounding(), (layer,), entries)))
    assert found == (Placed("a", None, None), Placed("b", 2, Decimal("70.00")))


RANKINGS = st.lists(st.one_of(st.none(), st.integers(0, 4)), max_size=9)


@given(RANKINGS, st.integers(0, 10), st.randoms(use_true_random=False))
def test_shuffling_never_changes_a_cut_and_everybody_is_somewhere_once(scores, places, shuffler):
    known = [score for score in scores if score is not None]
    ranking = [
        Placed(f"e{i}", None, None)
        if score is None
        else Placed(f"e{i}", 1 + sum(other > score for other in known), Decimal(score))
        for i, score in enumerate(scores)
    ]
    found = first_places(ranking, places)
    shuffler.shuffle(ranking)
    assert first_places(ranking, places) == found
    sides = [found.chosen, found.left, found.tied, found.undecided]
    assert sorted(name for side in sides for name in side) == sorted(one.id for one in ranking)
    assert len(found.chosen) + found.open_places == places
    assert not found.tied or len(found.tied) > found.open_places > 0
