"""In a real browser: typed words are never lost, rows can be pasted, forms go out once, keys and dialogs work.

Needs Chromium and a built front end; says so and skips where one is missing. No Django here: the behaviours
depend on attributes alone, so a page of plain HTML is enough.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest

from touyan.foundation.web.manifest import DIST, built_files

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium found"),
    pytest.mark.skipif(not built_files("src/main.ts").script, reason="front end is not built"),
]

PAGE = """<!doctype html><html lang="zh-CN" data-theme="auto"><head><meta charset="utf-8"><title>t</title>
<script type="module" src="/static/{script}"></script></head><body data-home="/desk"{stream}>
<input type="search" name="q" data-key="/" aria-label="搜索">
<form class="switch" data-behaviour="look"><button name="theme" value="dark">深色</button></form>
<form id="f" method="post" action="/send" data-behaviour="autosave leave" data-url="/keep">
<input type="hidden" name="csrfmiddlewaretoken" value="t"><input type="hidden" name="version" value="{version}">
<textarea id="words" name="words" data-behaviour="counter" data-max="10">{words}</textarea><span id="words-count"></span>
<input type="password" name="secret">
<fieldset data-behaviour="rows" data-rows="task"><input type="hidden" name="task-total" value="1"><table><tbody>
<tr><td class="repeat-number">1</td><td><input name="task-0-name" aria-label="第 1 行，任务"></td>
<td><input type="date" name="task-0-on" aria-label="第 1 行，日期"></td>
<td><button name="remove_row" value="task-0">删</button></td></tr></tbody></table>
<button name="add_row" value="task">加</button></fieldset>
<span data-saved data-word-saved="已保存" data-word-saving="正在保存" data-word-waiting="未保存" data-word-conflict="有人改过"
 data-word-restored="已恢复" data-word-take="取回"></span><button name="act" value="go">提交</button></form>
