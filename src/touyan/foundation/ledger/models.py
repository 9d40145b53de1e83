"""The record: acts in chains, their heads, effects to deliver, answers to repeat, private drafts, checkpoints."""

from __future__ import annotations

import hashlib
import json
import secrets
import uuid
from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from touyan.foundation.ledger.scope import TenantRow


def canonical(value: Any) -> bytes:
    """JSON with sorted keys and no spaces: equal values give equal bytes."""
    return json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder
    ).encode()


def _salt() -> str:
    return secrets.token_hex(16)


class Subject(TenantRow):
    """A matter that acts are done to: it has a public key, a guarded state and a version.

    Only the door writes `state` and `version`. `PERSONAL` names fields that enter the record only as a salted
    digest, so that erasing them stays possible (architecture.md 4). `LEFT_OUT` names derived fields that change without an
    act of their own. `BORN_IN_BULK` marks parts made many at once by an act on their root (tasks of a plan): they have
    version 0 until their first own act.
    """

    KIND: ClassVar[str] = ""
    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    LEFT_OUT: ClassVar[frozenset[str]] = frozenset({"id", "salt", "version"})
    BORN_IN_BULK: ClassVar[bool] = False

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=60)
    version = models.PositiveIntegerField(default=0)
    salt = models.CharField(max_length=32, default=_salt, editable=False)

    class Meta(TenantRow.Meta):
        abstract = True

    def root(self) -> Subject:
        """The aggregate root whose chain records acts on this matter (children have none of their own)."""
        return self

    def own_unit(self) -> tuple[int, str]:
        """Id and path of the unit that owns the matter; (0, "/") where the tenant itself does."""
        unit = getattr(self, "unit", None)
        return (unit.pk, unit.path) if unit is not None else (0, "/")

    def assigned(self) -> dict[str, frozenset[int]]:
        """People written into the matter, by the name a role uses."""
        return {}

    def evidence(self) -> dict[str, Any]:
        """The fields an act vouches for; personal ones as salted digests."""
        told: dict[str, Any] = {}
        for column in self._meta.concrete_fields:
            if column.name in self.LEFT_OUT:
                continue
            value = getattr(self, column.attname)
            if column.name in self.PERSONAL:
                value = hashlib.sha256(f"{self.salt}\0{value}".encode()).hexdigest()
            elif isinstance(value, bytes):
                value = hashlib.sha256(value).hexdigest()
            told[column.attname] = value
        return told

    def evidence_digest(self) -> str:
        """SHA-256 of the canonical evidence."""
        return hashlib.sha256(canonical(self.evidence())).hexdigest()


class Act(models.Model):
    """One thing done, or refused. Append-only: triggers on both databases refuse change and deletion."""

    tenant = models.ForeignKey("units.Tenant", on_delete=models.PROTECT, related_name="+")
    root_kind = models.CharField(max_length=40)
    root_key = models.UUIDField()
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    on = models.DateField()
    person = models.IntegerField()
    post = models.IntegerField(null=True)
    unit = models.IntegerField(null=True)
    action = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_key = models.UUIDField()
    is_done = models.BooleanField()
    before = models.CharField(max_length=60)
    after = models.CharField(max_length=60)
    given = models.CharField(max_length=64)
    evidence = models.CharField(max_length=64)
    note = models.JSONField(default=dict)
    reasons = models.JSONField(default=list)
    cause = models.BigIntegerField(null=True)
    request_id = models.CharField(max_length=40, default="")
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["root_kind", "root_key", "seq"], name="act_seq_once_per_root"),
        ]
        indexes = [
            models.Index(fields=["subject_kind", "subject_key", "id"], name="act_by_subject"),
            models.Index(fields=["tenant", "id"], name="act_by_tenant"),
            models.Index(fields=["tenant", "person", "id"], name="act_by_person"),
        ]

    def material(self) -> dict[str, Any]:
        """Everything the hash covers, as canonical values (`v` names this layout)."""
        return {
            "v": 1,
            "tenant": self.tenant_id,
            "root": [self.root_kind, str(self.root_key), self.seq],
            "at": self.at.isoformat(),
            "on": self.on.isoformat(),
            "who": [self.person, self.post, self.unit],
            "action": self.action,
            "subject": [self.subject_kind, str(self.subject_key)],
            "done": self.is_done,
            "state": [self.before, self.after],
            "given": self.given,
            "evidence": self.evidence,
            "note": self.note,
            "reasons": self.reasons,
            "cause": self.cause,
            "request": self.request_id,
        }


class Head(models.Model):
    """The newest link of each chain; one row per aggregate root, locked while an act is appended."""

    tenant = models.ForeignKey("units.Tenant", on_delete=models.PROTECT, related_name="+")
    root_kind = models.CharField(max_length=40)
    root_key = models.UUIDField()
    seq = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)

    objects = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["root_kind", "root_key"], name="head_once_per_root")]


class Effect(models.Model):
    """Something that must follow an act: another `perform`, delivered once per key."""

    tenant = models.ForeignKey("units.Tenant", on_delete=models.PROTECT, related_name="+")
    cause = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="effects")
    key = models.CharField(max_length=200, unique=True)
    action = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_key = models.UUIDField()
    given = models.JSONField(default=dict)
    delivered_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=200, default="")

    objects = models.Manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], name="effect_undelivered", condition=models.Q(delivered_at__isnull=True)
            )
        ]


class Answer(models.Model):
    """What a form key was answered, so that a repeated submission changes nothing (security.md 5.6)."""

    person = models.IntegerField()
    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    act = models.ForeignKey(Act, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="answer_once")]


class Kept(TenantRow):
    """An actor's own private working data: drafts, filters, read marks. Never evidence."""

    person = models.IntegerField()
    purpose = models.CharField(max_length=60)
    about = models.CharField(max_length=60, default="")
    data = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()

    class Meta(TenantRow.Meta):
        constraints = [models.UniqueConstraint(fields=["person", "purpose", "about"], name="kept_once")]


class Checkpoint(models.Model):
    """A signed Merkle root over all heads; kept outside, it makes rollback and cutting visible."""

    at = models.DateTimeField()
    acts = models.BigIntegerField()
    heads = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    objects = models.Manager()
