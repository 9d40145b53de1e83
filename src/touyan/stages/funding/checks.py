"""What must hold of staged money; `touyan verify` runs it: the stages of each stream add up to its sum, no more is paid than it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Sum

from touyan.core.findings import Finding
from touyan.foundation.ledger.verify import invariant
from touyan.stages.approval.awards import bonus_fen
from touyan.stages.approval.models import Project
from touyan.stages.funding.models import Tranche


@invariant
def bonus_findings() -> Iterator[Finding]:
    """Sum of the stages of a bonus == the bonus of the award by the scheme; sum paid <= the bonus (YQ-31)."""
    sums = (
        Tranche.objects.everything()
        .filter(is_bonus=True)
        .values("project")
        .annotate(planned=Sum("amount_fen"), paid=Sum("paid_fen"))
    )
    told = {one["project"]: one for one in sums}
    rows = Project.objects.everything().filter(pk__in=told).select_related("scheme_version").order_by("key")
    for project in rows:
        place, one = f"project/{project.key}", told[project.pk]
        bonus = bonus_fen(project.scheme_version.rules, project.award)
        if one["planned"] != bonus:
            yield Finding("verify.bonus_tranches_differ", place, {"planned": one["planned"], "bonus": bonus})
        if one["paid"] > bonus:
            yield Finding("verify.bonus_overpaid", place, {"paid": one["paid"], "bonus": bonus})


@invariant
def money_findings() -> Iterator[Finding]:
    """Sum of the stages == granted; sum paid <= granted; only what is paid has an amount paid."""
    sums = (
        Tranche.objects.everything()
        .filter(is_bonus=False)
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
