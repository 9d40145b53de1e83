"""How a problem is found."""

from __future__ import annotations

from touyan.foundation.search.indexing import Found, findable
from touyan.stages.supervision.models import Problem


@findable("problem")
def problem_found(problem: Problem) -> Found:
    """By number, project, unit and words."""
    project = problem.project
    return Found(
        f"{problem.number} {project.title}",
        project.unit.name,
        f"/problems/{problem.key}",
        f"{problem.text} {problem.demand}",
    )
