"""Files as answers: papers as Word and PDF, sheets as Excel, the wall chart as PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import typst
from django.conf import settings
from django.http import HttpResponse

from touyan.core.findings import Refusal
from touyan.foundation.ledger.door import Refused
from touyan.foundation.papers import Paper, pdf, word
from touyan.foundation.papers.typefaces import typefaces
from touyan.foundation.web.geometry import SHEETS

KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
SIZES = {"A3": "width: 420mm, height: 297mm", "A4": "width: 297mm, height: 210mm"}


def file_answer(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file to keep, under a Chinese name."""
    response = HttpResponse(content, content_type=KINDS[kind])
    response["Content-Disposition"] = (
        f"attachment; filename=\"file.{kind}\"; filename*=UTF-8''{quote(f'{name}.{kind}')}"
    )
    return response


def paper_answer(paper: Paper, name: str, kind: str) -> HttpResponse:
    """A paper as Word or PDF. Raises Refused with a sentence while the fonts for PDF have not arrived."""
    with _told():
        made = pdf.render(paper, fonts_folder()) if kind == "pdf" else word.render(paper)
    return file_answer(made, name, kind)


@contextmanager
def _told() -> Iterator[None]:
    """A refusal of the papers becomes a page that says why."""
    try:
        yield
    except Refusal as no:
        raise Refused(no.findings) from no


def fonts_folder() -> Path:
    """Where the fonts for PDF lie."""
    return Path(settings.DATA) / "fonts"


def wall_pdf(pages: Sequence[str], paper: str) -> bytes:
    """The wall chart's sheets as one PDF, each on a page of its own size; the same SVG as on the screen.

    Raises Refused with a sentence while the fonts for PDF have not arrived.
    """
    if paper not in SHEETS:
        raise ValueError(paper)
    with _told():
        faces = typefaces(fonts_folder())
    names = [f"page{i}" for i in range(len(pages))]
    images = "#pagebreak()\n".join(
        f'#image(bytes(sys.inputs.{name}), format: "svg", width: 100%)\n' for name in names
    )
    made = typst.compile(
        f"#set page({SIZES[paper]}, margin: 0mm)\n{images}".encode(),
        font_paths=faces.loaded,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=dict(zip(names, pages, strict=True)),
        timestamp=0,
    )
    if not isinstance(made, bytes):
        raise TypeError("one PDF was expected")
    return made
