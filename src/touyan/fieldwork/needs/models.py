"""A thin register of needs: what residents, units and visits say is missing (SB-01, SB-03, WH-06)."""

from __future__ import annotations

from django.db import models

from touyan.foundation.ledger.models import Subject

SOURCES = ("task_list", "community_problem", "resident_demand", "visit", "higher_priority")


class Need(Subject):
    """One need of a place. It is claimed by a unit, then linked to what answers it, or declined with a reason."""

    KIND = "need"
    PATH_LOOKUP = "unit__path"

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="needs")
    title = models.CharField(max_length=60)
    text = models.TextField()
    source = models.CharField(max_length=30)
    raised_on = models.DateField()
    claimed_by = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, related_name="claimed_needs"
    )
    answer = models.CharField(max_length=300, default="", blank=True)
    linked_kind = models.CharField(max_length=40, default="", blank=True)
    linked_key = models.UUIDField(null=True)

    class Meta(Subject.Meta):
        indexes = [models.Index(fields=["tenant", "raised_on", "id"], name="need_by_day")]

    def __str__(self) -> str:
        return self.title
