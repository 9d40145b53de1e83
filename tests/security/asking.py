"""Asks the product as a browser would, without a browser's cost: the whole middleware, one session a principal, nothing kept.

Every request is rolled back, so that none finds what an earlier one left; what was written on the way is told by table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.db import connection, transaction
from django.test import RequestFactory

from touyan.foundation.calendar.clock import real_now
from touyan.foundation.ledger.models import Act
from touyan.foundation.people.middleware import BEGUN, PERSON, SEEN, STAMP
from touyan.foundation.people.models import Person

FORM = "application/x-www-form-urlencoded"
FORGED = "POST without the form's token"
WRITING = re.compile(r'\s*(?:INSERT INTO|REPLACE INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
ALLOWED = frozenset(
    {"django_session", "people_signintry", "publicity_publictry", "ledger_act", "ledger_head"}
)
"""Where a refusal may leave its trace: the session, the counted tries, the record of refusals."""
LONG_AGO = 10 * 24 * 3600


@dataclass(frozen=True)
class Told:
    """An answer: its status, where it sends, which business tables were written, which acts were done."""

    status: int
    to: str
    written: frozenset[str]
    done: tuple[Act, ...]


def session_of(login: str) -> str:
    """The key of a session for a principal; those of `STRANGE` have something wrong about them."""
    name, spoilt = STRANGE.get(login, (login, {}))
    person = Person.plain.filter(login=name).first()
    if person is None:
        return ""
    now = int(real_now().timestamp())
    lately = (
        now + 3600
    )  # rolled back, "seen just now" would otherwise be written anew by every request after a minute
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session.update({PERSON: person.pk, STAMP: person.stamp, BEGUN: now, SEEN: lately} | {
        name: now - value if isinstance(value, int) else value for name, value in spoilt.items()
    })  # fmt: skip
    session.create()
    return str(session.session_key)


STRANGE: dict[str, tuple[str, dict[str, Any]]] = {
    "stale": ("org-vetter", {STAMP: "renewed since"}),
    "idle": ("org-vetter", {SEEN: LONG_AGO}),
    "outworn": ("org-vetter", {BEGUN: LONG_AGO}),
}
"""Sessions that are none any more: whose account they name, and what is wrong."""


class Asker:
    """Asks for principals by login; "" is somebody without an account."""

    def __init__(self, logins: tuple[str, ...]) -> None:
        self._handler = BaseHandler()
        self._handler.load_middleware()
        self._keys = {login: session_of(login) for login in logins}
        self._written: set[str] = set()

    def ask(self, login: str, method: str, path: str, form: str = "") -> Told:
        """One request and its answer; afterwards everything is as it was."""
        factory = RequestFactory(HTTP_HOST="localhost")
        if self._keys[login]:
            factory.cookies[settings.SESSION_COOKIE_NAME] = self._keys[login]
        request = factory.generic("POST" if method == FORGED else method, path, form, FORM)
        request._dont_enforce_csrf_checks = method != FORGED
        self._written = set()
        with transaction.atomic(), connection.execute_wrapper(self._watch):
            last = Act.objects.order_by("-id").values_list("id", flat=True).first() if method == "POST" else 0
            response = self._handler.get_response(request)
            done = (
                tuple(Act.objects.filter(pk__gt=last or 0, is_done=True, person__gt=0))
                if "ledger_act" in self._written
                else ()
            )
            transaction.set_rollback(True)
        for close in response._resource_closers:
            close()
        return Told(
            response.status_code,
            response.headers.get("Location", ""),
            frozenset(self._written - ALLOWED),
            done,
        )

    def _watch(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        found = WRITING.match(str(sql))
        if found is not None:
            self._written.add(found[1])
        return execute(sql, params, many, context)
