"""Whether the people a machine waits for can exist: where its matter stands, and who can be found there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from touyan.core.scheme.compile.draft import Draft, roles_of
from touyan.core.scheme.decode import Fault
from touyan.core.scheme.shape.scheme import Scheme
from touyan.core.workflow.machine import Role

# people written into a matter; under any other name nobody is ever found
_ASSIGNED = {
    "application": "leader", "project": "leader", "task": "leader", "report": "leader", "quarterly_review": "leader",
    "problem": "leader", "tranche": "leader", "assessment": "leader", "post_assessment": "holder",
}  # fmt: skip


def _body_of(scheme: Scheme, kind: str, guard: str) -> str:
    """The body a matter of this kind belongs to, "" where it belongs to a unit."""
    if kind in ("scheme_version", "call"):
        return scheme.owner.office
    if kind == "meeting" and scheme.meeting:
        return scheme.meeting.body
    if kind == "contest" and scheme.contest and guard != "is_lower_round":
        return scheme.contest.body
    if kind in ("release", "objection") and scheme.publication:
        return scheme.roles[scheme.publication.releaser].named or scheme.owner.office
    return ""


def _may_exist(scheme: Scheme, role: Role, kind: str, body: str) -> bool:
    if role.of == "assigned":
        return _ASSIGNED.get(kind) == role.name_of
    if role.of != "own" or not body:
        return True
    seats = set(scheme.bodies[body].seats)
    return not seats or not role.posts or bool(seats & role.posts)


def holding_faults(drafts: Iterable[Draft], scheme: Scheme) -> Iterator[Fault]:
    """Steps whose roles nobody can hold where the matter stands, each role once."""
    roles, told = roles_of(scheme), set[str]()
    for kind, edge in ((draft.kind, edge) for draft in drafts for edge in draft.edges):
        body = _body_of(scheme, kind, edge.guard)
        known = [roles[name] for name in edge.roles]
        if any(_may_exist(scheme, role, kind, body) for role in known):
            continue
        for role in known:
            if role.name in scheme.roles and role.name not in told:
                told.add(role.name)
                facts = {"role": role.name, "kind": kind, "action": edge.action}
                yield Fault("scheme.nobody_there", ("roles", role.name), facts)
