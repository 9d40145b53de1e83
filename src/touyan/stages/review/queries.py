"""Reads of vetting and of the scoring session, each naming its actor.

Sheets are read in two ways only: one's own, at any time; everybody's, from the stored result once the scoring is
closed. No list, count or order touches another person's marks before (security.md T05).
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, Subquery

from touyan.core.workflow import Position
from touyan.core.workflow.decide import holds
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.door import kept
from touyan.foundation.ledger.models import Kept
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.rulebook.queries import published_versions
from touyan.stages.application.models import Application, Call, Fault, Version
from touyan.stages.review.models import AgendaItem, Meeting, Opinion, Sheet
from touyan.stages.review.vetting import STATE

DRAFT, SHEET = "vetting", "sheet"
BUSY = ("planned", "scoring", "scored")
"""Sessions under way: what stands on their agenda waits for no other."""


def schemes(actor: Actor) -> list[SchemeVersion]:
    """Schemes in force with a vetting stage, the newest first."""
    found = [version for version in published_versions(actor) if version.state == "published"]
    return [version for version in found if version.rules.vetting is not None]


def my_states(actor: Actor, versions: list[SchemeVersion]) -> dict[int, list[str]]:
    """By scheme version, the states whose level this actor vets; roles that depend on the place count as held."""
    told: dict[int, list[str]] = {}
    for version in versions:
        machine = version.machine(Application.KIND)
        if machine is None:
            continue
        at = Position("", 0, "", bodies=version.bodies)
        mine = [
            state
            for edge in machine.edges_of("application.pass")
            if any(_may_hold(machine.roles[r], actor, at) for r in edge.roles)
            for state in edge.sources
        ]
        if mine:
            told[version.pk] = sorted(mine)
    return told


def _may_hold(role: Any, actor: Actor, at: Position) -> bool:
    if role.of in ("parent", "above", "own"):
        return any(post.kind in role.posts for post in actor.posts)
    return holds(role, actor.person, actor.posts, at)[0]


def in_vetting(actor: Actor) -> ScopedQuerySet:
    """Applications some level is vetting."""
    return Application.objects.visible(actor).filter(state__startswith=STATE).select_related("unit", "leader")


def mine_to_vet(actor: Actor, versions: list[SchemeVersion]) -> ScopedQuerySet:
    """Applications that wait for this actor's own judgement."""
    wanted = Q(pk__in=[])
    for version, states in my_states(actor, versions).items():
        wanted |= Q(scheme_version_id=version, state__in=states)
    return in_vetting(actor).filter(wanted)


def vetted(actor: Actor, key: UUID) -> Application:
    """One application that has been handed in, with what its vetting page needs."""
    found: Application = (
        Application.objects.visible(actor)
        .exclude(state__in=("draft", "checking", "signing"))
        .select_related("unit", "leader", "need", "call")
        .get(key=key)
    )
    return found


def last_versions(one: Application) -> list[Version]:
    """The newest submitted text and the one before it, newest first."""
    return list(Version.objects.of_tenant(one.tenant_id).filter(application=one).order_by("-number")[:2])


def faults_at(one: Application, level: str) -> list[Fault]:
    """Every fault this level ever named, round by round."""
    return list(
        Fault.objects.of_tenant(one.tenant_id)
        .filter(application=one, level=level)
        .order_by("round", "number")
    )


def drafts(actor: Actor, keys: list[str]) -> dict[str, dict[str, Any]]:
    """The actor's own unfinished judgements by application key."""
    rows = Kept.objects.of_tenant(actor.tenant).filter(person=actor.person, purpose=DRAFT, about__in=keys)
    return {row.about: row.data for row in rows}


def opinions_of(one: Application) -> list[Opinion]:
    """What every level has said about a loaded application, oldest first."""
    return list(
        Opinion.objects.of_tenant(one.tenant_id)
        .filter(application=one)
        .select_related("person")
        .order_by("id")
    )


def all_drafts(actor: Actor) -> dict[str, dict[str, Any]]:
    """All of the actor's unfinished judgements by application key, for a list."""
    rows = Kept.objects.of_tenant(actor.tenant).filter(person=actor.person, purpose=DRAFT)
    return {row.about: row.data for row in rows}


def chosen(actor: Actor, keys: list[str]) -> list[Application]:
    """The applications of these keys in reach, in the order of their units."""
    return list(in_vetting(actor).filter(key__in=keys).order_by("unit__order", "id"))


def meetings(actor: Actor) -> ScopedQuerySet:
    """Sessions in reach, with how many applications each has on its agenda."""
    return Meeting.objects.visible(actor).select_related("unit", "call").annotate(count=Count("items"))


def meeting(actor: Actor, key: UUID) -> Meeting:
    """One session."""
    found: Meeting = Meeting.objects.visible(actor).select_related("unit", "call").get(key=key)
    return found


def call(actor: Actor, key: UUID) -> Call:
    """The call a session is planned for."""
    found: Call = Call.objects.visible(actor).select_related("unit").get(key=key)
    return found


def calls_with_waiting(actor: Actor) -> list[Call]:
    """Calls some of whose applications wait for a session and stand on no agenda yet, each with how many."""
    waiting = (
        Application.objects.of_tenant(actor.tenant)
        .filter(call=OuterRef("pk"), state="meeting")
        .exclude(agenda_items__meeting__state__in=BUSY)
        .order_by()
        .values("call")
        .annotate(count=Count("pk"))
    )
    found = Call.objects.visible(actor).annotate(waiting=Subquery(waiting.values("count")))
    return list(found.filter(waiting__gt=0).order_by("-opens_on", "id"))


def own_sheet(actor: Actor, item: AgendaItem) -> Sheet | None:
    """The actor's own sheet of an agenda item, nobody else's."""
    found: Sheet | None = (
        Sheet.objects.of_tenant(actor.tenant).filter(item=item, member_id=actor.person).first()
    )
    return found


def own_draft(actor: Actor, item: AgendaItem) -> dict[str, Any]:
    """The actor's own unfinished sheet of an agenda item."""
    row = kept(actor, SHEET, about=item.application.key)
    return row.data if row else {}
