"""What a column is, for writing and for reading: its key, its header, what its cells hold."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

ColumnKind = Literal["text", "integer", "number", "money", "date", "phone", "choice"]

ID_HEADER = "系统编号（请勿改动）"
FINDINGS_HEADER = "问题说明"
ROW_HEADER = "原行号"
HEADER_SEARCH_ROWS = 10

Grid = list[list[object]]
Sheet = tuple[str, Grid]
"""An opened sheet: its name and its cells."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `money` cells are integer fen in our values and yuan on the sheet.

    `width` counts Chinese characters (0 = by kind). `longest` limits text in characters. `least` and `most`
    limit integers, numbers and money (fen). `aliases` are further headers accepted when reading. `unit_fen`
    is the size of a bare figure in a money cell: 100 for 元, 1 000 000 for 万元.
    """

    key: str
    header: str
    kind: ColumnKind = "text"
    is_required: bool = False
    choices: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    width: float = 0
    longest: int = 500
    least: int | None = None
    most: int | None = None
    unit_fen: int = 100
    guide: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps checked before or while a table is read: bytes of the file, cells of the sheet, findings given."""

    file_bytes: int = 10 * 1024 * 1024
    inflated_bytes: int = 100 * 1024 * 1024
    rows: int = 20_000
    columns: int = 200
    findings: int = 1000


def plain_header(text: str) -> str:
    """Return a header as it is compared: half-width, without blanks, stars and colons, small letters."""
    return re.sub(r"[\s*＊:：]+", "", unicodedata.normalize("NFKC", text)).casefold()


def headers_of(column: Column) -> frozenset[str]:
    """Every header a column answers to; a unit in parentheses may be left out."""
    full = {plain_header(text) for text in (column.header, *column.aliases)}
    return frozenset(full | {re.sub(r"\([^)]*\)$", "", text) for text in full})


def cell_name(row: int, column: int) -> str:
    """Return the name people know a cell by: row 7, column 3 (both from 1) is C7."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
