"""Verbs on reports: open the period's report, save, submit, no change, return, accept.

A submitted report moves the tasks it names (WH-15: progress rests on a task of this project) and nothing else. A row at
100 is the unit's claim that the task is done; whether it is, says another (domain.md 4.4).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from touyan.core.findings import Finding, Refusal
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.ledger.door import Doing, perform
from touyan.foundation.ledger.registry import action
from touyan.foundation.notices.actions import tell
from touyan.foundation.people.queries import holders_in
from touyan.stages.approval.models import Project
from touyan.stages.plan.models import Task
from touyan.stages.plan.work import Claimed, Progress
from touyan.stages.progress.lights import read_light
from touyan.stages.progress.models import LINE, ROW_WORDS, TEXT, Report


@dataclass(frozen=True, slots=True)
class Period:
    """The period a report is opened for; `kind` is the scheme's report name, `due_on` an ISO date."""

    kind: str
    name: str
    words: str
    due_on: str


@dataclass(frozen=True, slots=True)
class Content:
    """What a report says. `rows` = [{"task": key, "percent": 0..100, "words": text}]; `line` for one-line reports."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    problem: str = ""
    next_step: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a report comes back."""

    reason: str


def rule_of(report: Report) -> Any:
    """The scheme's rule this report follows."""
    return report.project.scheme_version.rules.progress.reports[report.kind]


def people_of(project: Project, role: str, on: date) -> list[int]:
    """Ids of those who hold a role of the project's scheme towards it: in its own unit or in the named body."""
    rule = project.scheme_version.rules.roles[role]
    unit = project.unit_id if rule.of == "own" else project.scheme_version.bodies.get(rule.named, 0)
    return holders_in(project.tenant_id, unit, frozenset(rule.posts), on) if unit else []


@action("report.open", on=Project, given=Period)
def open_report(act: Doing, period: Period) -> None:
    """Make the period's report, prefilled with the plan's open tasks as they stand; a second call is refused."""
    project: Project = act.subject
    if (
        Report.objects.of_tenant(act.tenant)
        .filter(project=project, kind=period.kind, period=period.name)
        .exists()
    ):
        raise Refusal((Finding("report.already_open", facts={"period": period.words}),))
    report = act.create(
        Report(
            tenant_id=act.tenant,
            project=project,
            kind=period.kind,
            period=period.name,
            period_word=period.words,
            due_on=date.fromisoformat(period.due_on),
            calendar_version=calendar_of().version,
            rows=prefilled(tasks_of(project)),
        )
    )
    tell(
        act,
        people_of(project, rule_of(report).role, act.today),
        "report.asked",
        report,
        url=f"/reports/{report.key}",
        facts={"project": project.title, "period": period.words},
        due_on=report.due_on,
    )


def tasks_of(project: Project) -> list[Task]:
    """The tasks a report can speak of, in the order of the plan; milestones have no length and are claimed in the plan."""
    return list(
        Task.objects.of_tenant(project.tenant_id).filter(project=project, duration__gt=0).order_by("order")
    )


def prefilled(tasks: Iterable[Task]) -> list[dict[str, Any]]:
    """Rows of the tasks that are not accepted yet, with the percent they stand at."""
    return [
        {"task": str(t.key), "name": t.name, "percent": t.progress, "was": t.progress, "words": ""}
        for t in tasks
        if t.accepted_on is None
    ]


def _checked(report: Report, content: Content) -> list[dict[str, Any]]:
    """The rows as they are stored. Refuses rows of other projects, strange percents, and a fall without words."""
    known = {str(t.key): t for t in tasks_of(report.project)}
    was = {row["task"]: row["was"] for row in report.rows}
    findings: list[Finding] = _length_findings(report, content)
    rows: list[dict[str, Any]] = []
    for index, row in enumerate(content.rows):
        task, percent, words = (
            known.get(str(row.get("task"))),
            row.get("percent"),
            str(row.get("words", "")).strip(),
        )
        found = _row_findings(task, percent, words, f"rows[{index}]")
        findings += found
        if task is not None and not found:
            before = was.get(str(task.key), task.progress)
            rows.append(
                {"task": str(task.key), "name": task.name, "percent": percent, "was": before, "words": words}
            )
    if len({row["task"] for row in rows}) != len(rows):
        findings.append(Finding("report.task_twice", "rows"))
    if findings:
        raise Refusal(tuple(findings))
    return rows


