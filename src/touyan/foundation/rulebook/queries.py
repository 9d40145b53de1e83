"""Which rules a county lives by, asked once per request, and whom an action concerns at all."""

from __future__ import annotations

from functools import lru_cache

from django.db.models import OuterRef, Subquery

from touyan.core.workflow import PostValue, Role
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.models import Act
from touyan.foundation.rulebook.models import SchemeVersion


def published_versions(actor: Actor) -> list[SchemeVersion]:
    """Every version published once, newest first; within one request it is one statement however often asked."""
    return [version for version in _of(actor) if version.is_published]


def drafts_of_others(actor: Actor) -> list[SchemeVersion]:
    """Versions that wait to be published by another hand than the one that uploaded them; read with the published ones."""
    return [one for one in _of(actor) if one.state == "draft" and one.uploaded_by != actor.person]  # type: ignore[attr-defined]


def _of(actor: Actor) -> list[SchemeVersion]:
    return _in_request(actor.tenant, actor.request_id) if actor.request_id else _versions(actor.tenant)


def _versions(tenant: int) -> list[SchemeVersion]:
    uploads = Act.objects.filter(
        tenant_id=OuterRef("tenant_id"), subject_kind=SchemeVersion.KIND, subject_key=OuterRef("key"),
        action="scheme.upload", is_done=True,
    )  # fmt: skip
    found = SchemeVersion.slim.filter(tenant_id=tenant, state__in=("published", "retired", "draft"))
    found = found.select_related("unit").annotate(uploaded_by=Subquery(uploads.values("person")[:1]))
    return list(found.order_by("-year", "-number"))


@lru_cache(maxsize=64)
def _in_request(tenant: int, request_id: str) -> list[SchemeVersion]:  # noqa: ARG001 - the request keys the memory
    return _versions(tenant)


def is_concerned(actor: Actor, kind: str, *actions: str) -> bool:
    """Whether any scheme gives one of these actions to a kind of post this person holds: else nothing need be read."""
    for version in published_versions(actor):
        machine = version.machine(kind)
        if machine is None:
            continue
        for action in actions:
            for edge in machine.edges_of(action):
                roles = [machine.roles[name] for name in edge.roles if name in machine.roles]
                if any(_may_hold(role, post, version) for role in roles for post in actor.posts):
                    return True
    return False


def _may_hold(role: Role, post: PostValue, version: SchemeVersion) -> bool:
    """Whether the post could be the role's; where the matter stands is asked later."""
    if role.of == "body" and post.unit != version.bodies.get(role.name_of):
        return False
    return role.of != "system" and (not role.posts or post.kind in role.posts)
