"""`touyan compute score` against its public contract: figures, ties, awards, and every fault at its place."""

import copy
import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from touyan.project.compute.command import respond
from touyan.project.compute.score import EXAMPLE


def run(value):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    code, text = respond(["score"], lambda: data)
    return code, json.loads(text)


def answer(value):
    code, found = run(value)
    assert code == 0, found
    return found


def faults(value):
    code, found = run(value)
    assert code == 2, found
    assert all(
        one["level"] == "error" and one["message"] and one["message"] != one["code"]
        for one in found["findings"]
    )
    assert all("…" not in one["message"] and "{" not in one["message"] for one in found["findings"])
    return [(one["code"], one["place"]) for one in found["findings"]]


def changed(*changes):
    """The worked example with values put at paths; a value of `...` takes the key away."""
    value = copy.deepcopy(EXAMPLE)
    for path, put in changes:
        *way, last = path
        held = value
        for step in way:
            held = held[step]
        if put is ...:
            del held[last]
        else:
            held[last] = put
    return value


def panel(*entries, layer=None, at=("layer", "total"), decimals=2, **more):
    """A contest of one panel layer "p"; an entry is (id, what the layer collected)."""
    return {
        "rounding": {"mode": "half_up", "decimals": decimals, "at": list(at)},
        "layers": [{"id": "p", "weight": "100", "kind": "panel", **(layer or {})}],
        "entries": [{"id": name, "group": "g", "layers": {"p": held}} for name, held in entries],
        **more,
    }


def sheet_panel(*entries, layer=None, **more):
    criteria = [{"id": "A", "points": "50"}, {"id": "B", "points": "50"}]
    return panel(*entries, layer={"criteria": criteria, **(layer or {})}, **more)


def test_the_worked_example_answers_as_the_contract_prints_it():
    assert answer(EXAMPLE) == {
        "entries": [
            {
                "id": "E01", "group": "street", "layers": {"pre": "91.50", "public": "66.67", "live": "87.70"},
                "total": "83.87", "rank": 1, "award": "一等奖", "dropped": {"live": ["93.5", "85.0"]}, "decided_by": None,
            }
        ],
        "blocked": [],
        "notes": [],
    }  # fmt: skip


def test_the_keys_of_the_answer_stand_in_a_fixed_order():
    found = answer(EXAMPLE)
    assert list(found) == ["entries", "blocked", "notes"]
    assert list(found["entries"][0]) == [
        "id",
        "group",
        "layers",
        "total",
        "rank",
        "award",
        "dropped",
        "decided_by",
    ]


def test_numbers_are_taken_as_written_never_through_binary_floats():
    data = json.dumps(panel(("a", {"totals": ["@"]}))).replace('"@"', "1.005").encode()
    assert answer(data)["entries"][0]["total"] == "1.01"


def test_optional_keys_may_be_null_or_left_out():
    bare = changed((["tie_break"], ...), (["awards"], ...))
    null = changed((["tie_break"], None), (["awards"], None))
    assert answer(bare) == answer(null)
    assert answer(bare)["entries"][0]["award"] is None


@pytest.mark.parametrize("key", ["rounding", "layers", "entries"])
def test_other_top_keys_may_not_be_left_out(key):
    assert ("key_absent", key) in faults(changed(([key], ...)))
    assert ("value_null", key) in faults(changed(([key], None)))


def test_figures_have_exactly_the_declared_decimals_even_where_nothing_is_rounded():
    found = answer(panel(("a", {"totals": ["1", "1", "2"]}), at=(), decimals=4))
    assert found["entries"][0]["layers"]["p"] == found["entries"][0]["total"] == "1.3333"
    assert answer(panel(("a", {"totals": ["1.5"]}), decimals=0))["entries"][0]["total"] == "2"


def test_factors_need_no_sum_and_may_be_negative_for_deductions():
    value = {
        "rounding": {"mode": "half_up", "decimals": 2, "at": ["layer", "share", "total"]},
        "layers": [
            {"id": "up", "factor": "1.2", "kind": "panel"},
            {"id": "off", "factor": "-1", "kind": "panel"},
        ],
        "entries": [
            {"id": "a", "group": "g", "layers": {"up": {"totals": ["7.33"]}, "off": {"totals": ["1"]}}}
        ],
    }
    assert answer(value)["entries"][0]["total"] == "7.80"


def test_a_missing_mark_is_blocked_with_its_layer_and_its_award_stays_open():
    found = answer(
        panel(
            ("a", {"totals": ["90", None]}),
            ("b", {"totals": ["80", "80"]}),
            awards=[{"name": "first", "count": 1}, {"name": "second", "count": 1}],
        )
    )
    assert [(one["rank"], one["award"]) for one in found["entries"]] == [(1, None), (2, "second")]
    assert found["blocked"] == [{"code": "missing", "entries": ["a"], "layer": "p"}]


