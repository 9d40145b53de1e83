"""One line of a plan as a page shows it: the table's row before the start, the live task after it, in the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from touyan.core.scheme import Scheme, label
from touyan.core.workdays import Calendar
from touyan.foundation.wording import Lang, sentence
from touyan.stages.approval.models import Project
from touyan.stages.plan.models import Plan, Task
from touyan.stages.plan.rows import PlanRow, links_text, numbers_of, rows_of
from touyan.stages.plan.standing import light_of, light_rule


@dataclass(frozen=True, slots=True)
class Line:
    """Everything about one task for a page. Dates are None before the first schedule; `because` is a finished sentence."""

    number: int
    id: str
    name: str
    stage: str
    owner: str
    has_account: bool
    deliverable: str
    acceptance: str
    duration: int
    is_milestone: bool
    links: tuple[tuple[int, str], ...]
    links_text: str
    start: date | None
    finish: date | None
    early_start: date | None
    early_finish: date | None
    late_finish: date | None
    total_float: int | None
    is_critical: bool
    progress: int
    scheduled: int
    state: str
    light: str
    because: str
    releases: str


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def because_text(stored: Mapping[str, Any], names: Mapping[str, str], lang: Lang) -> str:
    """Why a task stands where it stands, with the other task's name instead of its id."""
    if not stored:
        return ""
    facts = dict(stored.get("facts", {}))
    if "with" in facts:
        facts["with"] = names.get(str(facts["with"]), "")
    return sentence(str(stored["code"]), facts, lang)


def stage_words(rules: Scheme, lang: Lang) -> dict[str, str]:
    """The words for the stages of money by their id, in their order; those of a bonus beside the budget say so."""
    words = {}
    for stream in rules.funding.streams if rules.funding is not None else ():
        for stage in stream.stages:
            own = label(stage.label, lang)
            words[stage.id] = (
                sentence("funding.bonus_stage", {"stage": own}, lang) if stream.is_bonus else own
            )
    return words


def lines_of(
    project: Project,
    plan: Plan | None,
    tasks: Sequence[Task],
    owners: Mapping[str, str],
    today: date,
    calendar: Calendar,
    lang: Lang,
    rows: Sequence[PlanRow] | None = None,
    computed: Mapping[str, Any] | None = None,
) -> list[Line]:
    """The lines of a project: from live tasks where there are some, else from the table (`rows` and `computed` for a preview)."""
    if plan is None and rows is None:
        return []
    table = tuple(rows) if rows is not None else rows_of(plan.rows if plan is not None else [])
    told = computed if computed is not None else (plan.computed if plan is not None else {})
    dates = told.get("tasks", {})
    names, numbers, stages = (
        {r.id: r.name for r in table},
        numbers_of(table),
        stage_words(project.scheme_version.rules, lang),
    )
    live = {str(task.key): task for task in tasks}
    rule = light_rule(project.scheme_version.rules)
    lines = []
    for number, row in enumerate(table, 1):
        one, task = dates.get(row.id, {}), live.get(row.id)
        start, finish = (
            (task.start_on, task.finish_on)
            if task is not None
            else (_day(one.get("start")), _day(one.get("finish")))
        )
        light, scheduled = (
            light_of(rule, (start, finish), task.progress, task.state, today, calendar)
            if task is not None and start is not None and finish is not None
            else ("none", 0)
        )
        owner = (task.owner.name if task.owner is not None else task.owner_word) if task is not None else ""
        lines.append(
            Line(
                number=number,
                id=row.id,
                name=row.name,
                stage=row.stage,
                owner=owner or owners.get(row.owner, row.owner_word),
                has_account=bool(row.owner),
                deliverable=row.deliverable,
                acceptance=row.acceptance,
                duration=row.duration,
                is_milestone=row.is_milestone,
                links=tuple((numbers[k.source], k.type) for k in row.links if k.source in numbers),
                links_text=links_text(row, numbers),
                start=start,
                finish=finish,
                early_start=_day(one.get("early_start")),
                early_finish=_day(one.get("early_finish")),
                late_finish=_day(one.get("late_finish")),
                total_float=one.get("float"),
                is_critical=bool(one.get("critical")),
                progress=task.progress if task is not None else 0,
                scheduled=scheduled,
                state=task.state if task is not None else "",
                light=light,
                because=because_text(one.get("because", {}), names, lang),
                releases=stages.get(row.releases, ""),
            )
        )
    return lines
