"""A project as the scheme's selectors ask about it."""

from __future__ import annotations

from touyan.core.scheme import Matter, grouped
from touyan.stages.approval.models import Project


def matter_of(project: Project) -> Matter:
    """Kind and place of its unit, class, size, outcome, and the groups it belongs to."""
    matter = Matter(
        unit_kind=project.unit.kind,
        klass=project.klass,
        size=project.size,
        outcome=project.outcome,
        place=project.unit.code,
    )
    return grouped(project.scheme_version.rules.groups, matter)
