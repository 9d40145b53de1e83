"""A declarative reader for the calculator's JSON input: one declaration reads, refuses and documents.

Each engine declares the shape of its input once. From it come the values the engine computes with, every
fault with its exact place, and the JSON Schema behind `--schema`. Reading never stops at the first fault: what
cannot be read becomes UNREAD, and checks across values still run on whatever is sound, so that a fault never
hides a fault at another place. Standard library only, because the calculator must run where nothing is installed.
The shapes stand in one file, although it is long: they are one vocabulary, and each reads, refuses and documents.
"""

# ruff: noqa: D102 - what `accept` and `schema` promise is told once, in Shape
from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any, Final, Literal

from touyan.core.findings import Finding
from touyan.core.workdays import EVERY_DAY, Calendar, national
from touyan.project.compute.source import NOT_FINITE, JsonObject, Number, below, is_text_whole, parse

Kind = Literal["text", "number", "boolean", "null", "list", "object"]
Check = Callable[[Any], Iterable[Finding]]
Found = list[Finding]

LARGEST_EXPONENT = 40
"""Numbers reach from 1E-40 to below 1E+41: beyond any budget, and small enough to be added exactly."""

_KINDS: dict[type, Kind] = {
    type(None): "null",
    bool: "boolean",
    str: "text",
    Number: "number",
    list: "list",
    JsonObject: "object",
}
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


