"""Sheets as the office types them: one line a sheet, one figure an indicator; read strictly, kept without order.

Sheets are anonymous inside their group: they are stored sorted, so that the order of handing in says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from touyan.core.findings import Finding
from touyan.core.scheme.shape.appraisal import RaterGroup
from touyan.core.scheme.shape.results import Assessment as Stage
from touyan.core.scheme.shape.results import Indicator
from touyan.stages.assessment.figures import decimal_of

MOST = 2000
"""Sheets of one group."""
_BETWEEN = re.compile(r"[\s,，、;；]+")
_WHOLE = re.compile(r"\d{1,4}")
_STEP = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Sheets:
    """`met_on` is the day of the meeting (ISO); `groups` = {group id: {"valid", "spoiled", "marks": text, one line a sheet}}.

    Groups left empty stay as they were.
    """

    met_on: str = ""
    groups: dict[str, dict[str, str]] = field(default_factory=dict)


def indicators_of(stage: Stage) -> list[Indicator]:
    """What each line gives, in order."""
    return [indicator for part in stage.parts for indicator in part.indicators]


def is_blank(given: Mapping[str, str]) -> bool:
    """Whether nothing was typed for a group."""
    return not any(given.get(key, "").strip() for key in ("valid", "spoiled", "marks"))


def read_sheets(
    stage: Stage, group: RaterGroup, given: Mapping[str, str], roll: int
) -> tuple[dict[str, Any], list[Finding]]:
    """What is stored for a group: roll, valid, spoiled, sorted marks; with every fault by line."""
    place, facts = f"groups.{group.id}", {"group": group.label.zh}
    rows, findings = _rows(stage, group, given.get("marks", ""))
    counts = {key: _count(given.get(key, "") or "0") for key in ("valid", "spoiled")}
    valid, spoiled = counts["valid"], counts["spoiled"]
    if valid is None or spoiled is None:
        return {}, [*findings, Finding("appraisal.not_a_count", place, facts)]
    if valid != len(rows) and not findings:
        told = {**facts, "valid": valid, "lines": len(rows)}
        findings.append(Finding("appraisal.count_differs", place, told))
    if valid + spoiled > roll:
        told = {**facts, "sheets": valid + spoiled, "roll": roll}
        findings.append(Finding("appraisal.beyond_roll", place, told))
    marks = [[format(mark, "f") for mark in row] for row in sorted(rows)]
    return {"roll": roll, "valid": valid, "spoiled": spoiled, "marks": marks}, findings


def _count(text: str) -> int | None:
    return int(text.strip()) if _WHOLE.fullmatch(text.strip()) else None


def _rows(stage: Stage, group: RaterGroup, text: str) -> tuple[list[list[Decimal]], list[Finding]]:
    wanted, rows, findings = indicators_of(stage), [], []
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for number, line in enumerate(lines[:MOST], 1):
        cells = [cell for cell in _BETWEEN.split(line) if cell]
        fault = _fault(wanted, cells)
        if fault is None:
            rows.append([mark for mark in map(decimal_of, cells) if mark is not None])
        else:
            facts = {"group": group.label.zh, "line": number, **fault.facts}
            findings.append(Finding(fault.code, f"groups.{group.id}", facts))
    return rows, findings


def _fault(wanted: Sequence[Indicator], cells: Sequence[str]) -> Finding | None:
    if len(cells) != len(wanted):
        return Finding("appraisal.marks_missing", facts={"wanted": len(wanted), "given": len(cells)})
    for indicator, cell in zip(wanted, cells, strict=True):
        mark = decimal_of(cell)
        if mark is None or not 0 <= mark <= indicator.points or mark != mark.quantize(_STEP):
            facts = {"text": cell[:12], "indicator": indicator.label.zh, "points": indicator.points}
            return Finding("appraisal.mark_outside", facts=facts)
    return None


def day_of(text: str) -> date | None:
    """A typed day, None where it is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def quorum_faults(stage: Stage, inputs: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Groups that have not handed in as many valid sheets as the scheme asks."""
    told = []
    for group in stage.raters:
        valid = inputs.get(group.id, {}).get("valid", 0)
        if valid < group.quorum:
            facts = {"group": group.label.zh, "valid": valid, "quorum": group.quorum}
            told.append(Finding("appraisal.quorum_missing", f"groups.{group.id}", facts))
    return tuple(told)
