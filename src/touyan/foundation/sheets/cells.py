"""Turns one cell into a value, or says which rule it breaks. Tolerant of how people type, never guessing.

Full-width figures, thousands commas, 元/万元/亿元, six ways to write a date and Excel's own serial days are
read; what could mean two things (a figure Excel has already rounded, a date without year) is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from touyan.foundation.papers.plain import printable
from touyan.foundation.sheets.columns import Column, plain_header

Value = str | int | Decimal | date | None

SERIAL_START = date(1899, 12, 30)
SERIAL_DAYS = range(18264, 73051)
"""Excel's day numbers for 1950-2099: smaller and larger figures are not meant as dates."""
EXACT_DIGITS = 15
FORMULA_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#GETTING_DATA"}
DATES = re.compile(
    r"(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})\s*日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
)
SERIAL_DAY = re.compile(r"[0-9]{5}(\.[0-9]+)?")
COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")
MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
LANDLINE = re.compile(r"(0\d{2,3})-?(\d{7,8})(?:-(\d{1,6}))?")
MONEY = re.compile(r"[¥￥]?(?:人民币)?(-?\d+(?:\.\d+)?)(元|万元|万|亿元|亿)?(?:整)?")
MONEY_UNITS = {"元": 100, "万元": 1_000_000, "万": 1_000_000, "亿元": 10_000_000_000, "亿": 10_000_000_000}


@dataclass(frozen=True, slots=True)
class Read:
    """A cell's value, or the code and facts of what is wrong with it."""

    value: Value = None
    code: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


def read_cell(raw: object, column: Column) -> Read:
    """Return the value of a cell for its column: str, int, Decimal, date, int fen, or None for an empty one."""
    text = shown(raw)
    if not text:
        return Read(code="sheets.required" if column.is_required else "")
    if text.upper() in FORMULA_ERRORS:
        return Read(code="sheets.formula_error")
    match column.kind:
        case "date":
            return _date(raw, text)
        case "phone":
            return _phone(text)
        case "choice":
            return _choice(text, column)
        case "integer":
            return _integer(text, column)
        case "number":
            return _number(text, column)
        case "money":
            return _money(text, column)
        case _:
            return _text(raw, text, column)


def shown(raw: object) -> str:
    """Return a cell as a person sees it: 12.0 is 12, a date is 2026-06-08, text loses outer blanks."""
    match raw:
        case None:
            return ""
        case bool():
            return "是" if raw else "否"
        case float() if raw.is_integer() and abs(raw) < 10**18:
            return str(int(raw))
        case datetime() if raw.time() == time(0):
            return raw.date().isoformat()
        case datetime():
            return raw.isoformat(sep=" ", timespec="minutes")
        case date():
            return raw.isoformat()
        case _:
            return printable(str(raw)).strip()


def _half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("，", ",").strip()


def _text(raw: object, text: str, column: Column) -> Read:
    if isinstance(raw, int | float) and not isinstance(raw, bool) and len(text.lstrip("-")) > EXACT_DIGITS:
        return Read(code="sheets.rounded_number")
    if len(text) > column.longest:
        return Read(code="sheets.too_long", facts={"longest": column.longest, "length": len(text)})
    return Read(text)


def _date(raw: object, text: str) -> Read:
    if isinstance(raw, date):
        return Read(raw.date() if isinstance(raw, datetime) else raw)
    plain = _half_width(text)
    if SERIAL_DAY.fullmatch(plain):
        days = int(plain.partition(".")[0])
        if days in SERIAL_DAYS:
            return Read(SERIAL_START + timedelta(days=days))
    found = DATES.fullmatch(plain) or COMPACT_DATE.fullmatch(plain)
    if not found:
        return Read(code="sheets.not_a_date")
    try:
        return Read(date(*(int(part) for part in found.groups()[:3])))
    except ValueError:
        return Read(code="sheets.no_such_day")


def _phone(text: str) -> Read:
    plain = re.sub(r"[\s()]", "", _half_width(text)).replace("—", "-").replace("－", "-")
    mobile = MOBILE.fullmatch(plain.replace("-", ""))
    if mobile:
        return Read(mobile[1])
    landline = LANDLINE.fullmatch(plain)
    if landline:
        return Read("-".join(part for part in landline.groups() if part))
    return Read(code="sheets.not_a_phone")


def _choice(text: str, column: Column) -> Read:
    wanted = plain_header(text)
    for choice in column.choices:
        if plain_header(choice) == wanted:
            return Read(choice)
    listed = "、".join(column.choices[:12]) + ("等" if len(column.choices) > 12 else "")
    return Read(code="sheets.not_a_choice", facts={"choices": listed})


def _decimal(text: str) -> Decimal | None:
    plain = _half_width(text).replace(",", "")
    # Decimal also takes exponents and "nan": only plain figures are figures here.
    if not re.fullmatch(r"[+-]?[0-9]{1,18}(\.[0-9]{1,12})?", plain):
        return None
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def _integer(text: str, column: Column) -> Read:
    number = _decimal(text)
    if number is None or number != number.to_integral_value():
        return Read(code="sheets.not_an_integer")
    return _within(int(number), column)


def _number(text: str, column: Column) -> Read:
    number = _decimal(text)
    return Read(code="sheets.not_a_number") if number is None else _within(number, column)


def _within(number: int | Decimal, column: Column) -> Read:
    if column.least is not None and number < column.least:
        return Read(code="sheets.too_small", facts={"least": column.least})
    if column.most is not None and number > column.most:
        return Read(code="sheets.too_large", facts={"most": column.most})
    return Read(number)


def _money(text: str, column: Column) -> Read:
    found = MONEY.fullmatch(re.sub(r"[\s,]", "", _half_width(text)))
    if not found or len(found[1]) > 18:
        return Read(code="sheets.not_money")
    fen = Decimal(found[1]) * MONEY_UNITS.get(found[2] or "", column.unit_fen)
    if fen != fen.to_integral_value():
        return Read(code="sheets.finer_than_fen")
    yuan = {"least": f"{(column.least or 0) / 100:,.2f}", "most": f"{(column.most or 0) / 100:,.2f}"}
    if column.least is not None and fen < column.least:
        return Read(code="sheets.money_too_small", facts=yuan)
    if column.most is not None and fen > column.most:
        return Read(code="sheets.money_too_large", facts=yuan)
    return Read(int(fen))