class Unread:
    """The one value that stands where nothing sound could be read."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNREAD"


UNREAD: Final = Unread()


def sound(value: object) -> bool:
    """Tell whether a read value holds no UNREAD anywhere, so that a check may compute with it."""
    if isinstance(value, Unread):
        return False
    if isinstance(value, dict):
        return all(sound(held) for held in value.values())
    if isinstance(value, list):
        return all(sound(held) for held in value)
    return True


def when(keys: Sequence[str], test: Check) -> Check:
    """Make a check of an object that runs only where all these keys hold sound values (None counts as sound)."""

    def check(value: Any) -> Iterable[Finding]:
        for key in keys:
            held = value[key]
            if held is UNREAD or (isinstance(held, dict | list) and not sound(held)):
                return ()
        return test(value)

    return check


def kind_of(given: object) -> Kind:
    """Name the JSON kind of a parsed value."""
    return _KINDS[type(given)]


class Shape(ABC):
    """What a value must look like. `read` appends every fault to `found` and returns the value or UNREAD."""

    kinds: frozenset[Kind]
    expected: str
    default: Any = None

    def read(self, given: object, place: str, found: Found) -> Any:
        """Read a parsed value; a wrong kind is told here, once for all shapes."""
        kind = kind_of(given)
        if kind in self.kinds:
            return self.accept(given, place, found)
        if kind == "null":
            return _refuse(found, "value_null", place)
        if self.expected == "object_expected" and not place:
            return _refuse(found, "input_not_object", place, given=kind)
        return _refuse(found, self.expected, place, given=kind)

    @abstractmethod
    def accept(self, given: Any, place: str, found: Found) -> Any:
        """Read a value of the right kind."""

    @abstractmethod
    def schema(self) -> dict[str, Any]:
        """Give the JSON Schema of this shape."""


def _refuse(found: Found, code: str, place: str, **facts: object) -> Unread:
    found.append(Finding(code, place, facts))
    return UNREAD


def _shown(given: object) -> str:
    text = given.text if isinstance(given, Number) else str(given)
    return text if len(text) <= 60 else text[:60] + "…"


@dataclass(frozen=True, eq=False, repr=False)
class Text(Shape):
    """A text; `least` characters at least (1: the empty text is a fault)."""

    least: int = 1
    kinds = frozenset[Kind]({"text"})
    expected = "text_expected"

    def accept(self, given: str, place: str, found: Found) -> Any:
        """Broken characters were told by the parser; they only make the text UNREAD here."""
        if not is_text_whole(given):
            return UNREAD
        return given if len(given) >= self.least else _refuse(found, "text_empty", place)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": self.least} if self.least else {"type": "string"}


@dataclass(frozen=True, eq=False, repr=False)
class Choice(Shape):
    """One of a few words."""

    options: tuple[str, ...]
    kinds = frozenset[Kind]({"text"})
    expected = "text_expected"

    def accept(self, given: str, place: str, found: Found) -> Any:
        if given in self.options:
            return given
        if not is_text_whole(given):
            return UNREAD
        return _refuse(found, "choice_unknown", place, given=_shown(given), options=", ".join(self.options))

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.options)}


@dataclass(frozen=True, eq=False, repr=False)
class Day(Shape):
    """An ISO date YYYY-MM-DD that exists, years 0001 to 9999."""

    kinds = frozenset[Kind]({"text"})
    expected = "date_expected"

    def accept(self, given: str, place: str, found: Found) -> Any:
        if not is_text_whole(given):
            return UNREAD
        if _DATE.fullmatch(given):
            try:
                return date.fromisoformat(given)
            except ValueError:
                return _refuse(found, "date_absent", place, given=given)
        return _refuse(found, "date_malformed", place, given=_shown(given))

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True, eq=False, repr=False)
class ClockTime(Shape):
    """A time of day HH:MM, 00:00 to 23:59."""

    kinds = frozenset[Kind]({"text"})
    expected = "time_malformed"

    def accept(self, given: str, place: str, found: Found) -> Any:
        if not is_text_whole(given):
            return UNREAD
        return (
            given if _TIME.fullmatch(given) else _refuse(found, "time_malformed", place, given=_shown(given))
        )

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{_TIME.pattern}$"}


@dataclass(frozen=True, eq=False, repr=False)
class Exact(Shape):
    """An exact decimal: a decimal text ("12.50", no sign but minus, no separators) or a JSON number as written.

    `minimum` and `maximum` are included in the range; `places` limits the decimals written.
    """

    minimum: Decimal | None = None
    maximum: Decimal | None = None
    places: int | None = None
    kinds = frozenset[Kind]({"text", "number"})
    expected = "decimal_expected"

    def accept(self, given: str | Number, place: str, found: Found) -> Any:
        if isinstance(given, Number):
            if given.text in NOT_FINITE:
                return UNREAD
            value = _decimal(given.text)
        else:
            if not is_text_whole(given):
                return UNREAD
            if not _DECIMAL.fullmatch(given):
                return _refuse(found, "decimal_malformed", place, given=_shown(given))
            value = _decimal(given)
        if value is None:
            return _refuse(found, "number_out_of_reach", place, given=_shown(given))
        return self._bounded(value, given, place, found)

    def _bounded(self, value: Decimal, given: object, place: str, found: Found) -> Any:
        shown = _shown(given)
        before = len(found)
        if self.minimum is not None and value < self.minimum:
            _refuse(found, "number_too_small", place, given=shown, minimum=str(self.minimum))
        if self.maximum is not None and value > self.maximum:
            _refuse(found, "number_too_large", place, given=shown, maximum=str(self.maximum))
        if self.places is not None and -int(value.as_tuple().exponent) > self.places:
            _refuse(found, "too_many_decimals", place, given=shown, places=self.places)
        return value if len(found) == before else UNREAD

    def schema(self) -> dict[str, Any]:
        number: dict[str, Any] = {"type": "number"}
        if self.minimum is not None:
            number["minimum"] = _plain(self.minimum)
        if self.maximum is not None:
            number["maximum"] = _plain(self.maximum)
        sign = "" if self.minimum is not None and self.minimum >= 0 else "-?"
        tail = "" if self.places == 0 else r"(\.[0-9]+)?"
        if self.places:
            tail = rf"(\.[0-9]{{1,{self.places}}})?"
        return {"anyOf": [{"type": "string", "pattern": f"^{sign}[0-9]+{tail}$"}, number]}


def _plain(value: Decimal) -> int | float:
    """Give a bound as a plain number for the schema; bounds are small and typed by us."""
    return int(value) if value == value.to_integral_value() else float(value)


def _decimal(text: str) -> Decimal | None:
    """Give the value as written (minus zero becomes zero); None where it is out of reach."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    if not value:
        exponent = int(value.as_tuple().exponent)
        return value.copy_abs() if abs(exponent) <= LARGEST_EXPONENT else None
    reaches = value.adjusted() <= LARGEST_EXPONENT and int(value.as_tuple().exponent) >= -LARGEST_EXPONENT
    return value if reaches else None


