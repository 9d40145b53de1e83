"""A scheme may reach over several years: dates lie between its first and its last (YQ's improvement projects take more than one)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from touyan.core.scheme import check

FILE = Path(__file__).parents[2] / "schemes" / "wuhua" / "scheme.yaml"


def changed(*pairs: tuple[str, str]) -> bytes:
    text = FILE.read_text("utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text.encode()


LONGER = ("year: 2026\n", "year: 2026\nlast_year: 2027\n")
LATER = ("finish_by: 2026-12-31", "finish_by: 2027-11-30")


def errors(source: bytes) -> list[tuple[str, str]]:
    return [(f.code, f.place.rpartition(".")[2]) for f in check(source).findings if f.level == "error"]


def test_a_date_in_the_next_year_needs_a_scheme_that_reaches_there():
    assert errors(changed(LATER)) == [("scheme.outside_year", "finish_by")] * 2
    found = check(changed(LONGER, LATER))
    assert [f.code for f in found.findings if f.level == "error"] == []
    assert found.scheme is not None
    assert (found.scheme.last_day, found.scheme.application.finish_by) == (
        date(2027, 12, 31),
        date(2027, 11, 30),
    )


def test_without_a_last_year_the_year_is_the_last():
    scheme = check(changed()).scheme
    assert scheme is not None
    assert scheme.last_day == date(2026, 12, 31)


@pytest.mark.parametrize("last", ["2025", "2031"])
def test_the_last_year_is_not_before_the_first_nor_beyond_a_term(last):
    assert errors(changed(("year: 2026\n", f"year: 2026\nlast_year: {last}\n"))) == [
        ("scheme.last_year", "last_year")
    ]
