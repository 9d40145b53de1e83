"""Reads about decisions, revisions, notices, numbers and projects, each naming its actor."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.publicity.models import Release
from touyan.stages.application.models import Application, Version
from touyan.stages.approval.models import Decision, DocumentNumber, Notice, Project
from touyan.stages.review.models import Meeting


def decisions(actor: Actor) -> ScopedQuerySet:
    """Register entries in reach."""
    return Decision.objects.visible(actor).select_related("unit", "meeting")


def decision(actor: Actor, key: UUID) -> Decision:
    """One entry with its meeting and scheme."""
    found: Decision = Decision.objects.visible(actor).select_related("unit", "meeting__unit").get(key=key)
    return found


def meeting(actor: Actor, key: UUID) -> Meeting:
    """The session whose decision is recorded."""
    found: Meeting = Meeting.objects.visible(actor).select_related("unit").get(key=key)
    return found


def decision_of(actor: Actor, one: Meeting) -> Decision | None:
    """The entry a session ended in."""
    found: Decision | None = decisions(actor).filter(meeting=one).order_by("id").last()
    return found


def states_of(actor: Actor, one: Decision) -> dict[str, Any]:
    """Where each application of an entry stands now, with its project if there is one, by key."""
    keys = [line["application"] for line in one.outcomes]
    found = Application.objects.visible(actor).filter(key__in=keys).select_related("project")
    return {str(a.key): a for a in found}


def notices(actor: Actor) -> ScopedQuerySet:
    """Approval notices in reach."""
    return Notice.objects.visible(actor).select_related("unit", "number", "decision")


def notice(actor: Actor, key: UUID) -> Notice:
    """One notice."""
    found: Notice = (
        Notice.objects.visible(actor).select_related("unit", "number", "decision__meeting").get(key=key)
    )
    return found


def notices_of(actor: Actor, one: Decision) -> list[Notice]:
    """The notices drafted from an entry."""
    return list(notices(actor).filter(decision=one).order_by("id"))


def numbers(actor: Actor) -> ScopedQuerySet:
    """Every number given, with its notice."""
    return DocumentNumber.objects.visible(actor).select_related("unit", "notice")


def releases_of(actor: Actor, one: Decision) -> list[Release]:
    """What has been made public, or is being prepared, about an entry."""
    return list(
        Release.objects.visible(actor).filter(about_kind=Decision.KIND, about_key=one.key).order_by("id")
    )


def revising(actor: Actor) -> ScopedQuerySet:
    """Applications approved after revision whose revision is not verified yet."""
    return (
        Application.objects.visible(actor)
        .filter(state__in=("revising", "revision_answered"))
        .select_related("unit", "leader")
    )


def revision(actor: Actor, key: UUID) -> Application:
    """One application under revision, or verified meanwhile."""
    found: Application = (
        Application.objects.visible(actor)
        .filter(state__in=("revising", "revision_answered", "approved"))
        .select_related("unit", "leader", "need", "call")
        .get(key=key)
    )
    return found


def last_versions(one: Application) -> list[Version]:
    """The newest submitted text and the one before it, newest first."""
    return list(Version.objects.of_tenant(one.tenant_id).filter(application=one).order_by("-number")[:2])


def projects(actor: Actor) -> ScopedQuerySet:
    """Projects in reach."""
    return Project.objects.visible(actor).select_related("unit", "leader")


def project(actor: Actor, key: UUID) -> Project:
    """One project in reach, with what its page shows."""
    found: Project = Project.objects.visible(actor).select_related("unit", "application").get(key=key)
    return found
