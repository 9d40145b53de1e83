"""Figures typed by people: read strictly, so that no word, no NaN and no formula ever becomes a number."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

PLAIN = re.compile(r"-?\d{1,15}(\.\d{1,6})?")
SIGNS = "≥≤><=≧≦约"


def decimal_of(text: str) -> Decimal | None:
    """The figure in a field: full-width digits, thousands separators, a percent sign and a leading ≥ are understood.

    None for anything else, also for an empty field: what is missing is never 0.
    """
    plain = (
        unicodedata.normalize("NFKC", text).replace(",", "").replace("%", "").strip().lstrip(SIGNS).strip()
    )
    return Decimal(plain) if PLAIN.fullmatch(plain) else None
