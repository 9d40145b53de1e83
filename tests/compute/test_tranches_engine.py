"""`compute tranches` as the public contract writes it."""

import json

from touyan.project.compute.command import respond
from touyan.project.compute.tranches import EXAMPLE


def ask(**changes):
    given = {key: value for key, value in {**EXAMPLE, **changes}.items() if value != "absent"}
    code, text = respond(["tranches"], json.dumps(given).encode)
    answer = json.loads(text)
    return [(finding["code"], finding["place"]) for finding in answer["findings"]] if code == 2 else answer


def stages(*pcts):
    return [{"id": str(i), "pct": pct} for i, pct in enumerate(pcts)]


def test_the_contracts_example_comes_out_byte_for_byte():
    assert respond(["tranches"], json.dumps(EXAMPLE).encode) == (
        0,
        b'{"stages": ["10000.00", "13333.33", "10000.00"], "clawback": "10000.00", "cancelled": "23333.33"}\n',
    )


def test_without_clawback_both_figures_are_nothing():
    plain = {"stages": ["10000.00", "13333.33", "10000.00"], "clawback": "0.00", "cancelled": "0.00"}
    assert ask(clawback=False) == ask(clawback=None) == ask(clawback="absent", paid="absent") == plain


def test_clawback_with_nothing_paid_cancels_everything():
    answer = ask(paid=None)
    assert (answer["clawback"], answer["cancelled"]) == ("0.00", "33333.33")


def test_the_rest_goes_to_the_named_stage_wherever_it_stands():
    assert ask(amount="0.05", rest_to="approval")["stages"] == ["0.01", "0.02", "0.02"]
    assert ask(amount=100, stages=stages(33.3, 33.3, 33.4), rest_to="0", paid=[])["stages"] == [
        "33.30",
        "33.30",
        "33.40",
    ]


def test_percents_must_be_exactly_a_hundred_and_the_finding_says_the_sum():
    given = {**EXAMPLE, "stages": stages("30", "40", "29.99"), "rest_to": "0", "paid": []}
    _, text = respond(["tranches"], json.dumps(given).encode)
    (finding,) = json.loads(text)["findings"]
    assert (finding["code"], finding["place"], finding["facts"]) == (
        "pct_not_hundred",
        "stages",
        {"sum": "99.99"},
    )
    third = "33.3333333333333333333333333333333333"
    assert ask(stages=stages(third, third, third), rest_to="0", paid=[]) == [("pct_not_hundred", "stages")]
    assert ask(stages=[], rest_to="0", paid=[]) == [
        ("stage_unknown", "rest_to"),
        ("pct_not_hundred", "stages"),
    ]


def test_a_fraction_of_a_fen_an_unknown_id_and_a_wrong_sum_are_told_together():
    assert ask(amount="1.005", stages=stages("50", "49"), rest_to="x", paid=["0", "y"]) == [
        ("fraction_of_fen", "amount"),
        ("stage_unknown", "rest_to"),
        ("stage_unknown", "paid[1]"),
        ("pct_not_hundred", "stages"),
    ]
    assert ask(amount="33333.330")["cancelled"] == "23333.33"


def test_one_faulty_percent_does_not_hide_an_unknown_id():
    assert ask(stages=[*EXAMPLE["stages"][:2], {"id": "acceptance", "pct": "x"}], paid=["y", 5]) == [
        ("decimal_malformed", "stages[2].pct"),
        ("text_expected", "paid[1]"),
        ("stage_unknown", "paid[0]"),
    ]


def test_one_faulty_id_does_not_hide_a_name_that_is_no_stage():
    broken = [{"id": 5, "pct": "30"}, *EXAMPLE["stages"][1:]]
    assert ask(stages=broken, rest_to="nobody") == [
        ("text_expected", "stages[0].id"),
        ("stage_unknown", "rest_to"),
        ("stage_unknown", "paid[0]"),
    ]
    assert ask(stages=[7], rest_to="nobody", paid=[]) == [
        ("object_expected", "stages[0]"),
        ("stage_unknown", "rest_to"),
    ]
    assert ask(stages=7, rest_to="nobody") == [("list_expected", "stages")]


def test_a_rest_below_nothing_is_a_finding():
    assert ask(amount="0.03", stages=stages(*["20"] * 5), rest_to="4", paid=[]) == [
        ("rest_negative", "rest_to")
    ]
    assert ask(amount="0.03", stages=stages(*["20"] * 5), rest_to="4", paid=["9"]) == [
        ("stage_unknown", "paid[0]"),
        ("rest_negative", "rest_to"),
    ]


def test_negative_money_and_an_id_twice_are_findings():
    assert ask(amount="-1") == [("number_too_small", "amount")]
    assert ask(stages=[{"id": "a", "pct": "50"}, {"id": "a", "pct": "50"}], rest_to="a", paid=[]) == [
        ("given_twice", "stages[1].id")
    ]
    assert ask(stages=stages("-50", "150"), rest_to="0", paid=["0", "0"]) == [
        ("number_too_small", "stages[0].pct"),
        ("given_twice", "paid[1]"),
    ]
