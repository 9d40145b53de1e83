"""Scope by query: the default manager refuses to read, `visible(actor)` is the way in.

Security rule 2: a forgotten scope must be a crash in development, never a leak in production.
"""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from touyan.foundation.ledger.actor import SYSTEM, Actor


class UnscopedReadError(RuntimeError):
    """A query was started without naming the actor."""


class ScopedQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """A queryset that knows how to narrow itself to what an actor may see."""

    def narrowed_to(self, actor: Actor) -> Self:
        """Only rows of the actor's tenant inside the actor's reach."""
        rows = self.filter(**{f"{self.model.TENANT_LOOKUP}_id": actor.tenant})
        if actor.person == SYSTEM:
            return rows
        if self.model.SCOPE == "personal":
            return rows.filter(self.model.seen_by(actor))
        lookup: str = self.model.PATH_LOOKUP
        if not lookup:
            return rows if actor.is_signed_in else rows.none()
        prefixes = actor.prefixes(self.model.SCOPE)
        inside = models.Q()
        for prefix in prefixes:
            inside |= models.Q(**{f"{lookup}__startswith": prefix})
        return rows.filter(inside) if prefixes else rows.none()


class ScopedManager(models.Manager):  # type: ignore[type-arg]
    """Refuses unscoped reads; related managers (already bound to a parent row) pass."""

    def get_queryset(self) -> ScopedQuerySet:
        """Only for managers bound to a parent instance."""
        if getattr(self, "instance", None) is None:
            raise UnscopedReadError(f"{self.model.__name__}: name the actor with visible(actor)")
        return ScopedQuerySet(self.model, using=self._db)

    def visible(self, actor: Actor) -> ScopedQuerySet:
        """What this actor may see: the one function that decides it."""
        return ScopedQuerySet(self.model, using=self._db).narrowed_to(actor)

    def of_tenant(self, tenant: int) -> ScopedQuerySet:
        """All rows of one tenant, for the engine's own work (checks, jobs, snapshots); never for a page."""
        return ScopedQuerySet(self.model, using=self._db).filter(**{f"{self.model.TENANT_LOOKUP}_id": tenant})

    def everything(self) -> ScopedQuerySet:
        """All rows of all tenants: sign-in, verify, migrations."""
        return ScopedQuerySet(self.model, using=self._db)

    def create(self, **values: Any) -> Any:
        """Insert one row (inside an action's body)."""
        return ScopedQuerySet(self.model, using=self._db).create(**values)

    def bulk_create(self, rows: Any, **options: Any) -> Any:
        """Insert many rows (inside an action's body)."""
        return ScopedQuerySet(self.model, using=self._db).bulk_create(rows, **options)


class TenantRow(models.Model):
    """A row that belongs to one county. `PATH_LOOKUP` leads to the owning unit's path ("" = whole tenant).

    `SCOPE` personal: reach over the unit gives no sight; the model's `seen_by(actor)` says who has it.
    """

    TENANT_LOOKUP, PATH_LOOKUP, SCOPE = "tenant", "", "matters"

    tenant = models.ForeignKey("units.Tenant", on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager()
    plain = models.Manager()

    class Meta:
        abstract = True
        base_manager_name = "plain"
