"""The package's doors: what an upload must prove, and its fresh encodings, each computed in a child (`apart`).

What the child runs stands in `inside`. Product code asks here: nothing of a stranger's file is parsed in a process
that serves others, and the parsers' libraries are not even loaded there.
"""

from __future__ import annotations

from collections.abc import Collection

from touyan.core.findings import Finding, Refusal
from touyan.foundation.preflight.apart import parsed_apart
from touyan.foundation.preflight.checking import Checked, PublicCopy, judged
from touyan.foundation.preflight.kinds import LONGEST_SIDE, Kind

CHILD_RUNS = "touyan.foundation.preflight.inside"


def check_upload(name: str, content: bytes, purpose: str) -> Checked:
    """Check one upload for a purpose of `PURPOSES`. Never raises for what a file contains."""
    return judged(name, content, purpose, _inside)


def _inside(content: bytes, kind: Kind) -> tuple[Finding, ...]:
    try:
        told, _ = parsed_apart(f"{CHILD_RUNS}:parse_inside", content, kind.extension)
    except Refusal as refusal:
        return refusal.findings
    return tuple(Finding(**one) for one in told)


def has_location(content: bytes) -> bool:
    """Whether the picture carries the place it was taken. Raises Refusal for what is no picture."""
    told, _ = parsed_apart(f"{CHILD_RUNS}:parse_location", content)
    return bool(told)


def public_copy(content: bytes, longest_side: int = LONGEST_SIDE) -> PublicCopy:
    """Encode the first frame afresh: upright, shrunk, without EXIF, comments or colour profile.

    JPEG, or PNG where the picture is transparent. Raises Refusal (files.damaged, files.too_many_pixels,
    files.too_demanding).
    """
    told, made = parsed_apart(f"{CHILD_RUNS}:parse_copy", content, longest_side)
    return PublicCopy(made, *told)


def template_findings(content: bytes, allowed: Collection[str]) -> tuple[Finding, ...]:
    """Every fault of a .docx template; `allowed` are the field names that may stand in braces."""
    try:
        told, _ = parsed_apart(f"{CHILD_RUNS}:parse_template", content, list(allowed))
    except Refusal as refusal:
        return refusal.findings
    return tuple(Finding(**one) for one in told)
