"""What another version of a scheme changes for a matter that is already under way, and what it would lose there.

The differences are those of `compare`, told apart by the kind of matter they govern; the ways on from a state are compared on
the compiled machines. Nothing here decides whether a matter is moved: the stages know what else hangs on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from touyan.core.scheme.compare import Change, compare
from touyan.core.scheme.shape.forms import Field, Form
from touyan.core.scheme.shape.scheme import Scheme
from touyan.core.workflow.machine import Edge, Label, Machine

Topic = Literal["fields", "deadlines", "weights", "roles", "rules"]
TOPICS: tuple[Topic, ...] = ("fields", "deadlines", "weights", "roles", "rules")

_HOUSE = (
    ".move",
    ".move_back",
    ".reschedule",
)  # laid over every machine alike: no difference between versions
_WEIGHTS = frozenset({
    "points", "weight", "weights", "pct", "full_marks", "share", "coefficient", "quota_pct", "pass_score", "indicator_cap",
})  # fmt: skip
_DEADLINES = frozenset({
    "workdays", "revision_workdays", "answer_workdays", "rectify_workdays", "clawback_workdays", "before_workdays",
    "after_workdays", "cadence", "circular", "finish_by", "starts_on", "due",
})  # fmt: skip
_GOVERNED: Mapping[str, tuple[str, ...]] = {
    "call": ("stages.application", "windows", "catalogue", "required"),
    "application": (
        "stages.application", "stages.vetting", "stages.filing", "stages.decision", "checks", "taxonomies", "participation",
    ),
    "meeting": ("stages.meeting",),
    "contest": ("stages.contest",),
    "project": (
        "stages.plan", "stages.funding", "stages.progress", "stages.supervision", "stages.assessment", "stages.publicity",
        "participation",
    ),
    "post_assessment": ("stages.assessment",),
}  # fmt: skip
PARTS: Mapping[str, tuple[str, ...]] = {
    "project": ("project", "task", "report", "quarterly_review", "problem", "tranche", "assessment"),
}
"""Kinds whose machines rule a matter of a kind and what hangs on it; itself alone where it is not named."""


@dataclass(frozen=True, slots=True)
class EdgeChange:
    """One way on that is there under one version and not, or otherwise, under the other; `facets` name what differs."""

    kind: Literal["added", "removed", "changed"]
    action: str
    before: tuple[Edge, ...]
    after: tuple[Edge, ...]
    facets: tuple[Literal["target", "roles", "needs", "leader_only", "not_by"], ...] = ()

    @property
    def label(self) -> Label:
        """The words of the action, the newer ones first."""
        return (*self.after, *self.before)[0].label


@dataclass(frozen=True, slots=True)
class Loss:
    """An answer that has no place in the other form: its path, its label there was, and why."""

    path: str
    label: Label
    why: Literal["no_field", "other_type", "no_option"]


def edges_changed(old: Machine | None, new: Machine | None, state: str) -> tuple[EdgeChange, ...]:
    """How the ways on from a state differ, action by action; words alone make no difference."""
    before, after = _ways(old, state), _ways(new, state)
    found: list[EdgeChange] = []
    for action in dict.fromkeys((*before, *after)):
        was, now = before.get(action, ()), after.get(action, ())
        if not was or not now:
            found.append(EdgeChange("removed" if was else "added", action, was, now))
        elif facets := _facets(was, now, _held(old, was) != _held(new, now)):
            found.append(EdgeChange("changed", action, was, now, facets))
    return tuple(found)


def _ways(machine: Machine | None, state: str) -> dict[str, tuple[Edge, ...]]:
    here = (
        [e for e in machine.edges if state in e.sources and not e.action.endswith(_HOUSE)] if machine else []
    )
    return {
        action: tuple(e for e in here if e.action == action)
        for action in dict.fromkeys(e.action for e in here)
    }


def _held(machine: Machine | None, edges: tuple[Edge, ...]) -> list[Any]:
    """By what posts, and where, the roles of some edges are held: the same name may stand for other people."""
    roles = [machine.roles[name] for e in edges for name in e.roles if machine and name in machine.roles]
    return [(role.name, role.posts, role.of, role.name_of) for role in roles]


def _facets(was: tuple[Edge, ...], now: tuple[Edge, ...], are_others: bool) -> tuple[Any, ...]:
    names = ("target", "roles", "needs", "leader_only", "not_by")
    differ = {n for n in names if [getattr(e, n) for e in was] != [getattr(e, n) for e in now]}
    return tuple(n for n in names if n in differ or (n == "roles" and are_others))


def governing(
    kind: str, old: Scheme, new: Scheme, machine: Machine | None = None
) -> dict[Topic, tuple[Change, ...]]:
    """The differences that govern a kind of matter, by topic; topics without any are left out.

    `machine` is the new machine of the kind: of the roles only those it uses are told.
    """
    places = (*_GOVERNED.get(kind, ()), *(f"forms.{name}" for name in _forms(kind, old) | _forms(kind, new)))
    roles = frozenset(machine.roles) if machine else frozenset()
    named = frozenset((*old.roles, *new.roles))
    found: dict[Topic, list[Change]] = {}
    for change in compare(old, new):
        is_role = change.place.startswith("roles.") and change.place.split(".")[1] in roles
        if is_role or change.place == "calendar" or any(_is_in(change.place, place) for place in places):
            found.setdefault(_topic(change, named), []).append(change)
    return {topic: tuple(found[topic]) for topic in TOPICS if topic in found}


def _is_in(place: str, above: str) -> bool:
    return place == above or place.startswith((f"{above}.", f"{above}["))


def _forms(kind: str, scheme: Scheme) -> frozenset[str]:
    if kind == "application":
        return frozenset({scheme.application.form}) if scheme.application else frozenset()
    if kind != "project":
        return frozenset()
    named = [r.form for r in scheme.progress.reports.values()] if scheme.progress else []
    named.append(scheme.plan.commitment.form if scheme.plan and scheme.plan.commitment else None)
    return frozenset(name for name in named if name)


def _topic(change: Change, roles: frozenset[str]) -> Topic:
    place, values = change.place, (change.before, change.after)
    steps = set(place.replace("[", ".").split("."))
    if place.startswith("forms."):
        return "fields"
    if place.startswith("roles.") or any(isinstance(value, str) and value in roles for value in values):
        return "roles"
    if steps & _WEIGHTS:
        return "weights"
    return (
        "deadlines" if place.startswith("windows") or place == "calendar" or steps & _DEADLINES else "rules"
    )


def asked_anew(old: Form | None, new: Form | None) -> tuple[tuple[str, Field], ...]:
    """Fields that must be filled in under the new form and did not have to be under the old one."""
    was = {path for path, field in old.fields() if field.required} if old else set()
    return tuple((path, f) for path, f in new.fields() if f.required and path not in was) if new else ()


def lost(
    old: Form, new: Form | None, answers: Mapping[str, Any], options: Mapping[str, frozenset[str]]
) -> Iterator[Loss]:
    """Answers given that the new form has no place for. `options` are the taxonomies of the new scheme by name."""
    fields = dict(new.fields()) if new else {}
    for path, was in old.fields():
        answer = answers.get(path)
        if was.source != "asked" or answer in (None, "", [], {}, False):
            continue
        now = fields.get(path)
        if now is None or now.source != "asked":
            yield Loss(path, was.label, "no_field")
        elif now.type != was.type:
            yield Loss(path, was.label, "other_type")
        elif not _chosen(answer) <= (_options(now, options) or _chosen(answer)):
            yield Loss(path, was.label, "no_option")


def _options(field: Field, taxonomies: Mapping[str, frozenset[str]]) -> frozenset[str]:
    if field.choose_from:
        return taxonomies.get(field.choose_from, frozenset())
    return frozenset(field.options) if field.type in ("choice", "multi_choice") else frozenset()


def _chosen(answer: Any) -> frozenset[str]:
    if isinstance(answer, str):
        return frozenset({answer})
    return frozenset(a for a in answer if isinstance(a, str)) if isinstance(answer, list) else frozenset()
