"""What the verifier, the office and the signer must do after a decision."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.notices.duties import Duty, tells_duties
from touyan.foundation.rulebook.queries import is_concerned
from touyan.stages.approval import queries

MOST = 20


@tells_duties
def revision_duties(actor: Actor, today: date, lang: str) -> list[Duty]:  # noqa: ARG001 - duties share one shape
    """Answered revisions that wait for this person's verification."""
    if not is_concerned(actor, "application", "application.verify_revision"):
        return []
    found = queries.revising(actor).filter(state="revision_answered").order_by("id")[:MOST]
    return [
        Duty(
            _("核对"),
            _("核对《%(title)s》的修改") % {"title": a.title},
            _("会议要求修改后立项，申报单位已答复"),
            f"/approval/revisions/{a.key}",
            a.due_on,
            a.unit.label,
        )
        for a in found
        if _verifies(actor, a)
    ]


def _verifies(actor: Actor, application: object) -> bool:
    version = application.scheme_version  # type: ignore[attr-defined]
    decision = version.rules.decision
    if decision is None or decision.verifier is None:
        return False
    role = version.rules.roles[decision.verifier]
    unit = version.bodies.get(role.named)
    return any(post.kind in role.posts and (unit is None or post.unit == unit) for post in actor.posts)


@tells_duties
def notice_duties(actor: Actor, today: date, lang: str) -> list[Duty]:  # noqa: ARG001 - duties share one shape
    """Notices to number, for the office, and to sign, for the head of the issuing body."""
    if not is_concerned(actor, "notice", "notice.reserve_number", "notice.issue"):
        return []
    own = {post.unit for post in actor.posts if post.kind == "head"}
    told: list[Duty] = []
    for one in queries.notices(actor).filter(state__in=("draft", "numbered")).order_by("id")[:MOST]:
        url = f"/approval/notices/{one.key}"
        if one.state == "numbered" and one.unit_id in own:
            told.append(
                Duty(_("签发"), _("签发《%(title)s》") % {"title": one.title}, _("已编号，等您签发"), url)
            )
        elif one.state == "draft" and actor.holds("clerk"):
            told.append(
                Duty(_("编号"), _("核对《%(title)s》并编号") % {"title": one.title}, _("文件已拟好"), url)
            )
    return told
