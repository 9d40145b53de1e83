"""Meetings and contests moved to another version of their scheme; what was scored or drawn up under the old one stays there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from touyan.core.findings import Finding
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.stages.application.models import Application
from touyan.stages.application.moving import levels_lost
from touyan.stages.review.models import Contest, ContestEntry, Meeting, Opinion, Sheet
from touyan.stages.scheme.moving import hinders, movable, named

MEETINGS = movable(
    Meeting,
    rows=lambda found: found.select_related("unit"),
    title=lambda one: one.title,
    url="/meetings/{key}",
)
CONTESTS = movable(
    Contest,
    rows=lambda found: found.select_related("unit"),
    title=lambda one: one.title,
    url="/contests/{key}",
)


@hinders("meeting")
def scoring_begun(meetings: Sequence[Meeting], new: SchemeVersion) -> Iterator[tuple[int, Finding]]:  # noqa: ARG001 - one shape
    """From the opening of the scoring on, everybody scores by the same criteria to the end."""
    for one in meetings:
        if one.state != "planned":
            yield one.pk, Finding("move.scored")


@hinders("contest")
def contest_drawn(contests: Sequence[Contest], new: SchemeVersion) -> Iterator[tuple[int, Finding]]:
    """A list that was drawn up is told to everybody on it; from then on the rules of the contest stand."""
    for one in contests:
        if one.state != "planned":
            yield one.pk, Finding("move.drawn")
        elif one.round and one.round not in {r.name for r in new.rules.contest.rounds}:  # type: ignore[union-attr]
            yield one.pk, Finding("move.round_gone", facts=named(None, one.round))


@hinders("application")
def already_scored(applications: Sequence[Application], new: SchemeVersion) -> Iterator[tuple[int, Finding]]:
    """Marks given and lists drawn up by the old rules are decided by them; so are opinions of levels that are gone."""
    pks = [one.pk for one in applications]
    scored = Sheet.objects.of_tenant(new.tenant_id).filter(item__application__in=pks)
    for pk in sorted(set(scored.values_list("item__application", flat=True))):
        yield pk, Finding("move.scored")
    listed = ContestEntry.objects.of_tenant(new.tenant_id).filter(application__in=pks)
    for pk in sorted(set(listed.values_list("application_id", flat=True))):
        yield pk, Finding("move.drawn")
    levels = new.rules.vetting.levels if new.rules.vetting else {}
    said = (
        Opinion.objects.of_tenant(new.tenant_id).filter(application__in=pks).exclude(level__in=list(levels))
    )
    yield from levels_lost(applications, set(said.values_list("application_id", "level")))
