"""From the value tree to typed shapes: the annotations of the shape decide every value.

Everything wrong is collected, nothing raised. A value that could not be made is MISSING and takes its
holder with it, while all its neighbours are still decoded and checked, so that no fault hides another.
"""

from __future__ import annotations

import difflib
import re
import types
from collections.abc import Callable, Iterable
from collections.abc import Mapping as MappingType
from dataclasses import MISSING as NO_DEFAULT
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from touyan.core.findings import Finding, Level
from touyan.core.scheme.nodes import Mapping, Node, Pair, Path, Scalar, Sequence, mark_of, place_of
from touyan.core.scheme.shape.terms import Between, Declares, FromKey, InYear, Key, Matches, NotEmpty, Ref

_ENOUGH = 200  # findings beyond which looking for the nearest word costs more than it helps
_NAME = r"[a-z][a-z0-9_]{0,47}"
_INT = re.compile(r"-?(?:0|[1-9]\d{0,8})", re.ASCII)
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d{0,11})(?:\.\d{1,4})?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class _Missing:
    """The one value that says: could not be made, a finding tells why."""


MISSING = _Missing()


@dataclass(frozen=True, slots=True)
class Mention:
    """A value that names something declared elsewhere, or a date to hold against the year."""

    space: str
    value: str
    path: Path


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of one shape, with the path inside that shape."""

    code: str
    path: Path = ()
    facts: MappingType[str, object] = field(default_factory=dict)
    level: Level = "error"


LocalRule = Callable[[Any], Iterable[Fault]]


@dataclass(slots=True)
class Decoder:
    """Carries what is found on the way: findings, declared names, mentions, dates."""

    root: Node
    rules: MappingType[type, tuple[LocalRule, ...]]
    findings: list[Finding] = field(default_factory=list)
    declared: dict[str, dict[str, Path]] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    dates: list[tuple[date, bool, Path]] = field(default_factory=list)

    def report(self, code: str, path: Path, **facts: object) -> _Missing:
        """Note an error with its place and mark; answers MISSING for the caller to return."""
        self.note(Fault(code, path, facts))
        return MISSING

    def note(self, fault: Fault, above: Path = ()) -> None:
        """Note a fault of the shape that stands at `above`."""
        path = (*above, *fault.path)
        line, column = mark_of(self.root, path)
        place = place_of(path)
        said = {"line": line, "column": column, "place": place, **fault.facts}
        self.findings.append(Finding(fault.code, place, said, fault.level, line))

    def decode(self, node: Node, wanted: Any, path: Path, markers: tuple[object, ...] = ()) -> Any:
        """Give the value of a node as the annotation wants it, or MISSING."""
        origin = get_origin(wanted)
        if origin is Annotated:
            inner, *own = get_args(wanted)
            return self.decode(node, inner, path, (*own, *markers))
        if origin in (Union, types.UnionType):
            return self._union(node, wanted, path, markers)
        if isinstance(node, Scalar) and not node.is_quoted and node.text in ("", "~", "null"):
            return self.report("scheme.empty", path)
        if origin is tuple:
            return self._list(node, get_args(wanted)[0], path, markers)
        if origin is MappingType:
            return self._map(node, get_args(wanted), path, markers)
        if is_dataclass(wanted):
            return self.shape(node, wanted, path)  # type: ignore[arg-type]
        if not isinstance(node, Scalar):
            return self.report(f"scheme.not_{_kind_of(wanted)}", path, value=_found(node))
        value = self._scalar(node.text, wanted, path, markers)
        return value if isinstance(value, _Missing) else self._marked(value, path, markers)

    def _union(self, node: Node, wanted: Any, path: Path, markers: tuple[object, ...]) -> Any:
        choices = [choice for choice in get_args(wanted) if choice is not type(None)]
        if len(choices) == 1:
            return self.decode(node, choices[0], path, markers)
        if not isinstance(node, Mapping):
            return self.report("scheme.not_map", path, value=_found(node))
        kinds = {hints_of(choice)["kind"].__args__[0]: choice for choice in choices}
        pair = node.get("kind")
        if pair is None:
            return self.report("scheme.missing_key", (*path, "kind"), key="kind")
        if not isinstance(pair.value, Scalar) or pair.value.text not in kinds:
            said = pair.value.text if isinstance(pair.value, Scalar) else ""
            return self._not_listed(said, tuple(kinds), (*path, "kind"))
        return self.shape(node, kinds[pair.value.text], path)

    def _list(self, node: Node, item: Any, path: Path, markers: tuple[object, ...]) -> Any:
        if not isinstance(node, Sequence):
            return self.report("scheme.not_list", path, value=_found(node))
        if not node.items and any(isinstance(m, NotEmpty) for m in markers):
            return self.report("scheme.too_few", path)
        made = [self.decode(child, item, (*path, i)) for i, child in enumerate(node.items)]
        self._declare_items(made, path, markers)
        return MISSING if any(item is MISSING for item in made) else tuple(made)

    def _declare_items(self, made: list[Any], path: Path, markers: tuple[object, ...]) -> None:
        for marker in markers:
            if not isinstance(marker, Declares):
                continue
            seen: dict[str, Path] = {}
            for i, item in enumerate(made):
                name = None if item is MISSING else getattr(item, marker.by)
                if name in seen:
                    self.report("scheme.twice", (*path, i, marker.by), name=name)
                elif name is not None:
                    seen[name] = (*path, i)
            if marker.space:
                self.declared.setdefault(marker.space, {}).update(seen)

    def _map(self, node: Node, wanted: tuple[Any, Any], path: Path, markers: tuple[object, ...]) -> Any:
        if not isinstance(node, Mapping):
            return self.report("scheme.not_map", path, value=_found(node))
        if not node.pairs and any(isinstance(m, NotEmpty) for m in markers):
            return self.report("scheme.too_few", path)
        made: dict[str, Any] = {}
        form = next((m.pattern for m in getattr(wanted[0], "__metadata__", ())), _NAME)
        for pair in node.pairs:
            name, below = pair.key.text, (*path, pair.key.text)
            if get_origin(wanted[0]) is Literal and name not in get_args(wanted[0]):
                made[name] = self._not_listed(name, get_args(wanted[0]), below)
            elif get_origin(wanted[0]) is not Literal and not re.fullmatch(form, name, re.ASCII):
                made[name] = self.report("scheme.bad_name", below, name=name)
            else:
                made[name] = self.decode(pair.value, wanted[1], below)
        for marker in markers:
            if isinstance(marker, Declares) and marker.space:
                here = {pair.key.text: (*path, pair.key.text) for pair in node.pairs}
                self.declared.setdefault(marker.space, {}).update(here)
        return MISSING if any(v is MISSING for v in made.values()) else MappingProxyType(made)

    def shape(self, node: Node, wanted: type, path: Path) -> Any:
        """Make a dataclass from a map: unknown keys, missing keys, every value, then the shape's own rules."""
        if not isinstance(node, Mapping):
            return self.report("scheme.not_map", path, value=_found(node))
        names = keys_of(wanted)
        for pair in node.pairs:
            if pair.key.text not in names:
                self._unknown(pair, tuple(names), path)
        values = self._values(node, wanted, path)
        if any(value is MISSING for value in values.values()):
            return MISSING
        values |= {attribute: path[-1] for attribute in hints_of(wanted) if is_own_key(wanted, attribute)}
        made = wanted(**values)
        for rule in self.rules.get(wanted, ()):
            for fault in rule(made):
                self.note(fault, path)
        return made

    def _values(self, node: Mapping, wanted: type, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, (attribute, is_required) in keys_of(wanted).items():
            found = node.get(key)
            if found is not None:
                values[attribute] = self.decode(found.value, hints_of(wanted)[attribute], (*path, key))
            elif is_required:
                values[attribute] = self.report("scheme.missing_key", (*path, key), key=key)
        return values

    def _unknown(self, pair: Pair, known: tuple[str, ...], path: Path) -> None:
        key = pair.key.text
        if not key.isascii() and isinstance(pair.value, Scalar) and not pair.value.text:
            # a half-width comma inside {zh: ...} ends the text: the commonest slip in Chinese labels
            self.report("scheme.broken_text", (*path, key), key=key)
            return
        words = suggestion(key, known if len(self.findings) < _ENOUGH else ())
        self.report("scheme.unknown_key", (*path, key), key=key, **words)

    def _not_listed(self, said: str, known: tuple[str, ...], path: Path) -> _Missing:
        words = suggestion(said, known if len(self.findings) < _ENOUGH else ())
        return self.report("scheme.not_in_list", path, value=said, **words)

    def _scalar(self, text: str, wanted: Any, path: Path, markers: tuple[object, ...]) -> Any:
        if get_origin(wanted) is Literal:
            return text if text in get_args(wanted) else self._not_listed(text, get_args(wanted), path)
        if wanted is str:
            return text if text.strip() else self.report("scheme.empty", path)
        made = _SCALARS[wanted](text)
        if made is None:
            return self.report(f"scheme.not_{_kind_of(wanted)}", path, value=text)
        for marker in markers:
            if isinstance(marker, Between) and not marker.low <= made <= marker.high:
                return self.report("scheme.out_of_range", path, value=text, low=marker.low, high=marker.high)
        return made

    def _marked(self, value: Any, path: Path, markers: tuple[object, ...]) -> Any:
        for marker in markers:
            if isinstance(marker, Matches) and not re.fullmatch(marker.pattern, value, re.ASCII):
                return self.report(f"scheme.bad_{marker.form}", path, value=value)
            if isinstance(marker, Ref):
                self.mentions.append(Mention(marker.space, value, path))
            elif isinstance(marker, InYear):
                self.dates.append((value, marker.spill, path))
        return value


def nearest(said: str, known: Iterable[str]) -> str:
    """Find the known word most like what was said, "" when none is."""
    return next(iter(difflib.get_close_matches(said[:60], list(known), n=1, cutoff=0.6)), "")


def suggestion(said: str, known: Iterable[str]) -> dict[str, str]:
    """Facts `near` and `known`: the known words as text, the likeliest first."""
    near = nearest(said, known)
    words = [near, *(word for word in known if word != near)] if near else list(known)
    return {"near": near, "known": ", ".join(words) or "–"}


def _bool(text: str) -> bool | None:
    return {"true": True, "false": False}.get(text)


def _int(text: str) -> int | None:
    return int(text) if _INT.fullmatch(text) else None


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if _DECIMAL.fullmatch(text) else None


def _date(text: str) -> date | None:
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


_SCALARS: dict[Any, Callable[[str], Any]] = {bool: _bool, int: _int, Decimal: _decimal, date: _date}


def _kind_of(wanted: Any) -> str:
    return {bool: "yes_no", int: "whole", Decimal: "decimal", date: "date"}.get(wanted, "text")


def _found(node: Node) -> str:
    return {Scalar: "scalar", Sequence: "list", Mapping: "map"}[type(node)]


@cache
def hints_of(shape: type) -> dict[str, Any]:
    """Annotations of a shape, markers included."""
    return get_type_hints(shape, include_extras=True)


def is_own_key(shape: type, attribute: str) -> bool:
    """Whether the attribute is the name under which the item stands."""
    return any(isinstance(m, FromKey) for m in getattr(hints_of(shape).get(attribute), "__metadata__", ()))


@cache
def keys_of(shape: type) -> dict[str, tuple[str, bool]]:
    """Every file key of a shape with its attribute and whether it must be there."""
    keys: dict[str, tuple[str, bool]] = {}
    for item in fields(shape):
        if is_own_key(shape, item.name):
            continue
        markers = getattr(hints_of(shape)[item.name], "__metadata__", ())
        key = next((m.name for m in markers if isinstance(m, Key)), item.name)
        has_default = item.default is not NO_DEFAULT or item.default_factory is not NO_DEFAULT
        keys[key] = (item.name, not has_default)
    return keys


def key_of(shape: type, attribute: str) -> str:
    """Give the file key of an attribute."""
    return next((key for key, (name, _) in keys_of(shape).items() if name == attribute), attribute)