def test_no_mark_and_no_ballot_give_null_score_total_and_rank():
    value = changed((["entries", 0, "layers", "public"], {"likes": 0, "ballots": 0}))
    found = answer(value)
    entry = found["entries"][0]
    assert (entry["layers"]["public"], entry["total"], entry["rank"], entry["award"]) == (
        None,
        None,
        None,
        None,
    )
    assert found["blocked"] == [{"code": "quorum", "entries": ["E01"], "layer": "public"}]


def test_below_the_quorum_the_figures_stand_and_the_rank_does_not():
    found = answer(changed((["layers", 1, "quorum"], 4)))
    assert (found["entries"][0]["total"], found["entries"][0]["rank"]) == ("83.87", None)


def test_too_few_judges_are_a_plain_mean_with_a_note():
    value = changed((["entries", 0, "layers", "live", "void"], [0, 1, 2]))
    found = answer(value)
    assert found["entries"][0]["layers"]["live"] == "88.75"
    assert found["entries"][0]["dropped"] == {}
    assert found["notes"] == [{"entry": "E01", "layer": "live", "code": "plain_mean"}]


def test_a_tie_across_an_edge_waits_and_names_the_award():
    same = {"totals": ["90"]}
    found = answer(
        panel(
            ("a", same), ("b", same), awards=[{"name": "first", "count": {"g": 1}}], tie_break=["p", "revote"]
        )
    )
    assert found["blocked"] == [{"code": "award_tie", "entries": ["a", "b"], "award": "first"}]
    assert [one["decided_by"] for one in found["entries"]] == [None, None]


def test_a_criterion_can_break_a_tie_and_is_named():
    found = answer(
        sheet_panel(
            ("a", {"sheets": {"j": {"A": "40", "B": "50"}}}),
            ("b", {"sheets": {"j": {"A": "50", "B": "40"}}}),
            tie_break=["criterion:A"],
        )
    )
    assert [(one["rank"], one["decided_by"]) for one in found["entries"]] == [
        (2, "criterion:A"),
        (1, "criterion:A"),
    ]


def test_trimming_by_criterion_rounds_each_mean_where_declared_and_sums():
    judges = {f"j{i}": {"A": mark, "B": "10"} for i, mark in enumerate(["1", "2", "2", "3", "9"])}
    layer = {"trim": {"high": 1, "low": 1, "min_judges": 5, "on": "criterion"}}
    found = answer(sheet_panel(("a", {"sheets": judges}), layer=layer, at=("criterion",)))
    assert found["entries"][0]["layers"]["p"] == "12.33"
    assert sorted(found["entries"][0]["dropped"]["p"]) == ["1", "10", "10", "9"]


def test_void_names_judges_where_there_are_sheets():
    sheets = {"x": {"A": "1", "B": "1"}, "y": {"A": "50", "B": "40"}, "z": {}}
    found = answer(sheet_panel(("a", {"sheets": sheets, "void": ["x", "z"]})))
    assert found["entries"][0]["total"] == "90.00"


