"""The indicators of an application's form as rows of the project: what was promised in figures (WH-03, WH-28)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from touyan.core.scheme import Scheme


def answer_of(answers: Mapping[str, Any], place: str) -> Any:
    """The answer at "section.field", also where only the field's own name was kept."""
    return answers.get(place, answers.get(place.rpartition(".")[2]))


def indicator_rows(rules: Scheme, answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each indicator with a name and a target, texts cut to what a row holds; a date that is none is left out."""
    places = [
        place for place, field in rules.forms[rules.application.form].fields() if field.type == "indicators"
    ]
    given = [row for place in places for row in (answer_of(answers, place) or []) if isinstance(row, Mapping)]
    return [
        {
            "name": _text(row, 60, "name"),
            "unit_word": _text(row, 20, "unit", "unit_word"),
            "baseline": _text(row, 20, "baseline") or "0",
            "target": _text(row, 20, "target"),
            "on": _day(_text(row, 10, "date", "due", "on")),
            "source": _text(row, 120, "source", "data_source"),
        }
        for row in given
        if _text(row, 60, "name") and _text(row, 20, "target")
    ]


def _text(row: Mapping[str, Any], most: int, *names: str) -> str:
    return next((str(row[name]).strip()[:most] for name in names if row.get(name) not in (None, "")), "")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
