"""Staged money: tranches in fen, each released by an accepted milestone (YQ-32; domain.md 2.1 funding)."""

from __future__ import annotations

from django.db import models

from touyan.stages.approval.models import ProjectPart


class Tranche(ProjectPart):
    """One stage of a project's money, or of the bonus of its award paid beside it. Amounts in fen."""

    KIND = "tranche"

    order = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=40)
    is_bonus = models.BooleanField(default=False)
    percent = models.CharField(max_length=8)
    amount_fen = models.BigIntegerField()
    task = models.ForeignKey("plan.Task", on_delete=models.PROTECT, null=True, related_name="tranches")
    condition_word = models.CharField(max_length=120, default="", blank=True)
    requested_on = models.DateField(null=True)
    approved_on = models.DateField(null=True)
    paid_on = models.DateField(null=True)
    paid_fen = models.BigIntegerField(default=0)
    voucher = models.CharField(max_length=60, default="", blank=True)

    class Meta(ProjectPart.Meta):
        constraints = [
            models.UniqueConstraint(fields=["project", "order"], name="tranche_order_once"),
            models.CheckConstraint(condition=models.Q(amount_fen__gte=0), name="tranche_amount_positive"),
            models.CheckConstraint(
                condition=models.Q(paid_fen__gte=0) & models.Q(paid_fen__lte=models.F("amount_fen")),
                name="tranche_paid_within_amount",
            ),
        ]
