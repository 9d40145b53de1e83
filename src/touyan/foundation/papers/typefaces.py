"""Chooses for each face of the standard the font a PDF is set in: the office's licensed one first, then ours.

An office may not pass on 仿宋_GB2312 or 方正小标宋, and nobody else may for it; it puts its own files into
`fonts/office` and every paper from then on uses them by family name. Until then the open fonts stand in.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import typst

from touyan.core.findings import Finding, Refusal
from touyan.foundation.papers.layout import FACES, Face

FONT_SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
LAST_RESORT = ("LXGW WenKai", "Noto Sans SC")
"""Asked for characters the wanted face lacks, e.g. 𠮷 in names."""


class FontsPending(Refusal):
    """The fonts for PDF are not in place yet (papers.fonts_pending); Word output needs none."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The families to try in order and the weight to ask for."""

    families: tuple[str, ...]
    weight: str


@dataclass(frozen=True)
class Typefaces:
    """The fonts of one folder, loaded once: the engine's handle, and the choice for each role."""

    loaded: typst.Fonts
    chosen: dict[str, Chosen]
    files: tuple[Path, ...]

    def description(self) -> str:
        """Which families really set the text, for the file's properties."""
        return "、".join(f"{FACES[role].name}→{choice.families[0]}" for role, choice in self.chosen.items())


def typefaces(folder: Path) -> Typefaces:
    """Return the faces of a fonts folder and its `office` folder.

    Raises `FontsPending` while a face has neither a licensed nor an open font.
    """
    files = tuple(sorted(path for path in folder.rglob("*") if _is_font(path, folder)))
    return _load(folder, tuple((str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files))


def _is_font(path: Path, folder: Path) -> bool:
    inside = path.relative_to(folder).parts
    return path.suffix.lower() in FONT_SUFFIXES and not any(part.startswith(".") for part in inside)


@lru_cache(maxsize=4)
def _load(folder: Path, stamps: tuple[tuple[str, int, int], ...]) -> Typefaces:
    files = tuple(Path(path) for path, _size, _changed in stamps)
    loaded = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
    present = set(loaded.families())
    known_as = _office_names(files, {info.path or "": info.family for info in loaded.fonts()})
    chosen: dict[str, Chosen] = {}
    for role, face in FACES.items():
        families = _families(face, present, known_as)
        if not families:
            raise FontsPending((Finding("papers.fonts_pending", facts={"font": face.name}),))
        is_own = families[0] not in face.substitutes
        weight = "bold" if face.is_bold_substitute and not is_own else "regular"
        chosen[role] = Chosen((*families, *(name for name in LAST_RESORT if name in present)), weight)
    return Typefaces(loaded, chosen, files)


def _families(face: Face, present: set[str], known_as: dict[str, str]) -> tuple[str, ...]:
    """Licensed families by any of their names, then the open stand-ins, as the engine calls them."""
    own = (known_as.get(alias.casefold(), alias) for alias in face.aliases)
    wanted = (*own, *face.substitutes)
    return tuple(dict.fromkeys(name for name in wanted if name in present))


def _office_names(files: tuple[Path, ...], engine: dict[str, str]) -> dict[str, str]:
    """Every family name inside the office's files (Chinese and English) -> the name the engine uses.

    A file the parser cannot read is left out: one broken font must not stop a county's papers.
    """
    own = [path for path in files if path.parent.name == "office" and str(path) in engine]
    return {alias.casefold(): engine[str(path)] for path in own for alias in _names_inside(path)}


def _names_inside(path: Path) -> set[str]:
    from fontTools.ttLib import TTCollection, TTFont  # noqa: PLC0415 - only an office's own fonts are opened

    try:
        if path.suffix.lower() in {".ttc", ".otc"}:
            faces = TTCollection(path, lazy=True).fonts
        else:
            faces = [TTFont(path, lazy=True)]
        return {str(record) for face in faces for record in face["name"].names if record.nameID in {1, 16}}
    except Exception:  # noqa: BLE001 - a font file of unknown origin may fail in any way
        return set()


@lru_cache(maxsize=4)
def _coverage(files: tuple[Path, ...]) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - wanted when a PDF is checked

    covered: set[int] = set()
    for path in files:
        if path.suffix.lower() in {".ttf", ".otf"}:
            with TTFont(path, lazy=True) as face:
                covered.update(face.getBestCmap() or {})
    return frozenset(covered)


def missing_characters(text: str, faces: Typefaces) -> str:
    """Return the characters no font at hand can draw, each once, in order: rare name characters to tell a person of."""
    covered = _coverage(faces.files)
    return "".join(dict.fromkeys(char for char in text if not char.isspace() and ord(char) not in covered))
