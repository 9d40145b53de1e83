"""Text as both renderers may carry it: what XML cannot hold and what reverses reading order is taken out.

Values come from people; a NUL would break a .docx and a right-to-left override would make a name read
differently on paper (security.md B27, B29, B33).
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

Value = TypeVar("Value")

UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)


def printable(text: str) -> str:
    """Return the text without control characters, lone surrogates and direction overrides; line ends become LF."""
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def printed(value: Value) -> Value:
    """Return the same value with every text in it made printable, through tuples and nested values."""
    if isinstance(value, str):
        return printable(value)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(printed(item) for item in value)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: printed(getattr(value, field.name)) for field in fields(value)})
    return value
