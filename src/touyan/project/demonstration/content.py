"""Whole applications, plans and reports from the short sketches: the words are made by rule, nobody real is named.

The titles of the fifteen real units are descriptive, not the published ones (see `sketches`). People in the forms are the
generated holders of the unit's posts. Everything is plain data in the shape the forms post, so that the story walks
through the same door as a browser.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from touyan.core.planning import Link
from touyan.foundation.calendar.days import calendar_of
from touyan.project.demonstration.patterns import PATTERNS, Step
from touyan.project.demonstration.sketches import Sketch
from touyan.stages.plan.rows import PlanRow, plain

BEGIN = date(2026, 3, 2)
WORK_BEGINS = date(2026, 3, 23)
FINISHES = (date(2026, 11, 13), date(2026, 11, 20), date(2026, 11, 25), date(2026, 11, 27))
MONEY = "项目经费"

AREA_WORDS = {
    "grassroots_organization": "把组织建到最需要的地方",
    "talent_team": "让骨干有本领、有位置",
    "social_governance": "把矛盾解决在家门口",
    "activity_venue": "让阵地开得起门、聚得起人",
    "other": "把各方资源用到一处",
}


def finish_of(sketch: Sketch) -> date:
    """The last day of a project; spread over four days so that not everything ends at once."""
    if sketch.last:
        return date.fromisoformat(sketch.last)
    return FINISHES[sum(map(ord, sketch.title)) % len(FINISHES)]


def steps_of(sketch: Sketch) -> tuple[Step, ...]:
    """The usual steps of its way of working."""
    return PATTERNS[sketch.way]


def answers(sketch: Sketch, people: Sequence[str], need: str = "", **changed: Any) -> dict[str, Any]:
    """The application as the form posts it. `people` are the names of secretary, checker and drafter."""
    secretary, checker, drafter = people
    last = finish_of(sketch)
    told: dict[str, Any] = {
        "basics.title": sketch.title,
        "basics.area": sketch.area,
        "basics.origin": sketch.origin,
        "basics.source_need": need,
        "basics.period": {"from": BEGIN.isoformat(), "to": last.isoformat()},
        "problem.background": f"{sketch.unit}在走访和调研中发现，{sketch.whom}反映最集中的有：{'；'.join(sketch.problems)}。"
        f"去年以来多次研究，仍缺少一个能长期管用的办法，拟列为书记项目集中解决。",
        "problem.problems": list(sketch.problems),
        "problem.difficulty": sketch.difficulty,
        "problem.central_work": f"与全区年度重点工作同步推进，{AREA_WORDS[sketch.area]}，为{sketch.whom}办成看得见的事。",
        "targets.indicators": [
            {
                "name": name,
                "unit": unit,
                "baseline": base,
                "target": target,
                "due": last.isoformat(),
                "source": source,
            }
            for name, unit, base, target, source in sketch.targets
        ],
        "targets.expected": f"项目完成后，{sketch.whom}反映的{len(sketch.problems)}个问题有固定的人、固定的办法来办，目标指标全部达到。",
        "team.members": [
            {"name": secretary, "post": "书记", "duty": "总负责，主持协调"},
            {"name": checker, "post": "审核人", "duty": "进度审核和资料把关"},
            {"name": drafter, "post": "经办人", "duty": "日常实施和月度报告"},
        ],
        "team.duties": f"书记每月现场研究一次，审核人每周过一遍进度，经办人负责与{sketch.whom}联系并按月报告。",
        "tasks.requirements": "逐项倒排工期，每项任务有成果、有责任人；进展如实填报，不另建台账，不向基层重复要材料。",
        "tasks.stage_tasks": _stage_tasks(sketch, drafter),
        "tasks.budget": [
            {"item": item, "quantity": quantity, "price": price, "source": MONEY}
            for item, quantity, price in sketch.budget
        ],
        "tasks.risks": "各方意见不一致时，先易后难、试点先行；资金不足的部分由本单位自筹。",
        "value.exemplary": f"做法不靠额外编制和大额投入，其他单位对照“{sketch.title}”的清单可以照着做。",
        "value.highlights": "把协商结果写成规则，谁来做、怎么做、多久做一次都有明文。",
        "value.residents": f"方案先听{sketch.whom}意见，过程请代表参加验收，结束后做满意度调查。",
        "opinions.truthful": True,
        "opinions.unit_opinion": "经党（工）委会议研究，同意申报。",
    }
    return told | changed


def _stage_tasks(sketch: Sketch, owner: str) -> list[dict[str, str]]:
    days = calendar_of()
    told, day = [], WORK_BEGINS
    for step in steps_of(sketch):
        day = days.add(day, step.days) if step.days else day
        told.append(
            {
                "stage": step.stage,
                "task": step.task,
                "deliverable": step.deliverable,
                "owner": owner,
                "due": day.isoformat(),
            }
        )
    return told


def rows(sketch: Sketch, owners: Sequence[str]) -> list[dict[str, Any]]:
    """The plan as a chain of tasks in working days; `owners` are person keys, taken in turn."""
    made: list[dict[str, Any]] = []
    before = ""
    for place, step in enumerate(steps_of(sketch)):
        key = str(uuid5(NAMESPACE_URL, f"touyan-demonstration/{sketch.unit}/{sketch.title}/{place}"))
        row = PlanRow(
            id=key,
            name=step.task,
            stage=step.stage,
            owner=owners[place % len(owners)],
            deliverable=step.deliverable,
            acceptance=step.acceptance,
            duration=step.days,
            is_milestone=not step.days,
            links=(Link(before),) if before else (),
            releases=step.releases,
        )
        made.append(plain(row))
        before = key
    return made


def judged(questions: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Every question of a vetting level answered with yes."""
    return {name: {"holds": True, "remark": ""} for name in questions}


def actuals(targets: Sequence[Mapping[str, Any]], share: int = 100) -> dict[str, dict[str, str]]:
    """What was reached at the year's end, by the order of the target: `share` percent of the way from baseline to target."""
    told = {}
    for place, target in enumerate(targets, 1):
        base, goal = int(target["baseline"]), int(target["target"])
        told[str(place)] = {
            "actual": str(base + (goal - base) * share // 100),
            "evidence": f"{target['source']}，年末核对",
        }
    return told
