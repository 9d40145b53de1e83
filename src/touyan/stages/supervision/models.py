"""Quarterly reviews, dated light readings, and problems followed to their closing."""

from __future__ import annotations

from django.db import models

from touyan.foundation.ledger.scope import TenantRow
from touyan.stages.approval.models import Project, ProjectPart

TEXT = 400
"""Characters of a conclusion, a problem, a demand, a rectification, a verdict."""


class QuarterlyReview(ProjectPart):
    """The quarterly inspection of one project (WH-26): the facts of that day and the conclusion."""

    KIND = "quarterly_review"

    period = models.CharField(max_length=24)
    period_word = models.CharField(max_length=40)
    due_on = models.DateField()
    calendar_version = models.CharField(max_length=30)
    facts = models.JSONField(default=dict)
    conclusion = models.CharField(max_length=TEXT, default="", blank=True)
    concluded_on = models.DateField(null=True)

    class Meta(ProjectPart.Meta):
        constraints = [models.UniqueConstraint(fields=["project", "period"], name="review_period_once")]
        indexes = [models.Index(fields=["tenant", "state", "due_on", "id"], name="review_by_due")]


class LightReading(TenantRow):
    """What the light of a project was on a day, and from which figures: one row each worked day, derived, never typed."""

    PATH_LOOKUP = "project__unit__path"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="light_readings")
    on = models.DateField()
    light = models.CharField(max_length=10)
    scheduled = models.CharField(max_length=8)
    actual = models.CharField(max_length=8)
    facts = models.JSONField(default=dict)

    class Meta(TenantRow.Meta):
        constraints = [models.UniqueConstraint(fields=["project", "on"], name="light_reading_once")]


class Problem(ProjectPart):
    """A problem opened, rectified, verified by somebody else, closed (YQ-46; domain.md 3.10)."""

    KIND = "problem"

    number = models.CharField(max_length=30)
    source = models.CharField(max_length=30)
    category = models.CharField(max_length=20, default="other")
    place = models.CharField(max_length=60, default="", blank=True)
    text = models.CharField(max_length=TEXT)
    demand = models.CharField(max_length=TEXT)
    due_on = models.DateField()
    calendar_version = models.CharField(max_length=30)
    opened_on = models.DateField()
    rectification = models.CharField(max_length=TEXT, default="", blank=True)
    rectified_on = models.DateField(null=True)
    verdict = models.CharField(max_length=TEXT, default="", blank=True)
    closed_on = models.DateField(null=True)

    class Meta(ProjectPart.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "number"], name="problem_number_once")]
        indexes = [models.Index(fields=["tenant", "state", "due_on", "id"], name="problem_by_due")]
