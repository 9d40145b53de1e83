"""The table of a plan as values: rows, the short writing of links ("2", "3SS+5", "4FF-2天"), digests, faults of structure.

Pure: no database and no clock. A row is named by people by its number and kept by its id, so that moving or deleting a
row never lets a link point at another task.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from touyan.core.findings import Finding
from touyan.core.planning import Link, Outline, structure_findings
from touyan.core.planning.model import LinkType
from touyan.foundation.ledger.models import canonical

NAME, STAGE, WORD, DELIVERABLE, ACCEPTANCE = 80, 40, 40, 120, 200
LONGEST, MOST_ROWS, FARTHEST = 400, 200, 400
_LINK = re.compile(r"^(\d{1,3})(FS|SS|FF|SF)?(?:([+-])(\d{1,3})(D|天|自然日|日)?)?$")
_SPLIT = re.compile(r"[,、;\s]+")


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row. `owner` is a person's key ("" = none), `owner_word` a name without an account; duration in working days.

    `releases` names the stage of the money that the accepted row releases ("" = none). Rows of an issued task list have its
    `code` and `position`, the `heading` of the task above it, the keys of the units that assist, and whether it is standing.
    """

    id: str
    name: str
    stage: str = ""
    owner: str = ""
    owner_word: str = ""
    deliverable: str = ""
    acceptance: str = ""
    duration: int = 1
    is_milestone: bool = False
    links: tuple[Link, ...] = ()
    releases: str = ""
    code: str = ""
    position: int = 0
    heading: str = ""
    assists: tuple[str, ...] = ()
    is_standing: bool = False

    @property
    def is_owned(self) -> bool:
        """Whether anybody is named."""
        return bool(self.owner or self.owner_word)


def plain(row: PlanRow) -> dict[str, Any]:
    """A row as it is stored."""
    return {
        "id": row.id,
        "name": row.name,
        "stage": row.stage,
        "owner": row.owner,
        "owner_word": row.owner_word,
        "deliverable": row.deliverable,
        "acceptance": row.acceptance,
        "duration": row.duration,
        "milestone": row.is_milestone,
        "links": [{"from": k.source, "type": k.type, "lag": k.lag, "lag_unit": k.unit} for k in row.links],
        "releases": row.releases,
        **_listed(row),
    }


def _listed(row: PlanRow) -> dict[str, Any]:
    """What only rows of a task list say; nothing for others, so that their digest speaks of nothing else."""
    if not row.code:
        return {}
    return {
        "code": row.code,
        "position": row.position,
        "heading": row.heading,
        "assists": list(row.assists),
        "standing": row.is_standing,
    }


def row_of(stored: Mapping[str, Any]) -> PlanRow:
    """A stored row read back."""
    return PlanRow(
        id=str(stored["id"]),
        name=str(stored["name"]),
        stage=str(stored.get("stage", "")),
        owner=str(stored.get("owner", "")),
        owner_word=str(stored.get("owner_word", "")),
        deliverable=str(stored.get("deliverable", "")),
        acceptance=str(stored.get("acceptance", "")),
        duration=int(stored.get("duration", 1)),
        is_milestone=bool(stored.get("milestone", False)),
        links=links_of(stored.get("links", [])),
        releases=str(stored.get("releases", "")),
        code=str(stored.get("code", "")),
        position=int(stored.get("position", 0)),
        heading=str(stored.get("heading", "")),
        assists=tuple(str(key) for key in stored.get("assists", ())),
        is_standing=bool(stored.get("standing", False)),
    )


def links_of(stored: Iterable[Mapping[str, Any]]) -> tuple[Link, ...]:
    """Stored links read back."""
    return tuple(Link(str(k["from"]), k["type"], int(k["lag"]), k["lag_unit"]) for k in stored)


def rows_of(stored: Iterable[Mapping[str, Any]]) -> tuple[PlanRow, ...]:
    """Stored rows read back, in order."""
    return tuple(row_of(one) for one in stored)


def digest_of(rows: Sequence[PlanRow], start_on: date, finish_on: date) -> str:
    """SHA-256 of a table with its bounds: what a schedule or a signature speaks of."""
    told = {"rows": [plain(row) for row in rows], "start": start_on, "finish": finish_on}
    return hashlib.sha256(canonical(told)).hexdigest()


def link_text(link: Link, numbers: Mapping[str, int]) -> str:
    """A link as people write it: 2, 3SS+5, 4FF-2天; a plain FS link is the bare number."""
    number = numbers.get(link.source)
    if number is None:
        return ""
    lag = f"{link.lag:+d}{'天' if link.unit == 'day' else ''}" if link.lag else ""
    kind = "" if link.type == "FS" and not lag else link.type
    return f"{number}{kind}{lag}"