def _row_findings(task: Task | None, percent: object, words: str, place: str) -> list[Finding]:
    if task is None:
        return [Finding("report.foreign_task", place)]
    if type(percent) is not int or not 0 <= percent <= 100:
        return [Finding("report.percent", f"{place}.percent", {"task": task.name})]
    if task.state != "open" and percent != task.progress:
        return [Finding("report.task_not_open", f"{place}.percent", {"task": task.name})]
    if percent < task.progress and not words:
        return [
            Finding("report.fell_without_words", f"{place}.words", {"task": task.name, "was": task.progress})
        ]
    if len(words) > ROW_WORDS:
        return [Finding("report.too_long", f"{place}.words", {"most": ROW_WORDS, "count": len(words)})]
    return []


def _length_findings(report: Report, content: Content) -> list[Finding]:
    """Nothing is cut off in silence; what is too long is said."""
    most = {"problem": TEXT, "next_step": TEXT, "line": min(rule_of(report).max_chars or LINE, LINE)}
    return [
        Finding("report.too_long", name, {"most": limit, "count": len(getattr(content, name).strip())})
        for name, limit in most.items()
        if len(getattr(content, name).strip()) > limit
    ]


def _write(act: Doing, content: Content, **more: Any) -> list[dict[str, Any]]:
    rows = _checked(act.subject, content)
    _change(
        act,
        rows=rows,
        problem=content.problem.strip(),
        next_step=content.next_step.strip(),
        line=content.line.strip(),
        **more,
    )
    return rows


def _change(act: Doing, **values: Any) -> None:
    Report.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(**values)


@action("report.save", on=Report, given=Content)
def save(act: Doing, content: Content) -> None:
    """Keep the text without handing it in."""
    _write(act, content)


@action("report.submit", on=Report, given=Content)
def submit(act: Doing, content: Content) -> None:
    """Hand the report in: the tasks named move to the reported percent, the light is read anew."""
    report: Report = act.subject
    if rule_of(report).style == "line" and not content.line.strip():
        raise Refusal((Finding("report.line_missing", "line"),))
    rows = _write(act, content, submitted_on=act.today, is_unchanged=False, return_reason="")
    tasks = {str(t.key): t for t in tasks_of(report.project)}
    for row in rows:
        _move(act, tasks[row["task"]], row)
    read_light(report.project, act.today)


def _move(act: Doing, task: Task, row: dict[str, Any]) -> None:
    """The task goes where the row says, by the task's own verbs."""
    if row["percent"] == task.progress:
        return
    if row["percent"] == 100:
        perform("task.claim_done", subject=task, actor=act.actor, given=Claimed(row["words"]))
    else:
        perform(
            "task.record_progress",
            subject=task,
            actor=act.actor,
            given=Progress(row["percent"], row["words"]),
        )


@action("report.submit_no_change", on=Report)
def submit_no_change(act: Doing) -> None:
    """One tap: nothing changed in this period (ten seconds, domain.md 4.8). What was saved before is set back."""
    report: Report = act.subject
    if not rule_of(report).no_change:
        raise Refusal((Finding("report.words_wanted"),))
    _change(
        act,
        rows=prefilled(tasks_of(report.project)),
        problem="",
        next_step="",
        line="",
        submitted_on=act.today,
        is_unchanged=True,
        return_reason="",
    )
    read_light(report.project, act.today)


@action("report.return", on=Report, given=Reason)
def return_report(act: Doing, why: Reason) -> None:
    """Back to the unit with a reason."""
    reason = why.reason.strip()
    if not reason:
        raise Refusal((Finding("report.reason_missing", "reason"),))
    if len(reason) > 300:
        raise Refusal((Finding("report.too_long", "reason", {"most": 300, "count": len(reason)}),))
    report: Report = act.subject
    _change(act, return_reason=reason)
    tell(
        act,
        people_of(report.project, rule_of(report).role, act.today),
        "report.returned",
        report,
        url=f"/reports/{report.key}",
        facts={"project": report.project.title, "period": report.period_word, "reason": reason[:100]},
    )


@action("report.accept", on=Report)
def accept(act: Doing) -> None:
    """Seen and accepted by the body the scheme names."""
