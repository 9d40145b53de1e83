"""From bytes to a value tree, strictly: what a county office may meaningfully write, and nothing else of YAML.

Events of the pure-python parser are built up without recursion, with limits on size, depth and number of
values, so that no file, however hostile, costs more than a moment or raises. Anchors, aliases, tags,
duplicate keys and second documents are findings: each of them lets a file mean something else than it shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from touyan.core.findings import Finding
from touyan.core.scheme.nodes import Mapping, Node, Pair, Path, Scalar, Sequence, place_of

MAX_BYTES = 256 * 1024
MAX_DEPTH = 16
MAX_VALUES = 10_000
_SURROGATES = range(0xD800, 0xE000)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says before anybody asked what it means: its tree (None when unreadable) and findings."""

    root: Node | None
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Open:
    """A list or map whose end has not been read yet."""

    is_map: bool
    line: int
    column: int
    path: Path
    items: list[Node] = field(default_factory=list)
    pairs: dict[str, Pair] = field(default_factory=dict)
    key: Scalar | None = None

    def next_path(self) -> Path:
        if not self.is_map:
            return (*self.path, len(self.items))
        return self.path if self.key is None else (*self.path, self.key.text)


class _Stop(Exception):  # noqa: N818 - not a failure: the rest of the file is not worth reading
    pass


def _fault(code: str, line: int, column: int, path: Path = (), **facts: object) -> Finding:
    return Finding(code, place_of(path), {"line": line, "column": column, **facts}, "error", line)


def _mark(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


@dataclass(slots=True)
class _Builder:
    findings: list[Finding] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    root: Node | None = None
    values: int = 0
    documents: int = 0

    def path(self) -> Path:
        return self.stack[-1].next_path() if self.stack else ()

    def report(self, code: str, event: yaml.Event, **facts: object) -> None:
        line, column = _mark(event)
        self.findings.append(_fault(code, line, column, self.path(), **facts))

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.report("scheme.second_document", event)
                raise _Stop
        elif isinstance(event, yaml.AliasEvent):
            self.report("scheme.alias", event, name=event.anchor)
            self.place(Scalar("", True, *_mark(event)))
        elif isinstance(event, yaml.NodeEvent):
            self.begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.end()

    def begin(self, event: yaml.NodeEvent) -> None:
        self.values += 1
        if self.values > MAX_VALUES:
            self.report("scheme.too_many_values", event, limit=MAX_VALUES)
            raise _Stop
        if event.anchor is not None:
            self.report("scheme.anchor", event, name=event.anchor)
        if getattr(event, "tag", None) is not None:
            self.report("scheme.tag", event, name=event.tag)  # type: ignore[attr-defined]
        line, column = _mark(event)
        if isinstance(event, yaml.ScalarEvent):
            if any(ord(character) in _SURROGATES for character in event.value):
                self.report("scheme.bad_character", event)
                raise _Stop
            self.place(Scalar(event.value, event.style is not None, line, column))
            return
        if len(self.stack) >= MAX_DEPTH:
            self.report("scheme.too_deep", event, limit=MAX_DEPTH)
            raise _Stop
        if self.stack and self.stack[-1].is_map and self.stack[-1].key is None:
            self.report("scheme.key_not_text", event)
            raise _Stop
        self.stack.append(_Open(isinstance(event, yaml.MappingStartEvent), line, column, self.path()))

    def end(self) -> None:
        done = self.stack.pop()
        made: Node = (
            Mapping(tuple(done.pairs.values()), done.line, done.column)
            if done.is_map
            else Sequence(tuple(done.items), done.line, done.column)
        )
        self.place(made)

    def place(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if not top.is_map:
            top.items.append(node)
        elif top.key is None:
            assert isinstance(node, Scalar)
            top.key = node
        else:
            self.pair(top, top.key, node)
            top.key = None

    def pair(self, top: _Open, key: Scalar, node: Node) -> None:
        if key.text not in top.pairs:
            top.pairs[key.text] = Pair(key, node)
            return
        first, path = top.pairs[key.text].key, (*top.path, key.text)
        self.findings.append(
            _fault("scheme.duplicate_key", key.line, key.column, path, key=key.text, first_line=first.line)
        )


def _decoded(source: bytes) -> tuple[str, Finding | None]:
    if len(source) > MAX_BYTES:
        return "", _fault("scheme.too_big", 1, 1, size=len(source), limit=MAX_BYTES)
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        return "", _fault("scheme.not_utf8", line, 1)
    for number, line_text in enumerate(text.split("\n"), start=1):
        indent = line_text[: len(line_text) - len(line_text.lstrip(" \t"))]
        if "\t" in indent and line_text.strip():
            return "", _fault("scheme.tab", number, indent.index("\t") + 1)
        bad = next((i for i, c in enumerate(line_text) if not (c.isprintable() or c in "\t\r　\xa0")), None)
        if bad is not None:
            return "", _fault("scheme.bad_character", number, bad + 1)
    return text, None


def _events(text: str) -> Iterator[yaml.Event]:
    yield from yaml.parse(text, Loader=yaml.SafeLoader)


def read(source: bytes) -> Reading:
    """Read the value tree of a scheme file with every finding about its spelling.

    Never raises. The tree is None when the file cannot be read to its end; duplicate keys keep the first.
    """
    text, refusal = _decoded(source)
    if refusal is not None:
        return Reading(None, (refusal,))
    builder = _Builder()
    try:
        for event in _events(text):
            builder.take(event)
    except _Stop:
        return Reading(None, tuple(builder.findings))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        said = error.problem or ""
        return Reading(None, (*builder.findings, _fault("scheme.not_yaml", line, column, said=said)))
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # the parser turns escapes such as "\UFFFFFFFF" and absurd %YAML versions into plain Python errors
        return Reading(None, (*builder.findings, _fault("scheme.not_yaml", 1, 1, said=type(error).__name__)))
    if builder.root is None or (isinstance(builder.root, Scalar) and not builder.root.text.strip()):
        return Reading(None, (*builder.findings, _fault("scheme.nothing", 1, 1)))
    return Reading(builder.root, tuple(builder.findings))
