"""A project's light in words: the figures it rests on, why it is lit, and what would turn it green."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from touyan.foundation.wording import Lang, sentence


def figures(scheduled: str, actual: str, gap: str, lang: Lang) -> str:
    """应完成 60%，实际完成 45%，落后 15 个百分点."""
    points = Decimal(gap or "0")
    code = "light_behind" if points > 0 else "light_ahead" if points < 0 else "light_level"
    return sentence(code, {"scheduled": scheduled, "actual": actual, "gap": points, "ahead": -points}, lang)


def because(facts: dict[str, Any], light: str, scheduled: str, actual: str, lang: Lang) -> str:
    """The whole sentence of a light (WH-28): figures, limits passed, light."""
    reasons = [sentence(r["code"], r["facts"], lang) for r in facts.get("because", ())]
    told = {
        "figures": figures(scheduled, actual, facts.get("gap", "0"), lang),
        "reasons": ("，" if lang == "zh" else ", ").join(reasons),
        "light": sentence(f"light_{light}", {}, lang),
    }
    return sentence("light_because", told, lang)


def _day(facts: dict[str, Any], name: str) -> date | None:
    return date.fromisoformat(facts[name]) if facts.get(name) else None


def light_story(project: Any, lang: Lang) -> dict[str, Any]:
    """What a page shows of a project's stored light: {light, sentence, cures, scheduled, actual, as_of}; light "none" has no sentence."""
    facts = project.light_facts or {}
    is_read = project.light != "none" and bool(facts)
    return {
        "light": project.light,
        "sentence": because(facts, project.light, project.scheduled, project.actual, lang) if is_read else "",
        "cures": [sentence(c["code"], c["facts"], lang) for c in facts.get("cures", ())],
        "scheduled": project.scheduled,
        "actual": project.actual,
        "done": int(Decimal(project.actual)),
        "planned": int(Decimal(project.scheduled)),
        "as_of": project.light_on,
        "start": _day(facts, "start"),
        "finish": _day(facts, "finish"),
        "calendar": facts.get("calendar", ""),
    }
