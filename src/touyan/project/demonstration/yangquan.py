"""阳泉市城区 from its own file, from the call to the day after its contest (YQ-10 to YQ-32).

73 projects are 32 to improve and 41 to break new ground; sixteen finalists are one town, five streets, two villages and eight
communities; awards are 2, 4, 6 and 4. What the articles leave open is made up: every unit and person, who scores what, and
the two applications that do not get through the contest of their street or town, so that one is seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from touyan.project.demonstration import contesting, walk
from touyan.project.demonstration.counties import Home, NewUnit, introduce
from touyan.project.settings import ROOT
from touyan.stages.application.models import Call
from touyan.stages.approval.models import Project
from touyan.stages.publication.contents import awards_of
from touyan.stages.review.models import Contest

FILE = ROOT / "schemes" / "yangquan" / "scheme.yaml"
UPPER = (("town", "示例一镇"), *(("street", f"示例{n}街道") for n in range(1, 6)))
COMMUNITIES = (13, 12, 12, 12, 7)
VILLAGES, IMPROVING = 13, 34
"""Villages of the town; applications of the improving class, two of which go no further than their street or town."""
JUDGES = 7
SPAN = (date(2026, 5, 6), date(2026, 11, 30))
CALL = (date(2026, 1, 5), date(2026, 3, 31))
ROUNDS, SEMINAR, DAY, PUBLICITY = date(2026, 4, 7), date(2026, 4, 20), date(2026, 5, 26), date(2026, 5, 27)
LAST = date(2026, 6, 4)
WORK = (date(2026, 5, 28), date(2026, 11, 20))
EARLY = "示例5街道"
"""Starts before the contest: what it wins finds its plan already running."""
STEPS = ("摸底", "推进", "见效")
AREAS = {
    "leadership": "红色引领到楼院",
    "clean_contract": "合同清理明白账",
    "deliberation": "有事好商量议事厅",
    "grid": "微网格里办小事",
    "business_district": "商圈党建联盟",
    "elderly_care": "老人家门口的食堂",
}


@dataclass
class Told:
    """The district while it is told."""

    home: Home
    call: Call
    rounds: list[Contest] = field(default_factory=list)
    contest: Contest | None = None
    early: Project | None = None


def units() -> list[NewUnit]:
    """One town with its villages, five streets with their communities: 6 and 69."""
    told = [NewUnit(kind, name) for kind, name in UPPER]
    told += [NewUnit("village", f"示例第{n}村", under=UPPER[0][1]) for n in range(1, VILLAGES + 1)]
    for street, count in enumerate(COMMUNITIES, 1):
        told += [
            NewUnit("community", f"示例{street}街第{n}社区", under=UPPER[street][1])
            for n in range(1, count + 1)
        ]
    return told


def tell(home: Home) -> Told:
    """From the call to the result of the contest, every act through the door."""
    version = introduce(home, FILE, units())
    told = Told(home, walk.open_call(home, version, CALL))
    for n, unit in enumerate(home.units):
        area = list(AREAS)[n % len(AREAS)]
        made = walk.draft(
            home,
            told.call,
            unit,
            f"{unit.name}{AREAS[area]}",
            (date(2026, 3, 2), SPAN[1]),
            background__class="improvement" if n < IMPROVING else "innovation",
            background__area=[area, "capacity"],
        )
        walk.vet(home, walk.hand_in(home, made))
    home.today(ROUNDS)
    for _, name in UPPER:
        told.rounds.append(_round(told, name))
    home.today(SEMINAR)
    walk.meet(home, told.call, SEMINAR)
    told.early = Project.objects.of_tenant(home.tenant).get(unit=home.place.units[EARLY])
    home.today(date(2026, 5, 8))
    walk.begin_work(home, told.early, (date(2026, 5, 9), WORK[1]), STEPS, in_turn=True)
    home.today(DAY)
    told.contest = contesting.plan(home, told.call, "书记项目大赛", DAY)
    told.contest = contesting.shortlist(home, told.contest)
    told.contest = contesting.score(home, told.contest, JUDGES, contesting.example)
    told.contest = contesting.confirm(home, told.contest)
    return told


def _round(told: Told, name: str) -> Contest:
    unit = told.home.place.units[name]
    made = contesting.plan(told.home, told.call, f"{name}赛选", ROUNDS, "town_round", unit)
    contesting.shortlist(told.home, made, unit)
    made.refresh_from_db()
    contesting.score(told.home, made, 2, contesting.example, unit)
    made.refresh_from_db()
    return contesting.confirm(told.home, made, unit)


def go_on(told: Told) -> None:
    """The days after: the awards are shown for objections until they may stand, winners plan, sign and begin.

    Ends on a day on which the office may close the publicity and third prizes have their plans before their leaders.
    """
    home, version = told.home, told.call.scheme_version
    home.today(PUBLICITY)
    projects = Project.objects.of_tenant(home.tenant).select_related("unit", "leader", "application")
    made = home.do(
        home.by("office", version), "release.prepare", version, awards_of(list(projects), PUBLICITY)
    )
    home.do(home.by("office_clerk", version), "release.open_publicity", made)
    home.today(WORK[0])
    for project in projects.filter(award__in=("first", "second"), state="preparing").order_by("number"):
        walk.begin_work(home, project, WORK, STEPS, in_turn=True)
    for project in projects.filter(award="third", state="preparing").order_by("number"):
        walk.write_plan(home, project, WORK, STEPS, in_turn=True)
    if told.early is not None:
        walk.accept_tasks(home, told.early, done=1)
    walk.settle_effects()
    home.today(LAST)
