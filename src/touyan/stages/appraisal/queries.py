"""Reads about assessments of people; all of them see only what their reader may see."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.stages.appraisal.actions import missing_posts
from touyan.stages.appraisal.models import PostAssessment
from touyan.stages.appraisal.rolls import roll_of, stage_of
from touyan.stages.appraisal.sight import SHOWN, versions_handled


def assessments(actor: Actor) -> ScopedQuerySet:
    """What the reader may see, with the person and the unit; sheets and computation are left for the page of one."""
    return (
        PostAssessment.objects.visible(actor)
        .defer("computed", "inputs")
        .select_related("post__unit", "post__person")
    )


def assessment(actor: Actor, key: UUID) -> PostAssessment:
    """One assessment. Raises DoesNotExist for everybody it does not concern."""
    found: PostAssessment = (
        PostAssessment.objects.visible(actor).select_related("post__unit", "post__person").get(key=key)
    )
    return found


def own(actor: Actor) -> list[PostAssessment]:
    """The reader's own results, newest year first."""
    return list(
        assessments(actor).filter(post__person_id=actor.person, state__in=SHOWN).order_by("-year", "-id")
    )


def in_hand(actor: Actor, *states: str) -> list[PostAssessment]:
    """Assessments in these states that are not the reader's own; enough to fill a desk."""
    found = assessments(actor).defer(None).defer("computed").filter(state__in=states)
    found = found.exclude(post__person_id=actor.person)
    return list(found.order_by("post__unit__order", "id")[:60])


def schemes(actor: Actor) -> list[SchemeVersion]:
    """Published schemes whose assessments of people the reader handles or reads."""
    return [version for version in versions_handled(actor) if version.state == "published"]


def is_to_begin(version: SchemeVersion, today: date) -> bool:
    """Whether a post the scheme assesses has no assessment of the year yet."""
    return bool(missing_posts(version, today))


def scheme(actor: Actor, key: UUID) -> SchemeVersion:
    """One of them. Raises DoesNotExist for any other."""
    found = next((version for version in schemes(actor) if version.key == key), None)
    if found is None:
        raise SchemeVersion.DoesNotExist
    return found


def is_of(actor: Actor, one: PostAssessment) -> bool:
    """Whether the reader is the person assessed."""
    return bool(one.post.person_id == actor.person)


def rolls(one: PostAssessment, on: Any) -> dict[str, int]:
    """People on each group's roll on a day."""
    version = one.scheme_version
    return {group.id: roll_of(version, group, on, one.post.person_id) for group in stage_of(version).raters}


def standing(actor: Actor, version: SchemeVersion) -> list[tuple[str, str]]:
    """Kind of unit and grade ("" while there is none) of everybody under a scheme the reader handles."""
    found = PostAssessment.objects.visible(actor).filter(scheme_version=version, year=version.year)
    return list(found.values_list("post__unit__kind", "grade"))
