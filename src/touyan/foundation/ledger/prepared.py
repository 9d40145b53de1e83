"""A read whose statement is built once: for the few reads every request makes, where building costs ten times the reading."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Expression, Field, QuerySet


class Slot(Expression):
    """A place in a prepared read that is given its value at each run."""

    def __init__(self, name: str, output_field: Field[Any, Any] | None = None) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:  # noqa: ARG002 - Django's signature
        """One placeholder, with the slot itself as its parameter."""
        return "%s", [self]


class Prepared:
    """Rows of `build`, a function of slots to a `values_list` of whole numbers and texts.

    Nothing is remembered but the statement: every run asks the database.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], **slots: Field[Any, Any]) -> None:
        self._build, self._slots = build, slots
        self._known: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """The rows for these values: one for every slot, a whole number, a text or a day."""
        statement, parameters = self._known.get(connection.vendor) or self._prepare()
        given = {name: self._as_stored(values[name]) for name in self._slots}
        with connection.cursor() as cursor:
            cursor.execute(statement, [given[p.name] if isinstance(p, Slot) else p for p in parameters])
            return list(cursor.fetchall())

    def _prepare(self) -> tuple[str, tuple[Any, ...]]:
        rows = self._build(**{name: Slot(name, kind) for name, kind in self._slots.items()})
        made: tuple[str, tuple[Any, ...]] = rows.query.sql_with_params()
        return self._known.setdefault(connection.vendor, made)

    @staticmethod
    def _as_stored(value: Any) -> Any:
        return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
