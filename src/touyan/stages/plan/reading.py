"""What a plan is made from, read by the engine: the scheme's rules for this project, its people, its application."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from touyan.core.scheme import selects
from touyan.core.scheme.shape.delivery import Funding, Stream, TrancheStage
from touyan.core.scheme.shape.delivery import Plan as PlanRules
from touyan.foundation.people.models import Person, Post
from touyan.stages.approval.awards import bonus_fen
from touyan.stages.approval.matters import matter_of
from touyan.stages.approval.models import Project
from touyan.stages.plan.days import open_on
from touyan.stages.plan.models import Plan, Task
from touyan.stages.plan.rows import PlanRow, rows_of

MARKED = ("midterm",)
"""Stages of money that wait for a milestone the plan must mark; `acceptance` may be marked, else closing releases it."""


def plan_rules(project: Project) -> PlanRules | None:
    """The scheme's plan stage, None where it does not speak of this project."""
    rules = project.scheme_version.rules.plan
    return rules if rules is not None and selects(rules.applies_to, matter_of(project)) else None


def tasks_in(project: Project) -> list[Task]:
    """The live tasks in the plan's order; a page that read them with the project does not read them again."""
    return sorted(project.tasks.all(), key=lambda task: task.order)  # type: ignore[attr-defined]


def funding_rules(project: Project) -> Funding | None:
    """The scheme's rules of money, None where they do not speak of this project."""
    rules = project.scheme_version.rules.funding
    return rules if rules is not None and selects(rules.applies_to, matter_of(project)) else None


def markable_stages(project: Project) -> tuple[TrancheStage, ...]:
    """The stages of money a plan may mark; none of the project's own money where none is granted.

    Where awards are paid every plan marks their milestones, for who wins is known only later.
    """
    rules = funding_rules(project)
    return tuple(
        stage
        for stream in (rules.streams if rules is not None else ())
        if stream.is_bonus or project.granted_fen > 0 or (rules is not None and rules.amount_from == "award")
        for stage in stream.stages
    )


def sum_of(project: Project, stream: Stream) -> int:
    """What a project is paid by one stream, in fen: what is granted to it, or the bonus of the award it has (YQ-31)."""
    return bonus_fen(project.scheme_version.rules, project.award) if stream.is_bonus else project.granted_fen


def direction_of(project: Project) -> str:
    """The scheme's direction of counting; an issued list counts forward, for its measures have their own dates."""
    rules = plan_rules(project)
    if rules is None:
        return "forward" if project.scheme_version.rules.task_list else "backward"
    return rules.direction


def last_day(project: Project) -> date:
    """The latest due date the scheme and the year allow (WH-17)."""
    rules = plan_rules(project) or project.scheme_version.rules.task_list
    return (
        rules.finish_by
        if rules is not None and rules.finish_by is not None
        else project.scheme_version.rules.last_day
    )


def plan_of(project: Project) -> Plan | None:
    """The project's plan, None before it was saved the first time."""
    return Plan.objects.of_tenant(project.tenant_id).filter(project_id=project.pk).first()


def rows_in(plan: Plan | None) -> tuple[PlanRow, ...]:
    """The table as last saved."""
    return rows_of(plan.rows) if plan is not None else ()


def answered(project: Project, kind: str) -> list[Mapping[str, Any]]:
    """The rows the application gave for its field of a kind (tasks, people), [] where there is none."""
    rules = project.scheme_version.rules
    form = rules.forms.get(rules.application.form) if rules.application is not None else None
    answers = project.application.answers if project.application else {}
    for place, field in form.fields() if form is not None else ():
        if field.type == kind:
            told = answers.get(place, answers.get(place.rpartition(".")[2]))
            if isinstance(told, list) and told:
                return [one for one in told if isinstance(one, Mapping)]
    return []


def people_at(tenant: int, path: str, today: date) -> list[Person]:
    """People holding a confirmed post in the unit of a path or below it on a day, by name."""
    held = Post.objects.of_tenant(tenant).filter(
        open_on(today), unit__path__startswith=path, state="in_office"
    )
    return list(
        Person.objects.of_tenant(tenant)
        .filter(pk__in=held.values("person_id"), state="active")
        .order_by("name", "id")
    )


def named(people: Iterable[Person], name: str) -> list[Person]:
    """The people of that name."""
    return [person for person in people if person.name == name.strip()]
