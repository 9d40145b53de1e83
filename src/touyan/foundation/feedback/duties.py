"""What the head of the answering office must do."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from touyan.foundation.feedback.queries import may_answer, to_answer
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.notices.duties import Duty, tells_duties


@tells_duties
def feedback_to_answer(actor: Actor, today: date, lang: Any) -> list[Duty]:  # noqa: ARG001 - duties share one shape
    """One statement: what waits for an answer, soonest first."""
    if not may_answer(actor):
        return []
    return [
        Duty(
            _("答复投诉与建议"),
            one.text[:30],
            _("本单位负责答复投诉与建议"),
            f"/feedback/{one.key}",
            one.due_on,
            one.unit.label,
        )
        for one in to_answer(actor).filter(state="open").order_by("due_on", "id")[:20]
    ]
