"""How an application is found by the search box."""

from __future__ import annotations

from touyan.foundation.search.indexing import Found, findable
from touyan.stages.application.kinds import first
from touyan.stages.application.matters import form_of
from touyan.stages.application.models import Application, Version
from touyan.stages.application.queries import INNER


@findable("application")
def application_found(one: Application) -> Found | None:
    """By name, unit, number and leader of what was handed in; what a unit still writes or mends is nobody else's yet."""
    newest = Version.objects.of_tenant(one.tenant_id).filter(application=one).order_by("-number").first()
    if newest is None or one.state in INNER:
        return None
    title = str(newest.answers.get(first(form_of(one.scheme_version), "text", "title")) or "")
    leader = one.leader.name if one.leader else ""
    return Found(title, one.unit.name, f"/applications/{one.key}", f"{one.number} {leader}")
