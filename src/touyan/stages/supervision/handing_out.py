"""A paper or a ledger as a file to download: Word, PDF or Excel, named so that it is found again in a folder."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpResponse

from touyan.foundation.papers import Paper, pdf, word
from touyan.foundation.sheets.ledgers import Ledger, write_ledger

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WATERMARK = "演示数据"


def watermark() -> str:
    """What is printed across every paper of the demonstration, so that none is taken for a real one."""
    return WATERMARK if settings.IS_DEMONSTRATION else ""


def paper_file(paper: Paper, form: str, name: str) -> HttpResponse:
    """A paper as `docx` or `pdf`. Raises Http404 for another form, `FontsPending` while the fonts for PDF are not there."""
    if form == "docx":
        return _file(word.render(paper), WORD, f"{name}.docx")
    if form == "pdf":
        return _file(pdf.render(paper, settings.DATA / "fonts"), "application/pdf", f"{name}.pdf")
    raise Http404


def ledger_file(ledger: Ledger, name: str) -> HttpResponse:
    """A ledger as .xlsx."""
    return _file(write_ledger(ledger), EXCEL, f"{name}.xlsx")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    return response
