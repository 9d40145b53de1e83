"""What the office must do about schemes: a draft that somebody else uploaded is read and published."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.notices.duties import Duty, tells_duties
from touyan.foundation.rulebook.queries import drafts_of_others
from touyan.foundation.units.rules import SCHEME_OFFICE

MOST = 5


@tells_duties
def draft_duties(actor: Actor, today: date, lang: str) -> list[Duty]:  # noqa: ARG001 - duties share one shape
    """Drafts of others; one's own waits for another hand."""
    if not actor.holds(*SCHEME_OFFICE.posts):
        return []
    return [
        Duty(
            _("去核对"),
            one.title,
            _("第 %(n)s 版草稿已上传，等您核对后发布") % {"n": one.number},
            f"/schemes/{one.key}",
        )
        for one in drafts_of_others(actor)[:MOST]
    ]
