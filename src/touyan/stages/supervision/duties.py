"""What supervision asks of people: problems to rectify and to verify, reviews to conclude."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.notices.duties import Duty, tells_duties
from touyan.foundation.rulebook.queries import is_concerned
from touyan.foundation.web.rendering import LIGHTS
from touyan.stages.approval.waiting import Waiting, rows, waiting, waits
from touyan.stages.supervision import queries
from touyan.stages.supervision.models import Problem, QuarterlyReview

TAKEN_UP = ("problem.begin", "problem.report_rectified")
GRAVEST = ("red", "orange", "yellow", "blue", "green", "none")
"""Reviews due on one day begin with the project that is worst off."""


@waits
def problems_waiting(actor: Actor, today: date) -> ScopedQuerySet | None:  # noqa: ARG001 - asked alike of every stage
    """Problems to rectify and rectifications to verify."""
    if not is_concerned(actor, Problem.KIND, *TAKEN_UP, "problem.verify"):
        return None
    found = queries.problems(actor).filter(state__in=("open", "rectifying", "rectified"))
    return rows(found, words="number", due_on="due_on")


@waits
def reviews_waiting(actor: Actor, today: date) -> ScopedQuerySet | None:  # noqa: ARG001 - asked alike of every stage
    """Reviews of the quarter to conclude."""
    if not is_concerned(actor, QuarterlyReview.KIND, "review.conclude"):
        return None
    return rows(queries.reviews(actor).filter(state="open"), words="period_word", due_on="due_on")


@tells_duties
def supervision_duties(actor: Actor, today: date, lang: Any) -> list[Duty]:
    """Problems of one's unit, rectifications that wait for a second person, reviews of the quarter."""
    problems = waiting(actor, today, Problem.KIND)
    told = [_to_rectify(one) for one in problems if one.is_for(actor, *TAKEN_UP)]
    told += [_to_verify(one) for one in problems if one.is_for(actor, "problem.verify")]
    reviews = [r for r in waiting(actor, today, QuarterlyReview.KIND) if r.is_for(actor, "review.conclude")]
    return told + [_to_review(r, lang) for r in sorted(reviews, key=lambda r: GRAVEST.index(r.light))]


def _to_rectify(problem: Waiting) -> Duty:
    is_new = problem.state == "open"
    why = _("督办单 %(number)s 交您单位整改") if is_new else _("督办单 %(number)s 正在整改，改完请报复核")
    return Duty(
        verb=_("签收督办单") if is_new else _("报整改情况"),
        title=_("整改《%(project)s》的问题") % {"project": problem.title},
        why=why % {"number": problem.words},
        url=f"/problems/{problem.key}",
        due_on=problem.due_on,
        unit=problem.unit_label,
    )


def _to_verify(problem: Waiting) -> Duty:
    return Duty(
        verb=_("复核整改"),
        title=_("复核《%(project)s》的整改") % {"project": problem.title},
        why=_("督办单 %(number)s 已报整改完成，须由整改人以外的人复核") % {"number": problem.words},
        url=f"/problems/{problem.key}",
        unit=problem.unit_label,
    )


def _to_review(review: Waiting, lang: Any) -> Duty:
    return Duty(
        verb=_("督查项目"),
        title=_("%(period)s督查《%(project)s》") % {"period": review.words, "project": review.title},
        why=_("%(unit)s，现在的灯：%(light)s。看当天的数据，写一句结论")
        % {
            "unit": review.unit_label,
            "light": LIGHTS[review.light][3 if lang == "en" else 2],
        },
        url=f"/reviews/{review.key}",
        due_on=review.due_on,
        unit=review.unit_label,
    )
