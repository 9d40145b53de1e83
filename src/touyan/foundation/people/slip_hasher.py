"""A fast keyed hash, for first-login codes only: they are drawn by the machine, so there is nothing to guess.

A slow hash protects passwords that people choose. A code of 74 random bits needs none: whoever steals the
database would try 2^74 of them, and without the installation's key file cannot try even one. So 1,500 accounts
cost milliseconds instead of minutes. What does not look like such a code is never stored this way.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import BasePasswordHasher, make_password

from touyan.foundation.people.passwords import bare_code, is_slip_code

ALGORITHM = "touyan_slip"


def slip_hash(code: str) -> str:
    """What is stored of a first-login code. Raises ValueError for anything that is none."""
    return str(make_password(code, hasher=ALGORITHM))


def is_slip_hash(encoded: str) -> bool:
    """Whether a stored hash is that of a first-login code, hence fast to check."""
    return encoded.startswith(f"{ALGORITHM}$")


def _key() -> bytes:
    return hashlib.sha256(b"touyan slip codes\0" + settings.SECRET_KEY.encode()).digest()


class SlipHasher(BasePasswordHasher):
    """HMAC-SHA256 of salt and code under a key that lies outside the database."""

    algorithm = ALGORITHM

    def encode(self, password: str, salt: str) -> str:
        """`algorithm$salt$digest`. Raises ValueError for what is no first-login code."""
        if not is_slip_code(password):
            raise ValueError("only first-login codes are hashed this way")
        return self._encoded(password, salt)

    def _encoded(self, password: str, salt: str) -> str:
        digest = hmac.new(_key(), f"{salt}\0{bare_code(password)}".encode(), hashlib.sha256).hexdigest()
        return f"{self.algorithm}${salt}${digest}"

    def decode(self, encoded: str) -> dict[str, Any]:
        """The stored parts."""
        algorithm, salt, digest = encoded.split("$", 2)
        return {"algorithm": algorithm, "hash": digest, "salt": salt}

    def verify(self, password: str, encoded: str) -> bool:
        """Whether this is the code, however it was typed (capitals, spaces, without dashes)."""
        return hmac.compare_digest(encoded, self._encoded(password, self.decode(encoded)["salt"]))

    def safe_summary(self, encoded: str) -> dict[str, Any]:
        """Nothing but the algorithm."""
        return {"algorithm": self.decode(encoded)["algorithm"]}

    def must_update(self, encoded: str) -> bool:  # noqa: ARG002 - the base class's shape
        """Never: the code itself is replaced at the first sign-in."""
        return False

    def harden_runtime(self, password: str, encoded: str) -> None:
        """Nothing to even out here: sign-in itself costs one slow hash for everybody."""
