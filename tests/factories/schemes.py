"""The shipped scheme files, each held against the rules together with the parent it names."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from touyan.core.scheme import Checked, check, load, names_parent

FOLDER = Path(__file__).parents[2] / "schemes"
FILES = sorted(FOLDER.glob("*/scheme.yaml"))


@cache
def parent_source(path: Path) -> bytes | None:
    """The text of the parent a shipped file names, None for a file that stands by itself."""
    named = names_parent(path.read_bytes())
    if named is None:
        return None
    others = [f.read_bytes() for f in FILES if names_parent(f.read_bytes()) is None]
    return next(text for text in others if (s := load(text)) is not None and (s.id, s.year) == named)


def checked(path: Path) -> Checked:
    """A shipped file held against the rules."""
    return check(path.read_bytes(), parent_source(path))
