"""Sealing what must be read again (slips, secrets of authenticators) with the installation's own key.

The key is derived from the key file in the data folder, which lies outside the database: whoever holds only the
database reads nothing.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


def _box(purpose: str) -> Fernet:
    from cryptography.fernet import Fernet  # noqa: PLC0415 - compiled, wanted when something is sealed

    material = hashlib.sha256(f"touyan {purpose}\0".encode() + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(material))


def sealed(purpose: str, content: bytes) -> str:
    """The content as text that only this installation can open, and only for the same purpose."""
    return _box(purpose).encrypt(content).decode("ascii")


def opened(purpose: str, text: str) -> bytes:
    """What was sealed. Raises cryptography.fernet.InvalidToken for anything else."""
    return _box(purpose).decrypt(text.encode("ascii"))
