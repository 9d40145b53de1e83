"""The page of sheets: one block a rater group, and the posted form as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from touyan.core.scheme import label
from touyan.core.scheme.shape.results import Assessment as Stage
from touyan.foundation.wording import Lang
from touyan.stages.appraisal.sheets import Sheets, indicators_of

KEYS = ("valid", "spoiled", "marks")


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group: who it is, how many are on its roll, what was typed or stored."""

    id: str
    label: str
    roll: int
    quorum: int
    weight: str
    valid: str
    spoiled: str
    marks: str


def group_rows(
    stage: Stage, inputs: Mapping[str, Any], rolls: Mapping[str, int], typed: Sheets | None, lang: Lang
) -> list[GroupRow]:
    """Every group with what was just typed, else what is stored."""
    return [
        GroupRow(
            group.id, label(group.label, lang), rolls[group.id], group.quorum, str(group.weight),
            **(typed.groups[group.id] if typed else _stored(inputs.get(group.id, {}))),
        )
        for group in stage.raters
    ]  # fmt: skip


def _stored(given: Mapping[str, Any]) -> dict[str, str]:
    marks = "\n".join(" ".join(row) for row in given.get("marks", ()))
    return {"valid": str(given.get("valid", "")), "spoiled": str(given.get("spoiled", "")), "marks": marks}


def columns(stage: Stage, lang: Lang) -> list[str]:
    """What each line gives, in order, with its full marks."""
    return [f"{label(i.label, lang)} 0–{i.points}" for i in indicators_of(stage)]


def posted(data: Mapping[str, str], stage: Stage) -> Sheets:
    """The posted form; fields that are not the form's are left out."""
    groups = {
        group.id: {key: data.get(f"{key}-{group.id}", "").strip() for key in KEYS} for group in stage.raters
    }
    return Sheets(data.get("met_on", "").strip(), groups)
