"""The English catalogue: collecting what pages say, and compiling it. Source text is Chinese; nothing else is needed for it.

Templates are turned into Python-like source by Django, so that Babel alone does the work (no gettext tools installed).
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent
FOLDER = PACKAGE / "locale" / "en" / "LC_MESSAGES"
PO, MO = FOLDER / "django.po", FOLDER / "django.mo"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "gettext_noop": None,
}


def _sources() -> Iterator[tuple[str, bytes]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(PACKAGE).as_posix(), path.read_bytes()
    for path in sorted((PACKAGE / "templates").rglob("*.html")):
        text = templatize(path.read_text(encoding="utf-8"), origin=path.name)
        yield (
            path.relative_to(PACKAGE).as_posix(),
            f"(\n{text}\n)".encode(),
        )  # inside brackets indentation means nothing


def collected() -> Catalog:
    """Every text a page can say, with where it stands."""
    catalog = Catalog(project="touyan", version="1", copyright_holder="", charset="utf-8")
    for name, source in _sources():
        for line, message, comments, context in extract(
            "python", io.BytesIO(source), KEYWORDS, options={"encoding": "utf-8"}
        ):
            if message and (message if isinstance(message, str) else message[0]):
                catalog.add(message, None, [(name, line)], auto_comments=comments, context=context)
    return catalog


def stored() -> Catalog:
    """The catalogue as it stands in the tree."""
    if not PO.exists():
        return Catalog(locale="en", charset="utf-8")
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def update() -> tuple[int, int]:
    """Bring the stored catalogue up to date; (texts, those without English)."""
    catalog = stored()
    catalog.update(collected(), no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, catalog, width=0, sort_output=True, no_location=True, omit_header=False)
    compile_catalogue()
    return sum(bool(m.id) for m in catalog), len(missing(catalog))


def missing(catalog: Catalog | None = None) -> list[str]:
    """Texts that pages can say and that have no English yet."""
    known = {_key(m.id): m for m in (catalog or stored()) if m.id}
    wanted = [_key(m.id) for m in collected() if m.id]
    return [key for key in wanted if key not in known or not _said(known[key].string)]


def _key(message: object) -> str:
    return message[0] if isinstance(message, list | tuple) else str(message)


def _said(text: object) -> bool:
    return all(text) if isinstance(text, list | tuple) else bool(text)


def compile_catalogue() -> None:
    """Write the compiled form the pages read, whole or not at all; it is never committed."""
    fresh = MO.with_suffix(f".{os.getpid()}.tmp")
    with fresh.open("wb") as file:
        write_mo(file, stored())
    fresh.replace(MO)
