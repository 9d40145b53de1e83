"""Who may see a result about a person: the person once it is proposed, those who handle it, the competent department.

Nobody else, wherever in the tree they stand: reach over a unit is no reason to read what its people were given.
"""

from __future__ import annotations

from django.db.models import Q

from touyan.core.scheme.shape.results import Assessment as Stage
from touyan.core.workflow import PostValue
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.rulebook.queries import published_versions

SHOWN = ("provisional", "final")
"""States in which the person assessed sees the result."""


def versions_handled(actor: Actor) -> list[SchemeVersion]:
    """Published schemes whose results about people this actor may read by a post held today."""
    return [version for version in published_versions(actor) if _handles(actor, version)]


def seen_by(actor: Actor) -> Q:
    """The rows this actor may see."""
    handled = [version.pk for version in versions_handled(actor)] if actor.is_signed_in else []
    return Q(scheme_version_id__in=handled) | Q(post__person_id=actor.person, state__in=SHOWN)


def _handles(actor: Actor, version: SchemeVersion) -> bool:
    if version.machine("post_assessment") is None:
        return False
    stage = version.rules.post_assessment
    return stage is not None and any(_holds(post, version, stage) for post in actor.posts)


def _holds(post: PostValue, version: SchemeVersion, stage: Stage) -> bool:
    names = (stage.enters, stage.scorer, stage.confirmer, stage.reader)
    roles = [version.rules.roles[name] for name in names if name]
    return any(
        role.of == "body" and post.unit == version.bodies.get(role.named) and post.kind in role.posts
        for role in roles
    )