<table data-keys="rows"><tbody><tr><td><a href="#one">一</a></td></tr><tr><td><a href="#two">二</a></td></tr></tbody></table>
<a href="/ask" data-opens="ask">退回</a><dialog id="ask"><button type="button" data-closes>先不办</button></dialog>
<dialog id="keys">键盘</dialog>
<template data-left="还可写 {{n}} 字" data-over="超出 {{n}} 字"></template></body></html>"""


@dataclass
class Server:
    """What the page's server knows and was sent."""

    version: int = 3
    words: str = "原文"
    answer: int = 200
    stream: str = ""
    kept: list[dict[str, list[str]]] = field(default_factory=list)
    sent: list[dict[str, list[str]]] = field(default_factory=list)
    address: str = ""


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server()
    script = built_files("src/main.ts").script

    class Handler(BaseHTTPRequestHandler):
        def answer(self, status: int, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            if self.path.startswith("/static/dist/"):
                self.answer(
                    200, (DIST / self.path.removeprefix("/static/dist/")).read_bytes(), "text/javascript"
                )
            elif self.path == "/events":
                self.answer(200, b"id: 1\nevent: vote\ndata: 1\n\n: ping\n\n", "text/event-stream")
            else:
                page = PAGE.format(
                    script=script, version=state.version, words=state.words, stream=state.stream
                )
                self.answer(200, page.encode(), "text/html; charset=utf-8")

        def do_POST(self) -> None:
            form = parse_qs(
                self.rfile.read(int(self.headers["Content-Length"])).decode(), keep_blank_values=True
            )
            if self.path == "/keep":
                state.kept.append(form)
                if state.answer == 200:
                    state.version += 1
                body = f'{{"version": {state.version}, "saved_at": "14:02"}}'.encode()
                self.answer(state.answer, body, "application/json")
            else:
                state.sent.append(form)
                self.answer(200, b"ok", "text/plain")

        def log_message(self, *_: Any) -> None:
            """Keep the test's output clean."""

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.address = f"http://127.0.0.1:{running.server_port}/page"
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield state
    running.shutdown()
    running.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as play:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        started = play.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield started
        started.close()


@pytest.fixture
def page(browser: Any, server: Server) -> Iterator[Any]:
    context = browser.new_context()
    opened = context.new_page()
    opened.goto(server.address)
    opened.wait_for_selector("html.has-script")
    yield opened
    context.close()


def saved(page: Any, text: str) -> None:
    playwright.expect(page.locator("[data-saved]")).to_contain_text(text)


def drafts(page: Any) -> str:
    return str(
        page.evaluate("Object.entries(localStorage).filter(([k]) => k.startsWith('touyan:draft')).join()")
    )


def test_what_is_typed_is_kept_on_the_server_with_the_version_seen(page: Any, server: Server) -> None:
    page.fill("#words", "第一句")
    saved(page, "已保存 14:02")
    assert server.kept[0]["words"] == ["第一句"]
    assert server.kept[0]["version"] == ["3"]
    assert "secret" not in server.kept[0]
    assert page.input_value("[name=version]") == "4"
    assert drafts(page) == ""


def test_without_a_network_the_words_wait_on_the_machine_and_go_out_when_it_is_back(
    page: Any, server: Server
) -> None:
    page.context.set_offline(True)
    page.fill("#words", "断网时写的")
    saved(page, "未保存")
    assert "断网时写的" in drafts(page)
    page.context.set_offline(False)
    saved(page, "已保存")
    assert server.kept[-1]["words"] == ["断网时写的"]
    assert drafts(page) == ""


def test_after_a_crash_the_words_come_back_by_themselves(page: Any, server: Server) -> None:
    server.answer = 500
    page.fill("#words", "崩溃前写的")
    saved(page, "未保存")
    again = page.context.new_page()
    page.close(run_before_unload=False)
    again.wait_for_timeout(200)
    server.answer = 200
    again.goto(server.address)
    playwright.expect(again.locator("#words")).to_have_value("崩溃前写的")
    saved(again, "已保存")
    assert server.kept[-1]["words"] == ["崩溃前写的"]


def test_kept_words_never_overwrite_what_somebody_saved_since_but_are_offered(
    page: Any, server: Server
) -> None:
    server.answer = 500
    page.fill("#words", "我的旧稿")
    saved(page, "未保存")
    server.answer, server.version, server.words = 200, 9, "别人的新稿"
    again = page.context.new_page()
    page.close(run_before_unload=False)
    again.goto(server.address)
    take = again.locator("text=取回")
    playwright.expect(take).to_be_visible()
    assert again.input_value("#words") == "别人的新稿"
    take.click()
    assert again.input_value("#words") == "我的旧稿"


def test_a_conflict_is_told_and_nothing_more_is_sent(page: Any, server: Server) -> None:
    server.answer = 409
    page.fill("#words", "晚了一步")
    saved(page, "有人改过")
    assert page.input_value("#words") == "晚了一步"
    assert "晚了一步" in drafts(page)
    assert len(server.kept) == 1


def test_rows_pasted_from_a_sheet_fill_rows_and_number_them(page: Any) -> None:
    page.evaluate(
        """() => { const data = new DataTransfer();
        data.setData("text/plain", "摸底\\t2026/7/1\\r\\n\\"招标\\"\\t2026年8月2日\\r\\n");
        document.querySelector('[name="task-0-name"]').dispatchEvent(
          new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})); }"""
    )
    values = "[...document.querySelectorAll('fieldset tbody input')].map(i => [i.name, i.value, i.getAttribute('aria-label')])"
    assert page.evaluate(values) == [
        ["task-0-name", "摸底", "第 1 行，任务"],
        ["task-0-on", "2026-07-01", "第 1 行，日期"],
        ["task-1-name", "招标", "第 2 行，任务"],
        ["task-1-on", "2026-08-02", "第 2 行，日期"],
    ]
    assert page.input_value("[name=task-total]") == "2"
    page.click("[name=remove_row] >> nth=0")
    assert page.evaluate(values) == [
        ["task-0-name", "招标", "第 1 行，任务"],
        ["task-0-on", "2026-08-02", "第 1 行，日期"],
    ]
    page.click("[name=add_row]")
    assert page.input_value("[name=task-total]") == "2"
    assert page.input_value("[name=task-1-name]") == ""


def test_a_form_pressed_twice_is_sent_once_with_the_pressed_button(page: Any, server: Server) -> None:
    page.evaluate("() => { const go = document.querySelector('[name=act]'); go.click(); go.click(); }")
    page.wait_for_url("**/send")
    assert [form["act"] for form in server.sent] == [["go"]]


def test_keys_search_walk_the_rows_and_help(page: Any) -> None:
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.querySelector('tr.is-here').textContent") == "二"
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    assert page.url.endswith("#one")
    page.keyboard.press("?")
    assert page.evaluate("document.getElementById('keys').open") is True
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("d")
    page.wait_for_url("**/desk")


def test_a_grave_act_asks_in_place_and_can_be_left(page: Any) -> None:
    page.click("text=退回")
    assert page.evaluate("document.getElementById('ask').open") is True
    page.click("[data-closes]")
    assert page.evaluate("document.getElementById('ask').open") is False
    assert page.url.endswith("/page")


def test_the_theme_changes_at_once_and_is_remembered(page: Any) -> None:
    page.click("text=深色")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert "theme=dark" in page.evaluate("document.cookie")


def test_a_hint_of_any_kind_on_the_stream_reaches_the_page(browser: Any, server: Server) -> None:
    server.stream = ' data-stream="/events"'
    context = browser.new_context()
    opened = context.new_page()
    opened.add_init_script(
        "window.hints = []; addEventListener('DOMContentLoaded', () => {"
        "document.body.addEventListener('touyan:changed', e => hints.push(...e.detail.kinds));"
        "document.body.addEventListener('touyan:vote', () => hints.push('named')); })"
    )
    opened.goto(server.address)
    opened.wait_for_function("window.hints.length >= 2")
    assert opened.evaluate("window.hints") == ["vote", "named"]
    context.close()
