"""Forms as sections with fields, the lists they choose from, and named checks over their fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from touyan.core.scheme.shape.people import EVERYTHING, Selector
from touyan.core.scheme.shape.terms import (
    Between,
    Declares,
    FieldSource,
    FieldType,
    FormName,
    Name,
    NotEmpty,
    Privacy,
    Ref,
    empty,
)
from touyan.core.workflow.machine import Label


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """A list to choose from. The names `class` and `size` are those a selector speaks of.

    `pick`: one, or several of which the first is the primary one (YQ-16).
    """

    name: Name
    label: Label
    options: Annotated[Mapping[str, Label], NotEmpty()]
    pick: Literal["one", "several"] = "one"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table field."""

    name: Name
    label: Label
    type: FieldType = "text"
    required: bool = False
    max_chars: Annotated[int, Between(1, 20_000)] | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a form holds.

    `source` other than `asked` means the house fills it in and nobody is asked (domain.md 4.8 rule 1).
    `privacy`: P0 public, P1 inside the tenant, P2 personal, P3 identity numbers. `choose_from` names a
    taxonomy, `options` are the field's own. Limits: `max_chars` for text, items for lists and tables.
    """

    name: Name
    label: Label
    type: FieldType
    required: bool = False
    privacy: Privacy = "P1"
    source: FieldSource = "asked"
    help: Label | None = None
    max_chars: Annotated[int, Between(1, 20_000)] | None = None
    min_items: Annotated[int, Between(0, 500)] | None = None
    max_items: Annotated[int, Between(1, 500)] | None = None
    choose_from: Annotated[str, Ref("taxonomy")] | None = None
    options: Mapping[str, Label] = field(default_factory=empty)
    columns: Mapping[str, Column] = field(default_factory=empty)
    applies_to: Selector = EVERYTHING


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a form under its own heading."""

    name: Name
    label: Label
    fields: Annotated[Mapping[str, Field], NotEmpty()]
    help: Label | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A paper people fill in. `minutes` is the honest estimate the burden sum is made of (domain.md 4.8 rule 9)."""

    name: Name
    label: Label
    minutes: Annotated[int, Between(1, 2400)]
    sections: Annotated[Mapping[str, Section], NotEmpty()]

    def fields(self) -> tuple[tuple[str, Field], ...]:
        """Every field with its path inside the form, in order."""
        return tuple((f"{s.name}.{f.name}", f) for s in self.sections.values() for f in s.fields.values())


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One item of a named check: the `fields` (section.field) that show it, or a question a person answers."""

    name: Name
    label: Label
    fields: tuple[str, ...] = ()
    question: Label | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A named group of checks such as the five "can" (WH-05); `at` is where it must hold.

    `submit`: computed from the fields before the leader hands in. `vetting`: ticked one by one by the vetter.
    """

    name: Name
    label: Label
    form: FormName
    at: Annotated[tuple[Literal["submit", "vetting"], ...], NotEmpty()]
    items: Annotated[Mapping[str, CheckItem], NotEmpty(), Declares("")]
