"""The one decision: may this actor do this action to this matter now, and where does it lead.

Pure and total. The door runs it before every write, `allowed` runs it for buttons, bulk previews and the
sentence behind a grey button (architecture.md 5). Default is refusal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from touyan.core.findings import Finding
from touyan.core.workflow.machine import Edge, Machine, Role

Conditions = Mapping[str, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class PostValue:
    """A post somebody holds today, or one delegated to them.

    `path` is the unit's place in the tree, `/`-ended ids from the root (own id last).
    """

    id: int
    kind: str
    unit: int
    path: str
    is_delegated: bool = False


@dataclass(frozen=True, slots=True)
class Position:
    """Where a matter stands: its state, its owning unit, the bodies of its scheme, people written into it.

    `doers` maps an action to the people who did it on this matter (four eyes). `conditions` are the
    findings of every named condition, empty when it holds; a condition absent here is unknown and refuses.
    """

    state: str
    unit: int
    path: str
    bodies: Mapping[str, int] = field(default_factory=dict)
    assigned: Mapping[str, frozenset[int]] = field(default_factory=dict)
    doers: Mapping[str, frozenset[int]] = field(default_factory=dict)
    conditions: Conditions = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Allowed:
    """Yes: the state afterwards and the post the act is done under (None for a person without one)."""

    state: str
    post: PostValue | None
    edge: Edge


@dataclass(frozen=True, slots=True)
class Denied:
    """No, and every reason that can be said to this actor."""

    reasons: tuple[Finding, ...]


Decision = Allowed | Denied


def _parent_of(path: str) -> str:
    return path.rstrip("/").rpartition("/")[0] + "/"


def _stands_at(role: Role, post: PostValue, at: Position) -> bool:
    match role.of:
        case "own":
            return post.unit == at.unit
        case "parent":
            return post.path == _parent_of(at.path)
        case "above":
            return post.path != at.path and at.path.startswith(post.path)
        case "below":
            return post.path != at.path and post.path.startswith(at.path)
        case "body":
            return post.unit == at.bodies.get(role.name_of, -1)
        case "tenant":
            return True
        case _:
            return False


def holds(
    role: Role, person: int, posts: tuple[PostValue, ...], at: Position
) -> tuple[bool, PostValue | None]:
    """Whether the person holds the role towards the matter, and by which post (own posts before delegated)."""
    if role.of == "system":
        return person == 0, None
    if role.of == "assigned":
        return person in at.assigned.get(role.name_of, frozenset()), posts[0] if posts else None
    if role.of == "anyone":
        return person > 0, posts[0] if posts else None
    for post in sorted(posts, key=lambda p: (p.is_delegated, p.id)):
        if (not role.posts or post.kind in role.posts) and _stands_at(role, post, at):
            return True, post
    return False, None


def _best_post(
    edge: Edge, machine: Machine, person: int, posts: tuple[PostValue, ...], at: Position
) -> tuple[bool, PostValue | None]:
    found: tuple[bool, PostValue | None] = (False, None)
    for name in edge.roles:
        role = machine.roles.get(name)
        if role is None:
            continue
        has, post = holds(role, person, posts, at)
        if has and (post is None or not post.is_delegated):
            return True, post
        if has:
            found = (True, post)
    return found


def decide(
    machine: Machine, at: Position, person: int, posts: tuple[PostValue, ...], action: str
) -> Decision:
    """Allowed with the next state, or Denied with reasons.

    Reasons come in the order a person can act on them: no such action, wrong state, not yours to do, needs
    the leader in person, done by the same hand before (the engine has no hands), conditions not met (all of them).
    """
    edges = machine.edges_of(action)
    if not edges:
        return Denied((Finding("door.unknown_action", facts={"action": action}),))
    here = [edge for edge in edges if at.state in edge.sources and _is_on_the_road(edge, at)]
    if not here:
        return Denied((Finding("door.wrong_state", facts={"action": action, "state": at.state}),))
    refusal: tuple[Finding, ...] = (Finding("door.not_yours", facts={"action": action}),)
    for edge in here:
        has, post = _best_post(edge, machine, person, posts, at)
        if not has:
            continue
        reasons = _objections(edge, at, person, post)
        if not reasons:
            return Allowed(edge.target if edge.target is not None else at.state, post, edge)
        refusal = reasons
    return Denied(refusal)


def _is_on_the_road(edge: Edge, at: Position) -> bool:
    return not edge.guard or at.conditions.get(edge.guard) == ()


def _objections(edge: Edge, at: Position, person: int, post: PostValue | None) -> tuple[Finding, ...]:
    if edge.leader_only and post is not None and post.is_delegated:
        return (Finding("door.leader_only", facts={"action": edge.action}),)
    for earlier in edge.not_by:
        if person > 0 and person in at.doers.get(earlier, frozenset()):
            return (Finding("door.same_hand", facts={"action": edge.action, "earlier": earlier}),)
    unmet: list[Finding] = []
    for name in edge.needs:
        known = at.conditions.get(name)
        unmet += (
            [Finding("door.condition_unknown", facts={"condition": name})] if known is None else list(known)
        )
    return tuple(finding for finding in unmet if finding.level == "error")
