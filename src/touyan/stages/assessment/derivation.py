"""The computation as a page and a paper tell it: every number with its rule, its inputs, its evidence and its day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from touyan.foundation.web.reasons import words
from touyan.foundation.wording import Lang, sentence
from touyan.stages.assessment.terms import rule_words


def _in(label: Mapping[str, str] | None, lang: Lang) -> str:
    return "" if not label else (label.get("en") or label["zh"]) if lang == "en" else label["zh"]


def _inputs(facts: Mapping[str, Any], lang: Lang) -> list[str]:
    """The figures an indicator came from, in short sentences."""
    zh = lang == "zh"
    told = []
    if "scheduled" in facts:
        told.append(
            f"实际完成 {facts['actual']}%，序时应完成 {facts['scheduled']}%"
            if zh
            else f"{facts['actual']}% done, {facts['scheduled']}% scheduled"
        )
    if "whole" in facts:
        told.append(f"{facts['part']} ÷ {facts['whole']}")
    if facts.get("late"):
        told.append(("未计入：" if zh else "Not counted: ") + ("、" if zh else ", ").join(facts["late"]))
    if facts.get("value"):
        told.append(f"填报 {facts['value']}%" if zh else f"Entered: {facts['value']}%")
    if facts.get("sample"):
        told.append(("样本：" if zh else "Sample: ") + str(facts["sample"]))
    if facts.get("evidence"):
        told.append(("佐证：" if zh else "Evidence: ") + str(facts["evidence"]))
    for target in facts.get("targets", ()):
        told += [sentence(s["code"], s["facts"], lang) for s in target["steps"]]
        if target.get("evidence"):
            told.append(("佐证：" if zh else "Evidence: ") + target["evidence"])
    return told


def told_parts(computed: Mapping[str, Any], lang: Lang) -> list[dict[str, Any]]:
    """Parts and indicators in words: {label, weight, score, lines: [{label, points, rate, score, rule, inputs, standard}]}."""
    return [
        {
            "label": _in(part["label"], lang),
            "weight": part["weight"],
            "points": part["points"],
            "score": part["score"],
            "lines": [
                {
                    "label": _in(line["label"], lang),
                    "points": line["points"],
                    "rate": line["rate"],
                    "score": line["score"],
                    "rule": words(rule_words(line["measure"]), lang),
                    "standard": _in(line.get("standard"), lang),
                    "inputs": _inputs(line["facts"], lang),
                }
                for line in part["indicators"]
            ],
        }
        for part in computed.get("parts", ())
    ]


def told_steps(computed: Mapping[str, Any], lang: Lang) -> list[str]:
    """How the score and the grade came about, step by step, with the names of parts and grades."""
    names = {key: _in(label, lang) for key, label in computed.get("names", {}).items()}
    return [
        sentence(
            s["code"],
            {
                k: names.get(v, v) if k in {"part", "result"} and isinstance(v, str) else v
                for k, v in s["facts"].items()
            },
            lang,
        )
        for s in computed.get("steps", ())
    ]


def grade_words(computed: Mapping[str, Any], lang: Lang) -> str:
    """The grade in the scheme's words, "" while there is none."""
    return _in(computed.get("grade_label"), lang)


def told_targets(computed: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Target against actual as the computation saw them: {name, unit, baseline, target, actual, evidence, rate}."""
    lines = [line for part in computed.get("parts", ()) for line in part["indicators"]]
    return [target for line in lines for target in line["facts"].get("targets", ())]
