"""What the assessment of people asks: sheets to enter, scores to compute, grades to propose and confirm, results to read."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.notices.duties import Duty, tells_duties
from touyan.foundation.rulebook.queries import published_versions
from touyan.stages.appraisal import queries
from touyan.stages.appraisal.models import PostAssessment
from touyan.stages.appraisal.rolls import stage_of
from touyan.stages.appraisal.sheets import quorum_faults


@tells_duties
def post_assessment_duties(actor: Actor, today: date, lang: Any) -> list[Duty]:  # noqa: ARG001 - gettext knows the language
    """Sheets for the office, scores for the reckoner, grades for who confirms, the result for the person."""
    if all(version.machine("post_assessment") is None for version in published_versions(actor)):
        return []
    own = [_to_read(one) for one in queries.own(actor) if one.state == "final" and one.signed_on is None]
    found = queries.in_hand(actor, "open", "scored", "provisional") if queries.schemes(actor) else []
    return own + [duty for one in found if (duty := _in_hand(actor, one))]


def _to_read(one: PostAssessment) -> Duty:
    title = _("您的%(year)s年度考核结果已确定") % {"year": one.year}
    return Duty(_("查看并签收"), title, _("结果只有您、经办人员和主管部门看得到"), f"/appraisals/{one.key}")


def _holds(actor: Actor, one: PostAssessment, name: str) -> bool:
    """By the role alone: conditions and other hands are judged on the page."""
    role = one.scheme_version.rules.roles[name]
    unit = one.scheme_version.bodies.get(role.named)
    return any(post.kind in role.posts and post.unit == unit for post in actor.posts)


def _in_hand(actor: Actor, one: PostAssessment) -> Duty | None:
    stage, rules = stage_of(one.scheme_version), one.scheme_version.rules
    ends = rules.windows[stage.window].end if stage.window else None
    facts = {"year": one.year, "name": one.post.person.name}
    url, unit = f"/appraisals/{one.key}", one.post.unit.label
    is_short = one.state == "open" and bool(quorum_faults(stage, one.inputs))
    if is_short and _holds(actor, one, stage.enters):
        title = _("录入%(name)s %(year)s年度考核测评票") % facts
        return Duty(_("录入测评票"), title, _("各测评组有效票够数以后才能计分"), f"{url}/sheets", ends, unit)
    if one.state == "open" and not is_short and _holds(actor, one, stage.scorer):
        title = _("%(name)s %(year)s年度考核测评票已收齐") % facts
        return Duty(_("计分"), title, _("核对票数以后计分"), url, ends, unit)
    if one.state == "scored" and _holds(actor, one, stage.scorer):
        title = _("%(name)s %(year)s年度考核已计分") % facts
        return Duty(_("拟定等次"), title, _("核对以后拟定等次，本人即可看到"), url, ends, unit)
    if one.state == "provisional" and _holds(actor, one, stage.confirmer):
        title = _("确定%(name)s %(year)s年度考核等次") % facts
        return Duty(_("确定等次"), title, _("录入、计分的人不能确定；超过比例的先核定"), url, ends, unit)
    return None
