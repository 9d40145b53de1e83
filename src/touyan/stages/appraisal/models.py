"""The yearly assessment of a person in a post: sheets of rater groups to a grade, each number with its derivation."""

from __future__ import annotations

from typing import Any

from django.db import models

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.models import Subject
from touyan.foundation.rulebook.models import VersionKey
from touyan.stages.appraisal.sight import seen_by


class PostAssessment(Subject):
    """One post's assessment of one year, which is not the year of the meeting (FY-26).

    `inputs` holds each group's sheets without names, `computed` the steps to the grade, `settled` a grade people settled
    below the computed one because only so many of a class may hold it. All of it is personal.
    """

    KIND = "post_assessment"
    PATH_LOOKUP, SCOPE = "post__unit__path", "personal"
    PERSONAL = frozenset({"inputs", "computed", "settled", "score", "grade"})

    scheme_version = VersionKey(related_name="post_assessments")
    post = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="assessments")
    year = models.PositiveSmallIntegerField()
    met_on = models.DateField(null=True)
    inputs = models.JSONField(default=dict)
    computed = models.JSONField(default=dict)
    settled = models.JSONField(default=dict)
    score = models.CharField(max_length=8, default="", blank=True)
    grade = models.CharField(max_length=20, default="", blank=True)
    scored_on = models.DateField(null=True)
    final_on = models.DateField(null=True)
    signed_on = models.DateField(null=True)

    class Meta(Subject.Meta):
        constraints = [models.UniqueConstraint(fields=["post", "year"], name="post_assessment_year_once")]
        indexes = [models.Index(fields=["tenant", "year", "state", "id"], name="post_assessment_by_state")]

    @classmethod
    def seen_by(cls, actor: Actor) -> Any:
        """Which rows an actor may see."""
        return seen_by(actor)

    def own_unit(self) -> tuple[int, str]:
        """The unit of the post."""
        return self.post.unit_id, self.post.unit.path

    def assigned(self) -> dict[str, frozenset[int]]:
        """The person assessed."""
        return {"holder": frozenset({self.post.person_id})}
