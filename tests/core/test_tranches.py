"""Staged money: the parts are the amount, to the fen, whatever the percents."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from touyan.core.findings import Refusal
from touyan.core.tranches import Recovery, recovery, stage_amounts

THREE = [("approval", Decimal(30)), ("midterm", Decimal(40)), ("acceptance", Decimal(30))]


def test_the_rest_of_rounding_goes_to_the_named_stage():
    assert stage_amounts(3333333, THREE, "acceptance") == {
        "approval": 1000000,
        "midterm": 1333333,
        "acceptance": 1000000,
    }
    assert stage_amounts(5, THREE, "midterm") == {"approval": 2, "midterm": 1, "acceptance": 2}


def test_a_rest_below_nothing_is_refused():
    five = [(str(i), Decimal(20)) for i in range(5)]
    with pytest.raises(Refusal) as refused:
        stage_amounts(3, five, "4")
    (finding,) = refused.value.findings
    assert (finding.code, finding.place, dict(finding.facts)) == (
        "rest_negative",
        "rest_to",
        {"stage": "4", "fen": -1},
    )


def test_paid_stages_come_back_and_unpaid_ones_are_cancelled():
    parts = stage_amounts(3333333, THREE, "acceptance")
    assert recovery(parts, ["approval"]) == Recovery(1000000, 2333333)
    assert recovery(parts, []) == Recovery(0, 3333333)


@given(st.integers(0, 10**14), st.lists(st.integers(1, 2000), min_size=1, max_size=8), st.integers(0, 7))
def test_parts_always_add_up_to_the_amount(amount, weights, at):
    pcts = [(str(i), Decimal(weight * 100) / sum(weights)) for i, weight in enumerate(weights)]
    try:
        parts = stage_amounts(amount, pcts, str(at % len(weights)))
    except Refusal:
        assume(False)
    assert sum(parts.values()) == amount
    assert all(fen >= 0 for fen in parts.values())
    assert list(parts) == [stage for stage, _ in pcts]
    back = recovery(parts, {"0"})
    assert back.clawback + back.cancelled == amount
