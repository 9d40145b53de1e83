"""January to mid-March: needs, the call, 24 applications, two levels of vetting with three returns, the scoring meeting.

Sat 14 February is a made-up working day and the call's last day; the fictional 示例五局 hands in on it.
"""

from __future__ import annotations

from datetime import date
from secrets import token_hex
from typing import Any

from touyan.fieldwork.needs.actions import Answer, Claim, NewNeed
from touyan.fieldwork.needs.models import Need
from touyan.foundation.people.actions import Appointment, NewPerson
from touyan.foundation.people.models import Person, Post
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.project.demonstration.content import answers, judged
from touyan.project.demonstration.sketches import OWN, REAL, TRIAL, Sketch
from touyan.project.demonstration.year import Year, by_title, chapter
from touyan.stages.application.actions import NewCall, Saved
from touyan.stages.application.models import Application, Call, Fault
from touyan.stages.review.actions import NamedFault, Passed, Returned
from touyan.stages.review.models import Meeting
from touyan.stages.review.sessions import NewMeeting, NewSheet
from touyan.stages.review.vetting import questions

CALL, TRIAL_CALL = "2026年度书记项目申报", "2026年示例单位攻坚项目申报（演示）"
DECLARED = (*REAL, *OWN)
MEMBERS = ("group-vetter", "group-head", "member-1", "member-2", "member-3", "f9-secretary")
RECUSED = ("f9-secretary", "示例五局")
CRITERIA = ("small_entry", "difficult", "exemplary", "within_year")

RETURNED_FIRST = ("青石街道", "长桥街道")
RETURNED_SECOND = "示例一局"
FAULTS = {
    "青石街道": (
        NamedFault("targets.indicators", "满意率没有写明调查样本", "在数据来源中写明入户调查户数"),
        NamedFault("tasks.budget", "线路费用只写一笔总数", "按长度和单价分列"),
    ),
    "长桥街道": (
        NamedFault("problem.difficulty", "没有写清为什么须由书记亲自抓", "写明需要协调的单位和事项"),
    ),
    "示例一局": (NamedFault("value.residents", "群众只在最后评一次", "写明评议办法怎样听取办事群众意见"),),
}
MENDED: dict[str, dict[str, Any]] = {
    "青石街道": {
        "tasks.budget": [
            {"item": "灯具", "quantity": "36", "price": "850.50", "source": "项目经费"},
            {"item": "线路（米）", "quantity": "600", "price": "20", "source": "项目经费"},
        ]
    },
    "长桥街道": {
        "problem.difficulty": "市场经营方、市场监管和城管三家各管一段，须由街道书记主持每月协调一次。"
    },
    "示例一局": {
        "value.residents": "每月随机邀请10名办事群众当场评议，结果上墙；方案修改前先听群众代表意见。"
    },
}


def matters(year: Year, title: str) -> dict[str, Application]:
    """The applications of a call by title."""
    rows = Application.objects.of_tenant(year.tenant).filter(call__title=title).select_related("unit")
    return by_title(rows)


def need_of(year: Year, title: str) -> str:
    """The key of a registered need, "" where there is none of this title."""
    found = Need.objects.of_tenant(year.tenant).filter(title=title).first() if title else None
    return str(found.key) if found else ""


def draft(year: Year, call: Call, sketch: Sketch) -> Application:
    """Begin and fill in an application."""
    made = year.of_unit(sketch.unit, "drafter", "application.create", call)
    names = [person.name for person in year.team(sketch.unit)]
    saved: Application = year.of_unit(
        sketch.unit,
        "drafter",
        "application.save",
        made,
        Saved(answers(sketch, names, need_of(year, sketch.need))),
    )
    return saved


def hand_in(year: Year, call: Call, sketch: Sketch) -> Application:
    """Draft, check, sign and submit, each by the person whose job it is."""
    made = draft(year, call, sketch)
    year.of_unit(sketch.unit, "drafter", "application.pass_to_check", made)
    year.of_unit(sketch.unit, "checker", "application.pass_to_sign", made)
    submitted: Application = year.of_unit(sketch.unit, "secretary", "application.submit", made)
    return submitted


def call_of(year: Year, title: str) -> Call:
    """A call by its title."""
    found: Call = Call.objects.of_tenant(year.tenant).get(title=title)
    return found


def pass_all(year: Year, login: str, level: str, title: str, remark: str) -> None:
    """Judge every application of a call that waits at a level, one by one."""
    for one in matters(year, title).values():
        if one.state == f"vetting.{level}":
            asked = judged([q.name for q in questions(one.scheme_version.rules)])
            year.do(login, "application.pass", one, Passed(asked, remark))


