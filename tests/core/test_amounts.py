"""Exact figures: rounding, fen, capitals by the payment rules, equal shares."""

import re
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from touyan.core.amounts import (
    CAPITALS_BELOW_FEN,
    capitals,
    fen_of,
    round_half_up,
    rounded,
    scaled,
    share_of,
    split_evenly,
    yuan_text,
)

ROUNDINGS = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "down": ROUND_DOWN}


@pytest.mark.parametrize(
    ("given_value", "expected"), [("89.125", "89.13"), ("2.675", "2.68"), ("-0.005", "-0.01")]
)
def test_half_a_hundredth_is_rounded_up_where_binary_floats_would_not(given_value, expected):
    assert str(round_half_up(Decimal(given_value), 2)) == expected


def test_the_places_asked_for_are_always_there_and_zero_has_no_sign():
    assert str(rounded(5, 2)) == "5.00"
    assert str(rounded(Decimal("-0.001"), 2)) == "0.00"
    assert str(rounded(Decimal("1E+3"), 0)) == "1000"
    assert str(rounded(Fraction(2, 3), 2, "down")) == "0.66"


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6),
    st.integers(0, 5),
    st.sampled_from(sorted(ROUNDINGS)),
)
def test_rounding_agrees_with_the_library_in_every_mode(value, decimals, mode):
    with localcontext(Context(prec=60)):
        expected = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUNDINGS[mode])
    assert rounded(value, decimals, mode) == expected


def test_a_narrow_context_changes_no_figure():
    with localcontext(Context(prec=3)):
        assert str(rounded(Decimal("1234567890.125"), 2)) == "1234567890.13"
        assert fen_of(Decimal("1234567890.12")) == 123456789012
        assert str(scaled(123456789012, 2)) == "1234567890.12"


def test_a_fraction_of_a_fen_is_refused_trailing_zeros_are_not():
    assert fen_of(Decimal("33333.330")) == 3333333
    with pytest.raises(ValueError, match="fen"):
        fen_of(Decimal("33333.335"))


@given(st.integers(-(10**15), 10**15))
def test_fen_become_text_and_fen_again(fen):
    assert fen_of(Decimal(yuan_text(fen))) == fen


@given(st.integers(0, 10**18), st.integers(1, 60))
def test_equal_shares_add_up_and_only_the_last_differs(fen, by):
    shares = split_evenly(fen, by)
    assert (sum(shares), len(shares), set(shares[:-1]) - {fen // by}) == (fen, by, set())
    assert 0 <= shares[-1] - fen // by < by


def test_thirty_percent_is_rounded_half_up_to_the_fen():
    assert share_of(3333333, Decimal(30)) == 1000000
    assert share_of(1, Decimal(50)) == 1


@pytest.mark.parametrize(
    ("yuan", "expected"),
    [
        ("0", "零元整"),
        ("0.05", "零元零伍分"),
        ("0.50", "零元伍角整"),
        ("0.55", "零元伍角伍分"),
        ("1", "壹元整"),
        ("10", "壹拾元整"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "壹拾万零柒仟元伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("100005.30", "壹拾万零伍元叁角整"),
        ("100000000", "壹亿元整"),
        ("100001000", "壹亿零壹仟元整"),
        ("1000100000", "壹拾亿零壹拾万元整"),
        ("101000000", "壹亿零壹佰万元整"),
        ("110000000", "壹亿壹仟万元整"),
        ("1000000000000", "壹万亿元整"),
        ("1000100000005.01", "壹万零壹亿零伍元零壹分"),
        ("9999999999999999.99", "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_capitals_follow_the_payment_rules(yuan, expected):
    """The official examples (支付结算办法 annex 1) and the corners between 万 and 亿."""
    assert capitals(fen_of(Decimal(yuan))) == "人民币" + expected


def spoken_value(text):
    """Read capitals of a whole number back: an independent parser."""
    total = section = digit = 0
    for sign in text:
        if sign in "零壹贰叁肆伍陆柒捌玖":
            digit = "零壹贰叁肆伍陆柒捌玖".index(sign)
        elif sign in "拾佰仟":
            section += digit * {"拾": 10, "佰": 100, "仟": 1000}[sign]
            digit = 0
        else:
            section, digit = section + digit, 0
            if sign == "万":
                total, section = total + section * 10**4, 0
            else:
                total, section = (total + section) * 10**8, 0
    return total + section + digit


fen_amounts = st.one_of(
    st.integers(0, CAPITALS_BELOW_FEN - 1),
    st.lists(st.sampled_from("000000123459"), min_size=1, max_size=18).map(
        lambda digits: int("".join(digits))
    ),
)


@given(fen_amounts)
def test_every_amount_reads_back_as_itself(fen):
    text = capitals(fen)
    yuan, jiao, cents = re.fullmatch(r"人民币(.+)元(?:(.)角)?零?(?:(.)分)?整?", text).groups()
    digits = "零壹贰叁肆伍陆柒捌玖"
    jiao, cents = (digits.index(sign) if sign else 0 for sign in (jiao, cents))
    assert spoken_value(yuan) * 100 + jiao * 10 + cents == fen


@given(fen_amounts)
def test_zeros_never_stand_twice_or_before_a_unit(fen):
    text = capitals(fen)
    assert not re.search("零零|零[拾佰仟万亿角]|零整|亿万|万万|亿亿", text)
    assert text.endswith("分") == bool(fen % 10)
    assert text.endswith("整") != bool(fen % 10)
    assert bool(re.search("元零.分", text)) == bool(fen % 100 // 10 == 0 and fen % 10)
    assert fen < 100 or "零元" not in text


@given(st.integers(1, 10**16 - 1))
def test_a_gap_inside_the_number_is_told_by_one_zero(yuan):
    """Independent rule: 零 stands exactly where a run of zeros is followed by a digit that is spoken."""
    runs = re.findall(r"(?<=[1-9])0+(?=[1-9])", str(yuan))
    assert capitals(yuan * 100).count("零") == len(runs)


@pytest.mark.parametrize("fen", [-1, CAPITALS_BELOW_FEN])
def test_capitals_refuse_what_could_be_misread(fen):
    with pytest.raises(ValueError, match="capitals"):
        capitals(fen)
