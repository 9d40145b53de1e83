"""Reads of contests, each naming its actor. What judges and juries said is read from the stored result only."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Q

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.rulebook.queries import published_versions
from touyan.stages.application.models import Application, Call
from touyan.stages.review.models import Contest, ContestEntry


def schemes(actor: Actor) -> list[SchemeVersion]:
    """Schemes in force with a contest, the newest first."""
    found = [version for version in published_versions(actor) if version.state == "published"]
    return [version for version in found if version.rules.contest is not None]


def contests(actor: Actor) -> ScopedQuerySet:
    """Contests in reach, with how many entered and how many are listed."""
    return (
        Contest.objects.visible(actor)
        .select_related("unit", "call")
        .annotate(count=Count("entries"), chosen=Count("entries", filter=Q(entries__is_listed=True)))
    )


def contest(actor: Actor, key: UUID) -> Contest:
    """One contest."""
    found: Contest = Contest.objects.visible(actor).select_related("unit", "call").get(key=key)
    return found


def call(actor: Actor, key: UUID) -> Call:
    """The call whose applications compete."""
    found: Call = Call.objects.visible(actor).select_related("unit").get(key=key)
    return found


def calls(actor: Actor) -> list[Call]:
    """Calls under schemes with a contest."""
    versions = [version.pk for version in schemes(actor)]
    if not versions:
        return []
    rows = Call.objects.visible(actor).filter(scheme_version__in=versions).exclude(state="draft")
    return list(rows.select_related("unit").order_by("-opens_on", "id"))


def told_to(actor: Actor, application: Application) -> list[ContestEntry]:
    """What contests said of an application: that it was not listed and why at once, a result once it is settled."""
    rows = (
        ContestEntry.objects.visible(actor)
        .filter(application=application)
        .exclude(contest__state="planned")
        .filter(Q(is_listed=False) | Q(contest__state="awarded"))
    )
    return list(rows.select_related("contest__unit", "contest__scheme_version").order_by("id"))
