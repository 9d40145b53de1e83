"""Counts what an archive really inflates to and looks at every part while it passes (T16, T17, B23, B24).

The sizes written in an archive are its author's claims, so each entry is inflated piece by piece by zlib and
counted; at the cap the check stops, having held one piece. Nothing is written to disk. XML parts are searched
for DOCTYPE as they stream, relationship parts are parsed (without any DTD, hence safely) for external targets.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from touyan.core.findings import Finding, Refusal

PIECE = 64 * 1024
LOCAL_HEADER = struct.Struct("<4s5H3I2H")
RATIO_FLOOR_BYTES = 1024 * 1024
"""Below a megabyte a high ratio is a blank form, not a bomb."""
MOST_RELATIONSHIP_BYTES = 2 * 1024 * 1024
XML_SUFFIXES = (".xml", ".rels", ".vml", ".xhtml")
MACRO_PART = re.compile(
    r"(^|/)((vbaProject|vbaData|activeX)[^/]*(\.bin|\.xml|/)|(macrosheets|dialogsheets)/)", re.IGNORECASE
)
PROGRAM_PART = re.compile(
    r"\.(exe|dll|com|scr|msi|bat|cmd|ps1|js|jse|vbs|vbe|wsf|hta|lnk|jar|html?|mht|mhtml|zip|rar|7z|iso|cab)$",
    re.IGNORECASE,
)
"""What no report, ledger or official paper holds: programs, web pages, archives in the archive."""
FETCHING_PART = re.compile(r"^xl/(connections|queryTables/[^/]+)\.xml$", re.IGNORECASE)
PACKAGE = "Ole10Native".encode("utf-16-le")
"""Names the stream in which an embedded object carries any file whatever, to be run by a double click."""
ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
PLAIN_ENCODINGS = {b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii"}
CONTENT_TYPES = "[Content_Types].xml"
FORBIDDEN = (b"<!doctype", b"<!entity")


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """Most entries, most bytes inflated in all, most inflated bytes for each byte of the file."""

    entries: int = 2000
    inflated_bytes: int = 100 * 1024 * 1024
    ratio: int = 100


def archive_findings(
    content: bytes, limits: ArchiveLimits | None = None, part: str = ""
) -> tuple[Finding, ...]:
    """Every reason not to open this archive, or (). `part` is an entry it must contain."""
    limits = limits or ArchiveLimits()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if min((entry.header_offset for entry in entries), default=0):
                # Something stands before the first part: another archive, which other programs may read instead.
                return (Finding("files.damaged"),)
            found = tuple(_shape_findings(entries, limits, part))
            return found or tuple(_inside_findings(archive, entries, len(content), limits))
    except Refusal as refusal:
        return refusal.findings
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError):
        return (Finding("files.damaged"),)


def inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the pieces of one entry as they inflate, whatever size the archive claims. Raises BadZipFile."""
    stream = archive.fp
    if stream is None:
        raise zipfile.BadZipFile("closed")
    stream.seek(entry.header_offset)
    header = LOCAL_HEADER.unpack(stream.read(LOCAL_HEADER.size))
    if header[0] != b"PK\x03\x04":
        raise zipfile.BadZipFile("no local header")
    own_name = stream.read(header[9])
    if own_name != entry.orig_filename.encode("utf-8" if entry.flag_bits & 0x800 else "cp437"):
        raise zipfile.BadZipFile("two names")
    stream.seek(header[10], io.SEEK_CUR)
    left = entry.compress_size
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise zipfile.BadZipFile("method")
    inflater = zlib.decompressobj(-15) if entry.compress_type == zipfile.ZIP_DEFLATED else None
    while left > 0:
        packed = stream.read(min(PIECE, left))
        if not packed:
            raise zipfile.BadZipFile("cut short")
        left -= len(packed)
        if inflater is None:
            yield packed
            continue
        while packed:
            yield inflater.decompress(packed, PIECE)
            packed = inflater.unconsumed_tail
    if inflater is not None and not inflater.eof:
        raise zipfile.BadZipFile("cut short")