@chapter(1, 5)
def seats_are_taken(year: Year) -> None:
    """A secretary of a fictional unit also sits in the meeting, so that somebody must step aside later.

    The county gets a second security administrator, so that an appointment always has somebody else to confirm it.
    """
    county = next(unit for unit in year.units.values() if unit.kind == "county")
    deputy: Person = year.do("security-admin", "person.add", county, NewPerson("姜光明", "security-deputy"))
    seats = (
        (county, deputy, "security_admin"),
        (year.units["区委党建工作例会"], year.team("示例五局")[0], "member"),
    )
    for unit, person, kind in seats:
        post: Post = year.do(
            "security-admin", "post.appoint", unit, Appointment(str(person.key), kind, from_on="2026-01-05")
        )
        year.do("security-second", "post.confirm", post)
    year.posts_changed()


@chapter(1, 5)
def the_call_opens(year: Year) -> None:
    """Both calls of the year, each under its own scheme."""
    for scheme, title in ((year.wuhua, CALL), (year.trial, TRIAL_CALL)):
        made = year.do(
            "office-clerk",
            "call.create",
            scheme,
            NewCall(title, CALL_TEXT, date(2026, 1, 5), date(2026, 2, 14)),
        )
        year.do("office-clerk", "call.open", made)


CALL_TEXT = (
    "请各党（工）委书记结合走访调研，选择1至2个切口小、有难度、示范性强、年内能完成的项目，由书记本人签发提交。\n"
    "申报书在系统内填写，不另报纸质材料；系统已有的内容自动带出。"
)

NEEDS = (
    (
        "青石街道",
        "平城巷口没有路灯",
        "巷内200余户居民，晚上出行看不清路，去年以来已有多人反映。",
        "resident_demand",
    ),
    ("华山街道", "独居老人突发急病没有人知道", "走访时邻居反映，独居老人没有固定联系人。", "visit"),
    (
        "大观街道",
        "外来务工人员不知道到哪里办事",
        "居住登记、子女入学、求职咨询分散在不同窗口。",
        "community_problem",
    ),
    ("莲华街道", "社区活动室周末不开门", "上班的居民只有周末有空，活动室周末关门。", "resident_demand"),
    ("黑林铺街道", "配送员冬天没有地方歇脚", "站点附近没有饮水、充电和休息的地方。", "visit"),
    ("区教育局", "双职工家庭放学后孩子没人看", "放学到下班有两小时空档，家长反映集中。", "resident_demand"),
    ("云杉街道", "云杉小区夜间停车占用消防通道", "夜间车位不足，车辆停在消防通道上。", "community_problem"),
    (
        "青石街道",
        "希望在巷口设置健身器材",
        "居民建议在巷口空地放健身器材，现场没有安全距离。",
        "resident_demand",
    ),
)


@chapter(1, 7)
def needs_are_heard(year: Year) -> None:
    """What residents and visits say goes into the register first."""
    for unit, title, text, source in NEEDS:
        year.of_unit(unit, "drafter", "need.raise", year.units[unit], NewNeed(title, text, source))


@chapter(1, 12)
def needs_are_claimed(year: Year) -> None:
    """Units take on what they will answer; one need is declined with a reason residents can read."""
    for need in Need.objects.of_tenant(year.tenant).select_related("unit"):
        unit = need.unit.name
        if need.title.startswith("希望"):
            year.of_unit(
                unit,
                "secretary",
                "need.decline",
                need,
                Answer("现场没有安全距离，已请社区另选广场东侧场地。"),
            )
        else:
            year.of_unit(unit, "secretary", "need.claim", need, Claim(str(year.units[unit].key)))


@chapter(1, 23)
def the_first_hand_in(year: Year) -> None:
    """The first eight streets."""
    for sketch in DECLARED[:8]:
        hand_in(year, call_of(year, CALL), sketch)


@chapter(1, 29)
def the_first_are_vetted(year: Year) -> None:
    """The organisation department passes what is in order."""
    pass_all(year, "org-vetter", "organization_department", CALL, "情况属实，同意报领导小组审核。")


@chapter(1, 30)
def the_second_hand_in(year: Year) -> None:
    """The other real units."""
    for sketch in DECLARED[8:15]:
        hand_in(year, call_of(year, CALL), sketch)


@chapter(2, 6)
def the_third_hand_in(year: Year) -> None:
    """The fictional units but one, and those of the demonstration's own scheme."""
    for sketch in OWN[:-1]:
        hand_in(year, call_of(year, CALL), sketch)
    for sketch in TRIAL:
        hand_in(year, call_of(year, TRIAL_CALL), sketch)


