"""Mid-March to December: plans counted backward, commitments, ten monthly reports, lines, three quarterly reviews.

The fifteen real projects run a little ahead of their dates all year, so that their lights stay green. Reports are handed in
on the last working day of a month and looked at early in the next; tasks that end in between are claimed in mid-month.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.project.demonstration.content import WORK_BEGINS, finish_of, rows
from touyan.project.demonstration.sketches import OWN, REAL, TRIAL, Sketch
from touyan.project.demonstration.year import Year, chapter
from touyan.stages.approval.models import Project
from touyan.stages.plan.actions import Commit, SavePlan
from touyan.stages.plan.models import Task
from touyan.stages.plan.work import Claimed
from touyan.stages.progress.actions import Content
from touyan.stages.progress.models import Report
from touyan.stages.supervision.actions import Conclusion
from touyan.stages.supervision.models import QuarterlyReview

SKETCHES = {(s.unit, s.title): s for s in (*REAL, *OWN, *TRIAL)}
AHEAD = 12
"""Working days by which the real projects run ahead of their plan."""
PROMISE = "一、亲自抓本项目，不以副职代替，不以其他工作代替。\n二、按计划完成全部任务和目标指标，如期申请结项验收。\n三、每月如实报告进展，发现问题及时整改。\n四、专款专用，按里程碑申请拨付。"


def projects(year: Year, scheme: SchemeVersion, *states: str) -> list[Project]:
    """Projects of a scheme in these states, in the order of their numbers."""
    found = Project.objects.of_tenant(year.tenant).filter(scheme_version=scheme, state__in=states)
    return list(found.select_related("unit", "application").order_by("number"))


def sketch_of(project: Project) -> Sketch:
    """The short text behind a project."""
    return SKETCHES[(project.unit.name, project.title)]


def plan_and_promise(year: Year, project: Project) -> None:
    """The drafter saves and schedules, the secretary signs."""
    sketch, unit = sketch_of(project), project.unit.name
    owners = [str(person.key) for person in year.team(unit)[1:]]
    given = SavePlan(rows(sketch, owners), WORK_BEGINS.isoformat(), finish_of(sketch).isoformat())
    year.of_unit(unit, "drafter", "project.save_plan", project, given)
    year.of_unit(unit, "drafter", "project.schedule", project)
    year.of_unit(unit, "secretary", "project.commit", project, Commit(PROMISE))


@chapter(3, 20)
def plans_are_made(year: Year) -> None:
    """Every approved project: the table counted backward from its due day, and the commitment."""
    for scheme in (year.wuhua, year.trial):
        for project in projects(year, scheme, "preparing"):
            plan_and_promise(year, project)


@chapter(3, 23)
def work_begins(year: Year) -> None:
    """The start gate opens; tasks and tranches come into being."""
    for scheme in (year.wuhua, year.trial):
        for project in projects(year, scheme, "committed"):
            year.of_unit(project.unit.name, "secretary", "project.start", project)


# --- reports ---------------------------------------------------------------------------------------------------------


def wanted(task: Task, day: date, ahead: int) -> int:
    """Where a task should stand on a day, in steps of five percent, so many working days ahead of its dates (or behind)."""
    days = calendar_of()
    seen = days.add(day, ahead) if ahead >= 0 else day
    start, finish = task.start_on, task.finish_on
    if start is None or finish is None or seen < start:
        return 0
    if seen >= finish:
        return 100
    done = days.calendar.count(start, seen)
    return 5 * (100 * done // (task.duration * 5)) if task.duration else 0


def report_rows(report: Report, day: date, ahead: int, held: Iterable[str] = ()) -> list[dict[str, Any]]:
    """The report's own rows moved to where the tasks stand; never backward, never for tasks `held` by name."""
    tasks = {
        str(t.key): t for t in Task.objects.of_tenant(report.tenant_id).filter(project_id=report.project_id)
    }
    told = []
    for row in report.rows:
        task = tasks[row["task"]]
        percent = task.progress
        if task.state == "open" and task.name not in held:
            percent = max(percent, wanted(task, day, ahead))
        words = "" if percent == task.progress else "按计划完成。" if percent == 100 else "正在推进。"
        told.append({"task": row["task"], "percent": percent, "words": words})
    return told


def due_reports(year: Year, scheme: SchemeVersion, kind: str, *states: str) -> list[Report]:
    """Reports of a kind that stand in these states."""
    found = Report.objects.of_tenant(year.tenant).filter(
        project__scheme_version=scheme, kind=kind, state__in=states
    )
    return list(found.select_related("project__unit").order_by("project__number", "due_on"))


