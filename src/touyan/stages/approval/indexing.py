"""How a project is found by the search box."""

from __future__ import annotations

from touyan.foundation.search.indexing import Found, findable
from touyan.stages.approval.listed import focus_words
from touyan.stages.approval.models import Project


@findable("project")
def project_found(project: Project) -> Found:
    """By name, unit, number, leader and area."""
    area = focus_words(project.scheme_version.rules, project.focus_area)
    return Found(
        project.title,
        project.unit.name,
        f"/projects/{project.key}",
        f"{project.number} {project.leader.name} {area}",
    )
