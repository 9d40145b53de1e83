"""What money asks of each desk: request, approve, pay."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.notices.duties import Duty, tells_duties
from touyan.foundation.rulebook.queries import is_concerned
from touyan.foundation.web.rendering import money_text
from touyan.stages.approval.waiting import rows, waiting, waits
from touyan.stages.funding import queries
from touyan.stages.funding.models import Tranche
from touyan.stages.plan.duties import MOST


@waits
def tranches_waiting(actor: Actor, today: date) -> ScopedQuerySet | None:  # noqa: ARG001 - asked alike of every stage
    """Money to be requested, approved or paid."""
    if not is_concerned(actor, Tranche.KIND, "tranche.request", "tranche.approve", "tranche.pay"):
        return None
    return rows(queries.waiting(actor), figure="amount_fen")


@tells_duties
def money_duties(actor: Actor, today: date, lang: str) -> list[Duty]:
    """Money that waits for this person."""
    steps = {
        "due": ("tranche.request", _("去申请拨付"), _("%(sum)s 的拨付条件已达到，可以申请")),
        "requested": ("tranche.approve", _("去审批拨付"), _("%(unit)s申请拨付 %(sum)s，等您审批")),
        "approved": ("tranche.pay", _("去登记支付"), _("%(unit)s的 %(sum)s 已批准，付款后请登记凭证")),
    }
    told = []
    for one in waiting(actor, today, Tranche.KIND):
        action, verb, why = steps[one.state]
        if one.is_for(actor, action):
            total = money_text(one.figure, "en" if lang == "en" else "zh")
            said = why % {"unit": one.unit_label, "sum": total}
            told.append(Duty(verb, one.title, said, f"/funding/{one.project}", None, one.unit_label))
    return told[:MOST]
