"""From bytes to a JSON tree that has lost nothing: numbers as written, every key as often as it was given.

The reader of `json` silently keeps the last of two equal keys, turns numbers into binary floats and lets NaN
through. An auditor must be told instead, and told where, so this module keeps what was written and walks the
whole tree for the faults that no shape can see (also inside values of the wrong kind).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from touyan.core.findings import Finding

DEEPEST = 100
"""No engine needs a tenth of this; a fixed limit gives every Python version the same answer."""

_HALF_SIGN = re.compile(r"\\u[dD][89a-fA-F]")
"""Only such an escape can bring half a character into a text that is UTF-8; it is looked for before any walk."""

NOT_FINITE = frozenset({"NaN", "Infinity", "-Infinity"})


@dataclass(slots=True)
class Number:
    """A JSON number, exactly as it was written."""

    text: str


@dataclass(slots=True)
class JsonObject:
    """A JSON object with its keys in the order given, repeated ones too."""

    pairs: tuple[tuple[str, object], ...]


_HOLDERS = frozenset({list, JsonObject})


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed input: the tree (None where it could not be parsed) and the faults seen so far."""

    tree: object
    findings: tuple[Finding, ...]
    is_parsed: bool = True


def parse(data: bytes) -> Source:
    """Parse bytes as UTF-8 JSON (a byte order mark is tolerated). Never raises; faults are findings."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return _unparsed(Finding("input_not_utf8", "", {"byte": fault.start}))
    if not text.strip(" \t\r\n"):
        return _unparsed(Finding("input_empty"))
    suspects: list[str] = []

    def hold_constant(written: str) -> Number:
        suspects.append(written)
        return Number(written)

    def hold_object(pairs: list[tuple[str, object]]) -> JsonObject:
        if len(dict(pairs)) < len(pairs):
            suspects.append("")
        return JsonObject(tuple(pairs))

    try:
        tree = json.loads(
            text,
            parse_float=Number,
            parse_int=Number,
            parse_constant=hold_constant,
            object_pairs_hook=hold_object,
        )
    except json.JSONDecodeError as fault:
        return _unparsed(Finding("input_not_json", "", {"line": fault.lineno, "column": fault.colno}))
    except RecursionError:
        return _unparsed(Finding("input_too_deep"))
    if _is_too_deep(tree):
        return _unparsed(Finding("input_too_deep"))
    is_suspect = bool(suspects) or _HALF_SIGN.search(text) is not None
    return Source(tree, tuple(_tree_faults(tree)) if is_suspect else ())


def _unparsed(finding: Finding) -> Source:
    return Source(None, (finding,), is_parsed=False)


def is_text_whole(text: str) -> bool:
    """Tell whether a text can be written as UTF-8: no half of a surrogate pair stands alone in it."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def below(place: str, key: str | int) -> str:
    """Give the path of a key or a list position under `place`."""
    if isinstance(key, int):
        return f"{place}[{key}]"
    return f"{place}.{key}" if place else key


def _is_too_deep(tree: object) -> bool:
    """Tell whether lists and objects stand more than DEEPEST levels inside one another."""
    level = [tree]
    for _ in range(DEEPEST):
        level = [inner for value in level for inner in _holders_in(value)]
        if not level:
            return False
    return True


def _holders_in(value: object) -> list[object]:
    """The lists and objects that stand directly in a list or an object."""
    if isinstance(value, JsonObject):
        return [held for _, held in value.pairs if type(held) in _HOLDERS]
    return [held for held in value if type(held) in _HOLDERS] if isinstance(value, list) else []


def _tree_faults(tree: object) -> Iterator[Finding]:
    """Repeated keys, broken characters and numbers that are none, anywhere; a stack, so depth cannot hurt."""
    open_values: list[tuple[str, object]] = [("", tree)]
    while open_values:
        place, value = open_values.pop()
        if isinstance(value, str) and not is_text_whole(value):
            yield Finding("text_not_unicode", place)
        elif isinstance(value, Number) and value.text in NOT_FINITE:
            yield Finding("number_not_finite", place, {"given": value.text})
        elif isinstance(value, list):
            open_values.extend((below(place, i), value[i]) for i in range(len(value) - 1, -1, -1))
        elif isinstance(value, JsonObject):
            yield from _key_faults(value, place)
            open_values.extend((below(place, key), held) for key, held in reversed(value.pairs))


def _key_faults(value: JsonObject, place: str) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for key, _ in value.pairs:
        seen[key] = seen.get(key, 0) + 1
    for key, times in seen.items():
        if times > 1:
            yield Finding("key_twice", below(place, key), {"key": key})
        if not is_text_whole(key):
            yield Finding("text_not_unicode", below(place, key))
