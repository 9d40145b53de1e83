"""The task table as it is typed: cells as text, read into rows with a fault beside each wrong cell, and nothing lost.

People write predecessors by row number. Rows may have been moved or removed since the page was made, so each row carries
its number of then: a cell nobody touched keeps its meaning, a cell somebody typed counts by the numbers in sight.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from touyan.core.findings import Finding
from touyan.core.planning import Link
from touyan.stages.plan.rows import (
    ACCEPTANCE,
    DELIVERABLE,
    LONGEST,
    NAME,
    STAGE,
    WORD,
    PlanRow,
    links_text,
    numbers_of,
    read_links,
)

FIELD = "tasks"
COLUMNS = (
    "stage",
    "name",
    "owner",
    "deliverable",
    "acceptance",
    "duration",
    "milestone",
    "links",
    "releases",
)
LIMITS = {"stage": STAGE, "name": NAME, "owner": WORD, "deliverable": DELIVERABLE, "acceptance": ACCEPTANCE}
YES = frozenset({"是", "1", "√", "里程碑", "yes"})
BLANK_ROWS = 3
_WITH_UNIT = re.compile(r"^(.*?)\s*[（(](.+)[）)]\s*$")

People = Sequence[tuple[str, str, str]]


@dataclass
class Typed:
    """One row as typed. `was` is its number when the page was made (0 = new), `linked` its links cell of then."""

    id: str
    cells: dict[str, str]
    was: int = 0
    linked: str = ""
    faults: dict[str, list[Finding]] = field(default_factory=dict)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        return not any(text.strip() for text in self.cells.values())

    def fault(self, column: str, *found: Finding) -> None:
        """Note faults of one cell."""
        if found:
            self.faults.setdefault(column, []).extend(found)


def new_id() -> str:
    """A fresh id for a row."""
    return str(uuid4())


def typed_of(rows: Sequence[PlanRow], owners: Mapping[str, str], money: Mapping[str, str]) -> list[Typed]:
    """Stored rows as cells; `owners` are names by person key, `money` words by stage of the money."""
    numbers = numbers_of(rows)
    return [
        Typed(
            id=row.id,
            was=number,
            linked=links_text(row, numbers),
            cells={
                "stage": row.stage,
                "name": row.name,
                "owner": owners.get(row.owner, row.owner_word),
                "deliverable": row.deliverable,
                "acceptance": row.acceptance,
                "duration": str(row.duration),
                "milestone": "是" if row.is_milestone else "",
                "links": links_text(row, numbers),
                "releases": money.get(row.releases, ""),
            },
        )
        for number, row in enumerate(rows, 1)
    ]


def posted(post: Mapping[str, str]) -> list[Typed]:
    """The rows of a posted form. A row copied by the script carries its neighbour's id: the first keeps it."""
    total = int(post.get(f"{FIELD}-total", "0")) if post.get(f"{FIELD}-total", "0").isdigit() else 0
    rows: list[Typed] = []
    seen: set[str] = set()
    for place in range(min(total, 400)):
        key = _uuid(post.get(f"{FIELD}-{place}-id", ""))
        is_known = bool(key) and key not in seen
        seen.add(key)
        was = post.get(f"{FIELD}-{place}-was", "")
        rows.append(
            Typed(
                id=key if is_known else new_id(),
                was=int(was) if is_known and was.isdigit() else 0,
                linked=post.get(f"{FIELD}-{place}-linked", "") if is_known else "",
                cells={column: post.get(f"{FIELD}-{place}-{column}", "").strip() for column in COLUMNS},
            )
        )
    return rows


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def rearranged(rows: list[Typed], post: Mapping[str, str]) -> list[Typed]:
    """Adding, removing or moving a row by button, where there is no script; links follow their tasks."""
    moved = list(rows)
    if "add_row" in post:
        moved.append(Typed(new_id(), dict.fromkeys(COLUMNS, "")))
    place, _, way = post.get("remove_row", post.get("move_row", "")).removeprefix(f"{FIELD}-").partition("-")
    at = int(place) if place.isdigit() and int(place) < len(rows) else -1
    if "remove_row" in post and at >= 0:
        moved.pop(at)
    elif at >= 0:
        to = at + (-1 if way == "up" else 1)
        if 0 <= to < len(moved):
            moved[at], moved[to] = moved[to], moved[at]
    return _renumbered(rows, moved)


