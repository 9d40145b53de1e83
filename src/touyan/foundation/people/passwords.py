"""Password rules (GB/T 22239 level 3 profile), first-login slips, session stamps."""

from __future__ import annotations

import secrets
import unicodedata

from touyan.core.findings import Finding

LEAST = 10
SLIP_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
SLIP_GROUPS, SLIP_GROUP = 3, 5
"""15 signs of 31: 74 random bits, no two signs that look alike in print."""


def faults_of(password: str, login: str) -> tuple[Finding, ...]:
    """Every rule the password breaks: length, three of four kinds of signs, not the login name."""
    faults: list[Finding] = []
    if len(password) < LEAST:
        faults.append(Finding("password.too_short", "password", {"least": LEAST}))
    kinds = (str.isupper, str.islower, str.isdigit, lambda sign: not sign.isalnum())
    if sum(any(test(sign) for sign in password) for test in kinds) < 3:
        faults.append(Finding("password.too_plain", "password"))
    if login and login.lower() in password.lower():
        faults.append(Finding("password.same_as_login", "password"))
    return tuple(faults)


def slip_code() -> str:
    """A first password that reads well on paper: three groups of five, such as kmpq7-x3hwn-d4rs6."""
    groups = ("".join(secrets.choice(SLIP_SIGNS) for _ in range(SLIP_GROUP)) for _ in range(SLIP_GROUPS))
    return "-".join(groups)


def bare_code(typed: str) -> str:
    """A code as it is compared: capitals, full-width signs, spaces and dashes of the typist do not matter."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", typed).lower() if sign.isalnum())


def is_slip_code(text: str) -> bool:
    """Whether the text has the shape of a drawn code."""
    bare = bare_code(text)
    return len(bare) == SLIP_GROUPS * SLIP_GROUP and set(bare) <= set(SLIP_SIGNS)


def new_stamp() -> str:
    """A fresh session stamp; sessions with an older one end at their next request."""
    return secrets.token_hex(16)
