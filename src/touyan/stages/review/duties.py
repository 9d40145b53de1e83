"""What vetters, members and the clerk of the meeting must do."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from touyan.core.workflow import Position
from touyan.core.workflow.decide import holds
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.notices.duties import Duty, tells_duties
from touyan.foundation.rulebook.queries import is_concerned
from touyan.stages.review import contest_queries, queries
from touyan.stages.review.contest_terms import LAST
from touyan.stages.review.models import Contest, Meeting

MOST = 20


@tells_duties
def vetting_duties(actor: Actor, today: date, lang: str) -> list[Duty]:  # noqa: ARG001 - duties share one shape
    """Applications that wait for this person's judgement, those due first."""
    if not actor.posts:
        return []
    versions = queries.schemes(actor)
    if not queries.my_states(actor, versions):
        return []
    return [
        Duty(
            _("审核"),
            _("审核《%(title)s》") % {"title": one.title},
            _("修改后重新提交，只看改动之处") if one.rework_round else _("已提交，等您这一级审核"),
            f"/review/{one.key}",
            one.due_on,
            one.unit.label,
        )
        for one in queries.mine_to_vet(actor, versions).order_by("due_on", "id")[:MOST]
    ]


@tells_duties
def meeting_duties(actor: Actor, today: date, lang: str) -> list[Duty]:  # noqa: ARG001 - duties share one shape
    """Sessions that wait for this person: the clerk's next step, a member's sheets."""
    if not is_concerned(
        actor, "meeting", "meeting.open_scoring", "meeting.submit_sheet", "meeting.close_scoring"
    ):
        return []
    sessions = (
        Meeting.objects.visible(actor)
        .exclude(state="decided")
        .annotate(
            alive=Count("items", filter=Q(items__application__state="meeting"), distinct=True),
            mine=Count("items__sheets", filter=Q(items__sheets__member_id=actor.person), distinct=True),
        )
        .order_by("held_on", "id")[:MOST]
    )
    told: list[Duty] = []
    own = {post.unit for post in actor.posts if post.kind == "clerk"}
    seats = {post.unit for post in actor.posts if post.kind == "member"}
    for one in sessions:
        left = one.alive - one.mine
        if one.state == "scoring" and one.unit_id in seats and left > 0:
            told.append(
                Duty(
                    _("打分"),
                    _("给“%(title)s”打分") % {"title": one.title},
                    _("还有 %(n)s 个项目没有评分") % {"n": left},
                    f"/meetings/{one.key}",
                    one.held_on,
                )
            )
        if one.unit_id in own:
            told.append(_step_of(one))
    return told


@tells_duties
def agenda_duties(actor: Actor, today: date, lang: str) -> list[Duty]:  # noqa: ARG001 - duties share one shape
    """Applications through all levels that no session has on its agenda: the clerk of the meeting plans one."""
    if not actor.holds("clerk") or not is_concerned(actor, "call", "meeting.create"):
        return []
    return [
        Duty(
            _("安排会议"),
            call.title,
            _("有 %(n)s 项申报通过了各级审核，等安排会议审议") % {"n": call.waiting},  # type: ignore[attr-defined]
            f"/calls/{call.key}/meeting",
        )
        for call in queries.calls_with_waiting(actor)[:MOST]
    ]


def _step_of(one: Meeting) -> Duty:
    step = {
        "planned": (_("开始评分"), _("议程已列好，开会时开始评分")),
        "scoring": (_("看进度"), _("成员正在评分，交齐后结束评分")),
        "scored": (_("登记决定"), _("名次已算出，等登记会议决定")),
    }[one.state]
    return Duty(
        step[0], one.title, step[1], f"/meetings/{one.key}", one.held_on, is_waiting=one.state == "scoring"
    )


NEXT = {
    "planned": "contest.shortlist",
    "shortlisted": "contest.open_scoring",
    "scoring": "contest.close_scoring",
    "scored": "contest.confirm",
}


@tells_duties
def contest_duties(actor: Actor, today: date, lang: str) -> list[Duty]:  # noqa: ARG001 - duties share one shape
    """Contests whose next step is this person's: the list, the marks, the confirmation."""
    if not is_concerned(actor, "contest", *NEXT.values()):
        return []
    found = contest_queries.contests(actor).exclude(state="awarded").order_by("held_on", "id")[:MOST]
    words = {
        "planned": (_("定名单"), _("参赛项目已列好，等确定入围名单")),
        "shortlisted": (_("开始录入"), _("名单已定，比赛当天开始录入")),
        "scoring": (_("录入评分"), _("录入评分表和计票，收齐后结束")),
        "scored": (_("确认结果"), _("名次已算出，等您核对确认")),
    }
    return [
        Duty(words[one.state][0], one.title, words[one.state][1], f"/contests/{one.key}", one.held_on)
        for one in found
        if _is_next(actor, one)
    ]


def _is_next(actor: Actor, one: Contest) -> bool:
    """Whether a role of the next step is this person's; the round decides which of the two sets of hands is meant."""
    machine = one.scheme_version.machine("contest")
    guards = ("", "is_last_round" if one.round == LAST else "is_lower_round")
    at = Position(one.state, one.unit_id, one.unit.path, bodies=one.scheme_version.bodies)
    return any(
        holds(machine.roles[name], actor.person, actor.posts, at)[0]
        for edge in machine.edges_of(NEXT[one.state])
        if edge.guard in guards
        for name in edge.roles
    )
