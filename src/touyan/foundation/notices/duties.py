"""What somebody must do, and why: each stage tells it in one function, the desk only collects and sorts.

A stage registers a function `(actor, today) -> list[Duty]` of a fixed number of statements; the desk of a person
with nothing to do then costs no more than that of a person with forty things.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from touyan.foundation.ledger.actor import Actor


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to do. `title` and `why` are finished words; `verb` is the button's; due_on None = no date."""

    verb: str
    title: str
    why: str
    url: str
    due_on: date | None = None
    unit: str = ""
    is_waiting: bool = False


Tell = Callable[[Actor, date, Any], list[Duty]]
_TELLERS: list[Tell] = []


def tells_duties(tell: Tell) -> Tell:
    """Register a stage's duties: `(actor, today, lang) -> duties`."""
    if tell not in _TELLERS:
        _TELLERS.append(tell)
    return tell


def duties(actor: Actor, today: date, lang: str) -> list[Duty]:
    """Everything this person must do: overdue and due first, then without a date, waiting things last."""
    found = [duty for tell in _TELLERS for duty in tell(actor, today, lang)]
    return sorted(found, key=lambda d: (d.is_waiting, d.due_on is None, d.due_on or today, d.title))
