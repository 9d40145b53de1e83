"""Serving an instance: which processes it has, when its first page is up, what is fetched afterwards."""

from __future__ import annotations

import http.client
import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from touyan.project.bringup.commands import Runner
from touyan.project.bringup.faults import Fault
from touyan.project.bringup.lettercase import bring_fonts
from touyan.project.bringup.places import Places
from touyan.project.bringup.probes import is_free, local_address
from touyan.project.bringup.steps import Progress
from touyan.project.bringup.supervisor import Child, Supervisor

FIRST_PAGE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Address:
    """Where the instance listens."""

    host: str
    port: int
    stream_port: int

    @property
    def reachable_host(self) -> str:
        """The host to ask from this machine."""
        return "127.0.0.1" if self.host in {"0.0.0.0", "::", ""} else self.host  # noqa: S104 - compared, not bound

    @property
    def url(self) -> str:
        """What to type into a browser on this machine."""
        host = f"[{self.reachable_host}]" if ":" in self.reachable_host else self.reachable_host
        return f"http://{host}:{self.port}/"

    @property
    def neighbours_url(self) -> str:
        """What to type on another machine of the local network, or "" where only this one may ask."""
        is_open = self.host in {"0.0.0.0", "::"}  # noqa: S104 - compared, not bound
        found = local_address() if is_open else ""
        return f"http://{found}:{self.port}/" if found else ""


def pages_of(places: Places, address: Address) -> Child:
    """Return the process of the pages: up to two workers of four blocking threads."""
    workers = str(max(1, min(2, os.cpu_count() or 1)))
    command = [
        *_granian(places, "touyan.project.bringup.pages", address.host, address.port),
        *("--interface", "wsgi", "--workers", workers, "--blocking-threads", "4"),
        *("--workers-kill-timeout", "8", "touyan.project.wsgi:application"),
    ]
    return Child("页面服务", command, is_essential=True)


def stream_of(places: Places, address: Address) -> Child:
    """Return the process of the event stream: one, because its hub is in memory."""
    command = [
        *_granian(places, "granian", address.host, address.stream_port),
        *("--interface", "asgi", "--workers", "1", "--http", "1"),
        *("--workers-kill-timeout", "3", "touyan.project.stream:application"),
    ]
    return Child("实时消息服务", command)


def jobs_of(places: Places) -> Child:
    """Return the process that runs due jobs."""
    return Child("任务服务", [str(places.python), "-m", "touyan.project.queue"])


def _granian(places: Places, module: str, host: str, port: int) -> list[str]:
    return [
        *(str(places.python), "-m", module, "--host", host, "--port", str(port)),
        *("--no-ws", "--log-level", "warning", "--respawn-failed-workers"),
    ]


class FirstPage:
    """Asks for the first page and remembers the last answer for the sentence that may be needed."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self.answer = "没有回答"

    def is_up(self) -> bool:
        """Whether the first page, after its redirects on this host, answers 200."""
        path = "/"
        try:
            for _ in range(4):
                status, path = self._ask(path)
                self.answer = f"{status}"
                if status not in {301, 302, 303, 307, 308}:
                    return status == 200
        except (OSError, http.client.HTTPException) as error:
            self.answer = type(error).__name__
        return False

    def _ask(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection(self._address.reachable_host, self._address.port, timeout=10)
        try:
            connection.request("GET", path, headers={"Accept": "text/html", "User-Agent": "touyan-bringup"})
            answer = connection.getresponse()
            answer.read()
            return answer.status, answer.getheader("Location", "/")
        finally:
            connection.close()


def open_up(places: Places, address: Address, supervisor: Supervisor, log: Path, progress: Progress) -> bool:
    """Start the pages, wait for the first one, start the rest; False where somebody asked to stop meanwhile.

    The rest waits because on two cores four processes starting at once would double the time to the
    first page, and a page needs neither of them.
    """
    page = FirstPage(address)
    with progress.step("启动服务", "pages, event stream, jobs"):
        supervisor.children = [pages_of(places, address)]
        supervisor.start()
        up = supervisor.wait_for(page.is_up, FIRST_PAGE_SECONDS)
        if not up and supervisor.wish is None:
            raise Fault("first_page_failed", seconds=int(FIRST_PAGE_SECONDS), answer=page.answer, log=log)
    if up:
        supervisor.children += [stream_of(places, address), jobs_of(places)]
        supervisor.start()
    return up


def fetch_fonts(places: Places, folder: Path, supervisor: Supervisor, progress: Progress) -> None:
    """Fetch the document fonts in the background; a failure is one line and no reason to stop."""

    def fetch() -> None:
        arrived = bring_fonts(places, folder, Runner(places.log, progress))
        if not arrived and supervisor.wish is None:
            progress.say("文书字体这次没有取到，下次启动时再试；生成 PDF 要等字体，其余不受影响")

    threading.Thread(target=fetch, name="fonts", daemon=True).start()


def wait_until_free(address: Address, seconds: float = 5.0) -> bool:
    """Wait until both ports can be taken again, so that the next start does not meet this one's rest."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if is_free(address.host, address.port) and is_free(address.host, address.stream_port):
            return True
        time.sleep(0.05)
    return False
