"""First-login slips: passwords on paper, sealed until they are handed over once, then destroyed.

Whoever holds only the database reads no password (see `sealing`). Nothing is sent by e-mail or message.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import typst

from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.door import keep, kept
from touyan.foundation.papers.typefaces import typefaces
from touyan.foundation.people.sealing import opened, sealed

PURPOSE = "slips"
TEMPLATE = Path(__file__).with_name("slips.typ")


@dataclass(frozen=True, slots=True)
class Slip:
    """What one slip says."""

    name: str
    unit: str
    login: str
    password: str


def keep_slips(actor: Actor, batch: str, slips: Sequence[Slip]) -> None:
    """Seal the slips for the one who ordered them."""
    text = json.dumps([asdict(slip) for slip in slips], ensure_ascii=False)
    keep(actor, PURPOSE, {"sealed": sealed(PURPOSE, text.encode()), "count": len(slips)}, about=batch)


def waiting_slips(actor: Actor, batch: str) -> int:
    """How many slips wait to be handed over; 0 once they were."""
    found = kept(actor, PURPOSE, about=batch)
    return int(found.data.get("count", 0)) if found else 0


def sealed_slips(actor: Actor, batch: str) -> list[Slip]:
    """The slips of a batch, opened; [] when there are none (any more)."""
    found = kept(actor, PURPOSE, about=batch)
    if found is None or not found.data.get("sealed"):
        return []
    return [Slip(**one) for one in json.loads(opened(PURPOSE, found.data["sealed"]))]


def destroy_slips(actor: Actor, batch: str) -> None:
    """Nobody can read these passwords again."""
    keep(actor, PURPOSE, {}, about=batch)


def slips_pdf(slips: Sequence[Slip], address: str, fonts: Path) -> bytes:
    """Eight slips a page of A4 with cutting lines. Raises `FontsPending` while the fonts have not arrived."""
    faces = typefaces(fonts)
    data = {
        "slips": [asdict(slip) for slip in slips],
        "address": address,
        "families": list(faces.chosen["body"].families),
    }
    made = typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=faces.loaded,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"slips": json.dumps(data, ensure_ascii=False)},
    )
    if not isinstance(made, bytes):
        raise TypeError("one PDF was expected")
    return made
