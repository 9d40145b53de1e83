"""A list as the office's Excel sheet: the columns, filters and order of the page, and every row instead of one window.

The cells are read out of the rows the page itself would show, so a list cannot say one thing on the screen and another on
the sheet. What the page shows in handy words goes out exactly: a sum by the fen of its `<data>`, a day by its `<time>`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from html.parser import HTMLParser
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from touyan.foundation.sheets.columns import Column, ColumnKind
from touyan.foundation.sheets.ledgers import Cell, Ledger, write_ledger
from touyan.foundation.web.reasons import lang_of
from touyan.foundation.web.rendering import day_text

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST = 20_000
"""Rows a sheet may have; the list says so and asks to be narrowed, it never leaves rows out in silence."""
WIDEST = 30
BREAKS = frozenset({"small", "div", "li", "br", "p"})


@dataclass
class _Open:
    """The cell being read."""

    text: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    sums: list[str] = field(default_factory=list)
    hidden: int = 0
    timed: int = 0
    is_mixed: bool = False

    def value(self) -> Cell:
        """The day or sum where the cell is nothing else, otherwise its words."""
        lines = [" ".join(line.split()) for line in "".join(self.text).split("\n")]
        words = "\n".join(line for line in lines if line)
        if not self.is_mixed and len(self.days) == 1:
            return date.fromisoformat(self.days[0])
        if len(self.sums) == 1 and not self.is_mixed:
            return Decimal(self.sums[0]) * 100
        return None if words in ("", "—") else words


class _Rows(HTMLParser):
    """Collects the cells of ready-made rows; pictures, marks for screen readers and tick boxes are no content."""

    VOID = frozenset({"input", "br", "img", "hr"})

    def __init__(self, body: str) -> None:
        super().__init__()
        self.rows: list[list[Cell]] = []
        self.cell: _Open | None = None
        self.is_tick = False
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a row, a cell, or what stands in it."""
        told = {name: value or "" for name, value in attrs}
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.cell = _Open()
            self.is_tick = "tick" in told.get("class", "").split()
        elif self.cell is not None and tag not in self.VOID:
            is_unseen = tag == "svg" or "unseen" in told.get("class", "") or "aria-hidden" in told
            self.cell.hidden += bool(is_unseen or self.cell.hidden)
            self._exact(tag, told)
        if self.cell is not None and tag in BREAKS:
            self.cell.text.append("\n")

    def _exact(self, tag: str, told: dict[str, str]) -> None:
        assert self.cell is not None
        if tag == "time" and told.get("datetime"):
            self.cell.days.append(told["datetime"])
        elif tag == "data" and "money" in told.get("class", ""):
            self.cell.sums.append(told.get("value", ""))
        self.cell.timed += bool(tag in ("time", "data") or self.cell.timed)

    def handle_endtag(self, tag: str) -> None:
        """Close a cell or what stands in it."""
        if self.cell is None or tag in self.VOID:
            return
        if tag in ("td", "th"):
            if not self.is_tick:
                self.rows[-1].append(self.cell.value())
            self.cell = None
            return
        self.cell.hidden -= bool(self.cell.hidden)
        self.cell.timed -= bool(self.cell.timed)
        if tag in BREAKS:
            self.cell.text.append("\n")

    def handle_data(self, data: str) -> None:
        """Words of a cell."""
        if self.cell is None or self.cell.hidden:
            return
        self.cell.text.append(data)
        self.cell.is_mixed = self.cell.is_mixed or bool(data.strip() and not self.cell.timed)


def cells(body: str) -> list[list[Cell]]:
    """The rows of a table body as values: days, sums in fen, words; nothing for an empty cell or a dash."""
    return _Rows(body).rows


def _figures(values: Sequence[Cell]) -> list[Decimal | None] | None:
    """The column as figures, where every word in it is one."""
    told: list[Decimal | None] = []
    for value in values:
        if value is None:
            told.append(None)
            continue
        if not isinstance(value, str):
            return None
        try:
            told.append(Decimal(value.replace(",", "")))
        except InvalidOperation:
            return None
    return told


def _column(at: int, header: str, values: list[Cell], *, is_number: bool) -> tuple[Column, list[Cell]]:
    """One column with the narrowest kind that fits all its cells, and the cells as that kind."""
    known = [v for v in values if v is not None]
    kind: ColumnKind = "text"
    if known and all(isinstance(v, date) for v in known):
        kind = "date"
    elif known and all(isinstance(v, Decimal) for v in known):
        kind, header = "money", gettext("%(label)s（元）") % {"label": header}
    elif known and is_number and (figures := _figures(values)) is not None:
        is_whole = all(v is None or v == v.to_integral_value() for v in figures)
        kind, values = "integer" if is_whole else "number", list(figures)
    longest = max((len(line) for v in known for line in str(v).split("\n")), default=0)
    width = max(min(longest + 2, WIDEST), len(header) + 2, 6) if kind == "text" else 0
    return Column(f"c{at}", header, kind, width=width), values


def sheet(
    request: HttpRequest,
    caption: str,
    columns: Sequence[tuple[str, bool]],
    body: str,
    narrowed: Sequence[str],
) -> HttpResponse:
    """The rows of `body` as a workbook: `columns` are headings with whether they hold figures, `narrowed` the filters in words."""
    rows = cells(body)
    laid = [
        _column(at, label, [row[at] if at < len(row) else None for row in rows], is_number=is_number)
        for at, (label, is_number) in enumerate(columns)
    ]
    today = request.clock.today  # type: ignore[attr-defined]
    note = gettext("截至 %(day)s，共 %(n)s 条") % {
        "day": day_text(today, lang_of(request), year=True),
        "n": len(rows),
    }
    told = Ledger(
        caption,
        tuple(column for column, _values in laid),
        list(zip(*(values for _, values in laid), strict=True)),
        sheet=re.sub(r"[\[\]:*?/\\]", " ", caption),
        paper="A3" if len(columns) > 6 else "A4",
        note="；".join((note, *narrowed)),
        demonstration=gettext("演示数据，不得作为实际工作依据") if settings.IS_DEMONSTRATION else "",
        is_editable=False,
    )
    response = HttpResponse(write_ledger(told), content_type=MEDIA)
    response["Content-Disposition"] = (
        f"attachment; filename=\"list.xlsx\"; filename*=UTF-8''{quote(f'{caption}-{today:%Y%m%d}')}.xlsx"
    )
    return response
