"""What must hold of staged money; `touyan verify` runs it: the stages add up to what is granted, no more is paid than it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Sum

from touyan.core.findings import Finding
from touyan.foundation.ledger.verify import invariant
from touyan.stages.funding.models import Tranche


@invariant
def money_findings() -> Iterator[Finding]:
    """Sum of the stages == granted; sum paid <= granted; only what is paid has an amount paid."""
    sums = (
        Tranche.objects.everything()
        .values("project__key", "project__granted_fen")
        .annotate(planned=Sum("amount_fen"), paid=Sum("paid_fen"))
        .order_by("project__key")
    )
    for one in sums:
        place = f"project/{one['project__key']}"
        if one["planned"] != one["project__granted_fen"]:
            yield Finding(
                "verify.tranches_differ",
                place,
                {"planned": one["planned"], "budget": one["project__granted_fen"]},
            )
        if one["paid"] > one["project__granted_fen"]:
            yield Finding(
                "verify.overpaid", place, {"paid": one["paid"], "budget": one["project__granted_fen"]}
            )
    for key in (
        Tranche.objects.everything()
        .exclude(state="paid")
        .filter(paid_fen__gt=0)
        .values_list("key", flat=True)
    ):
        yield Finding("verify.paid_without_payment", f"tranche/{key}")
