"""Running a foreign program as a step: its output goes to the log, its failure becomes a sentence.

Long steps say every few seconds that they are alive and how far they are. Every running program is
known here, so that Ctrl-C during an installation leaves nothing behind.
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from touyan.project.bringup.faults import Fault, recognised
from touyan.project.bringup.steps import Progress

HEARTBEAT_SECONDS = 5.0
GRACE_SECONDS = 2.0
_running: set[subprocess.Popen[str]] = set()
_guard = threading.Lock()


def silent(_line: str) -> str:
    """Return the counter for steps that cannot tell how far they are."""
    return ""


class Runner:
    """Runs programs for one bring-up, with one log and one progress."""

    def __init__(self, log: Path, progress: Progress) -> None:
        self.log = log
        self.progress = progress

    def run(
        self,
        command: Sequence[str | Path],
        what: str,
        registry: str = "包索引",
        *,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        count: Callable[[str], str] = silent,
    ) -> str:
        """Run to the end and return the output; raise the recognised fault or `step_failed`.

        `count` is shown each line and answers how far the step is, for the next sign of life.
        """
        lines: list[str] = []
        far = [""]

        def heed(line: str) -> None:
            lines.append(line)
            far[0] = count(line) or far[0]

        with self.signs_of_life(what, far):
            exit_code = self.follow(command, heed, cwd=cwd, env=env)
        output = "".join(lines)
        if exit_code != 0:
            raise recognised(output, what, registry) or Fault(
                "step_failed", what=what, exit_code=exit_code, log=self.log
            )
        return output

    @contextmanager
    def signs_of_life(self, what: str, far: Sequence[str] = ("",)) -> Iterator[None]:
        """Say every few seconds that the step goes on, also while nothing is heard of it; `far[0]` is how far."""
        ended = threading.Event()

        def speak() -> None:
            while not ended.wait(HEARTBEAT_SECONDS):
                self.progress.say(f"{what}：进行中{'，' + far[0] if far[0] else ''}")

        threading.Thread(target=speak, name="signs of life", daemon=True).start()
        try:
            yield
        finally:
            ended.set()

    def follow(
        self,
        command: Sequence[str | Path],
        heed: Callable[[str], None],
        *,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> int:
        """Run to the end, hand each line to `heed` and to the log, and return the exit code."""
        process = _started(command, cwd, env)
        try:
            with self.log.open("a", encoding="utf-8") as log:
                log.write(f"\n$ {' '.join(str(part) for part in command)}\n")
                assert process.stdout is not None
                for line in process.stdout:
                    log.write(line)
                    log.flush()
                    heed(line)
            return process.wait()
        finally:
            _ended(process)


def _started(
    command: Sequence[str | Path], cwd: Path | None, env: Mapping[str, str] | None
) -> subprocess.Popen[str]:
    try:
        process = subprocess.Popen(  # noqa: S603 - the steps' own commands
            [str(part) for part in command],
            cwd=cwd,
            env=None if env is None else {**os.environ, **env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
    except FileNotFoundError as error:
        raise Fault("tool_missing", tool=str(command[0])) from error
    with _guard:
        _running.add(process)
    return process


def _ended(process: subprocess.Popen[str]) -> None:
    with _guard:
        _running.discard(process)
    if process.poll() is None:
        _signal_group(process, signal.SIGTERM)
        try:
            process.wait(timeout=GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            _signal_group(process, signal.SIGKILL)
            process.wait()


def stop_all() -> None:
    """End every program a step is still running; called when another step failed or on Ctrl-C."""
    with _guard:
        running = tuple(_running)
    for process in running:
        _signal_group(process, signal.SIGTERM)
    for process in running:
        try:
            process.wait(timeout=GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            _signal_group(process, signal.SIGKILL)


def _signal_group(process: subprocess.Popen[str], number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return
