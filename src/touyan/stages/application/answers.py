"""A posted form as answers by field path, and the columns of the application that are derived from them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Protocol

from touyan.core.scheme.shape.forms import Field, Form
from touyan.stages.application.kinds import (
    FILES,
    PICKS,
    Answers,
    asked,
    cells_of,
    day,
    first,
    is_empty,
    total_fen,
)

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
MOST_ROWS = 500


class Posted(Protocol):
    """What Django's QueryDict offers and is needed here."""

    def get(self, key: str, default: str = "") -> Any:
        """One value."""

    def getlist(self, key: str) -> list[Any]:
        """All values of a key."""


def answers_from(post: Posted, form: Form, *, keep_blank: bool = False) -> dict[str, Any]:
    """The answers a browser sent, as typed. Blank rows go unless `keep_blank` (a row just added)."""
    return {
        path: _answer(post, path, field, keep_blank=keep_blank)
        for path, field in asked(form)
        if field.type not in FILES
    }


def _answer(post: Posted, path: str, field: Field, *, keep_blank: bool) -> Any:
    if cells_of(field):
        rows = _rows(post, path, field)
        rows = rows if keep_blank else [row for row in rows if not is_empty(row)]
        return [row["text"] for row in rows] if field.type == "list" else rows
    if field.type == "period":
        return {side: clean(post.get(f"{path}.{side}", "")) for side in ("from", "to")}
    if field.type == "yes_no":
        return bool(post.get(path, ""))
    if field.type in PICKS:
        return [clean(value) for value in post.getlist(path)]
    return clean(post.get(path, ""))


def _rows(post: Posted, path: str, field: Field) -> list[dict[str, str]]:
    told = str(post.get(f"{path}-total", "0"))
    count = min(int(told), MOST_ROWS) if told.isascii() and told.isdigit() else 0
    return [
        {cell.name: clean(post.get(f"{path}-{index}-{cell.name}", "")) for cell in cells_of(field)}
        for index in range(count)
    ]


def clean(text: object) -> str:
    """Text as stored: one kind of line break, no control characters, no blanks around."""
    return CONTROL.sub("", str(text).replace("\r\n", "\n").replace("\r", "\n")).strip()


def known(form: Form, answers: Answers) -> dict[str, Any]:
    """Only answers to questions this form asks: nothing else is ever stored."""
    return {path: answers[path] for path, _ in asked(form) if path in answers}


def derived(form: Form, answers: Answers) -> dict[str, Any]:
    """Title, area, class, size, period and budget sum for lists and rules; unreadable ones stay empty."""
    period = answers.get(first(form, "period")) or {}
    begin, finish = (day(period.get(side)) for side in ("from", "to"))
    return {
        "klass": _option(form, answers, "class"),
        "size": _option(form, answers, "size"),
        "title": str(answers.get(first(form, "text", "title")) or "")[:120],
        "focus_area": str(answers.get(first(form, "choice", "area")) or "")[:60],
        "begin_on": begin,
        "finish_on": finish,
        "budget_fen": total_fen(answers.get(first(form, "budget")) or []),
    }


def _option(form: Form, answers: Answers, taxonomy: str) -> str:
    """What was chosen from a taxonomy a selector speaks of; of several the first, which is the primary one (YQ-16)."""
    told = next((answers.get(path) for path, f in form.fields() if f.choose_from == taxonomy), None)
    chosen = told[0] if isinstance(told, list) and told else told
    return str(chosen or "")[:48]


def last_task_day(form: Form, answers: Answers) -> date | None:
    """The latest due day of the stage tasks, None when no row has one."""
    days = [day(row.get("due")) for row in answers.get(first(form, "tasks")) or []]
    return max((d for d in days if d is not None), default=None)
