"""Findings become sentences for this reader, with the words of the matter's own machine filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest

from touyan.core.findings import Finding
from touyan.core.workflow import Label, Machine
from touyan.foundation.calendar.weekdays import date_words
from touyan.foundation.ledger.registry import machine_of
from touyan.foundation.wording import Lang, sentence

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def lang_of(request: HttpRequest) -> Lang:
    """The reader's language."""
    return "en" if getattr(request, "LANGUAGE_CODE", "zh").startswith("en") else "zh"


def words(label: Label, lang: Lang) -> str:
    """A label in a language; English falls back to Chinese."""
    return (label.en or label.zh) if lang == "en" else label.zh


def told(findings: Iterable[Finding], request: HttpRequest, subject: Any = None) -> list[str]:
    """Sentences for findings, each once."""
    lang = lang_of(request)
    machine = machine_of(subject) if subject is not None else None
    return list(dict.fromkeys(sentence(f.code, _facts(f, machine, lang), lang) for f in findings))


def because(findings: Sequence[Finding], subject: Any, lang: Lang) -> list[str]:
    """The same without a request, for a grey button."""
    machine = machine_of(subject)
    return list(dict.fromkeys(sentence(f.code, _facts(f, machine, lang), lang) for f in findings))


def _facts(finding: Finding, machine: Machine | None, lang: Lang) -> dict[str, object]:
    facts: dict[str, object] = {
        name: date_words(date.fromisoformat(value), lang)
        if isinstance(value, str) and _DAY.fullmatch(value)
        else value
        for name, value in {"place": finding.place, **finding.facts}.items()
    }
    action = str(facts.get("action", ""))
    if machine is None or not action:
        return facts
    edges = machine.edges_of(action)
    roles = dict.fromkeys(
        words(machine.roles[name].label, lang)
        for e in edges
        for name in e.roles
        if name in machine.roles and name != "engine"
    )
    facts["roles"] = ("、" if lang == "zh" else ", ").join(roles)
    facts["action_label"] = words(edges[0].label, lang) if edges else action
    facts["state_label"] = words(machine.label_of(str(facts.get("state", ""))), lang)
    return facts