@dataclass(frozen=True, eq=False, repr=False)
class Whole(Shape):
    """A whole number, given as a JSON number without a fraction (5, also 5.0); bounds included."""

    minimum: int | None = None
    maximum: int | None = None
    kinds = frozenset[Kind]({"number"})
    expected = "whole_expected"

    def accept(self, given: Number, place: str, found: Found) -> Any:
        if given.text in NOT_FINITE:
            return UNREAD
        if len(given.text) <= LARGEST_EXPONENT and given.text.isdigit():
            return self._bounded(int(given.text), given, place, found)
        value = _decimal(given.text)
        if value is None:
            return _refuse(found, "number_out_of_reach", place, given=_shown(given))
        if value != value.to_integral_value():
            return _refuse(found, "whole_expected", place, given=_shown(given))
        return self._bounded(int(value), given, place, found)

    def _bounded(self, number: int, given: Number, place: str, found: Found) -> Any:
        if self.minimum is not None and number < self.minimum:
            return _refuse(found, "number_too_small", place, given=_shown(given), minimum=self.minimum)
        if self.maximum is not None and number > self.maximum:
            return _refuse(found, "number_too_large", place, given=_shown(given), maximum=self.maximum)
        return number

    def schema(self) -> dict[str, Any]:
        bounds = {"minimum": self.minimum, "maximum": self.maximum}
        return {"type": "integer"} | {name: bound for name, bound in bounds.items() if bound is not None}


@dataclass(frozen=True, eq=False, repr=False)
class Flag(Shape):
    """true or false."""

    kinds = frozenset[Kind]({"boolean"})
    expected = "flag_expected"

    def accept(self, given: bool, place: str, found: Found) -> Any:  # noqa: ARG002 - every boolean is sound
        return given

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True, eq=False, repr=False)
class Nullable(Shape):
    """A value or null: `default` is what null (and, for an optional key, leaving it out) means."""

    inner: Shape
    default: Any = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "kinds", self.inner.kinds | {"null"})
        object.__setattr__(self, "expected", self.inner.expected)

    def accept(self, given: object, place: str, found: Found) -> Any:
        return self.default if given is None else self.inner.read(given, place, found)

    def schema(self) -> dict[str, Any]:
        return _or_null(self.inner.schema())


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in schema and len(schema) == 1:
        kept = [one for one in schema["anyOf"] if one != {"type": "null"}]
        return {"anyOf": [*kept, {"type": "null"}]}
    return {"anyOf": [schema, {"type": "null"}]}


@dataclass(frozen=True, eq=False, repr=False)
class Listing(Shape):
    """A list; `least`..`most` items; `unique` names the key that must differ ("" = the items themselves)."""

    item: Shape
    least: int = 0
    most: int | None = None
    unique: str | None = None
    checks: tuple[Check, ...] = ()
    kinds = frozenset[Kind]({"list"})
    expected = "list_expected"

    def accept(self, given: list[object], place: str, found: Found) -> Any:
        if len(given) < self.least:
            _refuse(found, "list_too_short", place, least=self.least, given=len(given))
        if self.most is not None and len(given) > self.most:
            _refuse(found, "list_too_long", place, most=self.most, given=len(given))
        values = [self.item.read(one, below(place, i), found) for i, one in enumerate(given)]
        self._tell_repeats(values, place, found)
        _run(self.checks, values, place, found)
        return values

    def _tell_repeats(self, values: list[Any], place: str, found: Found) -> None:
        if self.unique is None:
            return
        seen: set[object] = set()
        for i, value in enumerate(values):
            name = value.get(self.unique) if self.unique and isinstance(value, dict) else value
            if not isinstance(name, str | int | Decimal | date):
                continue
            if name in seen:
                where = below(below(place, i), self.unique) if self.unique else below(place, i)
                _refuse(found, "given_twice", where, given=_shown(name))
            seen.add(name)

    def schema(self) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "array", "items": self.item.schema()}
        if self.least:
            schema["minItems"] = self.least
        if self.most is not None:
            schema["maxItems"] = self.most
        if self.unique == "":
            schema["uniqueItems"] = True
        return schema


