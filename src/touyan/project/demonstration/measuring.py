"""A county for measuring only: ten projects told through the door, and the same a hundred times over (`multiplying`).

Two towns with their villages under 阳泉城区's scheme, all made up: 15 units, 200 people, ten running projects of twenty tasks
each, applications in other states, reports, problems and needs. A hundredfold that is 1,500 units, 20,000 people, 1,000 projects.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import transaction

from touyan.fieldwork.needs.actions import NewNeed
from touyan.foundation.people.demonstration import OTHER_COUNTIES
from touyan.foundation.people.models import Person
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.units.models import MEASURING, Tenant, Unit
from touyan.project.demonstration import contesting, walk
from touyan.project.demonstration.counties import Home, NewUnit, introduce, settle
from touyan.project.demonstration.multiplying import MARK, multiply
from touyan.project.settings import ROOT
from touyan.stages.application.models import Call
from touyan.stages.approval.models import Project
from touyan.stages.plan.models import Task
from touyan.stages.progress.actions import Content
from touyan.stages.progress.models import Report
from touyan.stages.supervision.actions import NewProblem

FILE = ROOT / "schemes" / "yangquan" / "scheme.yaml"
SIZES = {"ten": 1, "county": 100}
"""How many times the ten projects stand there."""
UNITS, PEOPLE, PROJECTS, TASKS = 15, 200, 10, 20
BEGIN, DAY = date(2026, 1, 5), date(2026, 6, 8)
CALL, SPAN, WORK = (
    (date(2026, 1, 5), date(2026, 3, 31)),
    (date(2026, 3, 2), date(2026, 11, 30)),
    (date(2026, 4, 27), date(2026, 9, 18)),
)
STEPS = tuple(f"示例任务{n:02d}" for n in range(1, TASKS + 1))
VILLAGES = (7, 6)


def load(size: str, hashed: str) -> None:
    """Build the measuring county in an empty place. Raises ValueError outside demonstration mode or where data stands already."""
    if not settings.IS_DEMONSTRATION:
        raise ValueError("量测数据只能装在演示模式里（TOUYAN_MODE=demonstration）")
    if Tenant.objects.exists():
        raise ValueError("这里已有数据；量测数据只能装进空的数据目录（TOUYAN_DATA）")
    with transaction.atomic():
        home = tell(hashed)
    with transaction.atomic():
        multiply(home.tenant, home.units, SIZES[size])


def tell(hashed: str) -> Home:
    """The ten projects, every act through the door; the day is a Monday in June."""
    home = settle(*OTHER_COUNTIES[MEASURING], MEASURING, hashed, BEGIN)
    version = introduce(home, FILE, _units())
    _residents(home)
    call = walk.open_call(home, version, CALL)
    applying, others = home.units[:PROJECTS], home.units[PROJECTS:]
    for n, unit in enumerate(applying):
        made = walk.draft(home, call, unit, f"{MARK}示例项目{n + 1:02d}", SPAN, **_class(n))
        walk.vet(home, walk.hand_in(home, made))
    _others(home, call, others)
    home.today(date(2026, 4, 7))
    for town in applying[:2]:
        _round(home, call, town)
    home.today(date(2026, 4, 20))
    walk.meet(home, call, date(2026, 4, 20))
    home.today(WORK[0])
    projects = walk.projects_of(home, version)
    for project in projects:
        walk.begin_work(home, project, WORK, STEPS, in_turn=True)
    _work(home, version, projects)
    home.today(DAY)
    walk.ask_for_reports()
    return home


def _units() -> list[NewUnit]:
    """Both towns first, then their villages in turn."""
    towns = [NewUnit("town", f"{MARK}{word}镇") for word in ("甲", "乙")]
    villages = [
        NewUnit("village", f"{MARK}{towns[n].name[-2]}镇第{v}村", under=towns[n].name)
        for n, count in enumerate(VILLAGES)
        for v in range(1, count + 1)
    ]
    return [*towns, *sorted(villages, key=lambda village: village.name[-2])]


def _residents(home: Home) -> None:
    """Accounts without a post, spread over the units until there are two hundred in all."""
    staffed = sum(unit.people.count() for unit in home.units)
    for n in range(PEOPLE - staffed):
        home.place.person(home.units[n % UNITS], f"{home.slug}-p{n:03d}")


def _class(n: int) -> dict[str, object]:
    return {
        "background__class": "improvement" if n % 2 else "innovation",
        "background__area": ["grid", "capacity"],
    }


def _others(home: Home, call: Call, units: list[Unit]) -> None:
    """Applications that are no projects yet, and a need in every one of these units."""
    made = [
        walk.draft(home, call, unit, f"{MARK}示例申报{n + 1}", SPAN, **_class(n))
        for n, unit in enumerate(units)
    ]
    walk.hand_in(home, made[0])
    home.do(home.actor(units[1], ("drafter",)), "application.pass_to_sign", made[1])
    for unit in units:
        drafter = home.actor(unit, ("drafter",))
        home.do(drafter, "need.raise", unit, NewNeed(f"{MARK}缺路灯", "晚上看不清路。", "visit"))


def _round(home: Home, call: Call, town: Unit) -> None:
    contest = contesting.plan(home, call, f"{town.name}赛选", date(2026, 4, 7), "town_round", town)
    contesting.shortlist(home, contest, town)
    contest.refresh_from_db()
    contesting.score(home, contest, 2, contesting.example, town)
    contest.refresh_from_db()
    contesting.confirm(home, contest, town)


def _work(home: Home, version: SchemeVersion, projects: list[Project]) -> None:
    """A month of work: one report each, the first tasks reported done and half of them accepted, two problems found."""
    home.today(date(2026, 5, 29))
    walk.ask_for_reports()
    due = Report.objects.of_tenant(home.tenant).filter(project__in=projects).select_related("project__unit")
    done = {project.pk: 2 + n % 6 for n, project in enumerate(projects)}
    for report in due.filter(state="due").order_by("project__number", "due_on"):
        ends = report.rows[: done[report.project_id]]
        told = [{"task": row["task"], "percent": 100, "words": "已完成。"} for row in ends]
        drafter = home.by("unit_drafter", version, report.project.unit)
        home.do(drafter, "report.submit", report, Content(told, next_step="继续推进。"))
    for report in due.filter(state="submitted", project__in=projects[::2]).order_by("id"):
        home.do(home.by("office_vetter", version), "report.accept", report)
    for project in projects[::2]:
        walk.accept_tasks(home, project, done=done[project.pk] - 1)
    for project in projects[:2]:
        told = NewProblem(f"{MARK}进度滞后。", "限期赶上。", "inspection", category="schedule")
        home.do(home.by("inspector", version), "problem.open", project, told)


def figures(tenant: int) -> dict[str, int]:
    """How much there is: units that apply, their people, projects, tasks."""
    units = Unit.objects.of_tenant(tenant).filter(kind__in=("town", "village"))
    return {
        "units": units.count(),
        "people": Person.objects.of_tenant(tenant).filter(home__in=units).count(),
        "projects": Project.objects.of_tenant(tenant).count(),
        "tasks": Task.objects.of_tenant(tenant).count(),
    }
