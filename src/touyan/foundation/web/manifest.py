"""Finds the built front-end files of an entry by the manifest that Vite writes beside them.

The manifest is read again only when its file changes, so a rebuild needs no restart. Without a build the
pages still come, plain and readable: that is a fault of the installation, told by `is_built`, never a reason
to refuse somebody their work.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import touyan

DIST = Path(touyan.__file__).parent / "static" / "dist"


@dataclass(frozen=True, slots=True)
class BuiltFiles:
    """Paths below `static/` of one entry: its script ("" when not built), styles, and chunks it imports."""

    script: str = ""
    styles: tuple[str, ...] = ()
    chunks: tuple[str, ...] = ()


def is_built(folder: Path = DIST) -> bool:
    """Whether a front-end build lies in `folder`."""
    return (folder / "manifest.json").is_file()


def built_files(entry: str, folder: Path = DIST) -> BuiltFiles:
    """Return the files of an entry such as `src/main.ts`; nothing when there is no build or no such entry."""
    manifest = folder / "manifest.json"
    try:
        stamp = manifest.stat().st_mtime_ns
    except FileNotFoundError:
        return BuiltFiles()
    return _read(manifest, stamp).get(entry, BuiltFiles())


@lru_cache(maxsize=4)
def _read(manifest: Path, _stamp: int) -> dict[str, BuiltFiles]:
    chunks: dict[str, dict[str, Any]] = json.loads(manifest.read_text(encoding="utf-8"))
    return {name: _collect(name, chunks) for name, chunk in chunks.items() if chunk.get("isEntry")}


def _collect(name: str, chunks: dict[str, dict[str, Any]]) -> BuiltFiles:
    seen: list[str] = []
    waiting = list(chunks[name].get("imports", ()))
    while waiting:
        imported = waiting.pop(0)
        if imported not in seen:
            seen.append(imported)
            waiting.extend(chunks[imported].get("imports", ()))
    styles = [css for part in (*seen, name) for css in chunks[part].get("css", ())]
    return BuiltFiles(
        script=f"dist/{chunks[name]['file']}",
        styles=tuple(f"dist/{css}" for css in dict.fromkeys(styles)),
        chunks=tuple(f"dist/{chunks[part]['file']}" for part in seen),
    )