FAULTS = {
    "weights that do not add up": ([(["layers", 0, "weight"], "11")], [("layer_weights_sum", "layers")]),
    "a weight below zero": ([(["layers", 0, "weight"], "-10")], [("number_too_small", "layers[0].weight")]),
    "neither weight nor factor": ([(["layers", 0, "weight"], ...)], [("key_absent", "layers[0].weight")]),
    "weights and factors mixed": (
        [(["layers", 0, "weight"], ...), (["layers", 0, "factor"], "1")],
        [("weight_and_factor", "layers[0].factor")],
    ),
    "an unknown kind of layer": ([(["layers", 0, "kind"], "jury")], [("choice_unknown", "layers[0].kind")]),
    "a quorum for a panel": ([(["layers", 0, "quorum"], 1)], [("key_unknown", "layers[0].quorum")]),
    "trimming of a ballot": (
        [(["layers", 1, "trim"], {"high": 1, "low": 1, "min_judges": 5})],
        [("key_unknown", "layers[1].trim")],
    ),
    "one layer twice": (
        [
            (["layers"], [EXAMPLE["layers"][2] | {"weight": "10"}, *EXAMPLE["layers"][1:]]),
            (["tie_break"], None),
            (["entries"], []),
        ],
        [("given_twice", "layers[2].id")],
    ),
    "a layer named like a chain word": (
        [(["layers", 0, "id"], "draw"), (["tie_break"], None), (["entries"], [])],
        [("layer_id_reserved", "layers[0].id")],
    ),
    "a layer renamed but not in the chain and the entries": (
        [(["layers", 0, "id"], "paper")],
        [
            ("tie_item_unknown", "tie_break[2]"),
            ("key_absent", "entries[0].layers.paper"),
            ("key_unknown", "entries[0].layers.pre"),
        ],
    ),
    "trimming by criterion without criteria": (
        [(["layers", 2, "trim", "on"], "criterion")],
        [("trim_needs_criteria", "layers[2].criteria")],
    ),
    "a chain item nobody knows": ([(["tie_break", 1], "publik")], [("tie_item_unknown", "tie_break[1]")]),
    "a chain criterion nobody knows": (
        [(["tie_break", 1], "criterion:x")],
        [("tie_item_unknown", "tie_break[1]")],
    ),
    "more likes than ballots": (
        [(["entries", 0, "layers", "public", "likes"], 4)],
        [("likes_above_ballots", "entries[0].layers.public.likes")],
    ),
    "a mark below zero": (
        [(["entries", 0, "layers", "pre", "totals", 1], "-1")],
        [("number_too_small", "entries[0].layers.pre.totals[1]")],
    ),
    "a mark above the scale": (
        [(["layers", 0, "scale"], "91.5")],
        [("mark_above_scale", "entries[0].layers.pre.totals[0]")],
    ),
    "a mark that is no number": (
        [(["entries", 0, "layers", "pre", "totals", 0], "ninety")],
        [("decimal_malformed", "entries[0].layers.pre.totals[0]")],
    ),
    "a recused judge who is not there": (
        [(["entries", 0, "layers", "live", "void"], [7])],
        [("void_unknown", "entries[0].layers.live.void[0]")],
    ),
    "a recused judge by name among totals": (
        [(["entries", 0, "layers", "live", "void"], ["Li"])],
        [("void_unknown", "entries[0].layers.live.void[0]")],
    ),
    "a layer the entry lacks": (
        [(["entries", 0, "layers", "pre"], ...)],
        [("key_absent", "entries[0].layers.pre")],
    ),
    "a layer nobody declared": (
        [(["entries", 0, "layers", "post"], {"totals": ["1"]})],
        [("key_unknown", "entries[0].layers.post")],
    ),
    "votes for a panel": (
        [(["entries", 0, "layers", "pre"], {"likes": 1, "ballots": 1})],
        [
            ("key_unknown", "entries[0].layers.pre.likes"),
            ("key_unknown", "entries[0].layers.pre.ballots"),
            ("key_absent", "entries[0].layers.pre.totals"),
        ],
    ),
    "no ballots in a ballot": (
        [(["entries", 0, "layers", "public", "ballots"], ...)],
        [("key_absent", "entries[0].layers.public.ballots")],
    ),
    "sheets without criteria": (
        [(["entries", 0, "layers", "pre"], {"sheets": {"j": {"A": "1"}}})],
        [("sheets_without_criteria", "entries[0].layers.pre.sheets")],
    ),
    "totals where criteria are marked": (
        [(["layers", 0, "criteria"], [{"id": "A", "points": "100"}])],
        [("totals_with_criteria", "entries[0].layers.pre.totals")],
    ),
    "a rounding point nobody knows": (
        [(["rounding", "at", 0], "end")],
        [("choice_unknown", "rounding.at[0]")],
    ),
    "a rounding mode nobody knows": ([(["rounding", "mode"], "up")], [("choice_unknown", "rounding.mode")]),
    "decimals below zero": ([(["rounding", "decimals"], -1)], [("number_too_small", "rounding.decimals")]),
    "an award count below zero": (
        [(["awards", 0, "count", "street"], -1)],
        [("number_too_small", "awards[0].count.street")],
    ),
    "an entry twice": (
        [(["entries"], [EXAMPLE["entries"][0], EXAMPLE["entries"][0]])],
        [("given_twice", "entries[1].id")],
    ),
    "a key nobody knows": ([(["winner"], "E01")], [("key_unknown", "winner")]),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_told_at_its_place(name):
    changes, expected = FAULTS[name]
    assert faults(changed(*changes)) == expected


SHEET_FAULTS = {
    "a criterion not marked": (
        {"sheets": {"j": {"A": "1"}}},
        [("key_absent", "entries[0].layers.p.sheets.j.B")],
    ),
    "a criterion nobody declared": (
        {"sheets": {"j": {"A": "1", "B": "1", "C": "1"}}},
        [("key_unknown", "entries[0].layers.p.sheets.j.C")],
    ),
    "a recused judge without a sheet": (
        {"sheets": {"j": {"A": "1", "B": "1"}}, "void": ["k"]},
        [("void_unknown", "entries[0].layers.p.void[0]")],
    ),
    "a seat number among sheets": (
        {"sheets": {"j": {"A": "1", "B": "1"}}, "void": [0]},
        [("void_unknown", "entries[0].layers.p.void[0]")],
    ),
    "nothing at all": ({}, [("key_absent", "entries[0].layers.p.sheets")]),
}


@pytest.mark.parametrize("name", SHEET_FAULTS)
def test_each_fault_of_a_sheet_is_told_at_its_place(name):
    held, expected = SHEET_FAULTS[name]
    assert faults(sheet_panel(("a", held))) == expected


def test_the_wrong_sum_of_weights_is_said():
    _, found = run(changed((["layers", 0, "weight"], "9.5")))
    assert found["findings"][0]["facts"]["sum"] == "99.5"
    assert "99.5" in found["findings"][0]["message"]


def test_criterion_ids_are_unique_over_all_layers():
    one = {"criteria": [{"id": "A", "points": "1"}], "kind": "panel", "weight": "50"}
    value = {
        "rounding": EXAMPLE["rounding"],
        "layers": [{"id": "x", **one}, {"id": "y", **one}],
        "entries": [],
    }
    assert faults(value) == [("given_twice", "layers[1].criteria[0].id")]


def test_a_fault_never_hides_a_fault_at_another_place():
    every = [
        (["rounding", "mode"], 5),
        (["layers", 0, "kind"], "jury"),
        (["layers", 1, "weight"], "x"),
        (["layers", 2, "trim", "high"], "1"),
        (["layers", 2, "scale"], "90"),
        (["tie_break", 0], "nobody"),
        (["awards", 0, "count", "street"], 1.5),
        (["entries", 0, "group"], None),
        (["entries", 0, "layers", "pre", "totals", 0], "x"),
        (["entries", 0, "layers", "public", "likes"], 9),
        (["entries", 0, "layers", "live", "void"], [99]),
        (["entries", 0, "layers", "gone"], {}),
    ]
    places = {place for _, place in faults(changed(*every))}
    assert places == {
        "rounding.mode", "layers[0].kind", "layers[1].weight", "layers[2].trim.high", "tie_break[0]",
        "awards[0].count.street", "entries[0].group", "entries[0].layers.pre.totals[0]",
        "entries[0].layers.public.likes", "entries[0].layers.live.void[0]",
        "entries[0].layers.live.totals[5]",
        "entries[0].layers.gone",
    }  # fmt: skip


HOSTILE = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=5), st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.none(), max_size=2),
)  # fmt: skip


