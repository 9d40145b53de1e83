"""Published schemes: source bytes, expanded rules, compiled machines, digest. Immutable once published."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.db import models
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor

from touyan.core.scheme import Scheme, load
from touyan.core.workflow import Label, Machine, Role, from_plain
from touyan.foundation.ledger.models import Subject
from touyan.foundation.ledger.registry import with_house_edges

_KNOWN: dict[int, SchemeVersion] = {}
_POSTS: dict[tuple[int, str], Label] = {}


def forget_known() -> None:
    """Empty the process's memory of published versions (tests roll databases back)."""
    _KNOWN.clear()
    _POSTS.clear()
    _machines.cache_clear()
    _rules.cache_clear()


class RememberedVersion(ForwardManyToOneDescriptor):
    """From a matter to its rules without a statement: a published version never changes, so one read serves all."""

    def get_object(self, instance: models.Model) -> Any:
        """The version from memory, else from the database; remembered once it is published."""
        pk = getattr(instance, self.field.attname)
        found = _KNOWN.get(pk)
        if found is None:
            found = super().get_object(instance)
            if found.is_published:
                _KNOWN[pk] = found
        return found


class VersionKey(models.ForeignKey):  # type: ignore[type-arg]
    """The rules a matter began under."""

    forward_related_accessor_class = RememberedVersion

    def __init__(self, **options: Any) -> None:
        options.setdefault("on_delete", models.PROTECT)
        options["to"] = "rulebook.SchemeVersion"
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Migrations see a plain foreign key: nothing about the table differs."""
        name, _, arguments, options = super().deconstruct()
        return name, "django.db.models.ForeignKey", arguments, options


class SlimManager(models.Manager):  # type: ignore[type-arg]
    """What follows a matter to its rules: the row without its three large texts, which are read once per process."""

    def get_queryset(self) -> models.QuerySet[SchemeVersion]:
        """Rows with source, expanded and machines left in the database until asked for."""
        return super().get_queryset().defer("source", "expanded", "machines")


class SchemeVersion(Subject):
    """One version of a county's rules for a year. Matters keep the version they began under.

    `parent` is the very version a child scheme was read together with (WH-16); a later version of the parent changes nothing for it.
    `overridden` are the warnings it was published with, each with the reason given: {code, place, zh, en, reason}.
    """

    KIND = "scheme_version"

    scheme_id = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="schemes")
    source = models.TextField()
    expanded = models.JSONField(default=dict)
    machines = models.JSONField(default=dict)
    bodies = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, default="")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    overridden = models.JSONField(default=list)

    slim = SlimManager()

    class Meta(Subject.Meta):
        base_manager_name = "slim"
        constraints = [
            models.UniqueConstraint(fields=["tenant", "scheme_id", "number"], name="scheme_number_once")
        ]

    def evidence(self) -> dict[str, Any]:
        """A version vouches for a parent and for overridden warnings only where it has them, so that old acts still fit."""
        told = super().evidence()
        for name in ("parent_id", "overridden"):
            if not told[name]:
                del told[name]
        return told

    def machine(self, kind: str) -> Machine | None:
        """The compiled machine of a kind of matter, None where this scheme has no such stage."""
        return _machines(self.pk, self.digest).get(kind) if self.is_published else None

    @property
    def is_published(self) -> bool:
        """Whether the version was published once; retired versions go on ruling what began under them."""
        return self.state in {"published", "retired"}

    @property
    def scheme_version(self) -> SchemeVersion | None:
        """Once published, a version is ruled by its own machine; before that by the house's."""
        return self if self.is_published else None

    @property
    def rules(self) -> Scheme:
        """The typed rules; read once per process, published bytes never change."""
        return _rules(self.pk, self.digest)


def own_posts(tenant: int) -> dict[str, Label]:
    """Kinds of posts the county's published schemes add to those of the house, by name; the newest scheme's words win."""
    found = SchemeVersion.slim.filter(tenant_id=tenant, state__in=("published", "retired"))
    told = found.order_by("year", "number", "id").values_list("expanded__posts", flat=True)
    kinds = {
        name: Label(kind["label"]["zh"], kind["label"].get("en") or "")
        for posts in told
        for name, kind in (posts or {}).items()
    }
    _POSTS.update({(tenant, name): label for name, label in kinds.items()})
    return kinds


def own_post(tenant: int, kind: str) -> Label | None:
    """What a scheme calls a kind of post it added; asked of the database once in a process."""
    return _POSTS.get((tenant, kind)) or own_posts(tenant).get(kind)


@lru_cache(maxsize=64)
def _machines(pk: int, digest: str) -> dict[str, Machine]:  # noqa: ARG001 - the digest keys the cache
    found = SchemeVersion.plain.filter(pk=pk).values_list(
        "machines", "expanded__owner__role", "expanded__roles"
    )
    plain, owner, roles = found.get()
    keeper = _keeper(owner, (roles or {}).get(owner))
    return {kind: with_house_edges(from_plain(one), keeper) for kind, one in plain.items()}


def _keeper(name: str | None, told: dict[str, Any] | None) -> Role | None:
    """The role that keeps the scheme, from its expanded form."""
    if not name or not told:
        return None
    label = Label(told["label"]["zh"], told["label"].get("en") or "")
    return Role(name, frozenset(told.get("posts") or ()), told["of"], told.get("named") or "", label)


@lru_cache(maxsize=64)
def _rules(pk: int, digest: str) -> Scheme:  # noqa: ARG001 - the digest keys the cache
    source, parent = SchemeVersion.plain.filter(pk=pk).values_list("source", "parent__source").get()
    scheme = load(source.encode(), parent.encode() if parent is not None else None)
    if scheme is None:
        raise ValueError("a stored scheme no longer reads")
    return scheme
