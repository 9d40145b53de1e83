"""One supervisor for the three processes of an instance: pages, event stream, jobs.

A child that stops is started again with growing pauses and one clear line. Pages that cannot stay up
end the instance with a sentence instead of a loop; without jobs or events it goes on, slower and
saying so, and keeps trying. Each child leads its own process group, so one
stop reaches its workers too, and on Linux it dies with the supervisor even after a `kill -9`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from touyan.project.bringup.faults import Fault
from touyan.project.bringup.steps import Progress

GRACE_SECONDS = 10.0
STEADY_SECONDS = 60.0
MOST_FAILURES = 6
POLL_SECONDS = 0.1
_LEASH = str(Path(__file__).with_name("leash.py"))


def pause_before_restart(failures: int) -> float:
    """Return the seconds to wait after the n-th failure in a row: 0.5, 1, 2, 4, doubled up to 60."""
    return min(60.0, 0.5 * 2.0 ** max(0, failures - 1))


@dataclass(slots=True)
class Child:
    """One supervised process and what is known of its health."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    failures: int = 0
    start_at: float = 0.0
    is_essential: bool = False


class Supervisor:
    """Starts, watches, restarts and stops the children; one per instance, in the main thread."""

    def __init__(
        self, children: Sequence[Child], env: Mapping[str, str], log: Path, progress: Progress
    ) -> None:
        self.children = list(children)
        self._env = {**os.environ, **env}
        self._log = log
        self._progress = progress
        self._wish: int | None = None

    def listen(self) -> None:
        """Turn SIGINT and SIGTERM into the wish to stop; a second one stops without waiting."""
        signal.signal(signal.SIGINT, self._wished)
        signal.signal(signal.SIGTERM, self._wished)
        signal.signal(signal.SIGHUP, self._wished)

    def _wished(self, number: int, _frame: object) -> None:
        if self._wish is not None:
            self._signal_all(signal.SIGKILL)
        self._wish = number

    @property
    def wish(self) -> int | None:
        """The signal that asked to stop, or None."""
        return self._wish

    def start(self) -> None:
        """Start every child that is not running yet."""
        for child in self.children:
            if child.process is None:
                self._start(child)

    def _start(self, child: Child) -> None:
        with self._log.open("ab") as log:
            child.process = subprocess.Popen(  # noqa: S603 - our own children
                [sys.executable, "-I", "-S", _LEASH, str(os.getpid()), *child.command],
                env={**self._env, "PYTHONPATH": _source()},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        child.started_at = time.monotonic()

    def tend(self) -> None:
        """Look at every child once: note a death, start again when its pause is over."""
        now = time.monotonic()
        for child in self.children:
            if child.process is None:
                if now >= child.start_at:
                    self._start(child)
                continue
            exit_code = child.process.poll()
            if exit_code is not None:
                self._note_death(child, exit_code, now)

    def _note_death(self, child: Child, exit_code: int, now: float) -> None:
        _kill_group(child, signal.SIGKILL)
        steady = now - child.started_at >= STEADY_SECONDS
        child.failures = 1 if steady else child.failures + 1
        if child.is_essential and child.failures >= MOST_FAILURES:
            raise Fault("child_died", what=child.name, times=child.failures, log=self._log)
        pause = pause_before_restart(child.failures)
        child.process, child.start_at = None, now + pause
        if child.failures <= MOST_FAILURES:
            self._progress.say(
                f"{child.name}意外停止（退出码 {exit_code}），{pause:g} 秒后重新启动；原因写在 {self._log}"
            )

    def watch(self) -> int:
        """Tend the children until somebody asks to stop; the signal that asked."""
        while self._wish is None:
            self.tend()
            time.sleep(POLL_SECONDS)
        return self._wish

    def wait_for(self, ready: Callable[[], bool], seconds: float) -> bool:
        """Tend the children until `ready` or `seconds` are over or somebody asks to stop; whether ready."""
        until = time.monotonic() + seconds
        while self._wish is None and time.monotonic() < until:
            self.tend()
            if ready():
                return True
            time.sleep(0.03)
        return False

    def stop(self) -> None:
        """Ask every group to end, wait for each, then end by force what is left."""
        self._signal_all(signal.SIGTERM)
        until = time.monotonic() + GRACE_SECONDS
        while any(_is_alive(child) for child in self.children) and time.monotonic() < until:
            time.sleep(0.02)
        self._signal_all(signal.SIGKILL)
        for child in self.children:
            if child.process is not None:
                child.process.wait()

    def _signal_all(self, number: signal.Signals) -> None:
        for child in self.children:
            _kill_group(child, number)


def _is_alive(child: Child) -> bool:
    return child.process is not None and child.process.poll() is None


def _kill_group(child: Child, number: signal.Signals) -> None:
    if child.process is None:
        return
    try:
        os.killpg(child.process.pid, number)
    except ProcessLookupError:
        return


def _source() -> str:
    return str(Path(__file__).resolve().parents[3])
