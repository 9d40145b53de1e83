"""The calculator against a second, naive reading of the public contract, on random contests.

The naive side is written from the contract's sentences alone: pairwise comparison instead of sorting, a
place for every rank instead of edges. Both must agree on every figure, rank, award, block and deciding item.
"""

import json
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from touyan.project.compute.command import respond

LADDER = [("first", 1), ("second", 2), ("third", 1)]
CHAIN = ("live", "vote", "pre")


def half_up(value, places=2):
    scaled = value * 10**places
    return Decimal((scaled + Fraction(1, 2)).__floor__()).scaleb(-places)


def naive_panel(marks, trim):
    """Mean after dropping one highest and one lowest of five and more; None without a mark."""
    valid = [Fraction(mark) for mark in marks if mark is not None]
    if not valid:
        return None
    if trim and len(valid) >= 5:
        valid.remove(max(valid))
        valid.remove(min(valid))
    return half_up(sum(valid) / len(valid))


def naive_entry(row):
    name, group, pre, live, (likes, ballots) = row
    layers = {
        "pre": naive_panel(pre, trim=False),
        "vote": half_up(Fraction(100 * likes, ballots)) if ballots else None,
        "live": naive_panel(live, trim=True),
    }
    weights = {"pre": 10, "vote": 20, "live": 70}
    whole = None not in layers.values()
    total = half_up(sum(Fraction(layers[k]) * weights[k] for k in layers) / 100) if whole else None
    is_missing = any(None in marks or not marks for marks in (pre, live))
    return {
        "id": name, "group": group, "layers": layers, "total": total, "is_missing": is_missing,
        "is_ranked": whole and ballots >= 3, "key": (total, *(layers[k] for k in CHAIN)),
    }  # fmt: skip


def naive(rows):
    entries = [naive_entry(row) for row in rows]
    for one in entries:
        rivals = [o for o in entries if o["is_ranked"] and o["group"] == one["group"]]
        one["rank"] = 1 + sum(o["key"] > one["key"] for o in rivals) if one["is_ranked"] else None
        one["award"], one["tied_over"], one["decided_by"] = None, None, None
        if not one["is_ranked"]:
            continue
        tied = sum(o["key"] == one["key"] for o in rivals)
        slots = [name for name, count in LADDER for _ in range(count)] + [None] * len(rows)
        mine = slots[one["rank"] - 1 : one["rank"] - 1 + tied]
        if len(set(mine)) > 1:
            one["tied_over"] = mine[0]
        elif not one["is_missing"]:
            one["award"] = mine[0]
        one["decided_by"] = naive_decider(one, rivals) if tied == 1 else None
    return entries


def naive_decider(one, rivals):
    same = [o for o in rivals if o["total"] == one["total"] and o is not one]
    above = [o for o in same if o["key"] > one["key"]]
    if not same:
        return None
    other = min(above, key=lambda o: o["key"]) if above else max(same, key=lambda o: o["key"])
    return next(k for k in CHAIN if other["layers"][k] != one["layers"][k])


def contest(rows):
    return {
        "rounding": {"mode": "half_up", "decimals": 2, "at": ["layer", "total"]},
        "layers": [
            {"id": "pre", "weight": "10", "kind": "panel"},
            {"id": "vote", "weight": "20", "kind": "ballot", "quorum": 3},
            {"id": "live", "weight": "70", "kind": "panel", "trim": {"high": 1, "low": 1, "min_judges": 5}},
        ],
        "tie_break": [*CHAIN, "revote"],
        "awards": [{"name": name, "count": count} for name, count in LADDER],
        "entries": [
            {
                "id": name,
                "group": group,
                "layers": {
                    "pre": {"totals": [None if m is None else str(m) for m in pre]},
                    "vote": {"likes": likes, "ballots": ballots},
                    "live": {"totals": [None if m is None else str(m) for m in live]},
                },
            }
            for name, group, pre, live, (likes, ballots) in rows
        ],
    }


def written(figure):
    return None if figure is None else str(figure)


MARK = st.sampled_from(["80", "80", "81", "86.5", "90.25", None])
VOTES = st.integers(0, 5).flatmap(lambda ballots: st.tuples(st.integers(0, ballots), st.just(ballots)))
ROW = st.tuples(st.sampled_from("gh"), st.lists(MARK, max_size=2), st.lists(MARK, max_size=7), VOTES)
EQUAL = st.sampled_from(
    [("g", ["80"], ["80"], (3, 4)), ("g", ["87"], ["79"], (3, 4)), ("g", ["80"], ["80"], (4, 4))]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.one_of(ROW, EQUAL), max_size=9))
def test_the_calculator_agrees_with_a_naive_reading_of_the_contract(drawn):
    rows = [(f"e{i}", *row) for i, row in enumerate(drawn)]
    code, text = respond(["score"], json.dumps(contest(rows)).encode)
    assert code == 0, text
    found, expected = json.loads(text), naive(rows)
    assert [
        (one["id"], one["layers"], one["total"], one["rank"], one["award"], one["decided_by"])
        for one in found["entries"]
    ] == [
        (
            one["id"], {k: written(v) for k, v in one["layers"].items()}, written(one["total"]), one["rank"],
            one["award"], one["decided_by"],
        )
        for one in expected
    ]  # fmt: skip
    ties = {
        (name, one["award"])
        for one in found["blocked"]
        if one["code"] == "award_tie"
        for name in one["entries"]
    }
    assert ties == {(one["id"], one["tied_over"]) for one in expected if one["tied_over"]}
    missing = {name for one in found["blocked"] if one["code"] == "missing" for name in one["entries"]}
    assert missing == {one["id"] for one in expected if one["is_missing"]}
