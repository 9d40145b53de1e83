"""Stamps: what a finished step was made from, so that the second start does nothing twice.

A stamp is a digest of the step's inputs. It is written after the step, so an interrupted step runs
again; an unreadable stamp counts as none, because doing a step again is always right.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path


def digest(files: Iterable[Path], *extra: str) -> str:
    """Digest of names and contents in the given order; a missing file counts as its absence."""
    total = hashlib.sha256()
    for text in extra:
        total.update(text.encode() + b"\0")
    for file in files:
        total.update(file.name.encode() + b"\0")
        total.update(hashlib.sha256(file.read_bytes()).digest() if file.is_file() else b"absent")
    return total.hexdigest()


def tree_digest(folder: Path, skipped: frozenset[str] = frozenset()) -> str:
    """Digest of every file below `folder` by relative path, without the folder names in `skipped`."""
    total = hashlib.sha256()
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in skipped)
        for name in sorted(names):
            file = Path(place, name)
            total.update(file.relative_to(folder).as_posix().encode() + b"\0")
            total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def is_current(stamp: Path, wanted: str) -> bool:
    """Whether the stamp says that the step was finished with exactly these inputs."""
    try:
        return stamp.read_text(encoding="ascii").strip() == wanted
    except (OSError, UnicodeDecodeError):
        return False


def put(stamp: Path, value: str) -> None:
    """Write the stamp whole or not at all."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    fresh = stamp.with_name(f"{stamp.name}.{os.getpid()}")
    fresh.write_text(value + "\n", encoding="ascii")
    fresh.replace(stamp)


def withdraw(stamp: Path) -> None:
    """Take a stamp away before its step starts, so that an interruption cannot leave a false one."""
    stamp.unlink(missing_ok=True)
