"""Hash-linking of acts and the Merkle tree over chain heads (RFC 6962 leaf and node prefixes)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

START = "0" * 64


def link(previous: str, material: bytes) -> str:
    """The hash of a link: SHA-256 over the previous hash and the length-prefixed material."""
    return hashlib.sha256(bytes.fromhex(previous) + len(material).to_bytes(8, "big") + material).hexdigest()


def first_break(links: Iterable[tuple[str, bytes, str]]) -> int | None:
    """Index of the first link whose stored hash does not follow; None when the chain holds.

    Each link is (stored previous, material, stored hash); the first must follow `START`.
    """
    expected = START
    for index, (previous, material, stored) in enumerate(links):
        if previous != expected or link(previous, material) != stored:
            return index
        expected = stored
    return None


def merkle_root(leaves: Sequence[bytes]) -> str:
    """RFC 6962 Merkle tree hash; of nothing it is the hash of the empty string."""
    if not leaves:
        return hashlib.sha256(b"").hexdigest()
    level = [hashlib.sha256(b"\x00" + leaf).digest() for leaf in leaves]
    while len(level) > 1:
        paired = [
            hashlib.sha256(b"\x01" + level[i] + level[i + 1]).digest() for i in range(0, len(level) - 1, 2)
        ]
        level = paired + ([level[-1]] if len(level) % 2 else [])
    return level[0].hex()
