"""Gives an uploaded table back with its findings beside the rows, so that a person mends only what is wrong."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from touyan.foundation.sheets.columns import (
    FINDINGS_HEADER,
    ID_HEADER,
    ROW_HEADER,
    Column,
    headers_of,
    plain_header,
)
from touyan.foundation.sheets.ledgers import Styles, add_validation, new_book, write_cell
from touyan.foundation.sheets.neutral import cell_text
from touyan.foundation.sheets.reading import Table
from touyan.foundation.wording import Lang, say

TEXT = Column("text", "")
SPARE_ROWS = 50


def findings_sheet(
    table: Table, columns: Sequence[Column], *, only_bad: bool = True, lang: Lang = "zh"
) -> bytes:
    """Write the uploaded rows (by default only the bad ones) as .xlsx, findings beside them.

    All cells are typed text; then follow the row number in the uploaded file and the findings in words. The
    sheet can be mended and uploaded again as it is.
    """
    out = io.BytesIO()
    book, styles = new_book(out)
    sheet = book.add_worksheet((table.sheet or "表格")[:31])
    _write_head(sheet, styles, table)
    numbers = [number for number in table.raw if number in table.finding_rows or not only_bad]
    for row, number in enumerate(numbers, 1):
        _write_row(sheet, styles, (row, number), table, lang)
    names = [plain_header(header) for header in table.headers]
    for column in columns:
        place = next((at for at, name in enumerate(names) if name in headers_of(column)), None)
        if place is not None and column.kind == "choice":
            add_validation(book, sheet, column, place, (1, len(numbers) + SPARE_ROWS))
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def _write_head(sheet: Any, styles: Styles, table: Table) -> None:
    head = styles.get(font_name="黑体", align="center", bg_color="#F2F2F2")
    for place, header in enumerate((*_own(table), ROW_HEADER, FINDINGS_HEADER)):
        sheet.write_string(0, place, cell_text(header), head)
        sheet.set_column(place, place, 60 if header == FINDINGS_HEADER else 18)
        if plain_header(header) == plain_header(ID_HEADER):
            sheet.set_column(place, place, 2, None, {"hidden": True})


def _own(table: Table) -> tuple[str, ...]:
    """Return the uploaded headers up to our own two, which a sheet given back before already carries."""
    ours = {ROW_HEADER, FINDINGS_HEADER}
    width = next((at for at, header in enumerate(table.headers) if header in ours), len(table.headers))
    return table.headers[:width]


def _write_row(sheet: Any, styles: Styles, rows: tuple[int, int], table: Table, lang: Lang) -> None:
    row, number = rows
    found = table.finding_rows.get(number, ())
    more: dict[str, object] = {"bg_color": "#FDECEA"} if found else {}
    width = len(_own(table))
    for place, text in enumerate(table.raw[number][:width]):
        write_cell(sheet, styles, (row, place), text, TEXT, **more)
    sheet.write_number(row, width, number, styles.get(**more))
    words = "；".join(say(finding, lang).rstrip("。") for finding in found)
    write_cell(sheet, styles, (row, width + 1), words, TEXT, **more)
