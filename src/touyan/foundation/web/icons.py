"""Icons as inline SVG: no request, no font, coloured by the text beside them.

The drawings lie in `icons/` (picked from @tabler/icons, licence beside them). An icon is decoration unless
it is given a label: words carry the meaning, so screen readers skip the drawing.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_FOLDER = Path(__file__).parent / "icons"
_OPENING = '<svg xmlns="http://www.w3.org/2000/svg"'


@cache
def icon_names() -> tuple[str, ...]:
    """Every icon's name, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.svg")))


@cache
def icon(name: str, label: str = "") -> SafeString:
    """Return the inline SVG of an icon; with a label it is an image of that name, without one it is decoration.

    Raises `LookupError` for an unknown name: a page must not silently lose a sign.
    """
    if name not in icon_names():
        raise LookupError(f"no icon {name!r} in {_FOLDER.name}/; add the drawing or use one of icon_names()")
    drawing = (_FOLDER / f"{name}.svg").read_text(encoding="utf-8").strip().removeprefix(_OPENING)
    role = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true" focusable="false"'
    return mark_safe(f'<svg class="icon" {role}{drawing}')  # noqa: S308 - own files and an escaped label
