"""Writes a ledger as the offices print it: merged title, frozen repeated header, landscape, typed cells.

domain.md 3.23: one merged title row, no merged body cells, A3 landscape, header on each page, a hidden id
column so that an edited export can be read back row by row.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from math import ceil
from typing import Any, Literal

from touyan.foundation.papers.placing import width_in_characters
from touyan.foundation.sheets.columns import ID_HEADER, Column
from touyan.foundation.sheets.neutral import cell_text, is_formula_like

Cell = str | int | Decimal | date | None
PAPERS = {"A3": 8, "A4": 9}
WIDTHS = {
    "text": 16.0,
    "integer": 6.0,
    "number": 8.0,
    "money": 11.0,
    "date": 9.0,
    "phone": 11.0,
    "choice": 9.0,
}
NUMBER_FORMATS = {
    "text": "@",
    "phone": "@",
    "choice": "@",
    "integer": "0",
    "number": "0.##",
    "date": "yyyy-m-d",
}
MONEY_FORMAT = "#,##0.00"
SAFE_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
UNDATED = datetime(2000, 1, 1)  # noqa: DTZ001 - the format stores a naive time
LIST_CHARACTERS = 255
"""Excel holds a drop-down's words in the rule itself up to this length, longer ones on a sheet."""
SPARE_ROWS = 200
LINE_POINTS, TALLEST_ROW = 15.0, 400.0
EXACT_BELOW = 10**15
"""Excel keeps fifteen figures; longer numbers are written as text."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger: `rows` have one cell for each column; `ids` (one a row, or none) go to the hidden column.

    `note` stands under the title at the right (unit, date of the figures); `demonstration` is printed in red
    above the header on every page.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    ids: Sequence[str] = ()
    sheet: str = "台账"
    paper: Literal["A3", "A4"] = "A3"
    note: str = ""
    demonstration: str = ""
    is_editable: bool = True


@dataclass
class Styles:
    """The cell formats of one workbook, made once for each set of properties."""

    book: Any
    made: dict[tuple[tuple[str, object], ...], Any]

    def get(self, **properties: object) -> Any:
        """Return the format with these properties over the body's own."""
        key = tuple(properties.items())
        if key not in self.made:
            base = {
                "font_name": "仿宋_GB2312",
                "font_size": 11,
                "valign": "vcenter",
                "border": 1,
                "text_wrap": True,
            }
            self.made[key] = self.book.add_format({**base, **properties})
        return self.made[key]


def new_book(out: io.BytesIO) -> tuple[Any, Styles]:
    """Open a workbook that types every string as text and carries no clock."""
    import xlsxwriter  # noqa: PLC0415 - a large package, wanted when a sheet is written

    book = xlsxwriter.Workbook(out, dict(SAFE_OPTIONS))
    book.set_properties({"created": UNDATED})
    return book, Styles(book, {})


def write_ledger(ledger: Ledger) -> bytes:
    """Write the .xlsx of a ledger. Raises ValueError when a row has not one cell for each column."""
    if any(len(row) != len(ledger.columns) for row in ledger.rows):
        raise ValueError("a ledger row has another number of cells than the ledger has columns")
    if ledger.ids and len(ledger.ids) != len(ledger.rows):
        raise ValueError("a ledger has either no ids or one for each row")
    out = io.BytesIO()
    book, styles = new_book(out)
    sheet = book.add_worksheet(ledger.sheet[:31])
    header = _write_top(sheet, styles, ledger)
    write_headers(sheet, styles, ledger.columns, header)
    widths = [_width(column) for column in ledger.columns]
    for number, row in enumerate(ledger.rows, header + 1):
        sheet.set_row(number, _row_height(row, widths))
        for place, (value, column) in enumerate(zip(row, ledger.columns, strict=True)):
            write_cell(sheet, styles, (number, place), value, column)
    _write_ids(sheet, styles, ledger, header)
    last = header + len(ledger.rows) + (SPARE_ROWS if ledger.is_editable else 0)
    if ledger.is_editable:
        for place, column in enumerate(ledger.columns):
            add_validation(book, sheet, column, place, (header + 1, last))
    if ledger.rows:
        sheet.autofilter(header, 0, header + len(ledger.rows), len(ledger.columns) - 1)
    _set_page(sheet, ledger, header)
    book.close()
    return out.getvalue()


