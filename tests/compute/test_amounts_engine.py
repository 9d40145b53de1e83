"""`compute amounts` as the public contract writes it."""

import json

from touyan.project.compute.amounts import EXAMPLE
from touyan.project.compute.command import respond


def ask(text):
    code, answer = respond(["amounts"], text.encode)
    answer = json.loads(answer)
    return [(finding["code"], finding["place"]) for finding in answer["findings"]] if code == 2 else answer


def test_the_contracts_example_comes_out():
    assert ask(json.dumps(EXAMPLE)) == {
        "capitals": ["人民币壹拾万零伍元叁角整"],
        "split": [*["10571428.57"] * 6, "10571428.58"],
    }


def test_without_a_split_there_is_none_in_the_answer():
    assert (
        ask('{"amounts": ["0"]}') == ask('{"amounts": [0], "split": null}') == {"capitals": ["人民币零元整"]}
    )


def test_numbers_count_as_they_are_written():
    assert ask('{"amounts": [100005.30, 1e2, 0.10]}')["capitals"] == [
        "人民币壹拾万零伍元叁角整",
        "人民币壹佰元整",
        "人民币零元壹角整",
    ]


def test_each_faulty_amount_is_told_by_itself():
    assert ask(
        '{"amounts": ["1.234", 1.000, "-1", "1,000", "元", null, "", 10000000000000000], "split": {"total": "1.001", "by": 0}}'
    ) == [
        ("too_many_decimals", "amounts[0]"),
        ("too_many_decimals", "amounts[1]"),
        ("number_too_small", "amounts[2]"),
        ("decimal_malformed", "amounts[3]"),
        ("decimal_malformed", "amounts[4]"),
        ("value_null", "amounts[5]"),
        ("decimal_malformed", "amounts[6]"),
        ("number_too_large", "amounts[7]"),
        ("too_many_decimals", "split.total"),
        ("number_too_small", "split.by"),
    ]


def test_the_last_share_takes_what_rounding_down_left():
    assert ask('{"amounts": [], "split": {"total": "0.05", "by": 3}}')["split"] == ["0.01", "0.01", "0.03"]
    assert ask('{"amounts": [], "split": {"total": 0, "by": 2}}')["split"] == ["0.00", "0.00"]
    assert ask('{"amounts": [], "split": {"total": "12345678901234567890.12", "by": 1}}')["split"] == [
        "12345678901234567890.12"
    ]
