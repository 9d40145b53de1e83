"""The kinds of file that are accepted, by which bytes they begin, and for which purpose each may be sent.

SVG, HTML and XML are on no list: a browser would run what they carry. Names are only ever shown: storage
uses random ones, so a bad name is cleaned for display and never a reason to lose a resident's photo.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from touyan.foundation.papers.plain import printable

Family = Literal["zip", "ole", "pdf", "picture", "text"]
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kind:
    """One accepted extension: its family, its media type and, for archives, the part it must contain."""

    extension: str
    family: Family
    media_type: str
    part: str = ""


OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS: dict[str, Kind] = {
    kind.extension: kind
    for kind in (
        Kind("docx", "zip", OFFICE + "wordprocessingml.document", "word/document.xml"),
        Kind("xlsx", "zip", OFFICE + "spreadsheetml.sheet", "xl/workbook.xml"),
        Kind("pptx", "zip", OFFICE + "presentationml.presentation", "ppt/presentation.xml"),
        Kind("ofd", "zip", "application/ofd", "OFD.xml"),
        Kind("doc", "ole", "application/msword"),
        Kind("xls", "ole", "application/vnd.ms-excel"),
        Kind("ppt", "ole", "application/vnd.ms-powerpoint"),
        Kind("wps", "ole", "application/vnd.ms-works"),
        Kind("et", "ole", "application/vnd.ms-excel"),
        Kind("pdf", "pdf", "application/pdf"),
        Kind("jpg", "picture", "image/jpeg"),
        Kind("jpeg", "picture", "image/jpeg"),
        Kind("png", "picture", "image/png"),
        Kind("webp", "picture", "image/webp"),
        Kind("txt", "text", "text/plain"),
        Kind("csv", "text", "text/csv"),
    )
}

MAGIC: dict[str, tuple[bytes, ...]] = {
    "zip": (b"PK\x03\x04",),
    "ole": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",),
    "pdf": (b"%PDF-",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "webp": (b"RIFF",),
}
MARKUP = re.compile(rb"<\s*(!doctype|\?xml|svg|html|script|head|body|iframe)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a file is sent for: the extensions allowed and the most bytes."""

    extensions: tuple[str, ...]
    most_bytes: int


PICTURES = ("jpg", "jpeg", "png", "webp")
PURPOSES: dict[str, Purpose] = {
    "evidence": Purpose(
        (*PICTURES, "pdf", "ofd", "docx", "xlsx", "pptx", "doc", "xls", "ppt", "wps", "et", "txt", "csv"),
        50 * MEGABYTE,
    ),
    "picture": Purpose(PICTURES, 20 * MEGABYTE),
    "document": Purpose(("pdf", "ofd", "docx", "doc", "wps"), 50 * MEGABYTE),
    "import": Purpose(("xlsx", "xls", "et", "csv"), 10 * MEGABYTE),
    "template": Purpose(("docx",), 5 * MEGABYTE),
}

LONGEST_NAME = 80
LONGEST_SIDE = 2560
"""Pixels of the longer side of what the public sees."""


def extension_of(name: str) -> str:
    """Return the last extension in small letters, "" when there is none."""
    cleaned = display_name(name)
    return cleaned.rpartition(".")[2].lower() if "." in cleaned else ""


def display_name(name: str) -> str:
    """Return the name as it may be shown: no folders, control characters, direction overrides or leading dots.

    At most 80 characters, the extension kept; 未命名 when nothing is left.
    """
    last = re.split(r"[/\\]", printable(name.replace("\x00", "")))[-1]
    last = re.sub(r"[\s<>:\"|?*]+", " ", last).strip(" .")
    if len(last) <= LONGEST_NAME:
        return last or "未命名"
    stem, dot, extension = last.rpartition(".")
    if not dot or len(extension) > 8:
        return last[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(extension) - 1]}.{extension}"


def has_magic(content: bytes, kind: Kind) -> bool:
    """Whether the first bytes are those of the kind its name claims; text must be readable and no markup."""
    if kind.family == "text":
        return b"\x00" not in content and _is_text(content) and not MARKUP.search(content[:1024])
    wanted = MAGIC.get(kind.extension) or MAGIC[kind.family]
    if kind.extension == "webp" and content[8:12] != b"WEBP":
        return False
    return content.startswith(wanted)


def _is_text(content: bytes) -> bool:
    for encoding in ("utf-8", "gb18030"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
