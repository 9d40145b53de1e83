"""What the child runs: each parser of uploads as `(content, given) -> (JSON, bytes)`, everything imported at once.

Tests call the functions beneath directly; product code goes through `uploads`, which starts the child.
"""

from __future__ import annotations

from typing import Any

from touyan.core.findings import Finding
from touyan.foundation.preflight.apart import as_json
from touyan.foundation.preflight.archives import archive_findings
from touyan.foundation.preflight.documents import ole_findings, pdf_findings
from touyan.foundation.preflight.kinds import KINDS, Kind
from touyan.foundation.preflight.pictures import has_location, picture_findings, public_copy
from touyan.foundation.preflight.templates import template_findings


def inside_findings(content: bytes, kind: Kind) -> tuple[Finding, ...]:
    """Every reason not to keep a file whose first bytes are those of its kind."""
    match kind.family:
        case "zip":
            found = archive_findings(content, part=kind.part)
            return tuple(
                Finding(f.code, facts={"extension": kind.extension})
                if f.code == "files.not_what_it_says"
                else f
                for f in found
            )
        case "ole":
            return ole_findings(content)
        case "pdf":
            return pdf_findings(content)
        case "picture":
            return picture_findings(content, kind.extension)
        case _:
            return ()


def parse_inside(content: bytes, extension: str) -> tuple[Any, bytes]:
    """The findings inside a file of an accepted extension."""
    return as_json(inside_findings(content, KINDS[extension])), b""


def parse_location(content: bytes, _given: Any) -> tuple[Any, bytes]:
    """Whether a picture carries its place."""
    return has_location(content), b""


def parse_copy(content: bytes, longest_side: int) -> tuple[Any, bytes]:
    """A fresh encoding: media type, width, height, and the bytes."""
    made = public_copy(content, longest_side)
    return [made.media_type, made.width, made.height], made.content


def parse_template(content: bytes, allowed: list[str]) -> tuple[Any, bytes]:
    """The faults of a Word template."""
    return as_json(template_findings(content, allowed)), b""
