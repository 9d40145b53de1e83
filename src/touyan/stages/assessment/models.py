"""The year-end assessment of a project: target against actual to a grade, each number with its derivation."""

from __future__ import annotations

from django.db import models

from touyan.stages.approval.models import ProjectPart


class Assessment(ProjectPart):
    """One project's assessment of one year. `computed` holds the steps from facts to the grade."""

    KIND = "assessment"

    year = models.PositiveSmallIntegerField()
    inputs = models.JSONField(default=dict)
    computed = models.JSONField(default=dict)
    score = models.CharField(max_length=8, default="", blank=True)
    grade = models.CharField(max_length=20, default="", blank=True)
    scored_on = models.DateField(null=True)
    final_on = models.DateField(null=True)

    class Meta(ProjectPart.Meta):
        constraints = [models.UniqueConstraint(fields=["project", "year"], name="assessment_year_once")]
        indexes = [models.Index(fields=["tenant", "year", "grade", "id"], name="assessment_by_grade")]
