"""All that is wrong with a scheme file, at once, each with its line and its key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from touyan.core.findings import Finding
from touyan.core.scheme.child import merged, outside, own_nodes, parent_named
from touyan.core.scheme.compile import faults_of_machines
from touyan.core.scheme.decode import MISSING, Decoder, Fault, suggestion
from touyan.core.scheme.nodes import Mapping, Node, Scalar, place_of
from touyan.core.scheme.read import read
from touyan.core.scheme.rules import LOCAL, WHOLE
from touyan.core.scheme.shape.scheme import Scheme
from touyan.core.scheme.shape.terms import MOST_YEARS, POST_KINDS

# where in the file a name of each kind is declared
_WHERE = {
    "role": "roles", "body": "bodies", "form": "forms", "post": "posts", "group": "groups", "window": "windows",
    "taxonomy": "taxonomies", "class": "taxonomies.class.options", "size": "taxonomies.size.options",
    "check": "checks", "tranche": "funding.stages", "grade": "grades", "item": "catalogue", "layer": "contest.layers",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checked:
    """The typed scheme (None when an error stands in the way) and every finding, in file order."""

    scheme: Scheme | None
    findings: tuple[Finding, ...]


def check(source: bytes, parent: bytes | None = None) -> Checked:
    """Read, decode and hold a scheme file against every rule. Never raises.

    `scheme` is given only when no finding is an error; warnings and notes do not stand in the way. `parent` is the text of the
    parent's accepted file where the scheme is a child: the scheme is then the merged one, and the findings tell where it leaves
    what the parent opens to its children (WH-16).
    """
    reading = read(source)
    if reading.root is None:
        return Checked(None, reading.findings)
    family = _family(reading.root, parent)
    decoder = Decoder(family.root if family else reading.root, LOCAL, list(reading.findings))
    if isinstance(reading.root, Mapping) and reading.root.get("parent") is not None and family is None:
        named = parent_named(reading.root) or ("", "")
        decoder.report("scheme.parent_unknown", ("parent",), id=named[0], named_year=named[1])
        return Checked(None, tuple(decoder.findings))
    made = decoder.shape(decoder.root, Scheme, ())
    are_names_known = _hold_mentions(decoder)
    _hold_dates(decoder, decoder.root)
    if family is not None:
        decoder.findings += _left_bounds(family)
    if made is not MISSING:
        for rule in WHOLE:
            for fault in _said(rule, made):
                decoder.note(fault)
        if are_names_known and not any(finding.level == "error" for finding in decoder.findings):
            for fault in faults_of_machines(made):
                decoder.note(fault)
    findings = tuple(sorted(decoder.findings, key=lambda f: (f.line or 0, f.place, f.code)))
    has_error = made is MISSING or any(finding.level == "error" for finding in findings)
    return Checked(None if has_error else made, findings)


def load(source: bytes, parent: bytes | None = None) -> Scheme | None:
    """Read a file that was accepted before, as a published version is: shapes only, no rules.

    A rule added to the product later must not make last year's scheme unreadable. None when the text no
    longer has the shape of this language version, or is a child's and its parent's text is not given.
    """
    root = read(source).root
    if isinstance(root, Mapping) and root.get("parent") is not None:
        family = _family(root, parent)
        root = family.root if family else None
    made = None if root is None else Decoder(root, {}).shape(root, Scheme, ())
    return made if isinstance(made, Scheme) else None


@dataclass(frozen=True, slots=True)
class _Family:
    """A child's tree, its parent's, the merged one, and the parent's scheme."""

    child: Mapping
    parent: Mapping
    root: Mapping
    scheme: Scheme


def _family(root: Node, parent: bytes | None) -> _Family | None:
    """Child and parent together; None for a file without a parent, or where the text given is not the parent it names."""
    named = parent_named(root)
    below = read(parent).root if parent is not None and named is not None else None
    if not isinstance(root, Mapping) or not isinstance(below, Mapping) or below.get("parent") is not None:
        return None
    scheme = Decoder(below, {}).shape(below, Scheme, ())
    if not isinstance(scheme, Scheme) or (scheme.id, scheme.year) != named:
        return None
    return _Family(root, below, merged(root, below), scheme)


def _left_bounds(family: _Family) -> Iterator[Finding]:
    """Where the child leaves what its parent opens, each at the line of the child's own value."""
    for own in own_nodes(family.child, family.parent):
        fault = outside(own, family.scheme.children)
        if fault is not None:
            yield _at(own.after, fault)
    year, place = family.child.get("year"), family.child.get("place")
    if year and isinstance(year.value, Scalar) and year.value.text != str(family.scheme.year):
        facts = {"value": year.value.text, "parent": family.scheme.year}
        yield _at(year.value, Fault("scheme.child_year", ("year",), facts))
    within = re.sub(r"(?:00)+$|000$", "", family.scheme.place)
    if place and isinstance(place.value, Scalar) and not place.value.text.startswith(within):
        facts = {"value": place.value.text, "parent": family.scheme.place}
        yield _at(place.value, Fault("scheme.child_place", ("place",), facts))


def _at(node: Node, fault: Fault) -> Finding:
    place = place_of(fault.path)
    facts = {"line": node.line, "column": node.column, "place": place, **fault.facts}
    return Finding(fault.code, place, facts, fault.level, node.line)


def _said(rule: Callable[[Scheme], Iterable[Fault]], scheme: Scheme) -> tuple[Fault, ...]:
    """Hear a rule; one that stumbles over an undeclared name is silent, for that name is reported already."""
    try:
        return tuple(rule(scheme))
    except KeyError:
        return ()


def _declared(decoder: Decoder) -> dict[str, set[str]]:
    known = {space: set(names) for space, names in decoder.declared.items()}
    known.setdefault("post", set()).update(POST_KINDS)
    for space in ("class", "size"):
        known[space] = _options_of(decoder.root, space)
    return known


def _options_of(root: Node, taxonomy: str) -> set[str]:
    node: Node | None = root
    for step in ("taxonomies", taxonomy, "options"):
        pair = node.get(step) if isinstance(node, Mapping) else None
        node = pair.value if pair else None
    return {pair.key.text for pair in node.pairs} if isinstance(node, Mapping) else set()


def _hold_mentions(decoder: Decoder) -> bool:
    known = _declared(decoder)
    unknown = [m for m in decoder.mentions if m.value not in known.get(m.space, set())]
    for mention in unknown:
        facts = {"value": mention.value, "where": _WHERE[mention.space]}
        words = suggestion(mention.value, sorted(known.get(mention.space, set())))
        decoder.note(Fault("scheme.undeclared", mention.path, {**facts, **words}))
    return not unknown


def _hold_dates(decoder: Decoder, root: Node) -> None:
    year = _year(root, "year")
    if year is None:
        return
    last = max(year, min(_year(root, "last_year") or year, year + MOST_YEARS - 1))
    for day, may_spill, path in decoder.dates:
        in_spill = may_spill and date(last + 1, 1, 1) <= day <= date(last + 1, 3, 31)
        if not year <= day.year <= last and not in_spill:
            decoder.report(
                "scheme.outside_year", path, date=day, year=year if last == year else f"{year}-{last}"
            )


def _year(root: Node, key: str) -> int | None:
    """The year written under a key of the file, None where there is none that could be."""
    pair = root.get(key) if isinstance(root, Mapping) else None
    text = getattr(pair.value, "text", "") if pair else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 and text < "9990" else None
