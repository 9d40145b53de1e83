"""What an upload is judged to be: name, size and bytes in, kind and findings out. Nothing here parses."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from touyan.core.findings import Finding, Refusal
from touyan.foundation.preflight.documents import ole_findings
from touyan.foundation.preflight.kinds import (
    KINDS,
    MAGIC,
    MEGABYTE,
    PURPOSES,
    Kind,
    display_name,
    extension_of,
    has_magic,
)

PIECE = 64 * 1024

Inside = Callable[[bytes, Kind], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of an upload. It may be kept only when `findings` is empty (`is_accepted`).

    `name` is for showing, never for storing; `digest` is the SHA-256 of the bytes as they came.
    """

    name: str
    extension: str
    media_type: str
    size: int
    digest: str
    findings: tuple[Finding, ...]

    @property
    def is_accepted(self) -> bool:
        """Whether nothing speaks against keeping the file."""
        return not self.findings


@dataclass(frozen=True, slots=True)
class PublicCopy:
    """A picture fit for everybody: upright, at most 2560 pixels a side, no metadata."""

    content: bytes
    media_type: str
    width: int
    height: int


def read_capped(stream: BinaryIO, most_bytes: int) -> bytes:
    """All bytes of a stream, stopping at the cap. Raises Refusal (files.too_large)."""
    pieces: list[bytes] = []
    total = 0
    while piece := stream.read(PIECE):
        total += len(piece)
        if total > most_bytes:
            raise Refusal((Finding("files.too_large", facts={"most": most_bytes // MEGABYTE}),))
        pieces.append(piece)
    return b"".join(pieces)


def judged(name: str, content: bytes, purpose: str, inside: Inside) -> Checked:
    """Check one upload for a purpose of `PURPOSES`: name, size and first bytes here, the rest by `inside`."""
    rules = PURPOSES[purpose]
    extension = extension_of(name)
    kind = KINDS.get(extension) if extension in rules.extensions else None
    if kind is None:
        allowed = "、".join(dict.fromkeys(rules.extensions))
        findings: tuple[Finding, ...] = (
            Finding("files.extension", facts={"extension": extension[:10] or "无", "allowed": allowed}),
        )
    elif not content:
        findings = (Finding("files.empty"),)
    elif len(content) > rules.most_bytes:
        findings = (Finding("files.too_large", facts={"most": rules.most_bytes // MEGABYTE}),)
    else:
        findings = _content_findings(content, kind, inside)
    return Checked(
        display_name(name),
        extension,
        kind.media_type if kind else "application/octet-stream",
        len(content),
        hashlib.sha256(content).hexdigest(),
        findings,
    )


def _content_findings(content: bytes, kind: Kind, inside: Inside) -> tuple[Finding, ...]:
    if not has_magic(content, kind):
        # A password turns a .docx into an OLE container: say that rather than "wrong kind".
        if kind.family == "zip" and content.startswith(MAGIC["ole"]) and (locked := ole_findings(content)):
            return locked
        return (Finding("files.not_what_it_says", facts={"extension": kind.extension}),)
    return inside(content, kind)
