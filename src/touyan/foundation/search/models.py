"""One search row per matter: spaced characters give exact substrings of two characters on both databases."""

from __future__ import annotations

from django.db import models

from touyan.foundation.ledger.scope import TenantRow


class Entry(TenantRow):
    """What can be found, with the scope inside the row (tenant, path)."""

    PATH_LOOKUP = "path"

    kind = models.CharField(max_length=40)
    about_key = models.UUIDField()
    path = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    detail = models.CharField(max_length=300, default="")
    url = models.CharField(max_length=200)
    letters = models.TextField(default="")
    at = models.DateTimeField()

    class Meta(TenantRow.Meta):
        constraints = [models.UniqueConstraint(fields=["kind", "about_key"], name="entry_once")]
