"""The ASGI application: `GET /events` with the session cookie answers a stream of hints.

One reader follows the table for all connections. A stream ends when the browser leaves, when its
session ends (looked at once a minute) or when the process stops. While the table cannot be read it only pings,
without a way to tell who asks it refuses: a hint must never reach a stranger.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import threading
import time
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from types import FrameType
from typing import Any

from touyan.project.stream.hub import Connection, Hub
from touyan.project.stream.requests import Request
from touyan.project.stream.sources import Source, Tables
from touyan.project.stream.tail import Change, Tail

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

POLL_SECONDS = 0.4
RETRY_SECONDS = 5.0
PING_SECONDS = 15.0
SESSION_SECONDS = 60.0
_log = logging.getLogger("touyan.stream")
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache, no-transform"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


class Stream:
    """The application with its hub and its source; one for each process."""

    def __init__(
        self, source: Source, page_port: int | None = None, poll_seconds: float = POLL_SECONDS
    ) -> None:
        self.hub = Hub()
        self._source = source
        self._page_port = page_port
        self._poll_seconds = poll_seconds
        self._reader: asyncio.Task[None] | None = None
        self._cookie_name = ""
        self._is_listening = False

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Return the ASGI entry."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            self._listen()
            await self._answer(Request.of(scope), receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        """Start the reader with the process and end every stream with it."""
        await receive()
        self.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.stop()
        await send({"type": "lifespan.shutdown.complete"})

    def start(self) -> None:
        """Start the reader, once."""
        if self._reader is None:
            self._reader = asyncio.get_running_loop().create_task(self._read())

    async def stop(self) -> None:
        """End the reader and every stream."""
        if self._reader is not None:
            self._reader.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reader
            self._reader = None
        self.hub.close()

    def _listen(self) -> None:
        """End the streams at the signal to stop: the server waits for them before it tells the application.

        Done at the first request, because only then has the server put its own handler in place, and
        that one is called as well.
        """
        if self._is_listening or threading.current_thread() is not threading.main_thread():
            return
        self._is_listening = True
        loop, servers_own = asyncio.get_running_loop(), signal.getsignal(signal.SIGTERM)

        def heard(number: int, frame: FrameType | None) -> None:
            loop.call_soon_threadsafe(self.hub.close)
            if callable(servers_own):
                servers_own(number, frame)

        signal.signal(signal.SIGTERM, heard)

    async def _read(self) -> None:
        """Follow the table for ever; a failing question is asked again after a pause."""
        tail: Tail | None = None
        while True:
            pause = RETRY_SECONDS
            try:
                tail = tail or await self._tail_at_head()
                rows = await self._source.changes_after(tail.ask_after(time.monotonic()))
                self.hub.publish(tail.accept(rows, time.monotonic()))
                pause = self._poll_seconds
            except Exception:  # noqa: BLE001 - the reader outlives a database that is away
                _log.exception("changes could not be read")
            await asyncio.sleep(pause)

    async def _tail_at_head(self) -> Tail:
        """Return a tail that starts after the newest row."""
        newest = max((row[0] for row in await self._source.changes_after(-1)), default=0)
        self.hub.newest = newest
        return Tail(newest)

    async def _answer(self, request: Request, receive: Receive, send: Send) -> None:
        origin = request.allowed_origin(self._page_port)
        status, person_id, session_key = await self._admitted(request, origin)
        if status != 200 or person_id is None:
            await _refuse(send, status, origin)
            return
        connection = self.hub.open(person_id, session_key, request.last_seen())
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _HEADERS + _cors(origin)})
            await _until_left(self._pump(connection, send), receive)
        finally:
            self.hub.leave(connection)

    async def _admitted(self, request: Request, origin: str | None) -> tuple[int, int | None, str]:
        """Return the status to answer, the person and the session of a request."""
        if request.path != "/events":
            return 404, None, ""
        if request.method != "GET":
            return 405, None, ""
        if origin is None:
            return 403, None, ""
        try:
            self._cookie_name = self._cookie_name or await self._source.cookie_name()
            session_key = request.cookie(self._cookie_name)
            person_id = await self._source.person_of(session_key) if session_key else None
        except Exception:  # noqa: BLE001 - whoever cannot be recognised is not let in
            _log.exception("a session could not be looked up")
            return 503, None, ""
        if person_id is None:
            return 401, None, ""
        return (200 if self.hub.may_open(session_key) else 429), person_id, session_key

    async def _pump(self, connection: Connection, send: Send) -> None:
        """Send what comes, a ping when nothing does, until the session or the process ends."""
        await send(_body(b"retry: 3000\n\n"))
        looked_at = time.monotonic()
        while not connection.is_closed:
            batch = await connection.next_batch(PING_SECONDS)
            if batch or not connection.is_closed:
                await send(_body(framed(batch) if batch else b": ping\n\n"))
            if time.monotonic() - looked_at >= SESSION_SECONDS:
                looked_at = time.monotonic()
                if not await self._is_still_signed_in(connection):
                    break
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _is_still_signed_in(self, connection: Connection) -> bool:
        """Whether the session still belongs to the person; a question without answer counts as no."""
        try:
            return await self._source.person_of(connection.session_key) == connection.person_id
        except Exception:  # noqa: BLE001 - the browser comes back and is looked at anew
            _log.exception("a session could not be looked up")
            return False


def framed(changes: Iterable[Change]) -> bytes:
    """Return changes as events: id, kind, and the id again as data, because browsers drop events without data."""
    return "".join(f"id: {c.id}\nevent: {_one_line(c.kind)}\ndata: {c.id}\n\n" for c in changes).encode()


def _one_line(kind: str) -> str:
    return "".join(kind.splitlines())


def _body(content: bytes) -> Message:
    return {"type": "http.response.body", "body": content, "more_body": True}


def _cors(origin: str | None) -> list[tuple[bytes, bytes]]:
    """Return the headers that let the pages' own origin, and no other, read with its cookie."""
    if not origin:
        return [(b"vary", b"Origin")]
    return [
        (b"vary", b"Origin"),
        (b"access-control-allow-origin", origin.encode("latin-1")),
        (b"access-control-allow-credentials", b"true"),
    ]


async def _refuse(send: Send, status: int, origin: str | None) -> None:
    headers = [(b"content-type", b"text/plain"), (b"content-length", b"0"), *_cors(origin)]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def _until_left(pump: Awaitable[None], receive: Receive) -> None:
    """Run the pump until it ends or the browser leaves, whichever comes first."""
    sending = asyncio.ensure_future(pump)
    leaving = asyncio.ensure_future(_left(receive))
    try:
        await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if sending.done():
            sending.result()
    finally:
        for task in (sending, leaving):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await task


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue


def _page_port() -> int | None:
    told = os.environ.get("TOUYAN_PORT", "")
    return int(told) if told.isdigit() else None


application = Stream(Tables(), _page_port())
