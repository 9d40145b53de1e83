"""Checks of who may: roles nobody can hold, a leader's act in other hands, a crowd that would score."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from touyan.core.scheme.decode import Fault, suggestion
from touyan.core.scheme.rules.across import stage_path
from touyan.core.scheme.shape.scheme import Scheme
from touyan.core.scheme.shape.terms import POST_KINDS

LEADER_POSTS = frozenset({"secretary", "head"})


def _known_posts(scheme: Scheme, posts: Iterable[str]) -> set[str] | None:
    """Give the posts as a set; None when one is undeclared, which is reported where it stands."""
    named = set(posts)
    return named if named <= {*POST_KINDS, *scheme.posts} else None


def _others_than_leaders(scheme: Scheme, role: str) -> str:
    posts = _known_posts(scheme, scheme.roles[role].posts)
    return ", ".join(sorted((posts or set()) - LEADER_POSTS))


def roles_can_be_held(scheme: Scheme) -> Iterator[Fault]:
    """Check that a role at a body names a declared body with such a seat."""
    for role in scheme.roles.values():
        if role.of != "body":
            continue
        body = scheme.bodies.get(role.named)
        if body is None:
            facts = {"value": role.named, "where": "bodies", **suggestion(role.named, scheme.bodies)}
            yield Fault("scheme.undeclared", ("roles", role.name, "named"), facts)
        elif body.seats and _known_posts(scheme, role.posts) and not set(body.seats) & set(role.posts):
            facts = {
                "role": role.name,
                "body": body.name,
                "posts": ", ".join(role.posts),
                "seats": ", ".join(body.seats),
            }
            yield Fault("scheme.role_unheld", ("roles", role.name, "posts"), facts)


def leader_in_person(scheme: Scheme) -> Iterator[Fault]:
    """Where the leader must act in person, the leader's role is no deputy's (WH-14)."""
    application, plan = scheme.application, scheme.plan
    if application and not application.leader_only:
        return
    acting = [stage for stage in (application, plan if plan and plan.commitment else None) if stage]
    for stage in acting:
        others = _others_than_leaders(scheme, stage.leader)
        if others:
            facts = {"role": stage.leader, "posts": others}
            yield Fault("scheme.leader_deputy", (*stage_path(scheme, stage.kind), "leader"), facts)


def overrides_in_person(scheme: Scheme) -> Iterator[Fault]:
    """Check that an overriding edge that is the leader's own goes to leaders only."""
    for kind, machine in scheme.machines.items():
        for i, edge in enumerate(machine.edges):
            for j, name in enumerate(edge.roles):
                others = _others_than_leaders(scheme, name)
                if edge.leader_only and others:
                    facts = {"role": name, "posts": others}
                    yield Fault("scheme.leader_deputy", ("machines", kind, "edges", i, "roles", j), facts)


def scorers_are_named(scheme: Scheme) -> Iterator[Fault]:
    """Whoever happens by never gives a score: an open vote is feedback only (domain.md 4.2)."""
    meeting, assessment = scheme.meeting, scheme.assessment
    if meeting and scheme.roles[meeting.scorer].of == "anyone":
        yield Fault(
            "scheme.open_vote", (*stage_path(scheme, "meeting"), "scorer"), {"indicator": meeting.scorer}
        )
    if assessment and scheme.roles[assessment.scorer].of == "anyone":
        path = (*stage_path(scheme, "assessment"), "scorer")
        yield Fault("scheme.open_vote", path, {"indicator": assessment.scorer})


def drafts_by_another(scheme: Scheme) -> Iterator[Fault]:
    """Drafting and checking are two roles, otherwise the check is a formality."""
    application = scheme.application
    if application and application.checker == application.drafter:
        path = (*stage_path(scheme, "application"), "checker")
        yield Fault("scheme.same_role", path, {"role": application.drafter, "other": "drafter"})


RULES: tuple[Callable[[Scheme], Iterable[Fault]], ...] = (
    roles_can_be_held,
    leader_in_person,
    overrides_in_person,
    scorers_are_named,
    drafts_by_another,
)
