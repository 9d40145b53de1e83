"""A filled-in application for tests: one real-looking project of the fictional 青石街道."""

from __future__ import annotations

from datetime import date
from typing import Any

from touyan.stages.application.actions import NewCall, Saved
from touyan.stages.application.models import Application, Fault

LEVELS = ("organization_department", "leading_group")

ANSWERS: dict[str, Any] = {
    "basics.title": "平城巷夜间照明整治",
    "basics.area": "social_governance",
    "basics.origin": "particular_problem",
    "basics.source_need": "",
    "basics.period": {"from": "2026-03-16", "to": "2026-11-30"},
    "problem.background": "平城巷共 420 户，夜间照明损坏一年以上。",
    "problem.problems": ["巷口路灯损坏，夜间出行不安全"],
    "problem.difficulty": "产权分属三家单位，维护责任长期不清。",
    "problem.central_work": "与老旧小区改造同步推进。",
    "targets.indicators": [
        {
            "name": "修复路灯",
            "unit": "盏",
            "baseline": "0",
            "target": "36",
            "due": "2026-09-30",
            "source": "现场验收单",
        },
    ],
    "targets.expected": "夜间出行有灯，居民满意。",
    "team.members": [{"name": "示例甲", "post": "书记", "duty": "总负责"}],
    "team.duties": "书记总负责，城管办实施。",
    "tasks.requirements": "先易后难，逐盏销号。",
    "tasks.stage_tasks": [
        {
            "stage": "一",
            "task": "逐盏摸底",
            "deliverable": "损坏清单",
            "owner": "示例甲",
            "due": "2026-04-30",
        },
        {"stage": "二", "task": "修复安装", "deliverable": "验收单", "owner": "示例甲", "due": "2026-09-30"},
        {
            "stage": "三",
            "task": "移交管护",
            "deliverable": "管护协议",
            "owner": "示例甲",
            "due": "2026-11-30",
        },
    ],
    "tasks.budget": [{"item": "灯具", "quantity": "36", "price": "850.50", "source": "街道自筹"}],
    "tasks.risks": "",
    "value.exemplary": "可供同类老巷照做。",
    "value.highlights": "三家产权单位共管。",
    "value.residents": "居民议事会每月看进度。",
    "opinions.truthful": True,
    "opinions.unit_opinion": "经 3 月 9 日党工委会议研究，同意申报。",
}


def open_call(county: Any, opens_on: date = date(2026, 1, 5), closes_on: date = date(2026, 2, 14)) -> Any:
    """The year's call, prepared and opened by the office."""
    made = county.do(
        "office-clerk",
        "call.create",
        county.scheme,
        NewCall("2026年书记项目申报", "按方案申报。", opens_on, closes_on),
    ).subject
    return county.do("office-clerk", "call.open", made).subject


def begun(county: Any, call: Any = None, login: str = "street-drafter", **changed: Any) -> Any:
    """An application begun and filled in by the drafter."""
    made = county.do(login, "application.create", call or open_call(county)).subject
    return county.do(login, "application.save", made, Saved(ANSWERS | changed)).subject


def at_signing(county: Any, call: Any = None, prefix: str = "street", **changed: Any) -> Any:
    """Checked inside the unit; the secretary has it."""
    made = begun(county, call, f"{prefix}-drafter", **changed)
    made = county.do(f"{prefix}-drafter", "application.pass_to_check", made).subject
    return county.do(f"{prefix}-checker", "application.pass_to_sign", made).subject


def handed_in(county: Any, call: Any = None, prefix: str = "street", **changed: Any) -> Any:
    """Submitted by the secretary."""
    return county.do(
        f"{prefix}-secretary", "application.submit", at_signing(county, call, prefix, **changed)
    ).subject


def returned(county: Any, application: Any, *faults: tuple[str, str, str]) -> Any:
    """Returned by the first level with numbered faults, as the vetting stage leaves it."""
    rows = Application.objects.everything().filter(pk=application.pk)
    rows.update(
        state=f"returned.{LEVELS[0]}",
        rework_round=1,
        due_on=date(2026, 2, 2),
        version=application.version + 1,
    )
    for number, (field, problem, demand) in enumerate(faults, 1):
        Fault.objects.create(
            tenant_id=application.tenant_id, application=application, round=1, level=LEVELS[0], number=number,
            field=field, problem=problem, demand=demand,
        )  # fmt: skip
    return rows.get()


def fresh(application: Any) -> Any:
    """The row as it stands now."""
    return type(application).objects.everything().get(pk=application.pk)
