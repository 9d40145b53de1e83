"""What the audit administrator must look at each week."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.ledger import queries
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.notices.duties import Duty, tells_duties


@tells_duties
def weekly_look(actor: Actor, today: date, lang: str) -> list[Duty]:  # noqa: ARG001 - one shape for all
    """The week's record, with how much was refused; due on the last working day of the week."""
    if not actor.holds("audit_admin"):
        return []
    monday = today - timedelta(days=today.weekday())
    week = queries.acts(actor).filter(on__gte=monday, on__lte=today)
    refused = week.filter(is_done=False).count()
    return [
        Duty(
            verb=_("查看记录"),
            title=_("核对本周操作记录，其中 %(refused)s 条被拒") % {"refused": refused},
            why=_("您是审计管理员，每周看一遍"),
            url="/audit?done=no",
            due_on=calendar_of().calendar.previous_workday(monday + timedelta(days=6)),
        )
    ]
