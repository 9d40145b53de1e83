"""Preflight: what an uploaded file must prove before anything parses, stores or shows it (security.md 5.11).

Extension allow-list by purpose, magic bytes, archives counted while they inflate, pictures measured from their
header, PDF and templates searched for what acts by itself. A refusal is a finding with a sentence; nothing here
trusts a header's own figures. Whatever parses runs in a child with bounds (`apart`); `parsed_apart` is for
every other parser of uploads.
"""

from touyan.foundation.preflight.apart import parsed_apart
from touyan.foundation.preflight.checking import Checked, PublicCopy, read_capped
from touyan.foundation.preflight.kinds import PURPOSES, Purpose, display_name
from touyan.foundation.preflight.uploads import check_upload, has_location, public_copy, template_findings

__all__ = [
    "PURPOSES",
    "Checked",
    "PublicCopy",
    "Purpose",
    "check_upload",
    "display_name",
    "has_location",
    "parsed_apart",
    "public_copy",
    "read_capped",
    "template_findings",
]
