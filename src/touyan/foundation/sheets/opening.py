"""Opens an uploaded table (.xlsx, .xls, .csv in UTF-8 or GBK) as plain cells. Run in a child (`apart`).

Size, inflated size and the extent of the sheet are capped before the parser sees the file, because a few bytes can
describe a sheet of seventeen thousand million cells.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineWorkbook

from touyan.core.findings import Finding, Refusal
from touyan.foundation.preflight.archives import ArchiveLimits, archive_findings, inflated
from touyan.foundation.sheets.columns import HEADER_SEARCH_ROWS, Grid, Limits, Sheet

ZIP_MAGIC, OLE_MAGIC = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET_SEARCH = 10
PLAIN = (str, int, float, bool, type(None))
CSV_SHEET = "表格"
CELL_REFERENCE = re.compile(rb'\sr="([A-Z]{0,3})([0-9]{1,9})"')


def parsed_sheets(content: bytes, limits: Limits) -> list[Sheet]:
    """The first sheets of a file as name and cells. Raises Refusal (sheets.*, files.*)."""
    return list(_sheets(content, limits))


def parse_sheets(content: bytes, limits: dict[str, int]) -> tuple[Any, bytes]:
    """The same for the way out of the child: days and times as text with their kind."""
    found = parsed_sheets(content, Limits(**limits))
    return [[name, [[_plain(cell) for cell in row] for row in grid]] for name, grid in found], b""


def _plain(cell: object) -> object:
    match cell:
        case datetime():
            return {"moment": cell.isoformat()}
        case date():
            return {"day": cell.isoformat()}
        case time():
            return {"hour": cell.isoformat()}
        case timedelta():
            return {"span": cell.total_seconds()}
        case _:
            return cell if isinstance(cell, PLAIN) else str(cell)


def _sheets(content: bytes, limits: Limits) -> Iterator[Sheet]:
    if len(content) > limits.file_bytes:
        raise _refused("sheets.file_too_large", most=limits.file_bytes // (1024 * 1024))
    if not content.strip():
        raise _refused("sheets.empty_file")
    if content.startswith(ZIP_MAGIC):
        _check_archive(content, limits)
        yield from _parsed(content, limits)
    elif content.startswith(OLE_MAGIC):
        yield from _parsed(content, limits)
    else:
        yield CSV_SHEET, _csv_grid(content, limits)


def _refused(code: str, **facts: object) -> Refusal:
    return Refusal((Finding(code, facts=facts),))


def _check_size(rows: int, columns: int, limits: Limits) -> None:
    if rows > limits.rows + HEADER_SEARCH_ROWS:
        raise _refused("sheets.too_many_rows", most=limits.rows)
    if columns > limits.columns:
        raise _refused("sheets.too_many_columns", most=limits.columns)


def _check_archive(content: bytes, limits: Limits) -> None:
    """Bombs, macros and references beyond the caps are refused before the parser allocates for them."""
    findings = archive_findings(content, ArchiveLimits(inflated_bytes=limits.inflated_bytes))
    if findings:
        raise Refusal(findings)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            if re.fullmatch(r"xl/worksheets/[^/]+\.xml", entry.filename):
                _check_extent(inflated(archive, entry), limits)


def _check_extent(chunks: Iterator[bytes], limits: Limits) -> None:
    tail = b""
    for chunk in chunks:
        text = tail + chunk
        for letters, digits in CELL_REFERENCE.findall(text):
            _check_size(int(digits), _column_number(letters), limits)
        tail = text[-32:]


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _parsed(content: bytes, limits: Limits) -> Iterator[Sheet]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names[:SHEET_SEARCH]:
            sheet = book.get_sheet_by_name(name)
            _check_size(sheet.total_height, sheet.total_width, limits)
            yield name, [list(row) for row in sheet.to_python(skip_empty_area=False)]
    except (Refusal, MemoryError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as fault:  # a panic of the parser is no Exception
        raise _refused("sheets.unreadable") from fault


def _csv_grid(content: bytes, limits: Limits) -> Grid:
    text = _decoded(content)
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    grid: Grid = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            _check_size(len(grid), len(row), limits)
            grid.append(list(row))
    except csv.Error as fault:
        raise _refused("sheets.unreadable") from fault
    return grid


def _decoded(content: bytes) -> str:
    if b"\x00" in content[:4096]:
        raise _refused("sheets.unreadable")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _refused("sheets.unknown_encoding")
