"""PDF and old Office files: refused when protected, cut short, or carrying what acts by itself.

Only names outside of packed streams and inside object streams are looked at: a scan's compressed bytes contain
any three letters by chance, and an ordinary scan must not be refused for them.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from touyan.core.findings import Finding, Refusal

INFLATED_BYTES = 64 * 1024 * 1024
"""Of all object streams of a file together."""
HEX_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
ACTIVE = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFile|EmbeddedFiles|RichMedia|XFA|SubmitForm|ImportData)(?![A-Za-z0-9])"
)
ODD_CODING = re.compile(
    rb"/(ASCIIHexDecode|AHx|ASCII85Decode|A85|LZWDecode|LZW|RunLengthDecode|RL|Crypt|Predictor)(?![A-Za-z0-9])"
)
"""Codings that no program uses for object streams, and that would hide one from this check."""
ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
END_WINDOW = 4096


def pdf_findings(content: bytes) -> tuple[Finding, ...]:
    """Protected, cut short or active PDF files; () for ordinary ones."""
    if b"%%EOF" not in content[-END_WINDOW:]:
        return (Finding("files.damaged"),)
    pieces = tuple(_pieces(content))
    outside = b" ".join(piece.before for piece in pieces)
    if ENCRYPTED.search(outside):
        return (Finding("files.encrypted"),)
    try:
        for text in (outside, *_readable(pieces)):
            found = ACTIVE.search(_without_hex(text))
            if found:
                return (Finding("files.active_content", facts={"name": found[1].decode("ascii")}),)
    except Refusal as refusal:
        return refusal.findings
    return ()


def _without_hex(text: bytes) -> bytes:
    """Names may be written with #4A for J: seen plainly before they are compared."""
    return HEX_NAME.sub(lambda found: bytes([int(found[1], 16)]), text)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between the streams before one, its own dictionary last, and the bytes of that stream."""

    before: bytes
    stream: bytes = b""


def _pieces(content: bytes) -> Iterator[_Piece]:
    """Yield the file stream by stream; by plain searching, since a pattern could be made to crawl."""
    at = shown = 0
    while (start := content.find(b"stream", at)) >= 0:
        at = start + len(b"stream")
        if content[at : at + 1] not in {b"\r", b"\n"}:
            continue
        end = content.find(b"endstream", at)
        if end < 0:
            break
        yield _Piece(content[shown:at], content[at:end])
        at = shown = end + len(b"endstream")
    yield _Piece(content[shown:])


def _readable(pieces: Iterable[_Piece]) -> Iterator[bytes]:
    """Yield what a reader would find in streams: object streams inflated, and what is not packed at all.

    Newer files keep their dictionaries in object streams. Raises Refusal where one cannot be seen through.
    """
    left = INFLATED_BYTES
    for piece in pieces:
        told = _without_hex(piece.before)
        if b"/ObjStm" in told:
            if ODD_CODING.search(told):
                raise Refusal((Finding("files.active_content", facts={"name": "ObjStm"}),))
            text = _inflated(piece.stream, left)
            left -= len(text)
            yield text
        elif b"/Filter" not in told and b"/Image" not in told:
            yield piece.stream


def _inflated(stream: bytes, most: int) -> bytes:
    packed = stream.lstrip(b"\r\n")
    inflater = zlib.decompressobj()
    try:
        text = inflater.decompress(packed, most) if most > 0 else b""
    except zlib.error:
        return packed
    if inflater.unconsumed_tail or not most:
        raise Refusal((Finding("files.inflates_too_much", facts={"most": INFLATED_BYTES // 1024**2}),))
    return text


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


OLE_MACROS = (_utf16("_VBA_PROJECT"), _utf16("Macros"))
OLE_PACKAGE = _utf16("Ole10Native")
OLE_HEADER_BYTES = 512
OLE_ENCRYPTED = (_utf16("EncryptedPackage"), _utf16("EncryptionInfo"))


def ole_findings(content: bytes) -> tuple[Finding, ...]:
    """Macros or encryption in .doc, .xls, .ppt, .wps, .et: their directory names storages in UTF-16."""
    if len(content) < OLE_HEADER_BYTES:
        return (Finding("files.damaged"),)
    if any(mark in content for mark in OLE_ENCRYPTED):
        return (Finding("files.encrypted"),)
    if any(mark in content for mark in OLE_MACROS):
        return (Finding("files.macros"),)
    if OLE_PACKAGE in content:
        return (Finding("files.active_part", facts={"entry": "Ole10Native"}),)
    return ()
