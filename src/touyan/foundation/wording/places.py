"""Places of a scheme in words: `stages.vetting.levels.first.workdays` is told as the stage, the level's own label, working days."""

from __future__ import annotations

import re
from typing import Any

from touyan.core.scheme.compare import NAMES
from touyan.foundation.wording import Lang, catalogue

CONTAINERS = frozenset({
    "stages", "levels", "criteria", "sections", "fields", "reports", "parts", "indicators", "grades", "options", "outcomes", "layers",
})  # fmt: skip
"""Keys left out before something that has a label of its own."""


def place_words(place: str, lang: Lang, *expanded: dict[str, Any]) -> str:
    """A place in the notation of `compare`; labels are looked up in the expanded schemes, in their order."""
    steps = [step for step in re.split(r"[.\[\]]+", place) if step]
    nodes: list[Any] = list(expanded)
    told: list[tuple[str, str]] = []
    for at, step in enumerate(steps):
        nodes = [found for node in nodes if (found := _below(node, step)) is not None]
        is_stage = at > 0 and steps[at - 1] == "stages" and at == 1
        told.append(
            (
                step,
                _label(nodes, lang)
                or _words(f"explain.heading.{step}" if is_stage else f"scheme_key.{step}", lang),
            )
        )
        if step == "label":
            break
    shown = [
        word or step
        for at, (step, word) in enumerate(told)
        if not (step in CONTAINERS and at + 1 < len(told) and told[at + 1][1])
    ]
    return " · ".join(shown)


def _below(node: Any, step: str) -> Any:
    if isinstance(node, dict):
        return node.get(step)
    if isinstance(node, list):
        return next((i for i in node if isinstance(i, dict) and any(i.get(n) == step for n in NAMES)), None)
    return None


def _label(nodes: list[Any], lang: Lang) -> str:
    label = next(
        (n["label"] for n in nodes if isinstance(n, dict) and isinstance(n.get("label"), dict)), None
    )
    if label is None:
        return ""
    return str((label.get("en") if lang == "en" else "") or label["zh"])


def _words(code: str, lang: Lang) -> str:
    pair = catalogue().get(code)
    return pair[lang == "en"] if pair else ""
