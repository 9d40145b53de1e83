"""What the stream asks of the product: who a session belongs to and what changed after an id.

Both are plain synchronous reads, so they run in two threads of their own, with one connection each,
however many browsers listen.
"""

from __future__ import annotations

import asyncio
import importlib
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, Protocol

Rows = Iterable[tuple[int, int | None, str]]


class Source(Protocol):
    """The three questions; tests answer them from memory."""

    async def cookie_name(self) -> str:
        """Return the name of the session cookie."""

    async def person_of(self, session_key: str) -> int | None:
        """Return the person signed in with this session, or None."""

    async def changes_after(self, last_id: int) -> Rows:
        """Rows (id, person id, kind) with an id above `last_id`, perhaps not all at once; -1: the newest alone."""


class Tables:
    """The questions answered by the product's own queries."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="stream")

    async def cookie_name(self) -> str:
        """Return it from the settings."""
        return str(await self._in_thread(_cookie_name))

    async def person_of(self, session_key: str) -> int | None:
        """Asks `foundation.people.sessions`."""
        module = "touyan.foundation.people.sessions"
        answer: int | None = await self._in_thread(_asked, module, "person_of_session", session_key)
        return answer

    async def changes_after(self, last_id: int) -> Rows:
        """Asks `foundation.notices.queries`."""
        module = "touyan.foundation.notices.queries"
        rows: Rows = await self._in_thread(_asked, module, "changes_after", last_id)
        return rows

    async def _in_thread(self, question: Callable[..., Any], *arguments: object) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, question, *arguments)


@cache
def _set_up() -> None:
    """Set Django up with the first question, whichever it is; Django itself lets only one thread do it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "touyan.project.settings")
    import django  # noqa: PLC0415 - after the environment is known

    django.setup()


def _cookie_name() -> str:
    _set_up()
    from django.conf import settings  # noqa: PLC0415 - needs a set-up Django

    return str(settings.SESSION_COOKIE_NAME)


def _asked(module: str, name: str, argument: object) -> object:
    """Return one query's answer; this thread's connection stays open, and is given up when a query fails.

    Opening it anew for each question would, on SQLite, checkpoint the write-ahead log twice a second.
    """
    _set_up()
    from django.db import connections  # noqa: PLC0415 - needs a set-up Django

    try:
        return getattr(importlib.import_module(module), name)(argument)
    except Exception:
        connections.close_all()
        raise