def links_text(row: PlanRow, numbers: Mapping[str, int]) -> str:
    """All links of a row in one cell."""
    return "、".join(text for text in (link_text(link, numbers) for link in row.links) if text)


def numbers_of(rows: Iterable[PlanRow]) -> dict[str, int]:
    """Row numbers from 1 by id."""
    return {row.id: number for number, row in enumerate(rows, 1)}


def read_links(text: str, ids: Sequence[str], own: int) -> tuple[tuple[Link, ...], tuple[Finding, ...]]:
    """Links from a cell; `ids` by row number minus one, `own` is the row's own number.

    Full-width figures and signs count as half-width; lags are working days unless 天 follows.
    """
    links: list[Link] = []
    found: list[Finding] = []
    for part in filter(None, _SPLIT.split(unicodedata.normalize("NFKC", text).upper().strip())):
        match = _LINK.match(part)
        if match is None:
            found.append(Finding("plan.link_unreadable", "links", {"text": part}))
            continue
        number = int(match[1])
        if not 1 <= number <= len(ids):
            found.append(Finding("plan.link_to_nothing", "links", {"number": number, "rows": len(ids)}))
        elif number == own:
            found.append(Finding("plan.link_to_itself", "links", {"number": number}))
        else:
            lag = int(match[4] or 0) * (-1 if match[3] == "-" else 1)
            links.append(Link(ids[number - 1], _type(match[2]), lag, "day" if match[5] else "workday"))
    return tuple(links), tuple(found)


def _type(word: str | None) -> LinkType:
    for known in get_args(LinkType):
        if known == word:
            return known  # type: ignore[no-any-return]
    return "FS"


def table_findings(rows: Sequence[PlanRow]) -> tuple[Finding, ...]:
    """What makes a table impossible to keep: limits of cells, and links in a circle (named by the tasks on it)."""
    found: list[Finding] = []
    if len(rows) > MOST_ROWS:
        found.append(Finding("plan.too_many_rows", "rows", {"most": MOST_ROWS, "rows": len(rows)}))
    for number, row in enumerate(rows, 1):
        found += _row_findings(row, number)
    titles = {row.id: f"第{number}项“{row.name}”" for number, row in enumerate(rows, 1)}
    outlines = [Outline(titles[r.id], None, tuple(titles.get(k.source, "") for k in r.links)) for r in rows]
    return (*found, *structure_findings(outlines))


def _row_findings(row: PlanRow, number: int) -> Iterable[Finding]:
    place = f"rows[{number - 1}]"
    limits = (
        ("name", row.name, NAME),
        ("stage", row.stage, STAGE),
        ("owner", row.owner_word, WORD),
        ("deliverable", row.deliverable, DELIVERABLE),
        ("acceptance", row.acceptance, ACCEPTANCE),
    )
    if not row.name.strip():
        yield Finding("plan.name_missing", f"{place}.name", {"number": number})
    for key, text, most in limits:
        if len(text) > most:
            yield Finding("plan.cell_too_long", f"{place}.{key}", {"number": number, "most": most})
    least = 0 if row.is_milestone else 1
    if not least <= row.duration <= LONGEST:
        yield Finding(
            "plan.duration_out_of_bounds",
            f"{place}.duration",
            {"number": number, "least": least, "most": LONGEST},
        )


def blank_findings(rows: Sequence[PlanRow]) -> tuple[Finding, ...]:
    """Cells a plan must not leave empty before it is promised: deliverable and acceptance (WH-22)."""
    found = [] if rows else [Finding("plan.no_tasks", "rows")]
    for key in ("deliverable", "acceptance"):
        lacking = [number for number, row in enumerate(rows, 1) if not getattr(row, key).strip()]
        if lacking:
            found.append(
                Finding(
                    f"plan.{key}_missing",
                    "rows",
                    {"numbers": "、".join(map(str, lacking)), "count": len(lacking)},
                )
            )
    return tuple(found)


def unowned_findings(rows: Sequence[PlanRow]) -> tuple[Finding, ...]:
    """Rows nobody answers for (SB-21)."""
    lacking = [number for number, row in enumerate(rows, 1) if not row.is_owned]
    if not lacking:
        return ()
    return (
        Finding(
            "plan.owner_missing", "rows", {"numbers": "、".join(map(str, lacking)), "count": len(lacking)}
        ),
    )
