"""Keys live as files in the data folder, made once, readable by the owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def key_in(path: Path, size: int = 50) -> str:
    """The key in the file; made with 0600 when the file is absent, safely when two processes start at once."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = path.with_name(f"{path.name}.{os.getpid()}")
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(size), encoding="ascii")
        try:
            os.link(made, path)
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return path.read_text(encoding="ascii")
