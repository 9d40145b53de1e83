"""Reads about task lists; each names its actor."""

from __future__ import annotations

from uuid import UUID

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.rulebook.queries import published_versions
from touyan.foundation.units.models import Unit
from touyan.stages.plan.models import Task
from touyan.stages.tasklist.exchange import counts_of


def lists(actor: Actor) -> list[SchemeVersion]:
    """Published schemes that begin from a task list."""
    return [
        version
        for version in published_versions(actor)
        if version.state == "published" and version.rules.task_list is not None
    ]


def a_list(actor: Actor, key: UUID) -> SchemeVersion:
    """One of them. Raises DoesNotExist for any other."""
    found = next((version for version in lists(actor) if version.key == key), None)
    if found is None:
        raise SchemeVersion.DoesNotExist
    return found


def measures(actor: Actor, version: SchemeVersion) -> ScopedQuerySet:
    """The measures in reach, with their lead units."""
    rows = Task.objects.visible(actor).filter(project__scheme_version=version).exclude(code="")
    return rows.select_related("project__unit", "owner")


def counts(actor: Actor, version: SchemeVersion) -> tuple[int, int, int]:
    """Aspects, tasks and measures in reach (JS-07)."""
    return counts_of(measures(actor, version).values_list("stage", "heading"))


def unit_names(actor: Actor) -> dict[str, str]:
    """Labels of the county's units by key, for naming who assists."""
    return {
        str(key): short or name
        for key, short, name in Unit.objects.of_tenant(actor.tenant).values_list("key", "short_name", "name")
    }
