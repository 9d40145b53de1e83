"""Turns refusals raised anywhere below, and a file handed out in place of a page, into the answer."""

from __future__ import annotations

import logging
from collections.abc import Callable
from urllib.parse import quote

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import Resolver404

from touyan.foundation.ledger.door import OutOfScope, Refused, Stale
from touyan.foundation.web.faults import Forbidden, Handed, NotSignedIn, answer
from touyan.foundation.web.reasons import told

log = logging.getLogger(__name__)


class AnswersMiddleware:
    """One place decides what a refusal looks like."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass through; Django hands exceptions to `process_exception`."""
        response = self.get_response(request)
        if response.status_code == 404 and not getattr(response, "is_told", False):
            return answer(request, 404, "not_found")
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """The answer for a known refusal; None lets an unknown fault become the 500 page."""
        wants_json = "application/json" in request.headers.get("Accept", "")
        if isinstance(fault, Handed):
            return fault.response
        if isinstance(fault, NotSignedIn):
            return _to_sign_in(request)
        if isinstance(fault, Http404 | Resolver404 | OutOfScope):
            return answer(request, 404, "not_found")
        if isinstance(fault, Forbidden):
            return answer(request, 403, "forbidden", told(fault.reasons, request, fault.subject))
        if isinstance(fault, Refused):
            status = 409 if isinstance(fault, Stale) else 403
            sentences = told(fault.reasons, request)
            if wants_json:
                return JsonResponse({"reasons": sentences}, status=status)
            return answer(request, status, "refused" if request.method == "POST" else "forbidden", sentences)
        if isinstance(fault, OperationalError):
            log.error("database not available", exc_info=fault)
            return answer(request, 503, "busy")
        return None


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    target = f"/sign-in?next={quote(request.get_full_path())}"
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=401)
        response["HX-Redirect"] = "/sign-in"
        return response
    return HttpResponseRedirect(target)
