"""A paper as a file: Word always, PDF as soon as the fonts are there; otherwise a sentence that says so."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from touyan.foundation.papers import Paper, pdf, word
from touyan.foundation.papers.typefaces import FontsPending
from touyan.foundation.web.reasons import told

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def download(request: HttpRequest, paper: Paper, name: str, kind: str, back: str) -> HttpResponse:
    """The paper as an attachment named `name`; back to the page with the reason while PDF fonts are on their way."""
    if kind not in TYPES:
        raise Http404
    try:
        body = word.render(paper) if kind == "docx" else pdf.render(paper, settings.DATA / "fonts")
    except FontsPending as pending:
        for sentence in told(pending.findings, request):
            messages.warning(request, sentence)
        return HttpResponseRedirect(back)
    response = HttpResponse(body, content_type=TYPES[kind])
    response["Content-Disposition"] = (
        f"attachment; filename=\"paper.{kind}\"; filename*=UTF-8''{quote(name)}.{kind}"
    )
    return response
