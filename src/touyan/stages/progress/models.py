"""Reports of a period: monthly for approved projects, one line a quarter for self-implemented ones."""

from __future__ import annotations

from django.db import models

from touyan.stages.approval.models import ProjectPart

TEXT, LINE, ROW_WORDS = 400, 200, 200
"""Characters of a paragraph, of a one-line report, of the words on one task (domain.md 3.8)."""


class Report(ProjectPart):
    """One report of one period, prefilled from the plan (WH-15, WH-25).

    `rows` = [{"task", "name", "percent", "was", "words"}]; `was` is where the task stood when the period's report was opened.
    """

    KIND = "report"

    kind = models.CharField(max_length=40)
    period = models.CharField(max_length=24)
    period_word = models.CharField(max_length=40)
    due_on = models.DateField()
    calendar_version = models.CharField(max_length=30)
    rows = models.JSONField(default=list)
    problem = models.CharField(max_length=TEXT, default="", blank=True)
    next_step = models.CharField(max_length=TEXT, default="", blank=True)
    line = models.CharField(max_length=LINE, default="", blank=True)
    is_unchanged = models.BooleanField(default=False)
    submitted_on = models.DateField(null=True)
    return_reason = models.CharField(max_length=300, default="", blank=True)

    class Meta(ProjectPart.Meta):
        constraints = [
            models.UniqueConstraint(fields=["project", "kind", "period"], name="report_period_once")
        ]
        indexes = [models.Index(fields=["tenant", "state", "due_on", "id"], name="report_by_due")]
