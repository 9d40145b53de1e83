"""Notices are rows: the in-app inbox is the row itself, unique per kind, matter, day and recipient."""

from __future__ import annotations

from django.db import models

from touyan.foundation.ledger.scope import TenantRow


class Notice(TenantRow):
    """Something a person should know or do. `code` and `facts` become a sentence in the reader's language."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="notices")
    code = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)
    about_kind = models.CharField(max_length=40, default="")
    about_key = models.UUIDField(null=True)
    url = models.CharField(max_length=200, default="")
    at = models.DateTimeField()
    due_on = models.DateField(null=True)
    read_at = models.DateTimeField(null=True)
    once = models.CharField(max_length=160, unique=True)

    class Meta(TenantRow.Meta):
        indexes = [models.Index(fields=["person", "-id"], name="notice_by_person")]