def paths(value, way=()):
    yield way
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, held in items:
        yield from paths(held, (*way, key))


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_no_value_anywhere_brings_the_calculator_down(data):
    way = data.draw(st.sampled_from([path for path in paths(EXAMPLE) if path]))
    code, found = run(changed((list(way), data.draw(HOSTILE))))
    assert code in {0, 2}
    assert not any(one["code"] == "engine_failed" for one in found.get("findings", ()))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=6), min_size=1, max_size=6),
    st.randoms(use_true_random=False),
)
def test_permuting_the_entries_and_the_judges_never_changes_a_score_or_a_rank(rows, shuffler):
    entries = [(f"e{i}", {"totals": [str(mark) for mark in row]}) for i, row in enumerate(rows)]
    layer = {"trim": {"high": 1, "low": 1, "min_judges": 3}}
    awards = [{"name": "first", "count": 1}, {"name": "second", "count": 2}]
    one = answer(panel(*entries, layer=layer, awards=awards, tie_break=["p", "draw"]))
    other_entries = [
        (name, {"totals": shuffler.sample(held["totals"], len(held["totals"]))}) for name, held in entries
    ]
    shuffler.shuffle(other_entries)
    other = answer(panel(*other_entries, layer=layer, awards=awards, tie_break=["p", "draw"]))

    def by_id(found):
        return {
            e["id"]: {**e, "dropped": {k: sorted(v) for k, v in e["dropped"].items()}}
            for e in found["entries"]
        }

    assert by_id(one) == by_id(other)


def test_two_classes_with_different_criteria_reach_the_same_highest_score():
    """A blank criterion of another track must not lower a sum (a trap of other systems)."""
    full = {"sheets": {"j": {"A": "50", "B": "50"}}}
    other = {"totals": ["100"]}
    assert (
        answer(sheet_panel(("a", full)))["entries"][0]["total"]
        == answer(panel(("b", other)))["entries"][0]["total"]
    )


def test_skipping_a_mark_never_changes_the_rank_of_an_entry_whose_other_marks_are_equal():
    found = answer(panel(("a", {"totals": ["80", "80", None]}), ("b", {"totals": ["80", "80", "80"]})))
    assert [one["rank"] for one in found["entries"]] == [1, 1]
    assert Decimal(found["entries"][0]["total"]) == 80
