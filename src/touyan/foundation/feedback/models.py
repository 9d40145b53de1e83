"""One complaint or suggestion: who must answer it, and a digest of the code its sender looks the answer up with."""

from __future__ import annotations

from django.db import models

from touyan.foundation.ledger.models import Subject


class Feedback(Subject):
    """The right of reply (domain.md 4.8, rule 10). `asker` is empty for an anonymous one; the code itself is stored nowhere.

    The text may name people: it enters the record only as a salted digest.
    """

    KIND = "feedback"
    PATH_LOOKUP = "unit__path"
    PERSONAL = frozenset({"text", "answer"})
    LEFT_OUT = Subject.LEFT_OUT | {"code_digest"}

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="feedback")
    sort = models.CharField(max_length=20)
    text = models.TextField()
    page = models.CharField(max_length=200, default="", blank=True)
    asker = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    code_digest = models.CharField(max_length=64, unique=True)
    raised_on = models.DateField()
    due_on = models.DateField()
    calendar_version = models.CharField(max_length=40, default="")
    answer = models.TextField(default="", blank=True)
    answered_on = models.DateField(null=True)

    class Meta(Subject.Meta):
        indexes = [models.Index(fields=["unit", "due_on", "id"], name="feedback_by_due")]

    def __str__(self) -> str:
        return self.text[:20]
