"""Everything adverse, and only with fictional units: the year under the demonstration's own scheme.

青石街道 falls behind (yellow), 云杉街道 misses a date (red, its money waits, a poor grade in the end), 长桥街道 has a problem
that is rectified and verified, 示例一局 gets a report back. In June a second call of this scheme keeps an application in each
state on somebody's desk; it is taken back at the end of the month and begins anew next year.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from touyan.fieldwork.needs.actions import Claim, NewNeed
from touyan.fieldwork.needs.models import Need
from touyan.foundation.ledger.door import Refused
from touyan.foundation.people.actions import Appointment
from touyan.foundation.publicity.actions import NewRelease
from touyan.project.demonstration.content import judged
from touyan.project.demonstration.decision import CONTACT, decision_of, draft_notice
from touyan.project.demonstration.delivery import (
    accept_claimed,
    accept_month,
    claim_what_ends,
    conclude,
    due_reports,
    month_end,
    projects,
    report_rows,
)
from touyan.project.demonstration.money import agree, ask, pay, tranches
from touyan.project.demonstration.sketches import LATER
from touyan.project.demonstration.spring import call_of, draft, hand_in, matters
from touyan.project.demonstration.year import Year, chapter
from touyan.stages.application.actions import NewCall
from touyan.stages.application.actions import Reason as Why
from touyan.stages.approval.models import Project
from touyan.stages.approval.publishing import payload
from touyan.stages.plan.models import Task
from touyan.stages.progress.actions import Content, Reason
from touyan.stages.review.actions import NamedFault, Passed, Returned
from touyan.stages.review.vetting import questions
from touyan.stages.supervision.actions import NewProblem, Words
from touyan.stages.supervision.models import Problem

LATER_CALL = "2026年示例单位攻坚项目年中补报（演示）"
SLOW, LATE, MENDED, CARELESS = "青石街道", "云杉街道", "长桥街道", "示例一局"
SECOND, THIRD = 1, 2
"""Places of the tasks at which the slow one slows down and the late one misses its date."""


def project_of(year: Year, unit: str) -> Project:
    """The trial project of a unit."""
    return next(p for p in projects(year, year.trial, "running", "closing", "closed") if p.unit.name == unit)


def held_back(year: Year, project: Project) -> tuple[str, ...]:
    """Names of the tasks that do not move before August."""
    if year.today >= date(2026, 8, 1) or project.unit.name not in (SLOW, LATE):
        return ()
    names = list(
        Task.objects.of_tenant(year.tenant)
        .filter(project=project, duration__gt=0)
        .order_by("order")
        .values_list("name", flat=True)
    )
    return tuple(names[THIRD:] if project.unit.name == SLOW else names[SECOND:])


def hand_in_trial_month(year: Year) -> None:
    """Reports of the four: two well ahead, two that stand still until August."""
    for report in due_reports(year, year.trial, "monthly", "due"):
        held = held_back(year, report.project)
        problem = "协调事项没有落实，进度滞后，需街道出面。" if held and year.today.month > 4 else ""
        told = report_rows(report, year.today, 12, held)
        year.of_unit(
            report.project.unit.name,
            "drafter",
            "report.submit",
            report,
            Content(told, problem, "按计划推进。"),
        )


def look_at_trial_month(year: Year) -> None:
    """Seen and accepted, results too."""
    accept_month(year, due_reports(year, year.trial, "monthly", "submitted"))
    accept_claimed(year, year.trial)


for _month in range(3, 13):
    _end = month_end(_month)
    chapter(_end.month, _end.day)(hand_in_trial_month)
for _month, _day in ((4, 3), (5, 8), (7, 3), (8, 5), (9, 3), (10, 13), (11, 4), (12, 3)):
    chapter(_month, _day)(look_at_trial_month)


def _claim_trial(year: Year) -> None:
    for project in projects(year, year.trial, "running"):
        if not held_back(year, project):
            claim_what_ends(year, project, month_end(year.today.month))
    accept_claimed(year, year.trial)


for _month, _day in ((4, 15), (5, 15), (6, 15), (7, 15), (8, 14), (9, 15), (10, 15), (11, 13)):
    chapter(_month, _day)(_claim_trial)


@chapter(5, 12)
def a_problem_is_found(year: Year) -> None:
    """The inspector writes down what was seen at the fictional 长桥街道; the deadline counts working days."""
    told = NewProblem(
        "第一段通道清理后又有新的堆物。",
        "限期清理，并定出每周巡查办法。",
        "inspection",
        category="quality",
        place="沿河片区二号通道",
    )
    problem = year.do("inspector", "problem.open", project_of(year, MENDED), told)
    year.of_unit(MENDED, "drafter", "problem.begin", problem)


@chapter(5, 19)
def the_problem_is_verified(year: Year) -> None:
    """Closed by somebody else than who rectified it, after one rejection."""
    problem = Problem.objects.of_tenant(year.tenant).get()
    year.of_unit(MENDED, "drafter", "problem.report_rectified", problem, Words("已清理。"))
    year.do("org-vetter", "problem.reject_rectification", problem, Words("只有清理，没有巡查办法。"))
    year.of_unit(
        MENDED,
        "drafter",
        "problem.report_rectified",
        problem,
        Words("已清理，并定出每周一次巡查、专人签字的办法。"),
    )
    year.do("org-vetter", "problem.verify", problem, Words("现场核对属实。"))


@chapter(5, 20)
def more_problems_are_found(year: Year) -> None:
    """Both of the units that stand still."""
    slow = NewProblem(
        "首批议题协商进度滞后。", "六月上旬前召开协商会并形成纪要。", "inspection", category="schedule"
    )
    late = NewProblem(
        "服务项目确定逾期，责任人没有到位。",
        "明确责任人，重排后续任务。",
        "residents",
        category="duty",
        workdays=15,
    )
    year.of_unit(
        SLOW, "drafter", "problem.begin", year.do("inspector", "problem.open", project_of(year, SLOW), slow)
    )
    year.do("inspector", "problem.open", project_of(year, LATE), late)


@chapter(5, 21)
def three_ask_for_money(year: Year) -> None:
    """All but the late one; it is agreed at once and waits for the finance officer."""
    ask(year, [t for t in tranches(year, year.trial, "approval", "due") if t.project.unit.name != LATE])
    agree(year, tranches(year, year.trial, "approval", "requested"))


@chapter(6, 1)
def a_later_call_opens(year: Year) -> None:
    """For fictional units only in practice: real ones do not take part in the trial."""
    text = "仅供演示：虚构单位年中补报。"
    made = year.do(
        "office-clerk",
        "call.create",
        year.trial,
        NewCall(LATER_CALL, text, date(2026, 6, 1), date(2026, 6, 30)),
    )
    year.do("office-clerk", "call.open", made)
    for title, words in (
        ("高龄老人做饭困难", "走访时12位高龄老人反映中午做饭困难。"),
        ("平城社区书屋座位不够", "放学后孩子没有座位。"),
    ):
        need = year.of_unit(
            "青石街道", "drafter", "need.raise", year.units["青石街道"], NewNeed(title, words, "visit")
        )
        year.of_unit("青石街道", "secretary", "need.claim", need, Claim(str(year.units["青石街道"].key)))
    year.do(
        "community-secretary",
        "need.raise",
        year.units["平城社区"],
        NewNeed("平城社区二栋楼道灯不亮", "二栋三至六层楼道灯坏了半个月。", "resident_demand"),
    )


@chapter(6, 3)
def later_applications(year: Year) -> None:
    """One in each state: draft, checking, signing, at both levels, and returned."""
    call = call_of(year, LATER_CALL)
    signing, checking, begun, first, second, returned = LATER
    draft(year, call, begun)
    for sketch in (signing, checking):
        year.of_unit(sketch.unit, "drafter", "application.pass_to_check", draft(year, call, sketch))
    year.of_unit(
        signing.unit, "checker", "application.pass_to_sign", matters(year, LATER_CALL)[signing.title]
    )
    for sketch in (first, second, returned):
        hand_in(year, call, sketch)


@chapter(6, 4)
def later_applications_are_vetted(year: Year) -> None:
    """One passes on, one comes back."""
    found = matters(year, LATER_CALL)
    asked = judged([q.name for q in questions(year.trial.rules)])
    year.do("org-vetter", "application.pass", found[LATER[4].title], Passed(asked, "同意。"))
    faults = (NamedFault("targets.indicators", "目标只有一项", "补充居民满意率及调查样本"),)
    year.do(
        "org-vetter",
        "application.return",
        found[LATER[5].title],
        Returned(faults, remark="请补充后重新提交。"),
    )


@chapter(6, 5)
def desks_fill_up(year: Year) -> None:
    """Before the Monday on which the demonstration stops: something for everybody."""
    notice = draft_notice(year, year.trial, "各示例单位", ("approved",), "关于示例攻坚项目立项的通知（演示）")
    year.do("office-clerk", "notice.reserve_number", notice)
    decision = decision_of(year, year.trial)
    content = payload(decision, year.trial.rules, "approved_list", CONTACT)
    new = NewRelease(
        "approved_list", "decision", str(decision.key), "示例攻坚项目拟立项名单（演示）", content
    )
    year.do("office-clerk", "release.prepare", year.trial, new)
    slow = Problem.objects.of_tenant(year.tenant).get(project=project_of(year, SLOW))
    year.of_unit(SLOW, "drafter", "problem.report_rectified", slow, Words("已召开协商会，形成纪要两份。"))
    for report in due_reports(year, year.trial, "monthly", "submitted"):
        if report.project.unit.name == CARELESS:
            year.do(
                "org-vetter",
                "report.return",
                report,
                Reason("第二项任务没有写做了哪些事项，请补充后重新提交。"),
            )
        elif report.project.unit.name == MENDED:
            year.do("org-vetter", "report.accept", report)
    ask_at_a_red_light(year)
    person = year.team("长桥街道")[1]
    year.do(
        "security-deputy",
        "post.appoint",
        year.units["平城社区"],
        Appointment(str(person.key), "checker", from_on="2026-06-08"),
    )


def ask_at_a_red_light(year: Year) -> None:
    """The late one asks for money; the department's head is refused while the light is red, and the refusal is on record."""
    year.begin(year.today)
    ask(year, tranches(year, year.trial, "approval", "due"))
    for tranche in tranches(year, year.trial, "approval", "requested"):
        with suppress(Refused):
            year.do("org-head", "tranche.approve", tranche)