def hand_in_month(year: Year, reports: Iterable[Report], ahead: int = AHEAD) -> None:
    """Each unit hands in its month: the tasks where they stand, or 本月无变化 with one tap where none has moved."""
    for report in reports:
        unit = report.project.unit.name
        told = report_rows(report, year.today, ahead)
        if not any(row["words"] for row in told):
            year.of_unit(unit, "drafter", "report.submit_no_change", report)
            continue
        content = Content(told, next_step="按计划推进下一项任务。")
        year.of_unit(unit, "drafter", "report.submit", report, content)


def accept_month(year: Year, reports: Iterable[Report]) -> None:
    """Seen by the department."""
    for report in reports:
        year.do("org-vetter", "report.accept", report)


def claim_what_ends(year: Year, project: Project, until: date) -> None:
    """Tasks and milestones that end before the next report are claimed done now."""
    for task in (
        Task.objects.of_tenant(year.tenant)
        .filter(project=project, state="open", finish_on__lte=until)
        .order_by("order")
    ):
        year.of_unit(project.unit.name, "drafter", "task.claim_done", task, Claimed("成果已交，请验收。"))


def accept_claimed(year: Year, scheme: SchemeVersion) -> None:
    """Another hand looks at what was claimed and accepts it; money bound to it falls due."""
    claimed = Task.objects.of_tenant(year.tenant).filter(project__scheme_version=scheme, state="claimed")
    for task in claimed.order_by("project__number", "order"):
        year.do("org-vetter", "task.accept", task)


def workday_by(day: date) -> date:
    """The day itself, or the last working day before it."""
    while not calendar_of().is_workday(day):
        day -= timedelta(days=1)
    return day


def month_end(month: int) -> date:
    """The last working day of a month of 2026."""
    return workday_by(date(2026 + month // 12, month % 12 + 1, 1) - timedelta(days=1))


def _tell_month(month: int) -> None:
    """Declare the three chapters of a month: reports at the end, acceptance early in the next, claims in its middle."""
    end = month_end(month)
    looked, middle = calendar_of().add(end, 3), workday_by(date(2026, month % 12 + 1, 15))

    @chapter(end.month, end.day)
    def hand_in_reports(year: Year) -> None:
        hand_in_month(year, due_reports(year, year.wuhua, "monthly", "due"))
        for project in projects(year, year.wuhua, "running"):
            claim_what_ends(year, project, middle)

    if month == 12:
        return

    @chapter(looked.month, looked.day)
    def look_at_reports(year: Year) -> None:
        accept_month(year, due_reports(year, year.wuhua, "monthly", "submitted"))
        accept_claimed(year, year.wuhua)

    @chapter(middle.month, middle.day)
    def claim_in_between(year: Year) -> None:
        for project in projects(year, year.wuhua, "running"):
            claim_what_ends(year, project, month_end(month + 1))
        accept_claimed(year, year.wuhua)


for _month in range(3, 13):
    _tell_month(_month)


# --- one line a quarter ----------------------------------------------------------------------------------------------

LINE = "本季度按自行制定的安排推进，{task}已完成，群众反映良好。"


def lines(year: Year, names: Iterable[str] = ()) -> None:
    """The self-implemented projects say one line; the office accepts."""
    for report in due_reports(year, year.wuhua, "quarterly_line", "due"):
        unit = report.project.unit.name
        if names and unit not in names:
            continue
        first = sketch_of(report.project).targets[0][0]
        year.of_unit(
            unit, "drafter", "report.submit", report, Content(line=LINE.format(task=f"“{first}”阶段工作"))
        )


# --- reviews ---------------------------------------------------------------------------------------------------------

CONCLUSION = "计划与实际对照一致，任务和资料属实，按计划推进；请继续做好群众参与和资料归集。"


def conclude(year: Year, scheme: SchemeVersion) -> None:
    """The inspector concludes what is open, figures of the day beside the words."""
    found = QuarterlyReview.objects.of_tenant(year.tenant).filter(
        project__scheme_version=scheme, state="open"
    )
    for review in found.order_by("project__number"):
        year.do("inspector", "review.conclude", review, Conclusion(CONCLUSION))


for _month, _day in ((6, 25), (9, 29), (12, 24)):

    @chapter(_month, _day)
    def quarter_is_reviewed(year: Year) -> None:
        """Within the last ten working days of the quarter."""
        conclude(year, year.wuhua)


for _month, _day in ((6, 26), (9, 28), (12, 28)):

    @chapter(_month, _day)
    def lines_are_said(year: Year) -> None:
        """One line a quarter, accepted by the office."""
        lines(year)
        for report in due_reports(year, year.wuhua, "quarterly_line", "submitted"):
            year.do("office-clerk", "report.accept", report)
