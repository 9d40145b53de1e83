"""Reads about releases for those who work here; what the public reads stands in `public`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Count, OuterRef, Subquery

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.models import Act
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.people.models import Person
from touyan.foundation.publicity.models import Release
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.stages.approval.models import Project
from touyan.stages.assessment.models import Assessment


def published(actor: Actor) -> ScopedQuerySet:
    """Everything that is, is shown for objections or was public in reach, with who released it and when: one statement."""
    act = Act.objects.filter(
        subject_kind="release", subject_key=OuterRef("key"), action="release.publish", is_done=True
    ).order_by("-id")
    who = Person.objects.of_tenant(actor.tenant).filter(pk=OuterRef("by_person")).values("name")[:1]
    return (
        Release.objects.visible(actor)
        .exclude(state="draft")
        .select_related("unit")
        .annotate(by_person=Subquery(act.values("person")[:1]), released_on=Subquery(act.values("on")[:1]))
        .annotate(released_by=Subquery(who))
    )


def published_schemes(actor: Actor) -> list[SchemeVersion]:
    """Schemes in force, the one with most projects first; each with `count` of them."""
    rows = SchemeVersion.objects.visible(actor).filter(state="published").select_related("unit")
    return list(rows.annotate(count=Count("projects")).order_by("-year", "-count", "-number", "-id"))


def newest_scheme(actor: Actor) -> SchemeVersion:
    """The scheme releases are prepared under unless another is chosen. Raises DoesNotExist while none is published."""
    found = published_schemes(actor)
    if not found:
        raise SchemeVersion.DoesNotExist
    return found[0]


def assessments_of(actor: Actor, projects: Sequence[Project]) -> list[Assessment]:
    """The assessments of these projects, by number of the project."""
    rows = Assessment.objects.visible(actor).filter(project__in=projects)
    return list(
        rows.select_related("project__unit", "project__leader", "project__scheme_version").order_by(
            "project__number", "id"
        )
    )


def projects_of(actor: Actor, version: SchemeVersion) -> ScopedQuerySet:
    """Projects in reach under a scheme, by number."""
    rows = Project.objects.visible(actor).filter(scheme_version=version)
    return rows.select_related("unit").order_by("number", "id")


def with_content(rows: ScopedQuerySet, version: SchemeVersion) -> list[Project]:
    """Projects with what their public content is made of: two statements."""
    found = list(rows.select_related("unit", "leader", "application", "plan").prefetch_related("indicators"))
    for one in found:
        one.scheme_version = version
    return found


def pages_of(actor: Actor, projects: Iterable[Project]) -> dict[str, str]:
    """By the key of these projects, the state of its newest public page that is not withdrawn."""
    rows = Release.objects.visible(actor).filter(
        kind="project_page", about_key__in=[one.key for one in projects]
    )
    rows = rows.exclude(state="withdrawn").order_by("id")
    return {str(key): state for key, state in rows.values_list("about_key", "state")}


def listed_keys(tenant: int) -> set[str]:
    """Keys of the applications that stand in a published list."""
    rows = Release.objects.of_tenant(tenant).filter(
        state="released", kind__in=("approved_list", "self_implemented_list")
    )
    return {
        row["key"] for payload in rows.values_list("payload", flat=True) for row in payload.get("rows", [])
    }


def grades_of(actor: Actor, year: int) -> dict[int, str]:
    """Final grades of a year by project."""
    rows = Assessment.objects.visible(actor).filter(state="final", year=year)
    return dict(rows.values_list("project_id", "grade"))