def _run(checks: Sequence[Check], value: Any, place: str, found: Found) -> None:
    for check in checks:
        for finding in check(value):
            where = finding.place
            if place and where:
                where = place + where if where.startswith("[") else f"{place}.{where}"
            found.append(Finding(finding.code, where or place, finding.facts, finding.level))


@dataclass(frozen=True, eq=False, repr=False)
class Record(Shape):
    """An object with named keys.

    Every declared key stands in the value read: an optional one left out or null as its shape's `default`, a faulty
    or absent one as UNREAD. `checks` get that dict and give findings with places relative to it; they must look
    only at sound values (see `when`, `sound`).
    """

    required: Mapping[str, Shape]
    optional: Mapping[str, Shape] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    kinds = frozenset[Kind]({"object"})
    expected = "object_expected"

    @cached_property
    def _shapes(self) -> dict[str, Shape]:
        return {**self.optional, **self.required}

    @cached_property
    def _blank(self) -> dict[str, Any]:
        """What stands under each key where nothing is given."""
        return dict.fromkeys(self.required, UNREAD) | {k: shape.default for k, shape in self.optional.items()}

    def accept(self, given: JsonObject, place: str, found: Found) -> Any:
        value = self._blank.copy()
        shapes = self._shapes
        for key, held in given.pairs:
            shape = shapes.get(key)
            if shape is None:
                self._refuse_key(key, place, found)
            elif held is None and key in self.optional:
                value[key] = shape.default
            else:
                value[key] = shape.read(held, below(place, key), found)
        present = {key for key, _ in given.pairs}
        for key in self.required:
            if key not in present:
                _refuse(found, "key_absent", below(place, key), key=key)
        _run(self.checks, value, place, found)
        return value

    def _refuse_key(self, key: str, place: str, found: Found) -> None:
        known = ", ".join([*self.required, *self.optional])
        _refuse(found, "key_unknown", below(place, key), key=_shown(key), known=known)

    def schema(self) -> dict[str, Any]:
        properties = {key: shape.schema() for key, shape in self.required.items()}
        properties |= {key: _or_null(shape.schema()) for key, shape in self.optional.items()}
        schema = {"type": "object", "properties": properties, "additionalProperties": False}
        return schema | ({"required": list(self.required)} if self.required else {})


@dataclass(frozen=True, eq=False, repr=False)
class Table(Shape):
    """An object with free keys and values of one shape, keys in the order given (layer: score, judge: sheet)."""

    item: Shape
    least: int = 0
    checks: tuple[Check, ...] = ()
    kinds = frozenset[Kind]({"object"})
    expected = "object_expected"

    def accept(self, given: JsonObject, place: str, found: Found) -> Any:
        value: dict[str, Any] = {}
        for key, held in given.pairs:
            read = self.item.read(held, below(place, key), found)
            if is_text_whole(key):
                value[key] = read
        if len(value) < self.least:
            _refuse(found, "list_too_short", place, least=self.least, given=len(value))
        _run(self.checks, value, place, found)
        return value

    def schema(self) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "object", "additionalProperties": self.item.schema()}
        return schema | ({"minProperties": self.least} if self.least else {})


@dataclass(frozen=True, eq=False, repr=False)
class Either(Shape):
    """One of several shapes, told apart by their JSON kind (a whole number, or an object by group)."""

    options: tuple[Shape, ...]
    expected = "kind_unexpected"

    def __post_init__(self) -> None:
        object.__setattr__(self, "kinds", frozenset().union(*(option.kinds for option in self.options)))

    def accept(self, given: object, place: str, found: Found) -> Any:
        kind = kind_of(given)
        return next(o for o in self.options if kind in o.kinds).read(given, place, found)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [option.schema() for option in self.options]}


