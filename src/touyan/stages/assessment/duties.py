"""What the assessment asks of people: actuals to enter, scores to compute, grades to confirm."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.notices.duties import Duty, tells_duties
from touyan.foundation.rulebook.queries import is_concerned
from touyan.stages.approval.waiting import Waiting, rows, waiting, waits
from touyan.stages.assessment import queries
from touyan.stages.assessment.models import Assessment


@waits
def assessments_waiting(actor: Actor, today: date) -> ScopedQuerySet | None:  # noqa: ARG001 - asked alike of every stage
    """Assessments that are not final."""
    steps = ("assessment.enter_actuals", "assessment.score", "assessment.propose", "assessment.confirm")
    if not is_concerned(actor, Assessment.KIND, *steps):
        return None
    found = queries.assessments(actor).filter(state__in=("open", "scored", "provisional"))
    return rows(found, figure="year")


@tells_duties
def assessment_duties(actor: Actor, today: date, lang: Any) -> list[Duty]:  # noqa: ARG001 - gettext knows the language
    """Actuals for drafters of the unit, scoring for the department's vetters, confirming for its head."""
    found = waiting(actor, today, Assessment.KIND)
    return [duty for one in found if (duty := _duty(actor, one))]


def _duty(actor: Actor, found: Waiting) -> Duty | None:
    stage = found.version.rules.assessment
    ends = found.version.rules.windows[stage.window].end if stage.window else None
    url, facts = f"/assessments/{found.key}", {"year": found.figure, "project": found.title}
    if found.state == "open" and found.is_for(actor, "assessment.enter_actuals"):
        why = _("您是%(unit)s的填报人，填齐以后才能评分") % {"unit": found.unit_label}
        return Duty(
            _("填报实际完成数"),
            _("填报《%(project)s》%(year)s年度考核数据") % facts,
            why,
            f"{url}/actuals",
            ends,
            found.unit_label,
        )
    if found.state == "scored" and found.is_for(actor, "assessment.propose"):
        return Duty(
            _("形成拟定等次"),
            _("《%(project)s》%(year)s年度考核已评分") % facts,
            _("核对以后形成拟定等次，送公示"),
            url,
            ends,
            found.unit_label,
        )
    if found.state == "provisional" and found.is_for(actor, "assessment.confirm"):
        return Duty(
            _("确定等次"),
            _("确定《%(project)s》%(year)s年度考核等次") % facts,
            _("公示期满且没有异议的可以确定"),
            url,
            ends,
            found.unit_label,
        )
    return None
