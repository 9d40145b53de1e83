"""From an upload to a stored file: checked first, written only after the door said yes, never under its own name.

The bytes travel beside the action's input, not in it: the record vouches for digest, size and name, and a repeated
form is recognised without hashing a scan twice (security.md 5.11).
"""

from __future__ import annotations

import secrets
from dataclasses import InitVar, dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from touyan.core.findings import Refusal
from touyan.foundation.files.models import Attachment
from touyan.foundation.ledger.door import Doing
from touyan.foundation.ledger.models import Subject
from touyan.foundation.preflight import PURPOSES, check_upload, read_capped


@dataclass(frozen=True)
class Upload:
    """A checked file as an action's input; its bytes are no field, so that they enter no digest and no log."""

    name: str
    size: int
    media_type: str
    sha256: str
    place: str
    content: InitVar[bytes]

    def __post_init__(self, content: bytes) -> None:
        object.__setattr__(self, "_content", content)

    @property
    def data(self) -> bytes:
        """The bytes as they came."""
        found: bytes = self.__dict__["_content"]
        return found


def accepted(name: str, stream: BinaryIO, purpose: str, place: str = "") -> Upload:
    """Read and check one upload for a purpose of `PURPOSES`; `place` says what it is for inside its matter.

    Raises Refusal with `files.*` findings.
    """
    content = read_capped(stream, PURPOSES[purpose].most_bytes)
    checked = check_upload(name, content, purpose)
    if not checked.is_accepted:
        raise Refusal(checked.findings)
    return Upload(checked.name, checked.size, checked.media_type, checked.digest, place, content)


def store(act: Doing, about: Subject, upload: Upload, purpose: str) -> Attachment:
    """Write the bytes under a random name and remember whose they are. Call inside an action's body only.

    The row of a file is never changed: what a matter no longer names stays for the versions that do.
    """
    stored = secrets.token_hex(20)
    target = path_of(stored)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(upload.data)
    unit, _ = about.own_unit()
    made: Attachment = Attachment.objects.create(
        tenant_id=act.tenant,
        unit_id=unit,
        about_kind=about.KIND,
        about_key=about.key,
        purpose=purpose,
        name=upload.name,
        size=upload.size,
        media_type=upload.media_type,
        sha256=upload.sha256,
        stored=stored,
        state="stored",
    )
    return made


def path_of(stored: str) -> Path:
    """Where the bytes of a stored name lie: two letters deep, so that no folder grows huge."""
    return Path(settings.MEDIA_ROOT) / stored[:2] / stored
