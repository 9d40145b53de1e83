"""Where a random sequence begins: the path led on to one of its later places, so that short sequences try what comes late."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.factories.projects import delivered
from tests.journeys.path import FIRST, MARKS, MEMBERS, SECOND, by, drafted, handed_in, opened, running, vetted
from tests.security.ground import made_public
from touyan.foundation.jobs.actions import run_due
from touyan.foundation.ledger.actor import system
from touyan.foundation.ledger.door import perform
from touyan.foundation.publicity.actions import ObjectionAnswer
from touyan.foundation.publicity.models import Objection
from touyan.project.demonstration.content import rows
from touyan.project.demonstration.year import login_of
from touyan.stages.application.models import Application, Call
from touyan.stages.approval.decisions import Recorded, Verdict
from touyan.stages.approval.models import Notice, Project
from touyan.stages.assessment.actions import Actuals, Year
from touyan.stages.funding.models import Tranche
from touyan.stages.plan.actions import Commit, SavePlan
from touyan.stages.plan.models import Task
from touyan.stages.plan.work import Claimed
from touyan.stages.progress.actions import Content
from touyan.stages.progress.models import Report
from touyan.stages.review.models import Meeting
from touyan.stages.review.sessions import NewMeeting, NewSheet
from touyan.stages.supervision.actions import NewProblem, Turn, Words
from touyan.stages.supervision.models import Problem


def actuals_of(project: Any) -> Actuals:
    """A figure for every target, and the two that are judged."""
    targets = {str(row.order): {"actual": "36", "evidence": "台账"} for row in project.indicators.all()}
    judged = {
        "satisfaction": {"value": "90", "evidence": "调查"},
        "exemplary": {"value": "80", "evidence": "统计"},
    }
    return Actuals(targets, judged)


def ground(county: Any) -> None:
    """One project under way, one application handed in, one being written, one day in March."""
    project = running(county, FIRST)
    call = opened(county)
    handed_in(county, call, SECOND)
    drafted(county, call, FIRST)
    county.today(date(2026, 3, 23))
    run_due(limit=20)
    county.do("inspector", "problem.open", project, NewProblem("进度滞后", "限期赶上", "inspection"))


def _rows(county: Any, model: Any, **which: Any) -> Any:
    return model.objects.of_tenant(county.tenant).filter(**which)


def as_it_stands(county: Any) -> None:
    """Nothing more."""


def scoring(county: Any) -> None:
    """The application is through both levels and two members have scored it."""
    one = vetted(county, _rows(county, Application, unit__name=SECOND.unit).get())
    call = _rows(county, Call).latest("id")
    meeting = county.do("office-clerk", "meeting.create", call, NewMeeting("例会", "2026-03-24")).subject
    county.do("office-clerk", "meeting.open_scoring", meeting)
    for login in MEMBERS[:2]:
        county.do(login, "meeting.submit_sheet", meeting, NewSheet(str(one.key), MARKS, salt="x"))


def scored(county: Any) -> None:
    """All have scored; the decision is to be recorded."""
    scoring(county)
    meeting = _rows(county, Meeting).latest("id")
    item = meeting.items.select_related("application").get()
    for login in MEMBERS[2:]:
        county.do(
            login, "meeting.submit_sheet", meeting, NewSheet(str(item.application.key), MARKS, salt="x")
        )
    county.do("office-clerk", "meeting.close_scoring", meeting)


def approved(county: Any) -> None:
    """A second project to be planned, a list posted, a notice drafted."""
    scored(county)
    meeting = _rows(county, Meeting).latest("id")
    verdict = Verdict(str(meeting.items.get().application.key), "approved")
    told = Recorded("决定", "2026-03-24", verdicts=(verdict,))
    county.do("office-clerk", "meeting.record_decision", meeting, told)
    delivered()
    made_public(county)


def committed(county: Any) -> None:
    """The second project is planned and its secretary has signed; the first notice has its number."""
    approved(county)
    answer = ObjectionAnswer("经到现场核实，与申报一致。", is_upheld=False)
    county.do("org-head", "objection.answer", _rows(county, Objection).latest("id"), answer)
    project = _rows(county, Project, unit__name=SECOND.unit).get()
    owners = [str(county.person(login_of(SECOND.unit, "drafter")).key)]
    plan = SavePlan(rows(SECOND, owners), "2026-03-24", "2026-11-27")
    by(county, SECOND, "drafter", "project.save_plan", project, plan)
    by(county, SECOND, "drafter", "project.schedule", project)
    by(county, SECOND, "secretary", "project.commit", project, Commit("本人承诺按期完成。"))
    county.do("office-clerk", "notice.reserve_number", _rows(county, Notice).latest("id"))


def paying(county: Any) -> None:
    """Money is agreed, a problem rectified, a report handed in."""
    tranche = _rows(county, Tranche, state="due").first()
    by(county, FIRST, "drafter", "tranche.request", tranche)
    county.do("org-head", "tranche.approve", tranche)
    problem = _rows(county, Problem).get()
    by(county, FIRST, "drafter", "problem.begin", problem)
    by(county, FIRST, "drafter", "problem.report_rectified", problem, Words("已办"))
    report = _rows(county, Report, state="due").first()
    told = [{"task": r["task"], "percent": 10, "words": "推进"} for r in report.rows[:1]]
    by(county, FIRST, "drafter", "report.submit", report, Content(told, line="推进"))


def closing(county: Any) -> None:
    """All tasks but one are accepted, a review and the assessment are open, the figures are in."""
    project = _rows(county, Project).get()
    for task in list(_rows(county, Task).order_by("order"))[:-1]:
        by(county, FIRST, "drafter", "task.claim_done", task, Claimed("好了"))
        county.do("org-vetter", "task.accept", task)
    engine = system(county.tenant)
    turn = Turn("quarterly", "2026-01-01/2026-03-31", "第一季度", "2026-04-10")
    perform("review.open", subject=project, actor=engine, given=turn)
    made = perform("assessment.open", subject=project, actor=engine, given=Year(2026)).subject
    by(county, FIRST, "drafter", "assessment.enter_actuals", made, actuals_of(project))
    delivered()


STARTS = (as_it_stands, as_it_stands, scoring, scored, approved, committed, paying, closing)