def _write_top(sheet: Any, styles: Styles, ledger: Ledger) -> int:
    """Title, note and demonstration rows; answers with the index of the header row."""
    last = len(ledger.columns) - 1
    tops: list[tuple[str, dict[str, object], int]] = [
        (ledger.title, {"font_name": "方正小标宋简体", "font_size": 18, "align": "center", "border": 0}, 34)
    ]
    if ledger.note:
        tops.append((ledger.note, {"align": "right", "border": 0}, 20))
    if ledger.demonstration:
        # Next to the header, because these two rows are repeated on every printed page.
        tops.append((ledger.demonstration, {"font_color": "#D9001B", "align": "center", "border": 0}, 20))
    for row, (text, properties, height) in enumerate(tops):
        style = styles.get(**properties)
        if last > 0:
            sheet.merge_range(row, 0, row, last, "", style)
        sheet.write_string(row, 0, cell_text(text), style)
        sheet.set_row(row, height)
    return len(tops)


def write_headers(
    sheet: Any, styles: Styles, columns: Sequence[Column], row: int, *, marks: bool = False
) -> None:
    """Write the header row and the widths; `marks` sets a star at required columns."""
    style = styles.get(font_name="黑体", align="center", bg_color="#F2F2F2")
    for place, column in enumerate(columns):
        star = "*" if marks and column.is_required else ""
        sheet.write_string(row, place, f"{column.header}{star}", style)
        # Excel counts widths in figures, of which a Chinese character takes two.
        sheet.set_column(
            place, place, 2 * (column.width or max(WIDTHS[column.kind], len(column.header) + 1)) * 0.95
        )
    sheet.set_row(row, 30)


def _width(column: Column) -> float:
    """Return the width of a column in Chinese characters."""
    return column.width or max(WIDTHS[column.kind], len(column.header) + 1)


def _row_height(row: Sequence[Cell], widths: Sequence[float]) -> float:
    """Return points enough for the cell with most lines: not every program fits rows to wrapped text by itself."""
    lines = 1
    for value, width in zip(row, widths, strict=True):
        if isinstance(value, str) and (len(value) > width - 1 or "\n" in value):
            wrapped = (ceil(width_in_characters(line) / (width - 1)) for line in value.split("\n"))
            lines = max(lines, sum(max(1, count) for count in wrapped))
    return min(lines * LINE_POINTS + 6, TALLEST_ROW)


def write_cell(
    sheet: Any, styles: Styles, at: tuple[int, int], value: Cell, column: Column, **more: object
) -> None:
    """Write one typed cell: money as yuan, dates as dates, figures as figures, everything else as text."""
    match value:
        case None:
            sheet.write_blank(*at, None, styles.get(num_format=_format(column), **more))
        case bool():
            sheet.write_string(*at, "是" if value else "否", styles.get(num_format="@", **more))
        case int() | Decimal() if column.kind == "money":
            sheet.write_number(*at, float(Decimal(value) / 100), styles.get(num_format=MONEY_FORMAT, **more))
        case int() | Decimal() if abs(Decimal(value)) < EXACT_BELOW:
            form = _format(column) if column.kind in {"integer", "number"} else "General"
            align = {"align": "center"} if column.kind == "integer" else {}
            sheet.write_number(*at, float(value), styles.get(num_format=form, **align, **more))
        case datetime():
            style = styles.get(num_format="yyyy-m-d hh:mm", **more)
            sheet.write_datetime(*at, value.replace(tzinfo=None), style)
        case date():
            sheet.write_datetime(*at, value, styles.get(num_format="yyyy-m-d", align="center", **more))
        case _:
            text = cell_text(str(value))
            looks: dict[str, object] = {"quote_prefix": True} if is_formula_like(text) else {}
            if column.kind in {"choice", "phone"}:
                looks["align"] = "center"
            sheet.write_string(*at, text, styles.get(num_format="@", **looks, **more))


