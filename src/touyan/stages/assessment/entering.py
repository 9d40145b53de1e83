"""The page of actual figures: a row for each target and each figure by hand, and the posted form as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from touyan.core.scheme import label
from touyan.foundation.wording import Lang
from touyan.stages.assessment.actions import Actuals
from touyan.stages.assessment.figures import decimal_of
from touyan.stages.assessment.measures import is_by_hand


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target: what was promised and what came of it. `is_figure` False = its completion is judged in percent too."""

    order: int
    name: str
    unit: str
    baseline: str
    target: str
    source: str
    actual: str
    evidence: str
    is_figure: bool
    judged: str


@dataclass(frozen=True, slots=True)
class HandRow:
    """One figure only people can give, in percent, with its sample and evidence."""

    name: str
    label: str
    standard: str
    value: str
    sample: str
    evidence: str


def target_rows(targets: Iterable[Any], inputs: Mapping[str, Any], typed: Actuals | None) -> list[TargetRow]:
    """Targets with what is stored, or what was just typed."""
    rows = []
    for t in targets:
        told = typed.targets.get(str(t.order), {}) if typed else {"actual": t.actual, "evidence": t.evidence}
        judged = (typed.judged if typed else inputs).get(f"target.{t.order}", {}).get("value", "")
        rows.append(
            TargetRow(
                t.order, t.name, t.unit_word, t.baseline, t.target, t.source, told.get("actual", ""), told.get("evidence", ""),
                is_figure=decimal_of(t.target) is not None, judged=judged,
            )
        )  # fmt: skip
    return rows


def hand_rows(rules: Any, inputs: Mapping[str, Any], typed: Actuals | None, lang: Lang) -> list[HandRow]:
    """Indicators no engine measures."""
    told = typed.judged if typed else inputs
    return [
        HandRow(
            i.id,
            label(i.label, lang),
            label(i.standard, lang) if i.standard else "",
            *(told.get(i.id, {}).get(key, "") for key in ("value", "sample", "evidence")),
        )
        for part in rules.assessment.parts
        for i in part.indicators
        if is_by_hand(i.measure)
    ]


def posted(data: Mapping[str, str], targets: Iterable[Any], rules: Any) -> Actuals:
    """The posted form; fields that are not the form's are left out."""
    known = list(targets)
    told = {
        str(t.order): {key: data.get(f"{key}-{t.order}", "").strip() for key in ("actual", "evidence")}
        for t in known
    }
    judged = {
        i.id: {key: data.get(f"{key}-{i.id}", "").strip() for key in ("value", "sample", "evidence")}
        for part in rules.assessment.parts
        for i in part.indicators
        if is_by_hand(i.measure)
    }
    words = {
        f"target.{t.order}": {
            "value": data.get(f"judged-{t.order}", "").strip(),
            "evidence": told[str(t.order)]["evidence"],
        }
        for t in known
        if decimal_of(t.target) is None
    }
    return Actuals(told, judged | words)
