"""The record of a meeting as typed: read from the posted form and shown again unchanged when it is refused."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import QueryDict

from touyan.stages.approval.decisions import RETURNED, Recorded, Verdict, proposal
from touyan.stages.review.actions import NamedFault
from touyan.stages.review.models import AgendaItem, Meeting

BARS = ("｜", "|")


def first_draft(meeting: Meeting, items: Iterable[AgendaItem]) -> dict[str, Any]:
    """The form before anything is typed: outcomes as the cut proposes them."""
    rules = meeting.scheme_version.rules
    return {
        "title": f"{meeting.title}决定",
        "held_on": meeting.held_on.isoformat(),
        "item": "",
        "document_number": "",
        "text": "",
        "tie_record": "",
        "tie_chosen": [],
        "lines": {
            str(i.application.key): {
                "outcome": proposal(rules, i.outcome),
                "reason": "",
                "text": "",
                "field": "",
            }
            for i in items
        },
    }


def typed(post: QueryDict, items: Iterable[AgendaItem]) -> dict[str, Any]:
    """What was typed."""
    keys = [str(i.application.key) for i in items]
    return {
        **{
            name: post.get(name, "").strip()[:most]
            for name, most in (
                ("title", 120),
                ("item", 60),
                ("document_number", 40),
                ("text", 4000),
                ("tie_record", 200),
                ("held_on", 10),
            )
        },
        "tie_chosen": [key for key in post.getlist("tie_chosen") if key in keys],
        "lines": {
            key: {
                name: post.get(f"{name}-{key}", "").strip()[:2000]
                for name in ("outcome", "reason", "text", "field")
            }
            for key in keys
        },
    }


def recorded(data: dict[str, Any], fallback: date) -> Recorded:
    """The same as the door takes it. Each line of a verdict's text is one item, or one fault "problem｜demand"."""
    return Recorded(
        title=data["title"],
        held_on=_day(data["held_on"], fallback),
        item=data["item"],
        document_number=data["document_number"],
        text=data["text"],
        verdicts=tuple(_verdict(key, line) for key, line in data["lines"].items()),
        tie_chosen=tuple(data["tie_chosen"]),
        tie_record=data["tie_record"],
    )


def _verdict(key: str, line: dict[str, str]) -> Verdict:
    lines = tuple(text.strip() for text in line["text"].splitlines() if text.strip())
    if line["outcome"] == RETURNED:
        return Verdict(
            key, RETURNED, line["reason"], faults=tuple(_fault(line["field"], text) for text in lines)
        )
    items = lines if line["outcome"] == "approved_after_revision" else ()
    return Verdict(key, line["outcome"], line["reason"], items)


def _fault(field: str, text: str) -> NamedFault:
    bar = next((b for b in BARS if b in text), "")
    problem, _, demand = text.partition(bar) if bar else (text, "", text)
    return NamedFault(field, problem.strip()[:400], demand.strip()[:400])


def _day(text: str, fallback: date) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return fallback.isoformat()
