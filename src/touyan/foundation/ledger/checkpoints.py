"""Signed Merkle checkpoints over all chain heads: what one covers cannot be cut or rolled back unseen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

from touyan.core.chain import merkle_root
from touyan.foundation.calendar.clock import real_now
from touyan.foundation.ledger.models import Act, Checkpoint, Head, canonical

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FOLDER = "checkpoints"


def _private_key() -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - once a day, no start waits for it
        Ed25519PrivateKey,
    )

    path = settings.DATA / "keys" / "checkpoint"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(Ed25519PrivateKey.generate().private_bytes_raw())
    return Ed25519PrivateKey.from_private_bytes(path.read_bytes())


def public_key() -> str:
    """The key anybody can check a checkpoint with, as hex."""
    return _private_key().public_key().public_bytes_raw().hex()


def head_lines() -> list[list[Any]]:
    """Every chain's newest link in a fixed order: [kind, key, seq, hash]."""
    return [
        [h.root_kind, str(h.root_key), h.seq, h.hash] for h in Head.objects.order_by("root_kind", "root_key")
    ]


def leaves_of(lines: list[list[Any]] | None = None) -> list[bytes]:
    """The Merkle leaves of head lines."""
    return [canonical(line) for line in (head_lines() if lines is None else lines)]


def write_checkpoint() -> str:
    """Write a checkpoint row and its file in the data folder; returns the file's path."""
    with transaction.atomic():
        lines = head_lines()
        last = Checkpoint.objects.order_by("-id").first()
        body = {
            "v": 1,
            "at": real_now().isoformat(),
            "acts": Act.objects.count(),
            "root": merkle_root(leaves_of(lines)),
            "previous": last.root if last else "",
            "key": public_key(),
        }
        signature = _private_key().sign(canonical(body)).hex()
        Checkpoint.objects.create(
            at=real_now(),
            acts=body["acts"],
            heads=len(lines),
            root=body["root"],
            previous=body["previous"],
            signature=signature,
        )
    folder = settings.DATA / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{body['at'].replace(':', '')}.json"
    path.write_text(
        json.dumps({**body, "signature": signature, "heads": lines}, ensure_ascii=False), encoding="utf-8"
    )
    return str(path)


def is_signed(kept: dict[str, Any]) -> bool:
    """Whether a kept checkpoint carries our signature and its heads give its root."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415 - as above

    body = {name: kept.get(name) for name in ("v", "at", "acts", "root", "previous", "key")}
    if merkle_root(leaves_of(kept["heads"])) != kept.get("root") or body["key"] != public_key():
        return False
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(str(body["key"]))).verify(
            bytes.fromhex(str(kept.get("signature"))), canonical(body)
        )
    except (InvalidSignature, ValueError):
        return False
    return True
