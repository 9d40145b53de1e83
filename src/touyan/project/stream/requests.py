"""Reading a request of the stream: its path, its session cookie, its origin, where it left off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import urlsplit

LARGEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Request:
    """What the stream needs of one HTTP request."""

    method: str
    path: str
    headers: Mapping[str, str]

    @classmethod
    def of(cls, scope: Mapping[str, Any]) -> Request:
        """From an ASGI scope."""
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
        }
        return cls(scope["method"], scope["path"], headers)

    def cookie(self, name: str) -> str:
        """Return the value of a cookie, or "" where there is none or the header is no cookie header."""
        try:
            jar = SimpleCookie(self.headers.get("cookie", ""))
        except CookieError:
            return ""
        return jar[name].value if name in jar else ""

    def last_seen(self) -> int | None:
        """`Last-Event-ID` as a number; None where absent or not one of ours."""
        told = self.headers.get("last-event-id", "")
        return int(told) if told.isascii() and told.isdigit() and int(told[:20]) <= LARGEST_ID else None

    def allowed_origin(self, page_port: int | None) -> str | None:
        """Return the origin to allow: "" where the browser names none, None where it is not the pages' own.

        The pages are on this very host, either on their own port or, behind a proxy, on this one.
        """
        origin = self.headers.get("origin", "")
        if not origin:
            return ""
        try:
            asked, told = urlsplit(f"//{self.headers.get('host', '')}"), urlsplit(origin)
            ports = {page_port, asked.port}
            is_ours = told.hostname == asked.hostname and told.port in ports
        except ValueError:
            return None
        return origin if is_ours and told.scheme in {"http", "https"} else None
