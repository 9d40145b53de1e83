"""Reads an opened table against its columns: good rows and findings.

A bad row never spoils the good ones: each wrong cell becomes a finding at a place such as 人员表 C7 and its
row is left out, the rest is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from touyan.core.findings import Finding, Refusal
from touyan.foundation.sheets.cells import Value, read_cell, shown
from touyan.foundation.sheets.columns import (
    FINDINGS_HEADER,
    HEADER_SEARCH_ROWS,
    ID_HEADER,
    ROW_HEADER,
    Column,
    Grid,
    Limits,
    Sheet,
    cell_name,
    headers_of,
    plain_header,
)

OWN_HEADERS = {plain_header(text) for text in (ID_HEADER, FINDINGS_HEADER, ROW_HEADER)}
LONGEST_QUOTE = 40

ParseSheets = Callable[[bytes, Limits], list[Sheet]]


@dataclass(frozen=True, slots=True)
class Row:
    """A good row: its number on the sheet, its hidden id ("" for a new row) and the values by column key."""

    number: int
    id: str
    values: Mapping[str, Value]


@dataclass(frozen=True)
class Table:
    """What a file held: good rows, findings, and the raw cells by row number for giving them back."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    sheet: str = ""
    headers: tuple[str, ...] = ()
    raw: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    finding_rows: Mapping[int, tuple[Finding, ...]] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        """Whether no finding blocks anything."""
        return not any(found.level == "error" for found in self.findings)


