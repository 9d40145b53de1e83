"""A scheme made readable: findings beside their lines, machines as state tables, changes in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from touyan.core.findings import Finding
from touyan.core.scheme import Change, Scheme, compare, compile, expand, label, own_changes
from touyan.core.workflow import Machine
from touyan.foundation.ledger.registry import HOUSE_MACHINES, is_house_edge
from touyan.foundation.web.reasons import words
from touyan.foundation.wording import Lang, say, sentence
from touyan.foundation.wording.places import place_words
from touyan.foundation.wording.sentences.explain import machine_words
from touyan.stages.scheme.family import Child

LONGEST = 80
LEVELS = {"error": 2, "warning": 1, "note": 0}


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of a file with what was found on it; `level` is the gravest."""

    number: int
    text: str
    findings: tuple[dict[str, Any], ...]
    level: str


def told(findings: Iterable[Finding], lang: Lang) -> list[dict[str, Any]]:
    """Findings for `components/findings.html`, gravest first, then by line; the sentences name line and key themselves."""
    rows = [
        {
            "level": f.level,
            "at": f.line or 0,
            "text": say(f, lang),
            "url": f"#line-{f.line}" if f.line else "",
        }
        for f in findings
    ]
    return sorted(rows, key=lambda row: (-LEVELS.get(row["level"], 0), row["at"]))


def source_lines(source: str, findings: Iterable[Finding], lang: Lang) -> list[SourceLine]:
    """The file line by line, each with its own findings."""
    by_line: dict[int, list[dict[str, Any]]] = {}
    for row in told(findings, lang):
        by_line.setdefault(row["at"], []).append(row)
    return [
        SourceLine(
            number,
            _indented(text),
            tuple(by_line.get(number, ())),
            by_line[number][0]["level"] if number in by_line else "",
        )
        for number, text in enumerate(source.splitlines(), 1)
    ]


def _indented(text: str) -> str:
    """The line with its indentation kept on a page, where plain blanks would fall together: in this language they carry meaning."""
    rest = text.lstrip(" ")
    return "\u00a0" * (len(text) - len(rest)) + rest


def compiled(rules: Scheme) -> dict[str, Machine]:
    """The machines a scheme compiles into, as they would be published."""
    return dict(compile(rules, machine_words()).machines)


def state_tables(machines: dict[str, Machine], lang: Lang) -> list[dict[str, Any]]:
    """Every machine as a table: from which state, which action, by whom, under which conditions, to which state."""
    return [
        {
            "kind": kind,
            "label": sentence(f"kind.{kind}", lang=lang),
            "states": [
                {"label": words(machine.label_of(s.name), lang), "final": s.final}
                for s in machine.states.values()
            ],
            "edges": [_edge(machine, edge, lang) for edge in machine.edges if not is_house_edge(kind, edge)],
        }
        for kind, machine in machines.items()
    ]


def _edge(machine: Machine, edge: Any, lang: Lang) -> dict[str, Any]:
    comma = "、" if lang == "zh" else ", "
    rules = [sentence(f"condition.{name}", lang=lang) for name in edge.needs]
    if edge.leader_only:
        rules.append(_("须书记本人办理，不得委托"))
    if edge.not_by:
        others = comma.join(_action(machine, name, lang) for name in edge.not_by)
        rules.append(_("不得与“%(acts)s”为同一人") % {"acts": others})
    ordered = [name for name in machine.states if name in edge.sources]
    return {
        "action": words(edge.label, lang) or edge.action,
        "sources": comma.join(words(machine.label_of(name), lang) for name in ordered),
        "target": words(machine.label_of(edge.target), lang) if edge.target else _("（不变）"),
        "roles": comma.join(
            words(machine.roles[r].label, lang) or r for r in edge.roles if r in machine.roles
        ),
        "rules": comma.join(rules),
    }


def _action(machine: Machine, name: str, lang: Lang) -> str:
    for known in (machine, *HOUSE_MACHINES.values()):
        for edge in known.edges_of(name):
            if edge.label.zh:
                return words(edge.label, lang)
    return sentence(f"action.{name}", lang=lang)


def changes(old: Scheme, new: Scheme, lang: Lang, own: frozenset[str] = frozenset()) -> list[dict[str, Any]]:
    """What differs between two versions, for `components/diff.html`; `own` are the places a child says itself."""
    rows = rows_of(compare(old, new), old, new, lang)
    for row in rows:
        if row["place"] in own:
            row["label"] = _("%(place)s（本级自定）") % {"place": row["label"]}
    return rows


def rows_of(found: Iterable[Change], old: Scheme, new: Scheme, lang: Lang) -> list[dict[str, Any]]:
    """Differences for `components/diff.html`, each place in words and as it stands in the file."""
    after, before = expand(new), expand(old)
    return [_row(one) | {"label": place_words(one.place, lang, after, before)} for one in found]


def own_places(parent: Scheme, child: Scheme) -> frozenset[str]:
    """The places where a child says otherwise than its parent."""
    return frozenset(one.place for one in own_changes(parent, child))


def children_shown(children: Iterable[Child], lang: Lang) -> list[dict[str, Any]]:
    """Child schemes with what this version of their parent finds wrong with them."""
    return [
        {
            "title": child.version.title,
            "url": f"/schemes/{child.version.key}",
            "number": child.version.number,
            "is_valid": child.is_valid,
            "findings": [
                row | {"url": f"/schemes/{child.version.key}?part=source{row['url']}"}
                for row in told(child.findings, lang)
            ],
        }
        for child in children
    ]


def _row(one: Change) -> dict[str, Any]:
    return {
        "place": one.place,
        "kind": one.kind,
        "old": [{"text": _value(one.before), "mark": "removed"}] if one.before is not None else [],
        "new": [{"text": _value(one.after), "mark": "added"}] if one.after is not None else [],
    }


def _value(value: Any) -> str:
    """A value of a scheme in a line: labels by their Chinese words, lists by their items."""
    if isinstance(value, dict):
        if isinstance(value.get("zh"), str):
            return str(value["zh"])
        inner = "，".join(f"{name}：{_value(part)}" for name, part in value.items() if part is not None)
        return inner if len(inner) <= LONGEST else inner[:LONGEST] + "…"
    if isinstance(value, list | tuple):
        return "、".join(_value(part) for part in value)
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, Decimal):
        return str(value.normalize())
    return str(value)


def body_words(rules: Scheme, bound: dict[str, str], lang: Lang) -> list[dict[str, str]]:
    """Each body of the scheme with the unit that stands for it."""
    return [
        {"label": label(body.label, lang), "value": bound.get(name, "")}
        for name, body in rules.bodies.items()
    ]
