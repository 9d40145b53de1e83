"""What progress asks of people: reports to fill in, reports to accept."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.notices.duties import Duty, tells_duties
from touyan.foundation.rulebook.queries import is_concerned
from touyan.stages.approval.waiting import Waiting, rows, waiting, waits
from touyan.stages.progress import queries
from touyan.stages.progress.models import Report


@waits
def reports_waiting(actor: Actor, today: date) -> ScopedQuerySet | None:  # noqa: ARG001 - asked alike of every stage
    """Reports to fill in and reports handed in."""
    states = [("due", "returned")] if is_concerned(actor, Report.KIND, "report.submit") else []
    states += [("submitted",)] if is_concerned(actor, Report.KIND, "report.accept") else []
    if not states:
        return None
    found = queries.reports(actor).filter(state__in=[state for some in states for state in some])
    return rows(found, words="period_word", note="return_reason", sort="kind", due_on="due_on")


@tells_duties
def report_duties(actor: Actor, today: date, lang: Any) -> list[Duty]:  # noqa: ARG001 - gettext knows the language
    """Reports due for drafters of the unit; reports handed in for those who accept them, as one line."""
    reports = waiting(actor, today, Report.KIND)
    told = [_to_fill(report) for report in reports if report.is_for(actor, "report.submit")]
    handed_in = [r for r in reports if r.state == "submitted" and _holds_role(actor, r)]
    return [*told, _to_accept(handed_in)] if handed_in else told


def _holds_role(actor: Actor, report: Waiting) -> bool:
    """Whether the scheme's acceptor of this report is a post of the actor; four eyes are judged on the report's own page."""
    rules = report.version.rules
    role = rules.roles[rules.progress.reports[report.sort].accepted_by or rules.progress.accepted_by]
    unit = report.version.bodies.get(role.named)
    return any(post.kind in role.posts and post.unit == unit for post in actor.posts)


def _to_fill(report: Waiting) -> Duty:
    is_back = report.state == "returned"
    why = (
        _("被退回：%(reason)s") % {"reason": report.note[:60]}
        if is_back
        else _("您是%(unit)s的填报人，没有变化可以一键提交") % {"unit": report.unit_label}
    )
    return Duty(
        verb=_("修改报告") if is_back else _("填报进展"),
        title=_("《%(project)s》%(period)s进展") % {"project": report.title, "period": report.words},
        why=why,
        url=f"/reports/{report.key}",
        due_on=report.due_on,
        unit=report.unit_label,
    )


def _to_accept(reports: list[Waiting]) -> Duty:
    if len(reports) == 1:
        one = reports[0]
        title = _("审阅《%(project)s》%(period)s进展") % {
            "project": one.title,
            "period": one.words,
        }
        return Duty(
            _("审阅报告"),
            title,
            _("单位已提交，等您审阅"),
            f"/reports/{one.key}",
            None,
            one.unit_label,
        )
    title = _("审阅 %(n)s 份进展报告") % {"n": len(reports)}
    return Duty(_("审阅报告"), title, _("单位已提交，可以一次选中多份通过"), "/reports?state=submitted")
