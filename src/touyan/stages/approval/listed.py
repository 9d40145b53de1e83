"""The lines of an approval notice: what is listed, as the office prints it (domain.md 3.2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from touyan.core.amounts import yuan_text
from touyan.core.scheme import Scheme, label
from touyan.foundation.papers.numbering import day_words
from touyan.stages.application.models import Application
from touyan.stages.approval.models import Decision

LISTED = ("approved", "approved_after_revision", "self_implemented")
FULL = ("approved", "approved_after_revision")


def listed_keys(decision: Decision, outcomes: Iterable[str]) -> list[str]:
    """Keys of the applications decided with one of these outcomes, in the order of the register."""
    wanted = set(outcomes)
    return [entry["application"] for entry in decision.outcomes if entry["outcome"] in wanted]


def focus_words(rules: Scheme, name: str) -> str:
    """The words of a focus area from whichever taxonomy of the scheme holds it."""
    for taxonomy in rules.taxonomies.values():
        if name in taxonomy.options:
            return label(taxonomy.options[name])
    return name


def applications_of(tenant: int, keys: Iterable[str]) -> list[Application]:
    """The applications with these keys, in the order of the keys."""
    wanted = list(keys)
    found = {
        str(a.key): a
        for a in Application.objects.of_tenant(tenant)
        .filter(key__in=wanted)
        .select_related("unit", "leader", "project__leader")
    }
    return [found[key] for key in wanted if key in found]


def _last_day(application: Application) -> date:
    rules = application.scheme_version.rules
    return (
        application.finish_on
        or (rules.application.finish_by if rules.application else None)
        or rules.last_day
    )


def rows(tenant: int, keys: Iterable[str]) -> list[list[str]]:
    """Rows that fit `forms.PROJECT_COLUMNS`: order, number, title, unit, leader, kind, sum in yuan, last day."""
    return [
        [
            str(order),
            project.number if project is not None else "",
            a.title,
            a.unit.name,
            a.leader.name if a.leader else project.leader.name if project else "",
            focus_words(a.scheme_version.rules, a.focus_area),
            yuan_text(a.budget_fen),
            day_words(_last_day(a)),
        ]
        for order, a in enumerate(applications_of(tenant, keys), 1)
        for project in (_project(a),)
    ]


def _project(application: Application) -> Any:
    return getattr(application, "project", None)
