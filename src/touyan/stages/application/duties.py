"""What drafters, checkers and secretaries must do about their applications."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from touyan.core.scheme import selects
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.notices.duties import Duty, tells_duties
from touyan.foundation.rulebook.queries import is_concerned
from touyan.foundation.units.models import Unit
from touyan.stages.application.matters import stage_of, unit_matter
from touyan.stages.application.models import Application, Call

MOST = 20
WRITING = ("draft", "checking", "signing", "revising", "returned")


@tells_duties
def application_duties(actor: Actor, today: date, lang: Any) -> list[Duty]:  # noqa: ARG001 - duties share one shape
    """One statement for the matters, one for their schemes, few for open calls the unit has not answered.

    What only the leader in person may do is no duty of a delegate (WH-14).
    """
    steps = ("application.pass_to_check", "application.pass_to_sign", "application.submit")
    units = {post.unit for post in actor.posts} if is_concerned(actor, "application", *steps) else set()
    kinds = {(post.unit, post.kind) for post in actor.posts}
    own = {(post.unit, post.kind) for post in actor.posts if not post.is_delegated}
    if not units:
        return []
    rows = Application.objects.visible(actor).filter(unit__in=units).exclude(state="withdrawn")
    found = list(rows.select_related("unit", "call"))
    writing = [one for one in found if one.state.partition(".")[0] in WRITING]
    told = [
        duty for one in writing if (duty := _duty(one, own if one.state == "signing" else kinds)) is not None
    ]
    return told + _calls(actor, today, {(one.call_id, one.unit_id) for one in found})


@tells_duties
def filing_duties(actor: Actor, today: date, lang: Any) -> list[Duty]:  # noqa: ARG001 - duties share one shape
    """Applications that wait to be entered into the register, for whoever enters them."""
    if not is_concerned(actor, "application", "application.file"):
        return []
    rows = (
        Application.objects.visible(actor)
        .filter(state="filing")
        .select_related("unit")
        .order_by("due_on", "id")
    )
    return [
        Duty(
            _("登记备案"),
            one.title,
            _("申报单位书记已提交，等待备案"),
            f"/applications/{one.key}",
            one.due_on,
            one.unit.label,
        )
        for one in rows[:MOST]
        if _registers(actor, one)
    ]


def _registers(actor: Actor, one: Application) -> bool:
    version = one.scheme_version
    filing = version.rules.filing
    if filing is None:
        return False
    role = version.rules.roles[filing.role]
    unit = version.bodies.get(role.named)
    return any(post.kind in role.posts and post.unit == unit for post in actor.posts)


def _duty(one: Application, kinds: set[tuple[int, str]]) -> Duty | None:
    roles, stage = one.scheme_version.rules.roles, stage_of(one.scheme_version)
    drafter, leader = roles[stage.drafter].posts, roles[stage.leader].posts
    checker = roles[stage.checker].posts if stage.checker else drafter
    stem = one.state.partition(".")[0]
    wanted, verb, why, due_on = {
        "draft": (drafter, _("填写申报"), _("由您经办，填好后交审核"), one.call.closes_on),
        "checking": (checker, _("审核申报"), _("经办人已交您审核"), one.call.closes_on),
        "signing": (leader, _("签发并提交申报"), _("须由书记本人提交"), one.call.closes_on),
        "returned": (
            (*drafter, *leader),
            _("修改退回的申报"),
            _("审核退回，须逐条答复后由书记重新提交"),
            one.due_on,
        ),
        "revising": ((*drafter, *leader), _("答复修改意见"), _("会议要求修改后立项"), one.due_on),
    }[stem]
    if not any((one.unit_id, kind) in kinds for kind in wanted):
        return None
    title = one.title or _("（还没有写项目名称）")
    return Duty(verb, title, why, f"/applications/{one.key}/form", due_on, one.unit.label)


def _calls(actor: Actor, today: date, begun: set[tuple[int, int]]) -> list[Duty]:
    """Open calls for a drafter or secretary whose unit is asked and has nothing under way."""
    posted = [post.unit for post in actor.posts if post.kind in ("drafter", "secretary")]
    if not posted:
        return []
    calls = list(
        Call.objects.visible(actor)
        .filter(state="open", opens_on__lte=today, closes_on__gte=today)
        .order_by("closes_on")
    )
    calls = [call for call in calls if not any((call.pk, unit) in begun for unit in posted)]
    if not calls:
        return []
    units = list(Unit.objects.visible(actor).filter(pk__in=posted))
    return [
        Duty(_("准备申报"), call.title, _("本单位还没有申报"), f"/calls/{call.key}", call.closes_on)
        for call in calls
        if any(
            selects(stage_of(call.scheme_version).applies_to, unit_matter(unit, call.scheme_version.rules))
            for unit in units
        )
    ]
