"""How a task is found."""

from __future__ import annotations

from touyan.foundation.search.indexing import Found, findable
from touyan.stages.plan.models import Task


@findable("task")
def task_found(task: Task) -> Found:
    """By name, deliverable and project."""
    return Found(
        task.name,
        task.project.title,
        f"/tasks/{task.key}",
        f"{task.deliverable} {task.stage} {task.owner_word}",
    )
