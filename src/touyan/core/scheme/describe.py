"""The language as it is read: every shape a file may hold, with every key, in the words of the reader's own annotations.

Whatever is told here is what `decode` acts on, so that a page made from it cannot promise what the reader refuses.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from typing import Annotated, Any, Union, get_args, get_origin

from touyan.core.scheme.decode import hints_of, keys_of
from touyan.core.scheme.shape.scheme import Scheme


@dataclass(frozen=True, slots=True)
class KeyRule:
    """One key of a shape: what it takes (markers of the annotation beside it), whether it must be there, what stands in its place.

    `default` is None for a required key, too.
    """

    key: str
    wanted: Any
    markers: tuple[object, ...]
    is_required: bool
    default: Any


def split(wanted: Any) -> tuple[Any, tuple[object, ...]]:
    """The bare type of an annotation and its markers; what may be left out counts as what it is when it is there."""
    markers: tuple[object, ...] = ()
    while True:
        if get_origin(wanted) is Annotated:
            wanted, *own = get_args(wanted)
            markers = (*own, *markers)
        elif get_origin(wanted) in (Union, types.UnionType):
            choices = [choice for choice in get_args(wanted) if choice is not type(None)]
            if len(choices) > 1:
                return wanted, markers
            wanted = choices[0]
        else:
            return wanted, markers


def rules_of(shape: type) -> tuple[KeyRule, ...]:
    """Every key of a shape, the required ones first as they stand in it."""
    defaults = {field.name: field for field in fields(shape)}
    found = []
    for key, (attribute, is_required) in keys_of(shape).items():
        wanted, markers = split(hints_of(shape)[attribute])
        field = defaults[attribute]
        made = field.default if field.default_factory is MISSING else field.default_factory()
        found.append(KeyRule(key, wanted, markers, is_required, None if is_required else made))
    return tuple(found)


def _below(wanted: Any) -> Iterator[type]:
    wanted, _ = split(wanted)
    if is_dataclass(wanted):
        yield wanted  # type: ignore[misc]
        return
    if get_origin(wanted) in (tuple, Mapping, Union, types.UnionType):
        for inner in get_args(wanted):
            yield from _below(inner)


def shapes() -> tuple[type, ...]:
    """Every shape a file may hold, each once, from the whole scheme downwards."""
    found, queue = dict[type, None](), list[type]((Scheme,))
    while queue:
        shape = queue.pop(0)
        if shape in found:
            continue
        found[shape] = None
        queue[:0] = [below for rule in rules_of(shape) for below in _below(rule.wanted)]
    return tuple(found)
