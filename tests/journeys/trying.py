"""Who tries what, with which input: plausible, and now and then wrong on purpose."""

from __future__ import annotations

import random
from typing import Any

from tests.journeys.path import FIRST, MARKS, MEMBERS, SECOND
from tests.journeys.starts import actuals_of
from touyan.fieldwork.needs.actions import Answer, Claim, Link, NewNeed
from touyan.foundation.people.actions import Appointment
from touyan.foundation.publicity.actions import NewObjection, ObjectionAnswer, Withdrawal
from touyan.project.demonstration.content import answers, judged, rows
from touyan.project.demonstration.year import login_of
from touyan.stages.application.actions import Reason, Removal, Saved
from touyan.stages.application.models import Application
from touyan.stages.approval.actions import Decided, Opening, Rejected, Verified
from touyan.stages.approval.decisions import Recorded, Verdict
from touyan.stages.approval.models import Decision
from touyan.stages.approval.notices import Reason as VoidReason
from touyan.stages.assessment.actions import Year
from touyan.stages.funding.actions import Cancelled, Paid, Stage
from touyan.stages.plan.actions import Commit, SavePlan
from touyan.stages.plan.work import Claimed, Progress, SentBack
from touyan.stages.progress.actions import Content, Period
from touyan.stages.progress.actions import Reason as BackReason
from touyan.stages.review.actions import HandedOver, NamedFault, Passed, Returned
from touyan.stages.review.sessions import NewMeeting, NewSheet
from touyan.stages.review.vetting import questions
from touyan.stages.supervision.actions import Conclusion, NewProblem, Turn, Words

POOL = (
    "org-vetter", "org-head", "inspector", "finance", "office-clerk", "office-head", "group-vetter", "group-head", "member-1",
    "street-secretary", "street-checker", "street-drafter", "sibling-secretary", "f2-checker", "f2-drafter", "community-secretary",
    "system-admin", "security-admin", "audit-admin", "n-vetter", "n1-secretary",
)  # fmt: skip
WHOSE = {
    "department_vetter": "org-vetter", "department_head": "org-head", "inspector": "inspector", "finance_officer": "finance",
    "office": "office-clerk", "releaser": "office-head", "group_vetter": "group-vetter", "group_head": "group-head",
    "meeting_clerk": "office-clerk",
}  # fmt: skip
OWN_ROLES = {
    "unit_drafter": "drafter",
    "unit_checker": "checker",
    "secretary": "secretary",
    "staff": "drafter",
    "unit_drafter_anywhere": "drafter",
}
NEVER = frozenset({
    "unit.close", "unit.move", "unit.rename", "unit.guide", "unit.correct", "unit.add_below", "unit.end_guidance", "person.add",
    "feedback.raise", "call.create", "notice.draft", "release.prepare", "scheme.retire", "application.attach",
    "application.attach_scan", "call.extend",
})  # fmt: skip
"""Not part of the path, or asking for a file."""
ENDINGS = frozenset({
    "application.withdraw", "tranche.cancel", "call.close", "need.decline", "notice.void", "release.withdraw",
})  # fmt: skip
"""Ways off the path: tried now and then, so that sequences get somewhere."""


def whose(rng: random.Random, roles: tuple[str, ...], matter: Any) -> str:
    """Somebody whose job it mostly is."""
    role = rng.choice(list(roles))
    if role in OWN_ROLES:
        unit = getattr(matter, "unit", None) or getattr(getattr(matter, "project", None), "unit", None)
        known = unit is not None and unit.name in (FIRST.unit, SECOND.unit)
        return login_of(unit.name if known else FIRST.unit, OWN_ROLES[role])
    if role == "meeting_member":
        return rng.choice(MEMBERS)
    return WHOSE.get(role, rng.choice(POOL))


