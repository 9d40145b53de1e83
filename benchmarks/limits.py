"""What a page may cost, whatever the machine."""

from __future__ import annotations

MOST = 12
"""Statements a page may ask."""
DESK_OF_EVERY_STAGE = 15
"""Statements the desk may ask where one county has four schemes with every kind of stage in force at once."""
LARGER, WINDOW = 2.0, 60_000
"""How many times its bytes a page may have when there is a hundred times more, and what a full window of rows may add."""


def has_grown(few: int, many: int) -> bool:
    """Whether a page of so many bytes has grown by more than a full window of rows."""
    return many > LARGER * few + WINDOW
