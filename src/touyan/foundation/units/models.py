"""Where things belong: counties as tenants, dated regions, units, and dated relations between units."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models

from touyan.foundation.ledger.models import Subject

MEASURING = "measuring"
"""The slug of the county that was written for measuring: nobody did what its record says."""


class Tenant(models.Model):
    """The county that hosts. Units below a county never run a system of their own (domain.md 4.8)."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    region_code = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    slug = models.SlugField(unique=True)
    is_demonstration = models.BooleanField(default=False)
    stages = models.JSONField(default=list)
    """Kinds of stages of all schemes in force, derived when one is published or retired: what the menu offers."""

    objects = models.Manager()


class Region(models.Model):
    """A 12-digit place code with its name and validity; codes change yearly, so rows are dated."""

    code = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    objects = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "from_on"], name="region_code_from_once")]


class Unit(Subject):
    """An organisation or a body. `path` is derived from the dated administrative edges (ids, `/`-ended).

    Inside a county the list of units is no secret: whoever is signed in may see it.
    """

    KIND = "unit"
    LEFT_OUT = Subject.LEFT_OUT | {"path", "initials"}

    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=30, default="")
    kind = models.CharField(max_length=30)
    code = models.CharField(max_length=24, default="")
    document_code = models.CharField(max_length=30, default="")
    initials = models.CharField(max_length=80, default="")
    path = models.CharField(max_length=200, default="/")
    order = models.PositiveIntegerField(default=0)
    is_fictional = models.BooleanField(default=False)

    class Meta(Subject.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "code"], name="unit_code_once", condition=~models.Q(code="")
            ),
            models.CheckConstraint(condition=models.Q(path__endswith="/"), name="unit_path_ended"),
        ]
        indexes = [
            models.Index(fields=["tenant", "path"], name="unit_by_path"),
            models.Index(fields=["tenant", "order", "id"], name="unit_by_order"),
        ]

    def __str__(self) -> str:
        return self.name

    def own_unit(self) -> tuple[int, str]:
        """A unit owns itself."""
        return self.pk, self.path

    @property
    def label(self) -> str:
        """The name people use."""
        return self.short_name or self.name


class Relation(models.Model):
    """A dated edge: `upper` stands above (administrative, party) or guides and watches (guidance) `lower`."""

    ADMINISTRATIVE, PARTY, GUIDANCE = "administrative", "party", "guidance"

    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    upper = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="lower_edges")
    lower = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="upper_edges")
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    objects = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lower", "kind"],
                name="one_open_edge_above",
                condition=models.Q(to_on__isnull=True, kind="administrative"),
            ),
            models.CheckConstraint(
                condition=models.Q(to_on__isnull=True) | models.Q(to_on__gte=models.F("from_on")),
                name="relation_days_in_order",
            ),
        ]

    def described(self) -> dict[str, Any]:
        """The edge as evidence."""
        return {"kind": self.kind, "upper": self.upper_id, "from": self.from_on, "to": self.to_on}
