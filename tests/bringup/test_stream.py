"""The event stream tells each person, and nobody else, that something changed; it loses nothing silently."""

from __future__ import annotations

import asyncio
import itertools
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from touyan.project.stream.answering import Stream, framed
from touyan.project.stream.hub import MOST_OF_SESSION, QUEUE_LENGTH, RESYNC, Hub
from touyan.project.stream.requests import Request
from touyan.project.stream.tail import PATIENCE_SECONDS, Change, Tail


def card(number: int, person: int | None = 7) -> Change:
    return Change(number, person, "card")


class TestTail:
    def test_each_row_is_told_once_in_the_order_of_ids(self):
        tail = Tail(10)
        assert tail.accept([card(12), card(11)], 0.0) == [card(11), card(12)]
        assert tail.accept([card(12)], 0.1) == []

    def test_a_row_committed_late_is_still_told(self):
        tail = Tail(10)
        assert tail.accept([card(12)], 0.0) == [card(12)]
        assert tail.ask_after(0.4) == 10
        assert tail.accept([card(11), card(12)], 0.4) == [card(11)]
        assert tail.ask_after(0.8) == 12

    def test_a_gap_left_by_a_rollback_is_given_up(self):
        tail = Tail(10)
        tail.accept([card(12)], 0.0)
        assert tail.ask_after(PATIENCE_SECONDS - 0.1) == 10
        assert tail.ask_after(PATIENCE_SECONDS) == 12

    @given(st.permutations(range(1, 9)), st.integers(1, 8))
    def test_whatever_the_order_of_commits_every_row_is_told_exactly_once(self, order: list[int], step: int):
        tail, told, visible = Tail(0), [], set()
        for batch in itertools.batched(order, step) if hasattr(itertools, "batched") else [order]:
            visible.update(batch)
            asked = tail.ask_after(0.0)
            told += [change.id for change in tail.accept([card(n) for n in visible if n > asked], 0.0)]
        assert sorted(told) == list(range(1, 9))


def test_a_change_reaches_its_person_and_one_for_everybody_reaches_all():
    async def scene() -> None:
        hub = Hub()
        mine, other = hub.open(7, "a", None), hub.open(8, "b", None)
        hub.publish([card(1), card(2, None)])
        assert [change.id for change in await mine.next_batch(1)] == [1, 2]
        assert [change.id for change in await other.next_batch(1)] == [2]

    asyncio.run(scene())


def test_a_slow_browser_loses_the_oldest_hints_and_is_told_to_fetch_anew():
    async def scene() -> None:
        hub = Hub()
        slow = hub.open(7, "a", None)
        hub.publish(card(n) for n in range(1, QUEUE_LENGTH * 3))
        batch = await slow.next_batch(1)
        assert len(batch) == QUEUE_LENGTH
        assert batch[0].kind == RESYNC
        assert batch[-1].id == QUEUE_LENGTH * 3 - 1

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("last_seen", "expected"),
    [(3, []), (1, ["card", "card"]), (0, ["card", "card", "card"]), (99, [RESYNC]), (None, [])],
)
def test_a_browser_that_comes_back_gets_what_it_missed(last_seen: int | None, expected: list[str]):
    async def scene() -> list[str]:
        hub = Hub()
        hub.publish(
            [
                card(1),
                card(2),
                card(3),
            ]
        )
        connection = hub.open(7, "a", last_seen)
        connection.close()
        return [change.kind for change in await connection.next_batch(1)]

    assert asyncio.run(scene()) == expected


def test_a_browser_from_before_a_restart_is_told_to_fetch_anew():
    async def scene() -> list[str]:
        hub = Hub()
        hub.newest = 50
        connection = hub.open(7, "a", 40)
        connection.close()
        return [change.kind for change in await connection.next_batch(1)]

    assert asyncio.run(scene()) == [RESYNC]


def test_a_session_opens_six_streams_and_a_seventh_only_after_one_ended():
    async def scene() -> None:
        hub = Hub()
        opened = [hub.open(7, "a", None) for _ in range(MOST_OF_SESSION)]
        assert not hub.may_open("a")
        assert hub.may_open("b")
        hub.leave(opened[0])
        assert hub.may_open("a")

    asyncio.run(scene())


def request(**headers: str) -> Request:
    return Request("GET", "/events", {name.replace("_", "-"): value for name, value in headers.items()})


