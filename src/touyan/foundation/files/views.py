"""Handing a file out: always as a download, never as a page of ours."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest

from touyan.foundation.files import queries
from touyan.foundation.files.storing import path_of
from touyan.foundation.web.pages import page


@page("files.download", load=queries.attachment)
def download(request: HttpRequest, found: Any) -> FileResponse:  # noqa: ARG001 - the loader has decided
    """The bytes as they were uploaded; the browser may save but not run them (security.md 5.11)."""
    path = path_of(found.stored)
    if not path.is_file():
        raise Http404
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=found.name, content_type=found.media_type
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
