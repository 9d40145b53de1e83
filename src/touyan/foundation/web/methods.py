"""Methods no page of the product answers are refused at the front, before a session is opened or a person looked up."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

SPOKEN = ("GET", "HEAD", "POST")
"""Every method some route may answer; which of them a route does, its own declaration says (see `pages`)."""


class MethodsMiddleware:
    """Lets only spoken methods further in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """405 for anything that is not spoken here, whatever the address."""
        if request.method not in SPOKEN:
            return HttpResponseNotAllowed(SPOKEN)
        return self.get_response(request)