@chapter(6, 16)
def june_goes_on(year: Year) -> None:
    """What was open on the desks is done."""
    slow, late = (
        Problem.objects.of_tenant(year.tenant).get(project=project_of(year, unit)) for unit in (SLOW, LATE)
    )
    year.do("org-vetter", "problem.verify", slow, Words("纪要属实。"))
    year.of_unit(LATE, "drafter", "problem.begin", late)
    year.of_unit(LATE, "drafter", "problem.report_rectified", late, Words("责任人已明确，后续任务已重排。"))
    year.do("org-vetter", "problem.verify", late, Words("责任分工已公布。"))
    for report in due_reports(year, year.trial, "monthly", "returned"):
        told = report_rows(report, year.today, 0)
        words = [row | {"words": "已梳理三批共36项。"} for row in told]
        year.of_unit(report.project.unit.name, "drafter", "report.submit", report, Content(words))
    look_at_trial_month(year)


@chapter(6, 29)
def later_applications_are_taken_back(year: Year) -> None:
    """They begin anew next year."""
    for one in matters(year, LATER_CALL).values():
        year.of_unit(
            one.unit.name, "secretary", "application.withdraw", one, Why("与其他工作统筹，转入下一年度申报。")
        )
    for need in Need.objects.of_tenant(year.tenant).filter(unit__name="平城社区", state="open"):
        year.do("community-secretary", "need.claim", need, Claim(str(need.unit.key)))


