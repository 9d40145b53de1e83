"""The immutable copy each submission makes: numbered, hashed, found again by the short code on paper."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime
from typing import Any

from touyan.foundation.ledger.models import canonical
from touyan.stages.application.models import Application, Version

CODE_BYTES = 10


def digest_of(application: Application, number: int, answers: dict[str, Any]) -> str:
    """SHA-256 over the application's key, the version's number and the answers."""
    material = {"application": str(application.key), "number": number, "answers": answers}
    return hashlib.sha256(canonical(material)).hexdigest()


def code_of(digest: str) -> str:
    """Sixteen letters and digits of the digest: the paper's code cannot belong to another text."""
    return base64.b32encode(bytes.fromhex(digest)[:CODE_BYTES]).decode()


def add_version(application: Application, person: int, at: datetime) -> Version:
    """Copy the working text as the next version. Call inside an action's body only."""
    earlier = (
        Version.objects.of_tenant(application.tenant_id)
        .filter(application=application)
        .order_by("-number")
        .first()
    )
    number = (earlier.number if earlier else 0) + 1
    digest = digest_of(application, number, application.answers)
    made: Version = Version.objects.create(
        tenant_id=application.tenant_id,
        application=application,
        number=number,
        answers=application.answers,
        digest=digest,
        code=code_of(digest),
        submitted_at=at,
        submitted_by_id=person,
    )
    return made
