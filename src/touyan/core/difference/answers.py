"""Two sets of answers to one form, field by field in the form's order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from touyan.core.difference.rows import Row, RowChange, row_changes
from touyan.core.difference.texts import Part, text_parts
from touyan.core.scheme.shape.forms import Form

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One changed field, by its path "section.field".

    Plain answers carry `old` and `new` runs of text; tables carry `rows`. `kind` says whether the answer was
    given, taken out or altered.
    """

    path: str
    kind: Literal["added", "removed", "changed"]
    old: tuple[Part, ...] = ()
    new: tuple[Part, ...] = ()
    rows: tuple[RowChange, ...] = ()


def changes(old_answers: Answers, new_answers: Answers, form: Form) -> tuple[Change, ...]:
    """Every field whose answer differs. Answers the form does not ask for are left out.

    Values: text, true or false, a list of texts, a list of rows (column to text), or a pair of named texts.
    """
    found: list[Change] = []
    for path, _ in form.fields():
        change = _change(path, old_answers.get(path), new_answers.get(path))
        if change is not None:
            found.append(change)
    return tuple(found)


def _change(path: str, old: object, new: object) -> Change | None:
    if isinstance(old, list) or isinstance(new, list):
        return _of_rows(path, _rows(old), _rows(new))
    before, after = _text(old), _text(new)
    if before == after:
        return None
    kind: Literal["added", "removed", "changed"] = (
        "added" if not before else "removed" if not after else "changed"
    )
    return Change(path, kind, *text_parts(before, after))


def _of_rows(path: str, old: list[Row], new: list[Row]) -> Change | None:
    columns = tuple(dict.fromkeys(name for row in (*new, *old) for name in row))
    rows = row_changes(old, new, columns)
    if not rows:
        return None
    return Change(path, "added" if not old else "removed" if not new else "changed", rows=rows)


def _rows(value: object) -> list[Row]:
    if not isinstance(value, list):
        return []
    return [
        {str(k): _text(v) for k, v in row.items()} if isinstance(row, Mapping) else {"text": _text(row)}
        for row in value
    ]


def _text(value: object) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "true"
    if isinstance(value, Mapping):
        return " – ".join(_text(v) for v in value.values())
    return str(value)
