"""What happened to a plan or one of its tasks, in sentences: acts of the project's chain in the words of their own machines."""

from __future__ import annotations

from typing import Any

from touyan.foundation.calendar.weekdays import moment_words
from touyan.foundation.ledger.actor import SYSTEM, Actor
from touyan.foundation.ledger.history import unnamed
from touyan.foundation.ledger.models import Act
from touyan.foundation.people.queries import names_of
from touyan.foundation.web.reasons import words
from touyan.foundation.wording import Lang
from touyan.stages.approval.models import Project
from touyan.stages.plan.models import Task

KINDS = ("project", "task", "tranche")
QUIET = ("tranche.plan",)
"""Done by the engine in one go when a project starts: the start says it."""


def trail_in(
    actor: Actor, project: Project, lang: Lang, task: Task | None = None, most: int = 15
) -> list[dict[str, Any]]:
    """Newest first as `{when, text, note}`: of the whole project, or of one task. Two statements, three with task names."""
    acts = Act.objects.filter(tenant_id=actor.tenant, root_kind="project", root_key=project.key, is_done=True)
    acts = (
        acts.filter(subject_kind="task", subject_key=task.key)
        if task is not None
        else acts.filter(subject_kind__in=KINDS)
    )
    found = list(acts.exclude(action__in=QUIET).order_by("-seq")[:most])
    names = names_of(actor.tenant, {act.person for act in found if act.person > 0})
    about: dict[object, str] = {}
    if task is None:
        keys = [act.subject_key for act in found if act.subject_kind == "task"]
        about = (
            dict(Task.objects.visible(actor).filter(key__in=keys).values_list("key", "name")) if keys else {}
        )
    system = "系统" if lang == "zh" else "System"
    return [
        {
            "when": moment_words(act.at, lang),
            "text": f"{system if act.person == SYSTEM else names.get(act.person, '')} · {_words(project, act, lang)}",
            "note": about.get(act.subject_key, ""),
        }
        for act in found
    ]


def _words(project: Project, act: Act, lang: Lang) -> str:
    """The action's words in its own machine, else in the project's."""
    for kind in (act.subject_kind, "project"):
        machine = project.scheme_version.machine(kind)
        for edge in machine.edges_of(act.action) if machine is not None else ():
            if edge.label.zh:
                return words(edge.label, lang)
    return unnamed(act, lang)
