"""Copies of any stored row: new keys, what must be unique made unique, its parts copied with it.

For tests of growth: a page must ask the database as often for fifty rows as for one, and this makes the fifty without
knowing what they are. What is copied has no acts of its own, so copies are for reading only.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.db import models

from touyan.foundation.ledger.models import Act, Answer, Checkpoint, Effect, Head

RECORD = (Act, Answer, Checkpoint, Effect, Head)
"""The record is nobody's part: it refuses copies."""
_serial = count(1)


def copies(row: models.Model, number: int, parts: int = 3) -> list[Any]:
    """So many copies of a row, each with at most `parts` of every kind of part the row has."""
    return [_copy(row, parts, {}) for _ in range(number)]


def given(row: models.Model, parent: models.Model, way: str) -> Any:
    """A copy of a part, given to another parent."""
    return _copy(row, 0, {row._meta.get_field(way).attname: parent.pk})


def _copy(row: models.Model, parts: int, above: dict[str, Any]) -> Any:
    """One copy; `above` gives columns that lead to parents already copied."""
    kind = type(row)
    values = {
        column.attname: getattr(row, column.attname)
        for column in kind._meta.concrete_fields
        if not column.primary_key
    } | above
    for names in _unique(row):
        _set_apart(row, values, names, above)
    made = kind._base_manager.create(**values)
    if parts:
        for child, way in children(kind):
            for part in child._base_manager.filter(**{way: row}).order_by("pk")[:parts]:
                _copy(part, 0, {child._meta.get_field(way).attname: made.pk})
    return made


def children(kind: type[models.Model]) -> list[tuple[type[models.Model], str]]:
    """Models whose rows point at rows of this kind, each with the name of the field that does."""
    return [
        (relation.related_model, relation.field.name)
        for relation in kind._meta.related_objects
        if relation.related_model not in RECORD and not relation.many_to_many
    ]


def _unique(row: models.Model) -> list[tuple[str, ...]]:
    """Sets of fields of which no two rows may have the same values, as far as they bind a row like this one."""
    kind = type(row)
    alone = [
        (column.name,) for column in kind._meta.concrete_fields if column.unique and not column.primary_key
    ]
    together = [
        tuple(one.fields)
        for one in kind._meta.constraints
        if isinstance(one, models.UniqueConstraint)
        and (one.condition is None or kind._base_manager.filter(one.condition, pk=row.pk).exists())
    ]
    return [*alone, *together]


def _set_apart(
    row: models.Model, values: dict[str, Any], names: tuple[str, ...], above: dict[str, Any]
) -> None:
    """Change one of these columns so that the copy is not the same.

    A key, a figure or a day where there is one; else a parent, copied too; words last, because a word may be a code.
    """
    columns = [row._meta.get_field(name) for name in names]
    if any(column.attname in above for column in columns):
        return
    plain = [c for c in columns if not isinstance(c, models.ForeignKey) and c.name != "state"]
    for column in plain:
        if (other := _other(values[column.attname], next(_serial))) is not None:
            values[column.attname] = other
            return
    for column in reversed(columns):
        if isinstance(column, models.ForeignKey) and column.name != "tenant" and values[column.attname]:
            values[column.attname] = _copy(getattr(row, column.name), 0, {}).pk
            return
    for column in plain:
        value, serial = str(values[column.attname]), next(_serial)
        tail = f"{serial}/" if value.endswith("/") else f"~{serial}"
        values[column.attname] = value[: (column.max_length or 1000) - len(tail)] + tail
        return


def _other(value: Any, serial: int) -> Any:
    """Another value of the same kind; None for words and for nothing."""
    if isinstance(value, uuid.UUID):
        return uuid.uuid4()
    if isinstance(value, datetime | date):
        return value + timedelta(days=serial)
    if isinstance(value, int) and not isinstance(value, bool):
        return 10_000 + serial
    return None