class _Variants(Shape):
    """Records of which one applies; where none can be chosen, each key is still read by any that knows it."""

    kinds = frozenset[Kind]({"object"})
    expected = "object_expected"
    options: Mapping[str, Record]

    def _read_loosely(self, given: JsonObject, place: str, found: Found, told: frozenset[str]) -> Unread:
        known: dict[str, Shape] = {}
        for record in self.options.values():
            known = {**record.optional, **record.required, **known}
        needed = {key for record in self.options.values() for key in record.required}
        pairs = tuple((key, held) for key, held in given.pairs if key not in told)
        for key, held in pairs:
            if held is None and key in needed:
                _refuse(found, "value_null", below(place, key))
        Record({}, known).accept(JsonObject(pairs), place, found)
        return UNREAD


@dataclass(frozen=True, eq=False, repr=False)
class Tagged(_Variants):
    """Records told apart by the word under `tag` ({"op": "add", …}); the value read holds the tag too."""

    tag: str
    options: Mapping[str, Record]

    def accept(self, given: JsonObject, place: str, found: Found) -> Any:
        words = [held for key, held in given.pairs if key == self.tag]
        choice = Choice(tuple(self.options))
        if not words:
            _refuse(found, "key_absent", below(place, self.tag), key=self.tag)
            return self._read_loosely(given, place, found, frozenset())
        read = [choice.read(word, below(place, self.tag), found) for word in words]
        if not isinstance(read[-1], str):
            return self._read_loosely(given, place, found, frozenset({self.tag}))
        return self._records[read[-1]].accept(given, place, found)

    @cached_property
    def _records(self) -> dict[str, Record]:
        return {
            word: Record({self.tag: Choice((word,)), **record.required}, record.optional, record.checks)
            for word, record in self.options.items()
        }

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [record.schema() for record in self._records.values()]}


@dataclass(frozen=True, eq=False, repr=False)
class ByKey(_Variants):
    """Records told apart by which key is present; the first of `options` whose key is given applies.

    The value read holds the deciding key's name under "kind".
    """

    options: Mapping[str, Record]

    def accept(self, given: JsonObject, place: str, found: Found) -> Any:
        filled = {key for key, held in given.pairs if held is not None}
        present = filled & self.options.keys() or {key for key, _ in given.pairs}
        for key, record in self.options.items():
            if key in present:
                return {"kind": key} | record.accept(given, place, found)
        _refuse(found, "variant_absent", place, options=", ".join(self.options))
        return self._read_loosely(given, place, found, frozenset())

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [record.schema() for record in self.options.values()]}


@dataclass(frozen=True, eq=False, repr=False)
class CalendarShape(Shape):
    """`"CN"`, `"every-day"` or `{"week", "off", "work"}`; read as a `Calendar`."""

    kinds = frozenset[Kind]({"text", "object"})
    expected = "calendar_expected"
    own = Record(
        {"week": Listing(Whole(0, 1), 7, 7)},
        {"off": Nullable(Listing(Day()), ()), "work": Nullable(Listing(Day()), ())},
    )

    def accept(self, given: object, place: str, found: Found) -> Any:
        if isinstance(given, str):
            name = Choice(("CN", "every-day")).read(given, place, found)
            return {"CN": national(), "every-day": EVERY_DAY}.get(name, UNREAD)
        before = len(found)
        parts = self.own.read(given, place, found)
        if len(found) > before or not sound(parts):
            return UNREAD
        return Calendar.of([bool(one) for one in parts["week"]], parts["off"], parts["work"])

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"enum": ["CN", "every-day"]}, self.own.schema()]}


def read_input(shape: Shape, data: bytes) -> tuple[Any, tuple[Finding, ...]]:
    """Read an engine's whole input from bytes: the value (UNREAD in parts where faulty) and every finding once."""
    source = parse(data)
    if not source.is_parsed:
        return UNREAD, source.findings
    found: Found = list(source.findings)
    value = shape.read(source.tree, "", found)
    once: dict[tuple[str, str], Finding] = {}
    for finding in found:
        once.setdefault((finding.code, finding.place), finding)
    return value, tuple(once.values())


def read_value(shape: Shape, value: object) -> tuple[Any, tuple[Finding, ...]]:
    """Read a plain Python value (dicts, lists, texts, numbers) as if it had been given as JSON; for tests."""
    return read_input(shape, json.dumps(value).encode())


def schema_of(shape: Shape, title: str) -> dict[str, Any]:
    """Give the JSON Schema of an engine's input."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title} | shape.schema()
