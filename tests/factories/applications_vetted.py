"""Applications put into the state a test of vetting, scoring or deciding begins with."""

from __future__ import annotations

from datetime import date
from typing import Any

ANSWERS: dict[str, Any] = {
    "basics.title": "平城巷晚间照明改造",
    "basics.period": {"from": "2026-03-02", "to": "2026-11-30"},
    "problem.background": "平城巷二百余户居民夜间出行无照明。",
    "problem.problems": ["巷口没有路灯", "台阶破损"],
    "targets.indicators": [
        {
            "name": "新装路灯",
            "unit": "盏",
            "baseline": "0",
            "target": "26",
            "date": "2026-09-30",
            "source": "街道验收单",
        },
        {
            "name": "居民满意度",
            "unit": "%",
            "baseline": "61",
            "target": "85",
            "date": "2026-11-30",
            "source": "入户调查",
        },
    ],
}


def open_call(county: Any) -> Any:
    """An open call of the county's scheme."""
    from touyan.stages.application.models import Call

    return Call.objects.create(
        tenant_id=county.tenant,
        state="open",
        version=1,
        scheme_version=county.scheme,
        unit=county.unit("区委党建工作领导小组办公室"),
        title="2026年度书记项目申报",
        opens_on=date(2026, 1, 5),
        closes_on=date(2026, 2, 14),
    )


def application(
    county: Any, call: Any, unit: str = "青石街道", title: str = "平城巷晚间照明改造", **more: Any
) -> Any:
    """One application of a unit, in vetting by the organisation department unless told otherwise."""
    from touyan.foundation.people.queries import secretary_of
    from touyan.stages.application.models import Application

    owner = county.unit(unit)
    post = secretary_of(county.tenant, owner.pk, date(2026, 1, 5))
    values: dict[str, Any] = {
        "state": "vetting.organization_department",
        "version": 1,
        "title": title,
        "focus_area": "social_governance",
        "begin_on": date(2026, 3, 2),
        "finish_on": date(2026, 11, 30),
        "budget_fen": 8_600_000,
        "answers": ANSWERS | {"basics.title": title},
        "submitted_on": date(2026, 2, 2),
        "leader": post.person,
    }
    return Application.objects.create(
        tenant_id=county.tenant, call=call, scheme_version=call.scheme_version, unit=owner, **(values | more)
    )


STREETS = ("青石街道", "云杉街道", "长桥街道", "东河园区", "示例一局", "示例二局", "示例三局", "示例四局", "示例五局",
           "华山街道", "护国街道", "大观街道", "龙翔街道", "丰宁街道", "莲华街道", "红云街道", "黑林铺街道", "普吉街道")  # fmt: skip


def before_the_meeting(county: Any, call: Any, count: int) -> list[Any]:
    """So many applications that wait for the meeting."""
    return [
        application(county, call, STREETS[n % len(STREETS)], f"第{n + 1}个项目", state="meeting")
        for n in range(count)
    ]


def judged_yes(county: Any) -> dict[str, dict[str, Any]]:
    """Every question of vetting answered with yes."""
    from touyan.stages.review.vetting import questions

    return {q.name: {"holds": True, "remark": ""} for q in questions(county.scheme.rules)}


MEMBERS = ("group-vetter", "group-head", "member-1", "member-2", "member-3")


def score_all(county: Any, meeting: Any, applications: list[Any], totals: list[Any]) -> None:
    """Every member gives each application the same total, spread over the four criteria."""
    from touyan.stages.review.sessions import NewSheet

    for app, total in zip(applications, totals, strict=True):
        for login in MEMBERS:
            marks = dict.fromkeys(("small_entry", "difficult", "exemplary", "within_year"), str(total / 4))
            county.do(login, "meeting.submit_sheet", meeting, NewSheet(str(app.key), marks))
