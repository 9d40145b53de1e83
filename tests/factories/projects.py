"""Projects as the approval stage leaves them, made without walking through it."""

from __future__ import annotations

from datetime import date
from typing import Any

YEAR = 2026

TASKS = [
    {"stage": "准备", "task": "摸底建档", "deliverable": "一户一档台账", "owner": "", "due": "2026-03-20"},
    {"stage": "实施", "task": "楼道改造", "deliverable": "改造完成的楼道", "owner": "", "due": "2026-06-30"},
    {"stage": "实施", "task": "中期检查", "deliverable": "中期检查报告", "owner": "", "due": "2026-07-15"},
    {"stage": "收尾", "task": "群众验收", "deliverable": "验收表", "owner": "", "due": "2026-11-30"},
]


def project(
    county: Any,
    unit: str = "青石街道",
    *,
    login: str = "street-secretary",
    state: str = "preparing",
    number: str = "",
    title: str = "红色物业进小区，破解老楼停车难",
    budget_fen: int = 2_000_000,
    finish_on: date = date(YEAR, 12, 15),
    outcome: str = "approved",
    tasks: list[dict[str, str]] | None = None,
) -> Any:
    """A project with its application and one target, in a state, without acts."""
    from touyan.stages.application.models import Application, Call
    from touyan.stages.approval.models import Indicator, Project

    scheme = county.scheme
    home, leader = county.unit(unit), county.person(login)
    call = Call.objects.of_tenant(county.tenant).filter(title="计划测试征集").first() or Call.objects.create(
        tenant_id=county.tenant, scheme_version=scheme, unit=county.place.county, title="计划测试征集",
        opens_on=date(YEAR, 1, 5), closes_on=date(YEAR, 2, 15), state="closed", version=1,
    )  # fmt: skip
    count = Project.objects.of_tenant(county.tenant).count() + 1
    told = Application.objects.create(
        tenant_id=county.tenant, call=call, scheme_version=scheme, unit=home, leader=leader, state="approved",
        title=title, budget_fen=budget_fen, version=1, answers={"tasks.stage_tasks": TASKS if tasks is None else tasks},
    )  # fmt: skip
    made = Project.objects.create(
        tenant_id=county.tenant, scheme_version=scheme, application=told, unit=home, leader=leader, state=state,
        number=number or f"书{YEAR}-{count:03d}", title=title, year=YEAR, outcome=outcome, begin_on=date(YEAR, 3, 2),
        finish_on=finish_on, budget_fen=budget_fen, granted_fen=budget_fen, version=1,
    )  # fmt: skip
    Indicator.objects.create(
        tenant_id=county.tenant, project=made, order=1, name="新增停车位", unit_word="个", baseline="0", target="60",
        on=date(YEAR, 11, 30), source="社区台账",
    )  # fmt: skip
    return made


def planned_rows(
    county: Any, owner: str = "street-drafter", *, releases: str = "midterm"
) -> list[dict[str, Any]]:
    """Four rows in a chain, each owned; the third releases the midterm money."""
    person = county.person(owner)
    told = [("摸底建档", 10, False), ("楼道改造", 60, False), ("中期检查", 5, True), ("群众验收", 20, True)]
    return [
        {
            "id": f"00000000-0000-4000-8000-{n:012d}", "name": name, "stage": "实施", "owner": str(person.key), "owner_word": "",
            "deliverable": f"{name}的成果", "acceptance": "街道验收通过", "duration": days, "milestone": is_milestone,
            "links": [{"from": f"00000000-0000-4000-8000-{n - 1:012d}", "type": "FS", "lag": 0, "lag_unit": "workday"}] if n > 1 else [],
            "releases": releases if name == "中期检查" else "",
        }
        for n, (name, days, is_milestone) in enumerate(told, 1)
    ]  # fmt: skip


def committed(county: Any, made: Any | None = None) -> Any:
    """A project whose plan is saved, scheduled and signed."""
    from touyan.stages.plan.actions import Commit, SavePlan

    made = made or project(county)
    county.do(
        "street-drafter",
        "project.save_plan",
        made,
        SavePlan(planned_rows(county), "2026-03-02", "2026-12-15"),
    )
    county.do("street-drafter", "project.schedule", made)
    county.do("street-secretary", "project.commit", made, Commit("本人承诺按期完成。"))
    return made


def running(county: Any, made: Any | None = None) -> Any:
    """A started project with its live tasks and its money."""
    made = committed(county, made)
    county.do("street-secretary", "project.start", made)
    delivered()
    made.refresh_from_db()
    return made


def delivered() -> None:
    """Deliver what waits: inside a test nothing commits, so the engine is called by hand."""
    from touyan.foundation.ledger import door
    from touyan.foundation.ledger.models import Effect

    while waiting := list(Effect.objects.filter(delivered_at__isnull=True, fault="").order_by("id")):
        for effect in waiting:
            door.deliver(effect.pk)