def _format(column: Column) -> str:
    return MONEY_FORMAT if column.kind == "money" else NUMBER_FORMATS[column.kind]


def _write_ids(sheet: Any, styles: Styles, ledger: Ledger, header: int) -> None:
    if not ledger.ids:
        return
    place = len(ledger.columns)
    style = styles.get(num_format="@", border=0)
    sheet.write_string(header, place, ID_HEADER, style)
    for row, public_id in enumerate(ledger.ids, header + 1):
        sheet.write_string(row, place, cell_text(public_id), style)
    sheet.set_column(place, place, 2, None, {"hidden": True})


def add_validation(book: Any, sheet: Any, column: Column, place: int, rows: tuple[int, int]) -> None:
    """Add a drop-down for choices, a bound for figures and dates; Excel then explains in our words."""
    rule = next(_rules(book, column), None)
    if rule:
        message = f"{column.header}：{column.guide or _guide(column)}"[:250]
        wording = {"error_title": "请按要求填写", "error_message": message, "ignore_blank": True}
        sheet.data_validation(rows[0], place, rows[1], place, {**rule, **wording})


def _rules(book: Any, column: Column) -> Iterator[dict[str, Any]]:
    if column.kind == "choice" and column.choices:
        source: Any = list(column.choices)
        if len(",".join(column.choices)) > LIST_CHARACTERS or any("," in choice for choice in column.choices):
            source = _choices_on_sheet(book, column)
        yield {"validate": "list", "source": source}
    if column.kind == "date":
        yield {
            "validate": "date",
            "criteria": "between",
            "minimum": date(1950, 1, 1),
            "maximum": date(2099, 12, 31),
        }
    if column.kind in {"integer", "number", "money"}:
        scale = 100 if column.kind == "money" else 1
        least = -(10**12) if column.least is None else column.least / scale
        most = 10**12 if column.most is None else column.most / scale
        kind = "integer" if column.kind == "integer" else "decimal"
        yield {"validate": kind, "criteria": "between", "minimum": least, "maximum": most}


def _choices_on_sheet(book: Any, column: Column) -> str:
    """Long lists live on a hidden sheet, one column a list."""
    from xlsxwriter.utility import xl_col_to_name  # noqa: PLC0415 - as above

    sheet = book.get_worksheet_by_name("选项")
    if sheet is None:
        sheet = book.add_worksheet("选项")
        sheet.hide()
    place = sheet.dim_colmax + 1 if sheet.dim_colmax is not None else 0
    for row, choice in enumerate(column.choices):
        sheet.write_string(row, place, cell_text(choice))
    letters = xl_col_to_name(place, col_abs=True)
    return f"=选项!{letters}$1:{letters}${len(column.choices)}"


def _guide(column: Column) -> str:
    match column.kind:
        case "choice":
            return "请从下拉列表中选择。"
        case "date":
            return "请填写日期，例如 2026-6-8。"
        case "integer":
            return "请填写整数。"
        case "money":
            return "请填写金额（元），例如 20000.00。"
        case _:
            return "请填写数字。"


def _set_page(sheet: Any, ledger: Ledger, header: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(PAPERS[ledger.paper])
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header - 1 if ledger.demonstration else header, header)
    sheet.freeze_panes(header + 1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&C第 &P 页  共 &N 页")
    sheet.center_horizontally()
    sheet.print_area(0, 0, header + len(ledger.rows), len(ledger.columns) - 1)
