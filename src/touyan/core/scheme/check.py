"""All that is wrong with a scheme file, at once, each with its line and its key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from touyan.core.findings import Finding
from touyan.core.scheme.compile import faults_of_machines
from touyan.core.scheme.decode import MISSING, Decoder, Fault, suggestion
from touyan.core.scheme.nodes import Mapping, Node
from touyan.core.scheme.read import read
from touyan.core.scheme.rules import LOCAL, WHOLE
from touyan.core.scheme.shape.scheme import Scheme
from touyan.core.scheme.shape.terms import POST_KINDS

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


def check(source: bytes) -> Checked:
    """Read, decode and hold a scheme file against every rule. Never raises.

    `scheme` is given only when no finding is an error; warnings and notes do not stand in the way.
    """
    reading = read(source)
    if reading.root is None:
        return Checked(None, reading.findings)
    decoder = Decoder(reading.root, LOCAL, list(reading.findings))
    made = decoder.shape(reading.root, Scheme, ())
    are_names_known = _hold_mentions(decoder)
    _hold_dates(decoder, reading.root)
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


def load(source: bytes) -> Scheme | None:
    """Read a file that was accepted before, as a published version is: shapes only, no rules.

    A rule added to the product later must not make last year's scheme unreadable. None when the text no
    longer has the shape of this language version.
    """
    root = read(source).root
    made = None if root is None else Decoder(root, {}).shape(root, Scheme, ())
    return made if isinstance(made, Scheme) else None


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
    pair = root.get("year") if isinstance(root, Mapping) else None
    text = getattr(pair.value, "text", "") if pair else ""
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        return
    year = int(text)
    for day, may_spill, path in decoder.dates:
        in_spill = (
            may_spill and date(year + 1, 1, 1) <= day <= date(year + 1, 3, 31) if year < 9999 else False
        )
        if day.year != year and not in_spill:
            decoder.report("scheme.outside_year", path, date=day, year=year)
