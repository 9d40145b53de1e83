"""The header set on every response, of every status (security.md R30, 5.12)."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self' {stream}; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)


class HeadersMiddleware:
    """Outermost: nothing leaves without these headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Give the request an id and a nonce, the response its headers."""
        request.nonce = secrets.token_urlsafe(16)  # type: ignore[attr-defined]
        request.request_id = secrets.token_hex(8)  # type: ignore[attr-defined]
        response = self.get_response(request)
        host = request.META.get("HTTP_HOST", "").rsplit(":", 1)[0]
        stream = (
            f"{request.scheme}://{host}:{settings.STREAM_PORT}"
            if host.replace(".", "").replace("-", "").isalnum()
            else ""
        )
        for name, value in (
            ("Content-Security-Policy", POLICY.format(nonce=request.nonce, stream=stream)),  # type: ignore[attr-defined]
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
        ):
            response.headers.setdefault(name, value)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
            response.headers.setdefault("Vary", "Cookie, HX-Request")
        return response
