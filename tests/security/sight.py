"""Who sees and who may, read slowly: from raw posts, dated relations and the tree, never from `visible`, `decide` or an actor.

A check that is taken out of the product shows up as a difference from this reading.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from touyan.core.workflow import Role
from touyan.foundation.calendar.clock import clock
from touyan.foundation.ledger.models import Subject
from touyan.foundation.ledger.registry import HOUSE_MACHINES, machine_of
from touyan.foundation.people.models import Delegation, Person, Post
from touyan.foundation.units.models import Relation

HOUSE = {"system_admin", "security_admin", "audit_admin", "security_person"}
MADE_PUBLIC = {"release": {"in_publicity", "publicised", "released"}}
"""States in which a matter is posted up for its whole county, by kind."""

INSIDE = {"application": {"draft", "checking", "signing"}}
"""States in which a matter is read in its own unit and that unit's line only, whoever guides it."""


TOLD = {"provisional", "final"}
"""States in which a result about a person is known to the person."""

STANDS: dict[str, Callable[[Any], str]] = {
    "contest": lambda one: one.unit.path,
    "task": lambda one: one.project.unit.path,
}
"""Whose matter it is, by kind, where more than one takes part in it: a contest is of who holds it, and its judges, its jurors and
the units whose applications compete have no sight of it by that; a measure is of its lead unit, and a unit that is named as
assisting has none by that."""


@dataclass(frozen=True)
class Held:
    """A post somebody acts under."""

    kind: str
    unit: int
    path: str
    is_lent: bool


@dataclass(frozen=True)
class Sight:
    """What a principal may see."""

    person: int
    tenant: int
    held: tuple[Held, ...]
    prefixes: frozenset[str]
    kinds: frozenset[str]
    directory_everywhere: bool
    today: date


def _covers(from_on: date, to_on: date | None, day: date) -> bool:
    return from_on <= day and (to_on is None or day <= to_on)


def held_by(person: int, today: date) -> tuple[Held, ...]:
    """Posts in office today, a person's own and those lent to them."""
    own = [(post, False) for post in Post.plain.filter(person=person).select_related("unit")]
    lent = [
        (row.post, True)
        for row in Delegation.plain.filter(to_person=person, state="active").select_related("post__unit")
        if _covers(row.from_on, row.to_on, today)
    ]
    return tuple(
        Held(post.kind, post.unit_id, post.unit.path, is_lent)
        for post, is_lent in (*own, *lent)
        if post.state == "in_office" and _covers(post.from_on, post.to_on, today)
    )


def sight_of(login: str) -> Sight | None:
    """The sight of an account in use; None where nobody stands behind the name."""
    person = Person.plain.filter(login=login, state="active").first()
    if person is None:
        return None
    today = clock(person.tenant_id).today
    held = held_by(person.pk, today)
    business = [post for post in held if post.kind not in HOUSE]
    prefixes = {post.path for post in business}
    for edge in Relation.objects.filter(upper__in=[p.unit for p in business], kind="guidance").select_related(
        "lower"
    ):
        if _covers(edge.from_on, edge.to_on, today):
            prefixes.add(edge.lower.path)
    own = frozenset(post.kind for post in held if not post.is_lent)
    return Sight(
        person.pk, person.tenant_id, held, frozenset(prefixes), own,
        bool({p.kind for p in held} & {"security_admin", "security_person"}), today,
    )  # fmt: skip


def sees(sight: Sight, subject: Subject) -> bool:
    """Whether the matter exists for this principal."""
    if subject.tenant_id != sight.tenant:
        return False
    if subject.KIND == "post_assessment":
        return _is_told(sight, subject)
    if not type(subject).PATH_LOOKUP or subject.state in MADE_PUBLIC.get(subject.KIND, ()):
        return True
    if subject.state in INSIDE.get(subject.KIND, ()):
        own = [post.path for post in sight.held if post.kind not in HOUSE]
        return any(subject.own_unit()[1].startswith(path) for path in own)
    if type(subject).SCOPE == "directory" and sight.directory_everywhere:
        return True
    row: Any = subject
    if subject.KIND in STANDS:
        row = STANDS[subject.KIND](subject)
    else:
        for part in type(subject).PATH_LOOKUP.split("__"):
            row = getattr(row, part)
    return any(row.startswith(prefix) for prefix in sight.prefixes)


def _is_told(sight: Sight, subject: Any) -> bool:
    """A result about a person: for the person once it is proposed, and for those who handle it; reach over the unit is no reason."""
    is_own = subject.post.person_id == sight.person
    return (is_own and subject.state in TOLD) or handles(sight, subject.scheme_version)


def handles(sight: Sight, version: Any) -> bool:
    """Whether somebody enters, reckons, confirms or for the department reads what a scheme in force says about people.

    Who rates them does not, nor who leads or guides their unit.
    """
    if version.state not in {"published", "retired"} or version.tenant_id != sight.tenant:
        return False
    for stage in version.expanded["stages"]:
        if (stage["kind"], stage.get("subject")) != ("assessment", "post"):
            continue
        for name in ("enters", "scorer", "confirmer", "reader"):
            role = version.expanded["roles"].get(stage.get(name) or "")
            if role is not None and any(
                post.unit == version.bodies[role["named"]] and post.kind in role["posts"]
                for post in sight.held
            ):
                return True
    return False


def _plays(role: Role, person: int, held: tuple[Held, ...], subject: Subject) -> bool:
    if role.of in {"assigned", "anyone"}:
        return role.of == "anyone" or person in subject.assigned().get(role.name_of, ())
    unit, path = subject.own_unit()
    chain = [int(part) for part in path.strip("/").split("/") if part]
    bodies = getattr(getattr(subject, "scheme_version", None), "bodies", {})
    stands: dict[str, Any] = {
        "own": lambda post: post.unit == unit,
        "parent": lambda post: chain[-2:-1] == [post.unit],
        "above": lambda post: post.unit in chain[:-1],
        "below": lambda post: f"/{unit}/" in post.path and post.unit != unit,
        "body": lambda post: post.unit == bodies.get(role.name_of),
        "tenant": lambda post: True,
        "system": lambda post: False,
    }
    return any((not role.posts or post.kind in role.posts) and stands[role.of](post) for post in held)


def is_entitled(person: int, held: tuple[Held, ...], subject: Subject, action: str, state: str) -> bool:
    """Whether some edge out of this state names a role the person plays; what a leader alone may do is never lent."""
    for machine in (machine_of(subject), HOUSE_MACHINES.get(subject.KIND)):
        for edge in machine.edges_of(action) if machine is not None else ():
            if state not in edge.sources:
                continue
            usable = tuple(post for post in held if not (edge.leader_only and post.is_lent))
            if any(
                _plays(machine.roles[name], person, usable, subject)
                for name in edge.roles
                if name in machine.roles
            ):
                return True
    return False
