"""Exact figures: the one rounding rule, money in fen, and money in capitals as bank forms want it.

Everything here is computed with integers, so that neither binary floats nor a decimal context's precision can
change a result. Money is an `int` of fen inside the product and a text of yuan with two decimals outside.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal

Mode = Literal["half_up", "half_even", "down"]
MODES: tuple[Mode, ...] = ("half_up", "half_even", "down")

CAPITALS_BELOW_FEN = 10**18
"""Capitals are written below 10**16 yuan (一亿亿): above it, 亿 would stand twice and could be misread."""

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")


def rounded(value: Decimal | Fraction | int, decimals: int, mode: Mode = "half_up") -> Decimal:
    """Round to exactly `decimals` places, never to minus zero (domain.md 4.1).

    half_up is 四舍五入 (ties away from zero), half_even takes the even neighbour on a tie, down cuts towards zero.
    """
    numerator, denominator = value.as_integer_ratio()
    whole, rest = divmod(abs(numerator) * 10**decimals, denominator)
    is_up = {
        "half_up": 2 * rest >= denominator,
        "half_even": 2 * rest > denominator or (2 * rest == denominator and whole % 2 == 1),
        "down": False,
    }[mode]
    return scaled(-(whole + is_up) if numerator < 0 else whole + is_up, decimals)


def round_half_up(value: Decimal | Fraction | int, decimals: int) -> Decimal:
    """Round half up (四舍五入) to exactly `decimals` places."""
    return rounded(value, decimals, "half_up")


def scaled(units: int, decimals: int) -> Decimal:
    """Make a decimal of so many units of the last place, whatever the context: 1234 with 2 places is 12.34."""
    digits = tuple(int(digit) for digit in str(abs(units)))
    return Decimal((1 if units < 0 else 0, digits, -decimals))


def fen_of(yuan: Decimal) -> int:
    """Turn yuan into fen. Raises ValueError where a fraction of a fen would be lost."""
    numerator, denominator = yuan.as_integer_ratio()
    fen, rest = divmod(numerator * 100, denominator)
    if rest:
        raise ValueError("a fraction of a fen")
    return fen


def yuan_text(fen: int) -> str:
    """Write fen as yuan with two decimals, plain: 1234567 becomes "12345.67"."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def split_evenly(fen: int, by: int) -> list[int]:
    """Split fen into `by` shares, each rounded down, the last takes the rest, so that their sum is the amount."""
    share = fen // by
    return [share] * (by - 1) + [fen - share * (by - 1)]


def share_of(fen: int, pct: Decimal) -> int:
    """Take `pct` percent of an amount in fen, half up to the fen."""
    return int(rounded(Fraction(fen) * Fraction(pct) / 100, 0))


def capitals(fen: int) -> str:
    """Write an amount in capitals, 人民币 first, by the payment rules for bank forms (支付结算办法, annex 1).

    整 stands after 元 and 角, not after 分; several zeros in a row are one 零; 零 stands before 分 where 角 is 0.
    Raises ValueError for a negative amount or one of 10**16 yuan and more.
    """
    if not 0 <= fen < CAPITALS_BELOW_FEN:
        raise ValueError("capitals are written for amounts from 0 to below 10**16 yuan")
    yuan, jiao, cents = fen // 100, fen // 10 % 10, fen % 10
    text = f"人民币{_spoken(yuan) or _DIGITS[0]}元"
    if jiao:
        text += f"{_DIGITS[jiao]}角"
    if not cents:
        return text + "整"
    return text + ("" if jiao else _DIGITS[0]) + f"{_DIGITS[cents]}分"


def _spoken(number: int) -> str:
    """Write a whole number in capitals, "" for 0; zeros inside become one 零 wherever a digit follows them."""
    for step, unit in ((10**8, "亿"), (10**4, "万")):
        if number >= step:
            high, low = divmod(number, step)
            has_gap = low and (low < step // 10 or high % 10 == 0)
            return _spoken(high) + unit + (_DIGITS[0] if has_gap else "") + _spoken(low)
    text = ""
    for digit, place in zip(reversed(str(number)), _PLACES, strict=False):
        if digit != "0":
            text = _DIGITS[int(digit)] + place + text
        elif text and not text.startswith(_DIGITS[0]):
            text = _DIGITS[0] + text
    return text
