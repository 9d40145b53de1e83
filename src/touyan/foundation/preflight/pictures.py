"""Pictures: measured from the header before a pixel is decoded, and re-encoded without EXIF for the public.

A PNG of 109 KB can claim 900 million pixels (B26), and a phone's photo carries the place and the device it
was taken with (T25). What the public sees is always a fresh encoding of the pixels and nothing else.
"""

from __future__ import annotations

import io
import warnings

from PIL import (
    Image,
    ImageOps,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from touyan.core.findings import Finding, Refusal
from touyan.foundation.preflight.checking import PublicCopy
from touyan.foundation.preflight.kinds import LONGEST_SIDE

FORMATS = ("JPEG", "PNG", "WEBP")
# Loaded with the module: the child that decodes can open no file any more, not even the library's own.
DECODERS = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin)
Image.preinit()
MOST_PIXELS = 50_000_000
MOST_PIXELS_WEBP = 20_000_000
"""Its decoder holds a picture five times over; with more it would not fit the bounds of the child (measured)."""
JPEG_QUALITY = 85
GPS_TAG = 0x8825
DECODING_FAULTS = (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError)


def _opened(content: bytes) -> Image.Image:
    """Return the picture with only its header read. Raises Refusal."""
    if content[8:12] == b"WEBP" and _webp_pixels(content) > MOST_PIXELS_WEBP:
        # Asked before the library is: its WebP decoder makes room for two whole pictures when it is opened.
        raise _too_many(MOST_PIXELS_WEBP)
    try:
        with warnings.catch_warnings():
            # Our own cap is lower than the library's warning, and its error is answered below.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=FORMATS)
    except Image.DecompressionBombError:
        raise _too_many(MOST_PIXELS) from None
    except (UnidentifiedImageError, *DECODING_FAULTS):
        raise Refusal((Finding("files.damaged"),)) from None
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_many(MOST_PIXELS)
    return picture


def _webp_pixels(content: bytes) -> int:
    """What the first chunk of a WebP file claims; 0 when it is none of the three kinds (then it is damaged)."""
    match content[12:16]:
        case b"VP8X":
            width, height = (int.from_bytes(content[at : at + 3], "little") + 1 for at in (24, 27))
        case b"VP8L":
            both = int.from_bytes(content[21:25], "little")
            width, height = (both & 0x3FFF) + 1, (both >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            width, height = (int.from_bytes(content[at : at + 2], "little") & 0x3FFF for at in (26, 28))
        case _:
            return 0
    return width * height


def _too_many(most: int) -> Refusal:
    return Refusal((Finding("files.too_many_pixels", facts={"most": most // 10_000}),))


def picture_findings(content: bytes, extension: str) -> tuple[Finding, ...]:
    """Whether the header is that of the picture its name claims, with no more pixels than can be decoded."""
    try:
        picture = _opened(content)
    except Refusal as refusal:
        return refusal.findings
    wanted = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}[extension]
    if picture.format not in {wanted, "MPO"}:
        return (Finding("files.not_what_it_says", facts={"extension": extension}),)
    return ()


def has_location(content: bytes) -> bool:
    """Whether the picture carries the place it was taken. Raises Refusal for what is no picture."""
    try:
        return bool(_opened(content).getexif().get_ifd(GPS_TAG))
    except DECODING_FAULTS:
        return False


def public_copy(content: bytes, longest_side: int = LONGEST_SIDE) -> PublicCopy:
    """Encode the first frame afresh: upright, shrunk, without EXIF, comments or colour profile.

    JPEG, or PNG where the picture is transparent. Raises Refusal (files.damaged, files.too_many_pixels).
    """
    picture = _opened(content)
    try:
        if picture.format == "JPEG":
            picture.draft("RGB", (longest_side, longest_side))
        is_transparent = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
        mode = "RGBA" if is_transparent else "RGB"
        if picture.mode in {"RGB", "RGBA", "L", "CMYK"} and "transparency" not in picture.info:
            # Shrunk before it is turned and converted: each of those holds the whole picture twice.
            picture.thumbnail((longest_side, longest_side))
        ImageOps.exif_transpose(picture, in_place=True)
        flat = picture.convert(mode)
    except DECODING_FAULTS:
        raise Refusal((Finding("files.damaged"),)) from None
    flat.thumbnail((longest_side, longest_side))
    # Only the pixels move on: a new picture has no info dictionary that an encoder could write out.
    bare = Image.new(flat.mode, flat.size)
    bare.paste(flat)
    out = io.BytesIO()
    if is_transparent:
        bare.save(out, "PNG", optimize=True)
    else:
        bare.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return PublicCopy(out.getvalue(), "image/png" if is_transparent else "image/jpeg", *bare.size)
