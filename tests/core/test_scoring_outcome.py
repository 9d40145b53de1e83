"""Totals, ranks, ties and awards of a contest."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from touyan.core.scoring import (
    Award,
    Blocked,
    Contest,
    Entry,
    Layer,
    Note,
    Rounding,
    Totals,
    Trim,
    Votes,
    outcome,
)

ROUNDING = Rounding("half_up", 2, frozenset({"layer", "total"}))
HALF = Fraction(1, 2)
TWO_LAYERS = (Layer("live", HALF), Layer("pre", HALF))


def entry(name, live, pre, group="street"):
    def held(value):
        return Totals((None,) if value is None else tuple(Decimal(mark) for mark in value.split()))

    return Entry(name, group, {"live": held(live), "pre": held(pre)})


def run(*entries, chain=("live", "pre"), awards=(), rounding=ROUNDING, layers=TWO_LAYERS):
    return outcome(Contest(rounding, layers, entries, chain, tuple(Award(*award) for award in awards)))


def column(found, name):
    return {one.id: getattr(one, name) for one in found.entries}


def test_equal_ranks_skip_the_next_one():
    found = run(
        entry("a", "90", "90"), entry("b", "80", "80"), entry("c", "80", "80"), entry("d", "70", "70")
    )
    assert column(found, "rank") == {"a": 1, "b": 2, "c": 2, "d": 4}


def test_groups_are_ranked_apart():
    found = run(entry("a", "90", "90"), entry("b", "80", "80", "community"))
    assert column(found, "rank") == {"a": 1, "b": 1}


def test_the_chain_decides_equal_totals_and_names_the_item_for_both_neighbours():
    found = run(entry("a", "80", "90"), entry("b", "90", "80"), entry("c", "60", "60"))
    assert column(found, "rank") == {"b": 1, "a": 2, "c": 3}
    assert column(found, "decided_by") == {"a": "live", "b": "live", "c": None}


def test_a_tie_that_remains_names_no_item_and_the_one_apart_from_it_does():
    found = run(entry("a", "90", "70"), entry("b", "80", "80"), entry("c", "80", "80"))
    assert column(found, "rank") == {"a": 1, "b": 2, "c": 2}
    assert column(found, "decided_by") == {"a": "live", "b": None, "c": None}


def test_each_of_three_with_one_total_is_told_the_item_above_it():
    layers = (Layer("x", Fraction(0)), Layer("y", Fraction(0)), Layer("z", Fraction(1)))

    def of(name, x, y):
        return Entry(name, "g", {n: Totals((Decimal(v),)) for n, v in zip("xyz", (x, y, 50), strict=True)})

    found = run(of("a", 9, 1), of("b", 8, 2), of("c", 8, 1), chain=("x", "y"), layers=layers)
    assert column(found, "rank") == {"a": 1, "b": 2, "c": 3}
    assert column(found, "decided_by") == {"a": "x", "b": "x", "c": "y"}


def test_totals_that_differ_only_behind_the_printed_decimals_are_equal():
    found = run(
        entry("a", "80.001", "80"),
        entry("b", "80", "80"),
        rounding=Rounding("half_up", 2, frozenset()),
        chain=(),
    )
    assert column(found, "rank") == {"a": 1, "b": 1}


def test_a_weighted_part_is_rounded_before_adding_where_shares_are_declared():
    layers = tuple(Layer(name, Fraction("0.8")) for name in ("live", "pre"))
    one = entry("a", "0.05", "0.05")
    plain = run(one, layers=layers, rounding=Rounding("half_up", 1, frozenset({"total"})))
    shared = run(one, layers=layers, rounding=Rounding("half_up", 1, frozenset({"share", "total"})))
    assert plain.entries[0].total == Decimal("0.1")
    assert shared.entries[0].total == Decimal("0.0")


def test_awards_go_down_the_ladder_and_end():
    found = run(
        entry("a", "90", "90"),
        entry("b", "80", "80"),
        entry("c", "70", "70"),
        awards=[("first", 1), ("second", 1)],
    )
    assert column(found, "award") == {"a": "first", "b": "second", "c": None}


def test_places_can_differ_by_group_and_a_group_not_named_has_none():
    found = run(
        entry("a", "90", "90"),
        entry("b", "80", "80", "community"),
        entry("c", "70", "70", "community"),
        awards=[("first", {"community": 1})],
    )
    assert column(found, "award") == {"a": None, "b": "first", "c": None}


def test_a_tie_on_an_awards_edge_is_handed_to_people_and_nobody_moves_up():
    found = run(
        entry("a", "90", "90"),
        entry("b", "90", "90"),
        entry("c", "80", "80"),
        awards=[("first", 1), ("second", 1), ("third", 1)],
    )
    assert column(found, "award") == {"a": None, "b": None, "c": "third"}
    assert found.blocked == (Blocked("award_tie", ("a", "b"), award="first"),)


def test_a_tie_on_the_edge_of_the_last_award_is_handed_over_too():
    found = run(entry("a", "90", "90"), entry("b", "90", "90"), awards=[("first", 1)])
    assert found.blocked == (Blocked("award_tie", ("a", "b"), award="first"),)


def test_a_tie_whole_inside_one_award_or_beyond_all_is_not_blocked():
    awards = [("first", 2)]
    found = run(
        entry("a", "90", "90"),
        entry("b", "90", "90"),
        entry("c", "1", "1"),
        entry("d", "1", "1"),
        awards=awards,
    )
    assert column(found, "award") == {"a": "first", "b": "first", "c": None, "d": None}
    assert found.blocked == ()


def test_a_revote_blocks_on_an_edge_before_later_items_may_decide():
    tied = (entry("a", "80", "90"), entry("b", "90", "80"))
    found = run(*tied, chain=("revote", "live"), awards=[("first", 1)])
    assert column(found, "rank") == {"a": 1, "b": 1}
    assert [one.code for one in found.blocked] == ["award_tie"]


def test_a_revote_is_not_asked_for_where_no_award_depends_on_it():
    tied = (entry("a", "80", "90"), entry("b", "90", "80"))
    found = run(*tied, chain=("revote", "live"), awards=[("first", 2)])
    assert column(found, "rank") == {"a": 2, "b": 1}
    assert found.blocked == ()


def test_a_missing_mark_keeps_its_place_in_the_award_open():
    waiting = Entry("a", "street", {"live": Totals((Decimal(90), None)), "pre": Totals((Decimal(90),))})
    found = run(waiting, entry("b", "80", "80"), awards=[("first", 1), ("second", 1)])
    assert column(found, "rank") == {"a": 1, "b": 2}
    assert column(found, "award") == {"a": None, "b": "second"}
    assert found.blocked == (Blocked("missing", ("a",), layer="live"),)


def test_no_mark_at_all_gives_no_score_no_total_no_rank_and_the_others_are_ranked():
    found = run(entry("a", None, "90"), entry("b", "80", "80"), awards=[("first", 1)])
    assert (found.entries[0].layers["live"], found.entries[0].total, found.entries[0].rank) == (
        None,
        None,
        None,
    )
    assert column(found, "award") == {"a": None, "b": "first"}


def test_without_quorum_there_are_figures_but_no_rank_and_no_award():
    layers = (Layer("live", HALF), Layer("public", HALF, "ballot", quorum=3))

    def of(name, ballots):
        return Entry(name, "g", {"live": Totals((Decimal(80),)), "public": Votes(1, ballots)})

    found = run(of("a", 2), of("b", 4), layers=layers, chain=(), awards=[("first", 1)])
    assert column(found, "total") == {"a": Decimal("65.00"), "b": Decimal("52.50")}
    assert column(found, "rank") == {"a": None, "b": 1}
    assert column(found, "award") == {"a": None, "b": "first"}
    assert found.blocked == (Blocked("quorum", ("a",), layer="public"),)


def test_a_plain_mean_is_noted_for_the_record():
    layers = (Layer("live", HALF, trim=Trim(1, 1, 5)), Layer("pre", HALF))
    found = run(entry("a", "90 80", "90"), layers=layers)
    assert found.notes == (Note("a", "live", "plain_mean"),)


FEW = st.integers(0, 3).map(lambda mark: f"{mark}")
ENTRIES = st.lists(st.tuples(FEW, FEW, st.sampled_from(["x", "y"])), min_size=1, max_size=8)
CHAINS = st.sampled_from([(), ("live",), ("pre", "live"), ("revote", "live"), ("live", "draw", "pre")])
LADDERS = st.lists(st.integers(0, 3), max_size=4)


@given(ENTRIES, CHAINS, LADDERS, st.randoms(use_true_random=False))
def test_shuffling_the_entries_changes_nothing_for_any_of_them(rows, chain, ladder, shuffler):
    entries = [entry(f"e{i}", live, pre, group) for i, (live, pre, group) in enumerate(rows)]
    awards = [(f"award{i}", count) for i, count in enumerate(ladder)]
    one = run(*entries, chain=chain, awards=awards)
    shuffled = list(entries)
    shuffler.shuffle(shuffled)
    other = run(*shuffled, chain=chain, awards=awards)
    assert {e.id: e for e in one.entries} == {e.id: e for e in other.entries}
    assert {(b.code, frozenset(b.entries), b.award) for b in one.blocked} == {
        (b.code, frozenset(b.entries), b.award) for b in other.blocked
    }


@given(ENTRIES, CHAINS, LADDERS)
def test_no_award_is_ever_given_more_often_than_it_has_places(rows, chain, ladder):
    entries = [entry(f"e{i}", live, pre, group) for i, (live, pre, group) in enumerate(rows)]
    found = run(*entries, chain=chain, awards=[(f"award{i}", count) for i, count in enumerate(ladder)])
    for group in "xy":
        for i, count in enumerate(ladder):
            assert sum(e.award == f"award{i}" and e.group == group for e in found.entries) <= count


@given(ENTRIES, CHAINS)
def test_a_rank_is_one_more_than_the_number_of_those_ranked_above(rows, chain):
    entries = [entry(f"e{i}", live, pre, group) for i, (live, pre, group) in enumerate(rows)]
    found = run(*entries, chain=chain)
    for one in found.entries:
        assert one.rank == 1 + sum(e.group == one.group and e.rank < one.rank for e in found.entries)


@given(ENTRIES)
def test_a_higher_total_always_has_the_better_rank(rows):
    entries = [entry(f"e{i}", live, pre, "x") for i, (live, pre, _) in enumerate(rows)]
    found = run(*entries).entries
    assert all(a.rank < b.rank for a in found for b in found if a.total > b.total)


@given(ENTRIES)
def test_an_award_that_ties_cannot_split_is_still_owed_exactly_once(rows):
    """Positive control: given places plus places held open by ties are what the ladder holds."""
    entries = [entry(f"e{i}", live, pre, "x") for i, (live, pre, _) in enumerate(rows)]
    found = run(*entries, awards=[("first", 1)])
    given_away = sum(e.award == "first" for e in found.entries)
    assert given_away + len(found.blocked) == 1