@pytest.mark.parametrize(
    ("host", "origin", "allowed"),
    [
        ("127.0.0.1:8001", "", ""),
        ("127.0.0.1:8001", "http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("127.0.0.1:8001", "http://127.0.0.1:9999", None),
        ("127.0.0.1:8001", "http://evil.example:8000", None),
        ("127.0.0.1:8001", "null", None),
        ("county.example", "https://county.example", "https://county.example"),
        ("county.example", "https://county.example.evil.example", None),
        ("127.0.0.1:8001", "http://127.0.0.1:port", None),
        ("[::1]:8001", "http://[::1]:8000", "http://[::1]:8000"),
        ("", "http://:8000", "http://:8000"),
    ],
)
def test_only_the_pages_own_origin_may_read_the_stream(host: str, origin: str, allowed: str | None):
    assert request(host=host, origin=origin).allowed_origin(8000) == allowed


@pytest.mark.parametrize(
    ("told", "seen"), [("", None), ("12", 12), ("-1", None), ("１２", None), ("9" * 40, None)]
)
def test_only_an_id_of_ours_is_taken_as_the_last_one_seen(told: str, seen: int | None):
    assert request(last_event_id=told).last_seen() == seen


def test_a_broken_cookie_header_is_nobody():
    assert request(cookie="=;;; \x00").cookie("sessionid") == ""


def test_a_kind_cannot_forge_another_event():
    assert framed([Change(1, 7, "card\ndata: 9\r\n\n")]) == b"id: 1\nevent: carddata: 9\ndata: 1\n\n"


class Memory:
    """A source in memory: sessions and a growing table."""

    def __init__(self) -> None:
        self.sessions = {"mine": 7}
        self.rows: list[Change] = [card(1)]
        self.is_broken = False
        self.read = asyncio.Event()

    async def cookie_name(self) -> str:
        return "sessionid"

    async def person_of(self, session_key: str) -> int | None:
        if self.is_broken:
            raise RuntimeError
        return self.sessions.get(session_key)

    async def changes_after(self, last_id: int) -> list[Change]:
        rows = [row for row in self.rows if row.id > last_id]
        if not rows:
            self.read.set()
        return rows


class Browser:
    """One request to the application and what it was sent."""

    def __init__(
        self, stream: Stream, cookie: str, path: str = "/events", method: str = "GET", **more: str
    ) -> None:
        headers = {"cookie": f"sessionid={cookie}", "host": "127.0.0.1:8001", **more}
        self._scope = {
            "type": "http",
            "method": method,
            "path": path,
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }
        self._left = asyncio.Event()
        self._grew = asyncio.Condition()
        self.status = 0
        self.headers: dict[bytes, bytes] = {}
        self.body = b""
        self.task = asyncio.ensure_future(stream(self._scope, self._receive, self._send))

    async def _receive(self) -> dict[str, Any]:
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        async with self._grew:
            if message["type"] == "http.response.start":
                self.status, self.headers = message["status"], dict(message["headers"])
            else:
                self.body += message["body"]
            self._grew.notify_all()

    async def until(self, there: Callable[[bytes], bool]) -> None:
        async with self._grew:
            await asyncio.wait_for(self._grew.wait_for(lambda: there(self.body)), 20)

    def leave(self) -> None:
        self._left.set()


@pytest.mark.parametrize(
    ("cookie", "path", "method", "origin", "status"),
    [
        ("nobody", "/events", "GET", "", 401),
        ("", "/events", "GET", "", 401),
        ("mine", "/other", "GET", "", 404),
        ("mine", "/events", "POST", "", 405),
        ("mine", "/events", "GET", "http://evil.example", 403),
    ],
)
def test_who_may_not_listen_is_refused(cookie: str, path: str, method: str, origin: str, status: int):
    async def scene() -> Browser:
        browser = Browser(Stream(Memory(), 8000), cookie, path, method, origin=origin)
        await browser.task
        return browser

    browser = asyncio.run(scene())
    assert (browser.status, browser.body) == (status, b"")
    assert b"access-control-allow-origin" not in browser.headers


def test_when_sessions_cannot_be_looked_up_nobody_is_let_in():
    async def scene() -> int:
        memory = Memory()
        memory.is_broken = True
        browser = Browser(Stream(memory, 8000), "mine")
        await browser.task
        return browser.status

    assert asyncio.run(scene()) == 503


def test_a_new_row_arrives_an_old_one_does_not_and_leaving_frees_the_place():
    async def scene() -> Browser:
        memory = Memory()
        stream = Stream(memory, 8000, poll_seconds=0.001)
        stream.start()
        browser = Browser(stream, "mine", origin="http://127.0.0.1:8000")
        await browser.until(lambda body: b"retry" in body)
        await memory.read.wait()
        memory.rows += [card(2, 8), card(3)]
        await browser.until(lambda body: b"id: 3" in body)
        assert len(stream.hub) == 1
        browser.leave()
        await browser.task
        assert len(stream.hub) == 0
        await stream.stop()
        return browser

    browser = asyncio.run(scene())
    assert browser.body == b"retry: 3000\n\nid: 3\nevent: card\ndata: 3\n\n"
    assert browser.headers[b"access-control-allow-origin"] == b"http://127.0.0.1:8000"
    assert browser.headers[b"access-control-allow-credentials"] == b"true"


def test_stopping_the_process_ends_every_stream():
    async def scene() -> None:
        stream = Stream(Memory(), 8000, poll_seconds=0.001)
        stream.start()
        browser = Browser(stream, "mine")
        await browser.until(lambda body: b"retry" in body)
        await stream.stop()
        await asyncio.wait_for(browser.task, 20)
        assert len(stream.hub) == 0

    asyncio.run(scene())


def test_a_session_that_ended_ends_its_stream(monkeypatch):
    monkeypatch.setattr("touyan.project.stream.answering.SESSION_SECONDS", 0.0)
    monkeypatch.setattr("touyan.project.stream.answering.PING_SECONDS", 0.001)

    async def scene() -> None:
        memory = Memory()
        browser = Browser(Stream(memory, 8000), "mine")
        await browser.until(lambda body: b": ping" in body)
        memory.sessions.clear()
        await asyncio.wait_for(browser.task, 20)

    asyncio.run(scene())


def test_the_tables_can_be_asked_in_any_order_right_after_the_start(tmp_path):
    (tmp_path / "small_settings.py").write_text("SECRET_KEY = 'x'\nINSTALLED_APPS = []\nDATABASES = {}\n")
    program = """
import asyncio, sys, types
from django.apps import apps
from touyan.project.stream.sources import Tables
queries = types.ModuleType("queries")
queries.changes_after = lambda last: apps.check_apps_ready() or [(5, 7, "card")]
sys.modules["touyan.foundation.notices.queries"] = queries
print(asyncio.run(Tables().changes_after(-1)))
"""
    source = str(Path(__file__).resolve().parents[2] / "src")
    answer = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": f"{source}{os.pathsep}{tmp_path}", "DJANGO_SETTINGS_MODULE": "small_settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.stdout.strip(), answer.stderr) == ("[(5, 7, 'card')]", "")
