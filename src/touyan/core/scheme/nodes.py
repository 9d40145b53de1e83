"""The value tree of a scheme file: scalars, lists and maps that remember line and column.

A scalar is only its text. What it means (number, date, yes or no) is decided by the shape it is read
into, never by how it happens to look, so that `no` in a label stays the word "no".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

Step = str | int
Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text as written; `is_quoted` tells an empty string from nothing at all."""

    text: str
    is_quoted: bool
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list in file order."""

    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Pair:
    """One key with its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """A map in file order, every key once; `by_key` finds a pair without a walk."""

    pairs: tuple[Pair, ...]
    line: int
    column: int
    by_key: dict[str, Pair] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {pair.key.text: pair for pair in self.pairs})

    def get(self, name: str) -> Pair | None:
        """Find the pair of that key."""
        return self.by_key.get(name)


Node = Scalar | Sequence | Mapping


def place_of(path: Path) -> str:
    """Give the path in the notation of findings: `stages[2].rework.max_rounds`."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text


def children_of(node: Node) -> Iterator[tuple[Step, Node]]:
    """Every value directly below, with the step that leads to it."""
    if isinstance(node, Mapping):
        yield from ((pair.key.text, pair.value) for pair in node.pairs)
    elif isinstance(node, Sequence):
        yield from enumerate(node.items)


def mark_of(root: Node | None, path: Path) -> tuple[int, int]:
    """Line and column where the path stands, counted from 1; of the nearest thing above it where it is absent.

    For a key the place of the key itself, because that is what a person looks for.
    """
    mark = (root.line, root.column) if root is not None else (1, 1)
    node = root
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str) and (pair := node.get(step)) is not None:
            mark, node = (pair.key.line, pair.key.column), pair.value
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
            node = node.items[step]
            mark = (node.line, node.column)
        else:
            break
    return mark
