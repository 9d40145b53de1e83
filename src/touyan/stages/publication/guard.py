"""Nothing personal leaves the house: the last look at a payload before it is laid down for release.

Fields are already chosen by the scheme and only P0 ones pass (`contents.public_places`). Free text can still hold what its
field must not, so every text is searched for phone numbers, identity numbers, mail addresses and the names of the unit's people.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from touyan.core.findings import Finding

PATTERNS = {
    "publication.phone_in_text": re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"),
    "publication.identity_in_text": re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])"),
    "publication.mail_in_text": re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
}
OFFICE = "contact"
"""The issuing office's own phone and address stand here on purpose (domain.md 3.16)."""


def texts(payload: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a payload with its place, but for the office's own contact and the keys of items."""
    if isinstance(payload, str):
        yield place, payload
    elif isinstance(payload, dict):
        for name, value in payload.items():
            if name not in {OFFICE, "key", "application"}:
                yield from texts(value, f"{place}.{name}" if place else name)
    elif isinstance(payload, list | tuple):
        for number, value in enumerate(payload, 1):
            yield from texts(value, f"{place}.{number}")


def personal(payload: dict[str, Any], names: Collection[str]) -> tuple[Finding, ...]:
    """Every personal thing found, with the text it stands in; empty when the payload may be laid down."""
    found: list[Finding] = []
    for place, text in texts(payload):
        found += [
            Finding(code, place, {"text": text[:40]})
            for code, pattern in PATTERNS.items()
            if pattern.search(text)
        ]
        found += [
            Finding("publication.name_in_text", place, {"name": name, "text": text[:40]})
            for name in sorted(names)
            if name in text
        ]
    return tuple(found)
