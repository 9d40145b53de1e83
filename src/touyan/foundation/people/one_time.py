"""One-time codes of RFC 6238 (TOTP): six digits from a shared secret and the half minute it is."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import struct
from urllib.parse import quote

SECRET_BYTES = 20
STEP_SECONDS = 30
DIGITS = 6
DRIFT = 1
"""Half minutes a phone's clock may be off, either way."""


def new_secret() -> bytes:
    """160 random bits, as long as the hash (RFC 4226, section 4)."""
    return secrets.token_bytes(SECRET_BYTES)


def code_at(secret: bytes, step: int, digits: int = DIGITS) -> str:
    """The code of a half minute since 1970 (RFC 4226, section 5.3)."""
    digest = hmac.new(secret, struct.pack(">Q", step), hashlib.sha1).digest()
    at = digest[-1] & 0x0F
    number = struct.unpack_from(">I", digest, at)[0] & 0x7FFFFFFF
    return str(number % 10**digits).zfill(digits)


def matching_step(secret: bytes, typed: str, seconds: float, used: int) -> int | None:
    """The half minute whose code was typed, near enough to now and later than the last one used; else None."""
    now = int(seconds) // STEP_SECONDS
    for step in range(now - DRIFT, now + DRIFT + 1):
        if step > used and hmac.compare_digest(code_at(secret, step), typed):
            return step
    return None


def as_text(secret: bytes) -> str:
    """The secret as people copy it into a phone: base32 in groups of four."""
    whole = base64.b32encode(secret).decode("ascii")
    return " ".join(whole[at : at + 4] for at in range(0, len(whole), 4))


def address_of(secret: bytes, issuer: str, login: str) -> str:
    """What the QR code says: every authenticator app reads it."""
    bare = base64.b32encode(secret).decode("ascii")
    label = quote(f"{issuer}:{login}")
    return f"otpauth://totp/{label}?secret={bare}&issuer={quote(issuer)}&algorithm=SHA1&digits={DIGITS}&period={STEP_SECONDS}"
