"""What a vetting level must know about an application: its level, the rounds of rework, the questions it judges.

Rounds are counted per application and level from the faults on record, never from a counter somebody could
reset (WH-20). A question of the checks that is not judged, or judged with no, keeps the application from
passing, so that a bulk decision still is one judgement for each application (WH-19 逐一审核).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from touyan.core.findings import Finding
from touyan.core.scheme import Label, Scheme
from touyan.stages.application.models import Application, Fault

STATE = "vetting."
Judgements = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to judge at vetting: `name` is "check.item", `fields` are the places of the form it looks at."""

    name: str
    check: Label
    label: Label
    question: Label | None
    fields: tuple[str, ...]


def level_of(state: str) -> str:
    """The level a state belongs to: vetting.x and returned.x are x, every other state is ""."""
    stem, _, level = state.partition(".")
    return level if stem in ("vetting", "returned") else ""


def next_level(rules: Scheme, level: str) -> str:
    """The level after this one, "" after the last."""
    names = tuple(rules.vetting.levels) if rules.vetting else ()
    at = names.index(level) + 1 if level in names else len(names)
    return names[at] if at < len(names) else ""


def last_level(rules: Scheme) -> str:
    """The level an application goes back to from the meeting, "" where the scheme has no vetting."""
    return tuple(rules.vetting.levels)[-1] if rules.vetting else ""


def rounds_used(application: Application, level: str) -> int:
    """How often this level has returned the application, asked once for a loaded row."""
    known: dict[str, int] = application.__dict__.setdefault("_rounds", {})
    if level not in known:
        rounds = (
            Fault.objects.of_tenant(application.tenant_id)
            .filter(application=application, level=level)
            .values_list("round", flat=True)
        )
        known[level] = max(rounds, default=0)
    return known[level]


def questions(rules: Scheme) -> tuple[Question, ...]:
    """Everything the scheme asks a vetting level to judge, in the scheme's order."""
    if rules.vetting is None:
        return ()
    return tuple(
        Question(f"{check.name}.{item.name}", check.label, item.label, item.question, item.fields)
        for check in (rules.checks[name] for name in rules.vetting.checks)
        if "vetting" in check.at
        for item in check.items.values()
    )


def unjudged(rules: Scheme, judgements: Judgements) -> tuple[Finding, ...]:
    """Why these judgements do not let an application pass: questions left open, questions answered with no."""
    asked = questions(rules)
    left = [q for q in asked if not isinstance(judgements.get(q.name, {}).get("holds"), bool)]
    denied = [q for q in asked if judgements.get(q.name, {}).get("holds") is False]
    found = (
        (Finding("vetting.unjudged", "judgements", {"n": len(left), "first": left[0].label.zh}),)
        if left
        else ()
    )
    return found + tuple(Finding("vetting.judged_no", q.name, {"item": q.label.zh}) for q in denied)
