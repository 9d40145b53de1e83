"""The hub: hands each change to the open connections it concerns, through a bounded queue each.

A slow browser loses its oldest hints and is told to fetch everything it shows (`resync`); it can
never hold memory or slow the others. The last changes are kept for browsers that come back with a
`Last-Event-ID`; one that stayed away longer gets `resync` too.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Iterable

from touyan.project.stream.tail import Change

QUEUE_LENGTH = 64
KEPT_CHANGES = 2_000
MOST_OF_SESSION = 6
MOST_OF_ALL = 4_000
RESYNC = "resync"


class Connection:
    """One open stream: its person, its session and what is waiting to be sent."""

    def __init__(self, person_id: int, session_key: str) -> None:
        self.person_id = person_id
        self.session_key = session_key
        self.is_closed = False
        self._waiting: deque[Change] = deque()
        self._news = asyncio.Event()

    def put(self, change: Change) -> None:
        """Queue a change; when the queue is full the oldest goes and a `resync` takes its place."""
        if len(self._waiting) >= QUEUE_LENGTH:
            self._waiting.popleft()
            self._waiting.popleft()
            self._waiting.appendleft(Change(change.id, self.person_id, RESYNC))
        self._waiting.append(change)
        self._news.set()

    def close(self) -> None:
        """End the stream after what is waiting has been sent."""
        self.is_closed = True
        self._news.set()

    async def next_batch(self, seconds: float) -> list[Change]:
        """Return what is waiting, or an empty list when nothing came within `seconds` or the stream is closing."""
        if not self._waiting and not self.is_closed:
            try:
                await asyncio.wait_for(self._news.wait(), seconds)
            except TimeoutError:
                return []
        self._news.clear()
        batch = list(self._waiting)
        self._waiting.clear()
        return batch


class Hub:
    """All open connections of the process and the changes of the last while."""

    def __init__(self) -> None:
        self._connections: set[Connection] = set()
        self._sessions: Counter[str] = Counter()
        self._recent: deque[Change] = deque(maxlen=KEPT_CHANGES)
        self.newest = 0

    def __len__(self) -> int:
        return len(self._connections)

    def may_open(self, session_key: str) -> bool:
        """Whether this session may open one more: 6 each, as many as a browser opens to one host."""
        return len(self._connections) < MOST_OF_ALL and self._sessions[session_key] < MOST_OF_SESSION

    def open(self, person_id: int, session_key: str, last_seen: int | None) -> Connection:
        """Return a new connection with what it missed since `last_seen` already waiting."""
        connection = Connection(person_id, session_key)
        self._connections.add(connection)
        self._sessions[session_key] += 1
        if last_seen is not None:
            for change in self._missed(person_id, last_seen):
                connection.put(change)
        return connection

    def _missed(self, person_id: int, last_seen: int) -> list[Change]:
        if last_seen == self.newest:
            return []
        oldest = self._recent[0].id if self._recent else self.newest + 1
        if last_seen > self.newest or last_seen < oldest - 1:
            return [Change(self.newest, person_id, RESYNC)]
        return [change for change in self._recent if change.id > last_seen and _concerns(change, person_id)]

    def leave(self, connection: Connection) -> None:
        """Forget a connection that ended."""
        self._connections.discard(connection)
        self._sessions[connection.session_key] -= 1
        if self._sessions[connection.session_key] <= 0:
            del self._sessions[connection.session_key]

    def publish(self, changes: Iterable[Change]) -> None:
        """Hand changes to the connections they concern and keep them for those who come back."""
        for change in changes:
            self.newest = max(self.newest, change.id)
            self._recent.append(change)
            for connection in self._connections:
                if _concerns(change, connection.person_id):
                    connection.put(change)

    def close(self) -> None:
        """End every stream; browsers come back by themselves."""
        for connection in self._connections:
            connection.close()


def _concerns(change: Change, person_id: int) -> bool:
    return change.person_id is None or change.person_id == person_id
