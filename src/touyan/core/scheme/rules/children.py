"""What a parent opens to its children: keys that are there, bounds that are whole and that it keeps itself (WH-16)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, InvalidOperation

from touyan.core.findings import Level
from touyan.core.scheme.child import FIXED_KEYS, bounds, fits, keys_of_plain
from touyan.core.scheme.decode import Fault
from touyan.core.scheme.plain import decimal_text, plain
from touyan.core.scheme.shape.children import ChildRule
from touyan.core.scheme.shape.scheme import STAGE_ORDER, Scheme


def bounds_whole(rule: ChildRule) -> Iterator[Fault]:
    """Numbers are bounded on at least one side, in order, and only numbers are."""
    given = (rule.low, rule.high) != (None, None)
    if rule.may == "between" and not given:
        yield Fault("scheme.missing_key", ("high",), {"key": "high"})
    if rule.may != "between" and given:
        yield Fault("scheme.child_bounds_extra", ("may",), {"may": rule.may})
    if rule.low is not None and rule.high is not None and rule.low > rule.high:
        facts = {"low": decimal_text(rule.low), "high": decimal_text(rule.high)}
        yield Fault("scheme.child_bounds_order", ("low",), facts)


def children_fit(scheme: Scheme) -> Iterator[Fault]:
    """Each key is a place of this very scheme, and a number there lies inside its own bounds."""
    if scheme.parent is not None and scheme.children:
        yield Fault("scheme.child_with_children", ("children",))
    places = tuple(keys_of_plain(plain(scheme))) if scheme.children else ()
    for i, rule in enumerate(scheme.children):
        path, steps = ("children", i, "key"), tuple(rule.key.split("."))
        if steps[0] in FIXED_KEYS:
            yield Fault("scheme.child_key_fixed", path, {"key": rule.key})
            continue
        found = [value for place, value in places if fits(steps, place)]
        if not found:
            # a stage that was taken out leaves its rules idle: worth saying, not worth stopping for
            is_idle = steps[0] in STAGE_ORDER and all(stage.kind != steps[0] for stage in scheme.stages)
            level: Level = "warning" if is_idle else "error"
            yield Fault("scheme.child_key_unknown", path, {"key": rule.key}, level)
        for value in found:
            yield from _faults_of(rule, value, path)


def _faults_of(rule: ChildRule, value: object, path: tuple[str | int, ...]) -> Iterator[Fault]:
    if rule.may == "not_slower" and not (isinstance(value, dict) and "every" in value):
        yield Fault("scheme.child_not_cadence", path, {"key": rule.key})
    if rule.may != "between" or value is None:
        return
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        yield Fault("scheme.child_not_number", path, {"key": rule.key})
        return
    if (rule.low is not None and number < rule.low) or (rule.high is not None and number > rule.high):
        facts = {"key": rule.key, "value": decimal_text(number), **bounds(rule)}
        yield Fault("scheme.child_bound_excludes", path, facts)


LOCAL: dict[type, tuple[Callable[[ChildRule], Iterable[Fault]], ...]] = {ChildRule: (bounds_whole,)}
RULES: tuple[Callable[[Scheme], Iterable[Fault]], ...] = (children_fit,)