@chapter(2, 11)
def two_come_back(year: Year) -> None:
    """Two applications return with numbered faults; the others pass."""
    found = {one.unit.name: one for one in matters(year, CALL).values()}
    for unit in RETURNED_FIRST:
        year.do(
            "org-vetter",
            "application.return",
            found[unit],
            Returned(FAULTS[unit], remark="请逐条修改后重新提交。"),
        )
    pass_all(year, "org-vetter", "organization_department", CALL, "情况属实，同意报领导小组审核。")
    pass_all(year, "org-vetter", "organization_department", TRIAL_CALL, "同意。")
    pass_all(year, "group-vetter", "leading_group", TRIAL_CALL, "同意提交例会。")


@chapter(2, 13)
def one_more_comes_back(year: Year) -> None:
    """The leading group sends one back, and passes the rest."""
    found = {one.unit.name: one for one in matters(year, CALL).values()}
    year.do(
        "group-vetter",
        "application.return",
        found[RETURNED_SECOND],
        Returned(FAULTS[RETURNED_SECOND], remark="修改后直接报领导小组。"),
    )
    pass_all(year, "group-vetter", "leading_group", CALL, "切口具体，同意提交例会审议。")


@chapter(2, 14)
def the_last_hand_in(year: Year) -> None:
    """On the made-up Saturday, the last day of the call."""
    hand_in(year, call_of(year, CALL), OWN[-1])


@chapter(2, 24)
def faults_are_answered(year: Year) -> None:
    """Each fault answered one by one; the secretary hands in again in person."""
    for unit, mended in MENDED.items():
        one = next(a for a in matters(year, CALL).values() if a.unit.name == unit)
        faults = Fault.objects.of_tenant(year.tenant).filter(application=one)
        told = {str(fault.number): f"已按要求修改：{fault.demand}。" for fault in faults}
        year.of_unit(unit, "drafter", "application.save", one, Saved(one.answers | mended, told))
        year.of_unit(unit, "secretary", "application.resubmit", one)
    for title in (CALL, TRIAL_CALL):
        year.do("office-clerk", "call.close", call_of(year, title))


@chapter(2, 25)
def the_rest_is_vetted(year: Year) -> None:
    """What was mended and what came last passes the first level."""
    pass_all(year, "org-vetter", "organization_department", CALL, "已逐条修改，同意报领导小组审核。")


@chapter(2, 28)
def the_group_has_vetted(year: Year) -> None:
    """On a made-up Saturday the leading group is through with all 24."""
    pass_all(year, "group-vetter", "leading_group", CALL, "同意提交例会审议。")


@chapter(3, 3)
def the_meetings_are_called(year: Year) -> None:
    """Everything that waits is on the agenda."""
    for title, name in (
        (CALL, "区委党建工作例会（书记项目审议）"),
        (TRIAL_CALL, "区委党建工作例会（示例攻坚项目审议）"),
    ):
        year.do("office-clerk", "meeting.create", call_of(year, title), NewMeeting(name, "2026-03-05"))


@chapter(3, 5)
def members_score(year: Year) -> None:
    """Six members hand in sealed sheets; one steps aside for the own unit; the clerk closes."""
    for scheme in (year.wuhua, year.trial):
        meeting: Meeting = year.do("office-clerk", "meeting.open_scoring", meeting_of(year, scheme))
        items = list(meeting.items.select_related("application__unit").order_by("order"))
        for place, item in enumerate(items):
            for seat, login in enumerate(MEMBERS):
                year.do(
                    login, "meeting.submit_sheet", meeting, sheet_of(item.application, place, seat, login)
                )
        year.do("office-clerk", "meeting.close_scoring", meeting)


def meeting_of(year: Year, scheme: SchemeVersion) -> Meeting:
    """The scheme's first session."""
    found: Meeting = (
        Meeting.objects.of_tenant(year.tenant).filter(scheme_version=scheme).order_by("id").first()
    )
    return found


def sheet_of(application: Application, place: int, seat: int, login: str) -> NewSheet:
    """A member's marks: the real units between 22 and 24.5 a criterion, the fictional ones between 18.5 and 21."""
    if (login, application.unit.name) == RECUSED:
        return NewSheet(
            str(application.key), is_recused=True, remark="本单位项目，申请回避", salt=token_hex(8)
        )
    top = 21.0 if application.unit.is_fictional else 24.5
    marks = {
        name: str(top - 0.5 * ((place * 5 + seat * 3 + at * 2 + place // 4) % 6))
        for at, name in enumerate(CRITERIA)
    }
    return NewSheet(str(application.key), marks, salt=token_hex(8))
