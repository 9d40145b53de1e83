"""Four more counties of the demonstration, each from its own scheme file and at its own point of 2026.

分宜 in March (required and claimed projects, some approved), 平城 with 水泊寺街道 in June (thirty filed, some put forward), 稷山 in
April (113 measures under way), 阳泉城区 early in June (its contest just over, 73 projects, 16 finalists). All units are made up; the published figures are those of the sources (domain.md 2).
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from touyan.foundation.people.demonstration import OTHER_COUNTIES
from touyan.project.demonstration import walk, yangquan
from touyan.project.demonstration.counties import Home, NewUnit, introduce, settle
from touyan.project.settings import ROOT
from touyan.stages.application.models import Application
from touyan.stages.approval.promoting import Promote
from touyan.stages.tasklist.actions import Imported

BEGIN = date(2026, 1, 5)
SPAN = (date(2026, 3, 2), date(2026, 11, 13))
CALL = (date(2026, 1, 5), date(2026, 2, 28))
TOWNS, OTHERS, ELECTIVES = 10, 13, 15
BRANCHES, FILED, PUT_FORWARD = 11, 30, 5
ONE_COMMUNITY = {
    "basics__title": "示例社区物业服务提升",
    "content__targets": [
        {
            "name": "群众满意率（只是示例社区一个社区的数字）",
            "unit": "%",
            "baseline": "41.3",
            "target": "80",
            "due": "2026-11-06",
            "source": "示例社区入户问卷，不代表全街道",
        },
        {
            "name": "12345工单（只是示例社区一个社区的数字）",
            "unit": "件/月",
            "baseline": "20",
            "target": "5",
            "due": "2026-11-06",
            "source": "示例社区工单台账，件数为示例，不代表全街道",
        },
    ],
}
"""SB-28 and SB-29 tell of one community alone: its satisfaction rose from 41.3 to 80 percent, its tickets fell by an unsaid number."""
ASPECTS, TASKS, MEASURES = 6, 23, 113
WORK = ("摸清底数", "分类推进", "群众评价", "总结验收")
ASPECT_WORDS = (
    "建强基层组织",
    "壮大集体经济",
    "提升网格治理",
    "规范执法服务",
    "加强教育培训",
    "严格考核奖惩",
)


def load_others(hashed: str) -> None:
    """All of them; `hashed` is a password nobody knows, for people are entered by one click."""
    for told in (_fenyi, _pingcheng, _jishan, _yangquan):
        with transaction.atomic():
            told(hashed)


def _home(slug: str, hashed: str) -> Home:
    name, code = OTHER_COUNTIES[slug]
    return settle(name, code, slug, hashed, BEGIN)


def _fenyi(hashed: str) -> None:
    """Ten towns and thirteen other committees: 33 required, 15 claimed; the first ten are approved by the middle of March."""
    home = _home("fenyi", hashed)
    towns = [NewUnit("town", f"示例{n}镇") for n in range(1, TOWNS + 1)]
    bureaus = [NewUnit("bureau", f"示例{n}局") for n in range(1, OTHERS + 1)]
    version = introduce(home, ROOT / "schemes" / "fenyi" / "scheme.yaml", [*towns, *bureaus])
    call = walk.open_call(home, version, CALL)
    home.today(date(2026, 2, 2))
    begun = Application.objects.of_tenant(home.tenant).filter(call=call).select_related("unit").order_by("id")
    for made in begun:
        walk.hand_in(home, walk.fill(home, made, made.title, SPAN))
    items = [name for name in version.rules.catalogue if name not in version.rules.required]
    for n in range(ELECTIVES):
        unit = home.units[(TOWNS + n) % len(home.units)]
        item = items[n % len(items)]
        title = version.rules.catalogue[item].label.zh
        walk.hand_in(home, walk.draft(home, call, unit, title, SPAN, item=item))
    home.today(date(2026, 3, 2))
    home.do(home.by("office", version), "call.close", call)
    home.today(date(2026, 3, 16))
    for made in (
        Application.objects.of_tenant(home.tenant)
        .filter(call=call)
        .select_related("unit")
        .order_by("id")[:10]
    ):
        walk.vet(home, made)
    for project in walk.projects_of(home, version)[:4]:
        walk.begin_work(home, project, (date(2026, 3, 17), date(2026, 11, 20)), WORK)


def _pingcheng(hashed: str) -> None:
    """Eleven branches of a street: 30 filed, five put forward to the district, key projects under way in June."""
    home = _home("pingcheng", hashed)
    street = home.place.unit(home.place.county, "street", "水泊寺街道", is_fictional=True)
    units = [NewUnit("branch", f"示例第{n}党支部") for n in range(1, BRANCHES + 1)]
    version = introduce(home, ROOT / "schemes" / "shuibosi" / "scheme.yaml", units, upper=street)
    district = introduce(home, ROOT / "schemes" / "pingcheng" / "scheme.yaml", [])
    call = walk.open_call(home, version, (BEGIN, date(2026, 3, 13)))
    items = list(version.rules.catalogue)
    wanted = [(u, "key") for u in home.units] + [(u, s) for s in ("general", "micro") for u in home.units]
    for n, (unit, size) in enumerate(wanted[:FILED]):
        item = items[n % len(items)] if size == "key" else ""
        title = (
            version.rules.catalogue[item].label.zh
            if item
            else f"示例{'一般' if size == 'general' else '微'}项目{n + 1}"
        )
        more = ONE_COMMUNITY if n == BRANCHES else {}
        made = walk.draft(home, call, unit, title, SPAN, item=item, basics__size=size, **more)
        walk.vet(home, walk.hand_in(home, made))
    home.today(date(2026, 3, 16))
    home.do(home.by("office", version), "call.close", call)
    upper = walk.open_call(home, district, (BEGIN, date(2026, 6, 30)))
    projects = walk.projects_of(home, version)
    for project in projects[:PUT_FORWARD]:
        home.do(home.by("office", version), "project.promote", project, Promote(str(upper.key)))
    walk.settle_effects()
    home.today(date(2026, 3, 20))
    for project in [*projects[:6], projects[BRANCHES]]:
        walk.begin_work(home, project, (date(2026, 3, 23), date(2026, 11, 6)), WORK)
    home.today(date(2026, 6, 9))


def _jishan(hashed: str) -> None:
    """Six aspects, 23 tasks, 113 measures of eight lead units, imported in February and reported every week."""
    home = _home("jishan", hashed)
    home.today(date(2026, 2, 24))
    towns = [NewUnit("town", f"示例{n}镇") for n in range(1, 5)]
    bureaus = [NewUnit("bureau", f"示例{n}局") for n in range(1, 5)]
    version = introduce(home, ROOT / "schemes" / "jishan" / "scheme.yaml", [*towns, *bureaus])
    keys = [str(unit.key) for unit in home.units]
    told = tuple(_measure(n, keys) for n in range(MEASURES))
    home.do(home.by("office", version), "task_list.import", version, Imported(told))
    walk.settle_effects()
    home.today(date(2026, 4, 14))


def _yangquan(hashed: str) -> None:
    """Contests in a town and five streets, 73 projects, sixteen finalists; the awards are shown for objections."""
    yangquan.go_on(yangquan.tell(_home("yangquan", hashed)))


def _measure(n: int, units: list[str]) -> dict[str, object]:
    task = n % TASKS
    aspect = task % ASPECTS
    return {
        "code": f"{aspect + 1}-{task + 1}-{n // TASKS + 1}",
        "aspect": ASPECT_WORDS[aspect],
        "task": f"{ASPECT_WORDS[aspect]}示例任务{task // ASPECTS + 1}",
        "measure": f"示例举措{n + 1}",
        "lead": units[n % len(units)],
        "assists": [units[(n + 3) % len(units)]],
        "person": "",
        "due": "" if n % 20 == 19 else f"2026-{4 + n % 8:02d}-15",
        "deliverable": "工作台账",
        "acceptance": "台账齐全、群众认可",
        "position": (aspect * TASKS + task) * MEASURES + n,
    }