@dataclass(frozen=True, slots=True)
class _Header:
    """The header row's index and, by column key, where each column stands."""

    index: int
    places: Mapping[str, int]
    id_place: int | None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the caller asked for: the columns, the caps and the key that may occur once."""

    columns: tuple[Column, ...]
    limits: Limits
    unique: tuple[str, ...]


def read_table(
    content: bytes,
    columns: Sequence[Column],
    limits: Limits | None = None,
    unique: Sequence[str] = (),
    *,
    parse: ParseSheets,
) -> Table:
    """Return the rows of the first sheet whose header fits, and every finding.

    `unique` names the columns that together may occur once in the file; the first occurrence is kept.
    Findings of the whole file (unreadable, too large, no header, a required column missing) leave no rows.
    `parse` is who opens the file: `opening.parsed_sheets`, in a child everywhere but in tests.
    """
    limits = limits or Limits()
    try:
        sheets = parse(content, limits)
    except Refusal as refusal:
        return Table((), refusal.findings)
    best: tuple[int, str, Grid, _Header] | None = None
    for name, grid in sheets:
        header = _find_header(grid, columns)
        if header and (best is None or len(header.places) > best[0]):
            best = (len(header.places), name, grid, header)
    if best is None:
        expected = "、".join(column.header for column in columns if column.is_required) or columns[0].header
        return Table((), (Finding("sheets.no_header", facts={"headers": expected}),))
    _count, name, grid, header = best
    missing = tuple(
        Finding("sheets.missing_column", place=name, facts={"header": column.header})
        for column in columns
        if column.is_required and column.key not in header.places
    )
    if missing:
        return Table((), missing, name)
    return _Reader(name, grid, header, _Wanted(tuple(columns), limits, tuple(unique))).table()


def _find_header(grid: Grid, columns: Sequence[Column]) -> _Header | None:
    """Return the row among the first ten that names most columns, at least half of the required ones."""
    best: _Header | None = None
    for index, row in enumerate(grid[:HEADER_SEARCH_ROWS]):
        header = _header(index, row, columns)
        if best is None or len(header.places) > len(best.places):
            best = header
    required = sum(column.is_required for column in columns)
    least = max(1, -(-required // 2), 2 if len(columns) > 2 else 1)
    return best if best and len(best.places) >= least else None


def _header(index: int, row: Sequence[object], columns: Sequence[Column]) -> _Header:
    names = [plain_header(shown(cell)) for cell in row]
    places: dict[str, int] = {}
    for column in columns:
        known = headers_of(column)
        place = next(
            (at for at, name in enumerate(names) if name in known and at not in places.values()), None
        )
        if place is not None:
            places[column.key] = place
    id_name = plain_header(ID_HEADER)
    return _Header(index, places, names.index(id_name) if id_name in names else None)


class _Reader:
    """Walks the body rows once; holds what one walk collects."""

    def __init__(self, sheet: str, grid: Grid, header: _Header, wanted: _Wanted) -> None:
        self.sheet, self.grid, self.header = sheet, grid, header
        self.columns, self.limits, self.unique = wanted.columns, wanted.limits, wanted.unique
        self.seen: dict[tuple[Value, ...], int] = {}
        self.seen_ids: dict[str, int] = {}

    def table(self) -> Table:
        """Return the rows and findings of the whole sheet."""
        rows: list[Row] = []
        findings: list[Finding] = list(self._header_findings())
        bad: dict[int, tuple[Finding, ...]] = {}
        raw: dict[int, tuple[str, ...]] = {}
        for number, cells in enumerate(self.grid[self.header.index + 1 :], self.header.index + 2):
            words = tuple(shown(cell) for cell in cells)
            if not any(words):
                continue
            raw[number] = words
            row, found = self._row(number, cells)
            if found:
                bad[number] = found
                findings += found
            else:
                rows.append(row)
        if not raw:
            findings.append(Finding("sheets.no_rows", place=self.sheet))
        headers = tuple(shown(cell) for cell in self.grid[self.header.index])
        return Table(tuple(rows), self._capped(findings), self.sheet, headers, raw, bad)

    def _capped(self, findings: list[Finding]) -> tuple[Finding, ...]:
        rest = len(findings) - self.limits.findings
        if rest <= 0:
            return tuple(findings)
        more = Finding("sheets.more_findings", place=self.sheet, facts={"count": rest}, level="note")
        return (*findings[: self.limits.findings], more)

    def _header_findings(self) -> Iterator[Finding]:
        used = set(self.header.places.values())
        row = self.header.index + 1
        names: set[str] = set()
        for place, cell in enumerate(self.grid[self.header.index]):
            name = plain_header(shown(cell))
            facts = {"header": shown(cell)[:LONGEST_QUOTE]}
            at = f"{self.sheet} {cell_name(row, place + 1)}"
            if name and name in names:
                yield Finding("sheets.repeated_column", at, facts, "warning")
            elif name and place not in used and name not in OWN_HEADERS:
                yield Finding("sheets.unknown_column", at, facts, "note")
            names.add(name)

    def _row(self, number: int, cells: Sequence[object]) -> tuple[Row, tuple[Finding, ...]]:
        values: dict[str, Value] = {}
        findings: list[Finding] = []
        for column in self.columns:
            place = self.header.places.get(column.key)
            raw = cells[place] if place is not None and place < len(cells) else None
            read = read_cell(raw, column)
            values[column.key] = read.value
            if read.code and place is not None:
                facts = {"header": column.header, "value": shown(raw)[:LONGEST_QUOTE], **read.facts}
                findings.append(Finding(read.code, f"{self.sheet} {cell_name(number, place + 1)}", facts))
        id_place = self.header.id_place
        public_id = shown(cells[id_place]) if id_place is not None and id_place < len(cells) else ""
        if not findings:
            findings += self._repeats(number, values, public_id)
        return Row(number, public_id, values), tuple(findings)

    def _repeats(self, number: int, values: Mapping[str, Value], public_id: str) -> Iterator[Finding]:
        """Yield a key or a hidden id met before; the first row with it stays good."""
        if public_id:
            before = self.seen_ids.setdefault(public_id, number)
            if before != number:
                yield Finding("sheets.repeated_id", f"{self.sheet} A{number}", {"row": before})
        key = tuple(values.get(name) for name in self.unique)
        if not self.unique or any(part is None for part in key):
            return
        before = self.seen.setdefault(key, number)
        if before != number:
            first = next(column for column in self.columns if column.key == self.unique[0])
            place = f"{self.sheet} {cell_name(number, self.header.places.get(first.key, 0) + 1)}"
            words = "、".join(str(part) for part in key)
            yield Finding(
                "sheets.repeated_key",
                place,
                {"value": words[:LONGEST_QUOTE], "row": before, "header": first.header},
            )
