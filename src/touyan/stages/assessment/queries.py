"""Reads about assessments."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.stages.approval.models import Indicator
from touyan.stages.assessment.models import Assessment


def assessments(actor: Actor) -> ScopedQuerySet:
    """Assessments in reach, with their project and its rules; the computation is left for the page of one."""
    return (
        Assessment.objects.visible(actor)
        .defer("computed", "inputs")
        .select_related("project__unit", "project__leader")
    )


def assessment(actor: Actor, key: UUID) -> Assessment:
    """One assessment in reach."""
    found: Assessment = (
        Assessment.objects.visible(actor).select_related("project__unit", "project__leader").get(key=key)
    )
    return found


def targets_of(actor: Actor, found: Assessment) -> list[Indicator]:
    """The targets in figures of the assessment's project."""
    return list(Indicator.objects.visible(actor).filter(project=found.project_id).order_by("order"))


def grades_by_class(actor: Actor, year: int) -> list[tuple[str, str]]:
    """Kind of unit and grade of every assessment of a year that has a score: quotas are counted within a class (domain.md 4.9)."""
    found = Assessment.objects.visible(actor).filter(year=year).exclude(grade="")
    return list(found.values_list("project__unit__kind", "grade"))


def newest_rules(actor: Actor) -> Any:
    """The rules of the newest published scheme that assesses projects, None where there is none: the words of grades."""
    found = SchemeVersion.objects.visible(actor).filter(state="published").order_by("-year", "-number", "-id")
    versions = found.defer("source", "expanded", "machines")
    return next((v.rules for v in versions if v.rules.project_assessment is not None), None)
