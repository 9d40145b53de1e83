"""March: the decision is recorded, one revision verified, nine hand over to themselves, publicity, notices, release.

The single objection concerns a fictional unit's own project; it is answered within its days and not upheld. The first
notice got a number and was void because its list of recipients was wrong: the number stays void and is never used again.
"""

from __future__ import annotations

from touyan.foundation.publicity.actions import NewObjection, NewRelease, ObjectionAnswer
from touyan.foundation.publicity.models import Objection, Release
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.project.demonstration.spring import CALL, matters, meeting_of
from touyan.project.demonstration.year import Year, chapter
from touyan.stages.application.actions import Saved
from touyan.stages.approval.actions import Verified
from touyan.stages.approval.decisions import Recorded, Verdict
from touyan.stages.approval.listed import FULL, listed_keys
from touyan.stages.approval.models import Decision, Notice
from touyan.stages.approval.notices import NewNotice, Reason
from touyan.stages.approval.publishing import payload, title_of

REVISED = "区财政局"
ITEMS = ("写明公开表样由谁审核", "把指导对象分到街道和部门两类")
CONTACT = {
    "phone": "0871-00000000（演示）",
    "address": "区委党建工作领导小组办公室",
    "email": "office@example.invalid",
}
LISTS = ("approved_list", "self_implemented_list")


def record(year: Year, scheme: SchemeVersion, title: str) -> None:
    """Enter the meeting's decision: what the cut proposes, and one approval after revision."""
    meeting = meeting_of(year, scheme)
    verdicts = []
    for item in meeting.items.select_related("application__unit").order_by("order"):
        key, unit = str(item.application.key), item.application.unit.name
        if item.outcome != "chosen":
            verdicts.append(Verdict(key, "self_implemented"))
        elif unit == REVISED:
            verdicts.append(
                Verdict(key, "approved_after_revision", "会议要求补充公开表样和对象分类后立项", ITEMS)
            )
        else:
            verdicts.append(Verdict(key, "approved"))
    told = Recorded(
        title, "2026-03-05", "第一项议题", text="会议逐项审议并按评分名次确定。", verdicts=tuple(verdicts)
    )
    year.do("office-clerk", "meeting.record_decision", meeting, told)


@chapter(3, 6)
def the_decision_is_recorded(year: Year) -> None:
    """15 of 24 are approved, the other nine are carried out by their own committees; the trial's four are approved."""
    record(year, year.wuhua, "区委党建工作例会关于2026年度书记项目的决定")
    record(year, year.trial, "区委党建工作例会关于示例攻坚项目的决定（演示）")


def decision_of(year: Year, scheme: SchemeVersion) -> Decision:
    """The register entry of a scheme."""
    found: Decision = Decision.objects.of_tenant(year.tenant).get(meeting__scheme_version=scheme)
    return found


@chapter(3, 6)
def publicity_begins(year: Year) -> None:
    """Both lists are posted by the releaser; the period begins on the next working day."""
    decision = decision_of(year, year.wuhua)
    for what in LISTS:
        content = payload(decision, year.wuhua.rules, what, CONTACT)
        new = NewRelease(
            what, "decision", str(decision.key), title_of(decision, year.wuhua.rules, what), content
        )
        made = year.do("office-clerk", "release.prepare", year.wuhua, new)
        year.do("office-head", "release.open_publicity", made)


def release_of(year: Year, what: str) -> Release:
    """The newest release of a kind under the county's scheme."""
    found: Release = (
        Release.objects.of_tenant(year.tenant)
        .filter(scheme_version=year.wuhua, kind=what)
        .order_by("-id")
        .first()
    )
    return found


@chapter(3, 9)
def somebody_objects(year: Year) -> None:
    """A real-name objection (made-up person) to a fictional unit's project."""
    about = next(one for one in matters(year, CALL).values() if one.unit.name == "示例二局")
    told = NewObjection(
        str(about.key), "演示居民甲", "13900000000", "活动室改造面积与实际不符，建议核实后再实施。"
    )
    year.do("community-secretary", "objection.raise", release_of(year, "self_implemented_list"), told)


@chapter(3, 10)
def the_revision_is_answered(year: Year) -> None:
    """Each demanded item is answered; the secretary hands in again."""
    one = next(a for a in matters(year, CALL).values() if a.unit.name == REVISED)
    told = {str(item["number"]): f"已补充：{ITEMS[item['number'] - 1]}。" for item in one.revision_items}
    year.of_unit(REVISED, "drafter", "application.save", one, Saved(one.answers, items=told))
    year.of_unit(REVISED, "secretary", "application.answer_revision", one)


@chapter(3, 11)
def the_revision_is_verified(year: Year) -> None:
    """Verified by somebody who did not answer; the fifteenth project opens. The objection is answered too."""
    one = next(a for a in matters(year, CALL).values() if a.unit.name == REVISED)
    year.do("org-vetter", "application.verify_revision", one, Verified("两项均已补充到位。"))
    objection = Objection.objects.of_tenant(year.tenant).get()
    answer = ObjectionAnswer(
        "经到现场测量，改造面积140平方米属实，测量记录已附卷；异议不成立，已当面答复。", is_upheld=False
    )
    year.do("org-head", "objection.answer", objection, answer)


def draft_notice(
    year: Year, scheme: SchemeVersion, recipients: str, outcomes: tuple[str, ...], title: str
) -> Notice:
    """A notice that lists what the decision says of these outcomes."""
    decision = decision_of(year, scheme)
    notice: Notice = year.do(
        "office-clerk",
        "notice.draft",
        scheme,
        NewNotice(
            str(decision.key),
            title,
            recipients,
            "经单位申报、组织部初审、领导小组审核、党建工作例会审议并公示，现将有关事项通知如下。",
            approved=tuple(listed_keys(decision, FULL)) if "approved" in outcomes else (),
            self_implemented=tuple(listed_keys(decision, ("self_implemented",)))
            if "self_implemented" in outcomes
            else (),
            demands=(
                ("书记亲自抓", "领题书记每月至少现场研究一次。"),
                ("按计划推进", "倒排工期，按月如实报告进展。"),
            ),
        ),
    )
    return notice


@chapter(3, 16)
def the_notice_is_issued(year: Year) -> None:
    """Publicity is over; a number is spent on a wrong list, the next one is signed; the lists are released."""
    for what in LISTS:
        made = year.do("office-head", "release.close_publicity", release_of(year, what))
        year.do("office-head", "release.publish", made)
    title = "关于2026年度书记项目立项的通知"
    wrong = draft_notice(year, year.wuhua, "各街道党工委", ("approved", "self_implemented"), title)
    year.do("office-clerk", "notice.reserve_number", wrong)
    year.do("office-clerk", "notice.void", wrong, Reason("主送单位漏列产业园区和区直部门，改正后另行编号"))
    right = draft_notice(
        year,
        year.wuhua,
        "各街道党工委，产业园区党工委，区直有关部门党组织",
        ("approved", "self_implemented"),
        title,
    )
    year.do("office-clerk", "notice.reserve_number", right)
    year.do("group-head", "notice.issue", right)
