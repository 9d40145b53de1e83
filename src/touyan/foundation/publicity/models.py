"""Releases (what the public may read) and objections raised against them."""

from __future__ import annotations

from typing import Any

from django.db import models

from touyan.foundation.ledger.models import Subject
from touyan.foundation.rulebook.models import VersionKey


class Release(Subject):
    """Something made public by a named act, and withdrawn as easily.

    `payload` is the finished public content without personal data; the portal reads nothing else. A publicity notice
    (公示) has a period in working days; other releases stay until withdrawn.
    """

    KIND = "release"
    PATH_LOOKUP = "unit__path"

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="releases")
    scheme_version = VersionKey(null=True, related_name="+")
    kind = models.CharField(max_length=30)
    about_kind = models.CharField(max_length=40)
    about_key = models.UUIDField()
    title = models.CharField(max_length=120)
    payload = models.JSONField(default=dict)
    opens_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)

    class Meta(Subject.Meta):
        indexes = [
            models.Index(fields=["tenant", "state", "kind", "-id"], name="release_by_state"),
            models.Index(fields=["about_kind", "about_key"], name="release_by_matter"),
        ]


class Objection(Subject):
    """A real-name objection to one item of a publicity notice; it holds back only that item (domain.md 4.3)."""

    KIND = "objection"
    PATH_LOOKUP = "release__unit__path"
    PERSONAL = frozenset({"name", "contact"})

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="objections")
    item_kind = models.CharField(max_length=40)
    item_key = models.UUIDField()
    name = models.CharField(max_length=40)
    contact = models.CharField(max_length=60)
    text = models.TextField()
    raised_on = models.DateField()
    due_on = models.DateField()
    answer = models.TextField(default="", blank=True)
    is_upheld = models.BooleanField(null=True)

    class Meta(Subject.Meta):
        indexes = [models.Index(fields=["item_kind", "item_key"], name="objection_by_item")]

    @property
    def scheme_version(self) -> Any:
        """Judged by the rules its release began under."""
        return self.release.scheme_version

    def root(self) -> Subject:
        """Recorded on the release."""
        return self.release

    def own_unit(self) -> tuple[int, str]:
        """It stands where the release stands."""
        return self.release.unit_id, self.release.unit.path


class PublicTry(models.Model):
    """A write from the public, by a digest of its address, for the limit per window; removed when the window is past."""

    address = models.CharField(max_length=64)
    at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["address", "at"], name="public_try_by_address")]
