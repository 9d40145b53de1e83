"""Calendar rows: the stored day of a demonstration tenant."""

from __future__ import annotations

from django.db import models


class DemonstrationDay(models.Model):
    """The day a demonstration tenant lives in; production tenants have no row."""

    tenant = models.OneToOneField("units.Tenant", on_delete=models.PROTECT, related_name="demonstration_day")
    day = models.DateField()

    objects = models.Manager()
