"""The dry run of a move: per kind and state what would move, what changes for it, and what cannot move and why.

However many matters there are, a kind costs one statement for its rows and those of its hinders; the answer is `moving.judged`,
the very function the door asks.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, Count, Value

from touyan.core.findings import Finding
from touyan.core.scheme import Change
from touyan.core.scheme.moving import PARTS, EdgeChange, Topic, asked_anew, edges_changed, governing
from touyan.core.scheme.shape.forms import Field
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.rulebook.queries import published_versions
from touyan.stages.scheme.moving import MOVERS, is_later, judged, later_due, parts_later


@dataclass(slots=True)
class Group:
    """Matters of a kind in one state under one older version."""

    old: SchemeVersion
    state: str
    edges: tuple[EdgeChange, ...]
    movable: list[Any] = field(default_factory=list)
    staying: list[tuple[Any, tuple[Finding, ...]]] = field(default_factory=list)
    later: dict[int, date] = field(default_factory=dict)
    parts_later: dict[int, list[date]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """How a form names the group."""
        return f"{self.old.number}:{self.state}"

    @property
    def reasons(self) -> list[tuple[Finding, int]]:
        """Each reason for staying once, with how many matters it keeps."""
        first = {f.code + f.place: f for _, findings in self.staying for f in findings}
        counted = Counter(f.code + f.place for _, findings in self.staying for f in findings)
        return [(first[code], n) for code, n in counted.most_common()]


@dataclass(frozen=True, slots=True)
class Differences:
    """What another version changes for a kind at large."""

    old: SchemeVersion
    topics: dict[Topic, tuple[Change, ...]]
    asked: tuple[tuple[str, Field], ...]
    parts: tuple[tuple[str, str, EdgeChange], ...]


def earlier_versions(actor: Actor, new: SchemeVersion) -> list[SchemeVersion]:
    """The versions a matter may come from: published earlier, of the same scheme and year, newest first."""
    return [one for one in published_versions(actor) if is_later(new, one)]


def counts(actor: Actor, olds: list[SchemeVersion]) -> dict[str, int]:
    """How many matters under way stand under these versions, by kind: one statement."""
    by_pk = {one.pk: one for one in olds}
    found = dict.fromkeys(MOVERS, 0)
    if not olds:
        return found
    queries = [
        mover.model.objects.visible(actor)
        .filter(scheme_version__in=list(by_pk))
        .order_by()
        .annotate(what=Value(kind, CharField(max_length=40)))
        .values_list("what", "scheme_version_id", "state")
        .annotate(n=Count("id"))
        for kind, mover in MOVERS.items()
    ]
    for kind, pk, state, n in queries[0].union(*queries[1:], all=True):
        if is_under_way(by_pk[pk], kind, state):
            found[kind] += n
    return found


def is_under_way(version: SchemeVersion, kind: str, state: str) -> bool:
    """Whether a matter in this state still has something before it; what is finished stays under its rules."""
    machine = version.machine(kind)
    known = machine.states.get(state) if machine else None
    return known is None or not known.final


def groups(actor: Actor, new: SchemeVersion, olds: list[SchemeVersion], kind: str) -> list[Group]:
    """Every matter of a kind that is under way under an older version, with the door's answer, by version and state."""
    mover = MOVERS[kind]
    by_pk = {one.pk: one for one in olds}
    rows = mover.rows(mover.model.objects.visible(actor).filter(scheme_version__in=list(by_pk))).order_by(
        "id"
    )
    matters = [one for one in rows if is_under_way(by_pk[one.scheme_version_id], kind, one.state)]
    answers = judged(mover, matters, new)
    found: dict[tuple[int, str], Group] = {}
    for one in matters:
        old = by_pk[one.scheme_version_id]
        at = (old.pk, one.state)
        if at not in found:
            edges = edges_changed(old.machine(kind), new.machine(kind), one.state)
            found[at] = Group(old, one.state, edges)
        group = found[at]
        if answers[one.pk]:
            group.staying.append((one, answers[one.pk]))
            continue
        group.movable.append(one)
        due_on = later_due(mover, one, new)
        if due_on is not None and due_on != getattr(one, "due_on", None):
            group.later[one.pk] = due_on
    at_of = {one.pk: (one.scheme_version_id, one.state) for one in matters if not answers[one.pk]}
    for pk, _part, due_on in parts_later(mover, [one for one in matters if one.pk in at_of], new):
        found[at_of[pk]].parts_later.setdefault(pk, []).append(due_on)
    return sorted(found.values(), key=lambda g: (-g.old.number, _place(g, kind)))


def _place(group: Group, kind: str) -> int:
    machine = group.old.machine(kind)
    return list(machine.states).index(group.state) if machine and group.state in machine.states else 0


def differences(kind: str, old: SchemeVersion, new: SchemeVersion) -> Differences:
    """What the new version says differently for a kind: by topic, fields newly asked for, ways of its parts."""
    before, after = old.rules, new.rules
    forms = [
        rules.forms.get(rules.application.form) if kind == "application" and rules.application else None
        for rules in (before, after)
    ]
    return Differences(
        old,
        governing(kind, before, after, new.machine(kind)),
        asked_anew(*forms),
        tuple(_ways_of_parts(kind, old, new)),
    )


def _ways_of_parts(
    kind: str, old: SchemeVersion, new: SchemeVersion
) -> Iterator[tuple[str, str, EdgeChange]]:
    for part in PARTS.get(kind, ())[1:]:
        here = old.machine(part)
        for state in here.states if here else ():
            for change in edges_changed(here, new.machine(part), state):
                yield part, state, change


def shown_digest(found: list[Group]) -> str:
    """What the reader was shown, so that a confirmed list is the list that was looked at."""
    told = sorted(f"{one.key}:{one.version}:{bool(g)}" for g in found for one in g.movable)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]


def chosen(found: list[Group], names: list[str], keys: list[str]) -> list[str]:
    """The keys a form means: whole groups by name, single matters by key; nothing that cannot move."""
    groups_meant, single = set(names), set(keys)
    return [
        str(one.key)
        for group in found
        for one in group.movable
        if group.name in groups_meant or str(one.key) in single
    ]
