"""Sending: the county that is meant, a fresh code, and the door as the engine, so that nobody stands behind an anonymous one."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from touyan.core.findings import Finding
from touyan.foundation.feedback.actions import NewFeedback
from touyan.foundation.ledger.actor import Actor, system
from touyan.foundation.ledger.door import Refused, perform
from touyan.foundation.units.models import Unit

SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True, slots=True)
class Sent:
    """The code to look the answer up with, or why it was not taken in."""

    code: str = ""
    reasons: tuple[Finding, ...] = ()


def new_code() -> str:
    """Twelve signs without look-alikes in three groups: 59 random bits, never stored."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(12))
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"


def page_of(referer: str, host: str) -> str:
    """The path of the page the sender came from, when it was one of ours; never its query."""
    parts = urlsplit(referer)
    return parts.path[:200] if parts.netloc == host and parts.path != "/feedback" else ""


def send(actor: Actor, tenant: int, words: tuple[str, str], page: str, *, named: bool) -> Sent:
    """Take (sort, text) in for a county; `named` keeps the sender's id, else nothing leads back to them."""
    county = Unit.objects.of_tenant(tenant).get(kind="county")
    code = new_code()
    new = NewFeedback(words[0], words[1], page, actor.person if named and actor.is_signed_in else 0, code)
    try:
        perform("feedback.raise", subject=county, actor=system(tenant), given=new)
    except Refused as no:
        return Sent(reasons=no.reasons)
    return Sent(code)
