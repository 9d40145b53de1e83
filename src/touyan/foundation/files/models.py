"""Stored files: random name outside the web root, digest in the row, served only through the owning matter."""

from __future__ import annotations

from django.db import models

from touyan.foundation.ledger.models import Subject


class Attachment(Subject):
    """One uploaded file of a matter. The bytes lie in the media folder under `stored`."""

    KIND = "attachment"
    BORN_IN_BULK = True
    PATH_LOOKUP = "unit__path"

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    about_kind = models.CharField(max_length=40)
    about_key = models.UUIDField()
    purpose = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=100)

    class Meta(Subject.Meta):
        indexes = [models.Index(fields=["about_kind", "about_key"], name="attachment_by_matter")]
