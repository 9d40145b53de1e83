"""What an explanation is made of: a code with facts, where a fact may be a label, a term or another line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a closed list (`post`, `unit_kind`, `measure` ...); its words are in the wording."""

    space: str
    value: str


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence to be: its code and facts. Facts are texts, numbers, dates, labels, terms, lines, tuples of these."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading with its sentences."""

    heading: Line
    lines: tuple[Line, ...]


def line(name: str, **facts: object) -> Line:
    """Make an explaining line."""
    return Line(f"explain.{name}", facts)