class Given:
    """Plausible input for an action on a matter, sometimes wrong on purpose."""

    def __init__(self, county: Any, rng: random.Random) -> None:
        self.county, self.rng = county, rng

    def for_(self, action: str, matter: Any) -> Any:
        make = getattr(self, "_" + action.replace(".", "_"), None)
        if make is not None:
            return make(matter)
        plain = {
            "application.send_back": Reason("请补充"), "application.withdraw": Reason("不再申报"), "application.detach": Removal("x"),
            "application.hand_to_self_implementation": HandedOver(), "application.verify_revision": Verified("好"),
            "application.reject_revision": Rejected("仍缺"), "notice.void": VoidReason("改正"), "project.commit": Commit("本人承诺"),
            "task.claim_done": Claimed("好了"), "report.return": BackReason("请补充"), "review.conclude": Conclusion("按计划推进"),
            "problem.report_rectified": Words("已办"), "problem.verify": Words("属实"), "problem.reject_rectification": Words("不够"),
            "problem.open": NewProblem("滞后", "赶上", "inspection"), "tranche.cancel": Cancelled("不再需要"),
            "assessment.open": Year(2026), "need.raise": NewNeed("没有路灯", "夜间看不清", "visit"), "need.decline": Answer("已办"),
            "release.withdraw": Withdrawal("有误"),
        }  # fmt: skip
        return plain.get(action)

    def _application_save(self, one: Any) -> Any:
        told = answers(FIRST if self.rng.random() < 0.5 else SECOND, ["甲", "乙", "丙"])
        if self.rng.random() < 0.3:
            last = self.rng.choice(["2026-12-31", "2027-01-01", "x"])
            told |= {"basics.period": {"from": "2026-03-02", "to": last}}
        return Saved(told, {"1": "已改"}, {"1": "已补"})

    def _asked(self, one: Any) -> Any:
        return judged([q.name for q in questions(one.scheme_version.rules)])

    def _application_pass(self, one: Any) -> Any:
        return Passed(self._asked(one) if self.rng.random() < 0.8 else {})

    def _application_return(self, one: Any) -> Any:
        return Returned((NamedFault("basics.title", "太宽", "收窄"),) if self.rng.random() < 0.8 else ())

    def _meeting_create(self, one: Any) -> Any:
        return NewMeeting("例会", "2026-03-05")

    def _meeting_submit_sheet(self, one: Any) -> Any:
        items = list(one.items.select_related("application").order_by("id"))
        about = self.rng.choice(items).application if items else one
        marks = MARKS | {"difficult": self.rng.choice(["22", "25.5", "21.3"])}
        return NewSheet(str(about.key), marks, salt="x")

    def _verdict(self, about: Any) -> Verdict:
        outcome = self.rng.choice(["approved", "approved_after_revision", "self_implemented", "returned"])
        items = ("补充预算",) if outcome == "approved_after_revision" else ()
        faults = (NamedFault("basics.title", "太宽", "收窄"),) if outcome == "returned" else ()
        return Verdict(str(about.key), outcome, "理由", items, faults)

    def _meeting_record_decision(self, one: Any) -> Any:
        told = [self._verdict(i.application) for i in one.items.select_related("application").order_by("id")]
        return Recorded("决定", "2026-03-05", verdicts=tuple(told))

    def _application_approve(self, one: Any) -> Any:
        decision = Decision.objects.of_tenant(one.tenant_id).order_by("id").last()
        told = self._verdict(one)
        return Decided(str(decision.key), told.outcome, told.items, told.faults)

    _application_approve_after_revision = _application_approve
    _application_self_implement = _application_approve
    _application_return_from_meeting = _application_approve

    def _project_open(self, one: Any) -> Any:
        return Opening(self.rng.choice(["approved", "self_implemented"]))

    def _report_open(self, one: Any) -> Any:
        return Period(
            "monthly", "2026-03-01/2026-03-31", "2026年3月", self.rng.choice(["2026-03-31", "2026-04-05"])
        )

    def _review_open(self, one: Any) -> Any:
        due = self.rng.choice(["2026-04-10", "2026-04-04"])
        return Turn("quarterly", "2026-01-01/2026-03-31", "第一季度", due)

    def _tranche_plan(self, one: Any) -> Any:
        return Stage("approval")

    def _need_link(self, one: Any) -> Any:
        rows = Application.objects.of_tenant(one.tenant_id).order_by("id")
        return Link("application", str(self.rng.choice(list(rows)).key))

    def _project_save_plan(self, one: Any) -> Any:
        drafter = login_of(one.unit.name if one.unit.name == SECOND.unit else FIRST.unit, "drafter")
        owners = [str(self.county.person(drafter).key)]
        last = self.rng.choice(["2026-11-27", "2026-11-27", "2026-12-31", "2027-02-01"])
        return SavePlan(rows(FIRST, owners), "2026-03-23", last)

    def _task_record_progress(self, one: Any) -> Any:
        return Progress(self.rng.choice([0, 40, 99, 100, 120]))

    def _task_send_back(self, one: Any) -> Any:
        return SentBack(self.rng.choice(["缺照片", " "]))

    def _report_save(self, one: Any) -> Any:
        percent = self.rng.choice([10, 100, 101])
        return Content(
            [{"task": r["task"], "percent": percent, "words": "推进"} for r in one.rows[:2]], line="推进"
        )

    _report_submit = _report_save

    def _tranche_pay(self, one: Any) -> Any:
        amounts = [one.amount_fen, one.amount_fen, one.amount_fen + 1, 0]
        return Paid(self.rng.choice(amounts), self.rng.choice(["凭证1", "凭证1", ""]))

    def _assessment_enter_actuals(self, one: Any) -> Any:
        return actuals_of(one.project)

    def _need_claim(self, one: Any) -> Any:
        return Claim(str(self.county.unit(FIRST.unit).key))

    def _post_appoint(self, one: Any) -> Any:
        who = str(self.county.person("f2-checker").key)
        return Appointment(who, self.rng.choice(["secretary", "member", "drafter"]))

    def _objection_raise(self, one: Any) -> Any:
        items = [row["key"] for row in one.payload.get("rows", [])] or ["x"]
        return NewObjection(self.rng.choice([*items, "x"]), "演示居民", "13900000000", "与实际不符")

    def _objection_answer(self, one: Any) -> Any:
        return ObjectionAnswer(self.rng.choice(["经核实", " "]), is_upheld=self.rng.random() < 0.5)