for _month, _day in ((8, 21), (10, 20), (12, 3)):

    @chapter(_month, _day)
    def trial_money_moves_on(year: Year) -> None:
        """Whatever fell due is asked for, agreed where no light is red, and paid."""
        for stage in ("approval", "midterm", "acceptance"):
            ask(year, tranches(year, year.trial, stage, "due"))
            for tranche in tranches(year, year.trial, stage, "requested"):
                with suppress(Refused):
                    year.do("org-head", "tranche.approve", tranche)
            pay(year, tranches(year, year.trial, stage, "approved"))


for _month, _day in ((6, 25), (9, 29), (12, 24)):

    @chapter(_month, _day)
    def trial_is_reviewed(year: Year) -> None:
        """The same review for the trial."""
        conclude(year, year.trial)


@chapter(9, 20)
def a_problem_with_a_saturday_deadline(year: Year) -> None:
    """Found on a made-up Sunday; ten working days later is the made-up Saturday 10 October."""
    told = NewProblem("收运点标识脱落。", "补齐标识并公示收运时间。", "residents", category="quality")
    problem = year.do("inspector", "problem.open", project_of(year, LATE), told)
    year.of_unit(LATE, "drafter", "problem.begin", problem)


@chapter(10, 10)
def it_is_closed_on_the_saturday(year: Year) -> None:
    """In time."""
    problem = Problem.objects.of_tenant(year.tenant).get(
        project=project_of(year, LATE), opened_on=date(2026, 9, 20)
    )
    year.of_unit(LATE, "drafter", "problem.report_rectified", problem, Words("30个点位标识全部补齐。"))
    year.do("org-vetter", "problem.verify", problem, Words("抽查10个点位，属实。"))