def _renumbered(before: Sequence[Typed], after: list[Typed]) -> list[Typed]:
    """Write every readable links cell anew for the new order; what cannot be read stays as typed."""
    targets = {row.id: _targets(row, before, place) for place, row in enumerate(before, 1)}
    numbers = {row.id: number for number, row in enumerate(after, 1)}
    for number, row in enumerate(after, 1):
        links, faults = targets.get(row.id, ((), ()))
        if not faults:
            row.cells["links"] = links_text(PlanRow(row.id, "", links=links), numbers)
        row.linked, row.was = row.cells["links"], number
    return after


def _targets(row: Typed, rows: Sequence[Typed], number: int) -> tuple[tuple[Link, ...], tuple[Finding, ...]]:
    """The links of a row: an untouched cell by the numbers of then, a typed one by those in sight."""
    text = row.cells["links"]
    if row.was and text == row.linked:
        then = {one.was: one.id for one in rows if one.was}
        ids = [then.get(n, "") for n in range(1, max(then, default=0) + 1)]
        links, faults = read_links(text, ids, row.was)
        return tuple(link for link in links if link.source), faults
    return read_links(text, [one.id for one in rows], number)


def read(rows: Sequence[Typed], people: People, money: Mapping[str, str]) -> tuple[PlanRow, ...]:
    """Typed rows as plan rows; faults are noted on the cells they belong to. `money` are words by stage."""
    stages = {word: stage for stage, word in money.items()}
    made = []
    for number, row in enumerate(rows, 1):
        cells = row.cells
        owner, owner_word = _owner(row, cells["owner"], people)
        links, found = _targets(row, rows, number)
        row.fault("links", *found)
        is_milestone = cells["milestone"].lower() in YES
        for column, most in LIMITS.items():
            if len(cells[column]) > most:
                row.fault(column, Finding("plan.cell_too_long", column, {"number": number, "most": most}))
        if not cells["name"]:
            row.fault("name", Finding("plan.name_missing", "name", {"number": number}))
        made.append(
            PlanRow(
                id=row.id,
                name=cells["name"],
                stage=cells["stage"],
                owner=owner,
                owner_word=owner_word,
                deliverable=cells["deliverable"],
                acceptance=cells["acceptance"],
                duration=_duration(row, cells["duration"], 0 if is_milestone else 1, number),
                is_milestone=is_milestone,
                links=links,
                releases=_release(row, cells["releases"], stages),
            )
        )
    return tuple(made)


def _owner(row: Typed, text: str, people: People) -> tuple[str, str]:
    """A person's key, or the name as a word where nobody of that name has an account here."""
    match = _WITH_UNIT.match(text)
    name, unit = (match[1], match[2]) if match else (text, "")
    found = [one for one in people if one[1] == name and (not unit or one[2] == unit)]
    if len(found) > 1:
        facts = {"count": len(found), "name": name, "example": f"{name}（{found[0][2]}）"}
        row.fault("owner", Finding("plan.owner_twice", "owner", facts))
    return (found[0][0], "") if len(found) == 1 else ("", text)


def _duration(row: Typed, text: str, least: int, number: int) -> int:
    plain = text.removesuffix("天").removesuffix("个工作日").strip()
    if not plain:
        return least
    if not plain.isdigit():
        row.fault("duration", Finding("plan.duration_unreadable", "duration", {"text": text}))
        return least
    days = int(plain)
    if not least <= days <= LONGEST:
        row.fault(
            "duration",
            Finding(
                "plan.duration_out_of_bounds", "duration", {"number": number, "least": least, "most": LONGEST}
            ),
        )
    return days


def _release(row: Typed, text: str, stages: Mapping[str, str]) -> str:
    if text and text not in stages:
        row.fault("releases", Finding("plan.tranche_unknown", "releases", {"stage": text}))
    return stages.get(text, "")