def _shape_findings(entries: list[zipfile.ZipInfo], limits: ArchiveLimits, part: str) -> Iterator[Finding]:
    """Yield what the list of entries alone shows."""
    if len(entries) > limits.entries:
        yield Finding("files.too_many_entries", facts={"most": limits.entries})
        return
    names: set[str] = set()
    for entry in entries:
        name = unicodedata.normalize("NFC", entry.filename).casefold()
        if name in names or _is_unsafe(entry):
            yield Finding("files.unsafe_entry", facts={"entry": entry.filename[:60]})
        if entry.flag_bits & 0x1:
            yield Finding("files.encrypted")
        if MACRO_PART.search(entry.filename):
            yield Finding("files.macros")
        if PROGRAM_PART.search(entry.filename):
            yield Finding("files.active_part", facts={"entry": entry.filename[:60]})
        if FETCHING_PART.search(entry.filename):
            yield Finding("files.external_target", facts={"target": entry.filename[:60]})
        names.add(name)
    if part and part.casefold() not in names:
        yield Finding("files.not_what_it_says", facts={"extension": part})


def _is_unsafe(entry: zipfile.ZipInfo) -> bool:
    name = entry.orig_filename
    is_special = stat.S_IFMT(entry.external_attr >> 16) not in {0, stat.S_IFREG, stat.S_IFDIR}
    is_outside = (
        name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or re.match(r"[A-Za-z]:", name)
    )
    return bool(is_special or is_outside or "\x00" in name or "\\" in name)


def _inside_findings(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], size: int, limits: ArchiveLimits
) -> Iterator[Finding]:
    total = 0
    for entry in entries:
        kept = bytearray()
        name = entry.filename.lower()
        is_xml = name.endswith(XML_SUFFIXES)
        is_kept = name.endswith(".rels") or entry.filename == CONTENT_TYPES
        is_object = "/embeddings/" in name and name.endswith(".bin")
        tail = b""
        for piece in inflated(archive, entry):
            total += len(piece)
            if total > limits.inflated_bytes or (total > RATIO_FLOOR_BYTES and total > size * limits.ratio):
                raise _too_much(limits.inflated_bytes)
            if is_xml:
                tail = _search(tail, piece, entry.filename)
            if is_object:
                if PACKAGE in tail + piece:
                    raise Refusal((Finding("files.active_part", facts={"entry": entry.filename[:60]}),))
                tail = piece[-len(PACKAGE) :]
            if is_kept:
                kept += piece
                if len(kept) > MOST_RELATIONSHIP_BYTES:
                    raise _too_much(MOST_RELATIONSHIP_BYTES)
        if is_kept:
            yield from _relationship_findings(bytes(kept), entry.filename)


def _too_much(most: int) -> Refusal:
    return Refusal((Finding("files.inflates_too_much", facts={"most": most // 1024**2}),))


def _search(tail: bytes, piece: bytes, name: str) -> bytes:
    """Refuse a DOCTYPE or an odd encoding in a piece; answers with the end to join to the next piece.

    NULs are dropped first, so that UTF-16 hides nothing; other encodings are refused outright.
    """
    text = (tail + piece).replace(b"\x00", b"").lower()
    declared = ENCODING.match(text.lstrip(b"\xef\xbb\xbf\xff\xfe")) if not tail else None
    if (declared and declared[1] not in PLAIN_ENCODINGS) or any(word in text for word in FORBIDDEN):
        raise Refusal((Finding("files.forbidden_markup", facts={"entry": name[:60]}),))
    if b"<ddelink" in text:
        raise Refusal((Finding("files.external_target", facts={"target": "DDE"}),))
    return text[-16:]


def _relationship_findings(content: bytes, name: str) -> Iterator[Finding]:
    try:
        root = ET.fromstring(content)  # noqa: S314 - a DOCTYPE was refused before, so no entity expands
    except ET.ParseError:
        yield Finding("files.damaged")
        return
    for node in root.iter():
        if name == CONTENT_TYPES:
            if "macroenabled" in node.get("ContentType", "").lower():
                yield Finding("files.macros")
        elif node.get("TargetMode", "").lower() == "external" and not node.get("Type", "").endswith(
            "/hyperlink"
        ):
            # A link to click is a person's choice; a picture, template or workbook to fetch is not.
            yield Finding("files.external_target", facts={"target": node.get("Target", "")[:60]})
