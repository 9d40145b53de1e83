"""What the releaser, whoever holds the publicity and whoever answers objections must do."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.notices.duties import Duty, tells_duties
from touyan.foundation.publicity.models import Objection, Release
from touyan.foundation.rulebook.queries import is_concerned

MOST = 20


def _holds(actor: Actor, version: Any, role_name: str) -> bool:
    role = version.rules.roles[role_name]
    unit = version.bodies.get(role.named)
    return any(
        post.kind in role.posts and (unit is None or post.unit == unit) and not post.is_delegated
        for post in actor.posts
    )


def _whose(one: Any, rules: Any) -> str:
    """The role whose turn it is: once shown for objections it is whoever holds the publicity, before and after the releaser."""
    is_shown = one.state == "in_publicity" and rules.publicity is not None
    return str(rules.publicity.role if is_shown else rules.publication.releaser)


@tells_duties
def release_duties(actor: Actor, today: date, lang: str) -> list[Duty]:  # noqa: ARG001 - duties share one shape
    """Releases that wait for the releaser: to be opened, to be closed after the period, to be published."""
    if not is_concerned(
        actor, "release", "release.open_publicity", "release.close_publicity", "release.publish"
    ):
        return []
    found = (
        Release.objects.visible(actor)
        .filter(state__in=("draft", "in_publicity", "publicised"))
        .order_by("id")
    )
    told: list[Duty] = []
    for one in found[:MOST]:
        rules = one.scheme_version.rules if one.scheme_version else None
        if (
            rules is None
            or rules.publication is None
            or not _holds(actor, one.scheme_version, _whose(one, rules))
        ):
            continue
        url = f"/releases/{one.key}"
        if one.state == "draft":
            told.append(Duty(_("开始公示"), one.title, _("公示内容已备好，等您公示"), url))
        elif one.state == "publicised":
            told.append(Duty(_("发布"), one.title, _("公示已结束，等您发布"), url))
        elif one.closes_on is not None:
            is_running = today <= one.closes_on
            why = _("公示中") if is_running else _("公示期满，请结束公示")
            told.append(
                Duty(
                    _("看公示") if is_running else _("结束公示"),
                    one.title,
                    why,
                    url,
                    one.closes_on if is_running else None,
                    is_waiting=is_running,
                )
            )
    return told


@tells_duties
def objection_duties(actor: Actor, today: date, lang: str) -> list[Duty]:  # noqa: ARG001 - duties share one shape
    """Objections that wait for this person's answer."""
    if not is_concerned(actor, "objection", "objection.answer"):
        return []
    found = Objection.objects.visible(actor).filter(state="open").select_related("release")
    return [
        Duty(
            _("答复"),
            _("答复对“%(title)s”的异议") % {"title": o.release.title},
            _("实名异议，须按期核实答复"),
            f"/objections/{o.key}",
            o.due_on,
        )
        for o in found.order_by("due_on", "id")[:MOST]
        if _holds(actor, o.release.scheme_version, o.release.scheme_version.rules.publicity.objection.role)
    ]
