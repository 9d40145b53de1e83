"""One set-up at a time in a clone: `./run`, `./test` and `./bench` install and build in turn, never over each other.

The kernel holds the lock, not the file: a set-up that dies in any way lets the next one in. Whoever waits says
for whom, and finds everything current when its turn comes.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from touyan.project.bringup.commands import Runner
from touyan.project.bringup.places import Places

LOCK_NAME = "setup.lock"


@contextmanager
def turn(places: Places, runner: Runner) -> Iterator[None]:
    """Hold the clone's environment and front end for as long as the block runs, after waiting for who has them."""
    with (places.work / LOCK_NAME).open("a+", encoding="ascii") as file:
        _take(file, runner)
        file.seek(0)
        file.truncate()
        file.write(str(os.getpid()))
        file.flush()
        yield


def _take(file: IO[str], runner: Runner) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        holder = file.read().strip() or "未知"
        runner.progress.say(
            f"另一个 ./run、./test 或 ./bench（进程 {holder}）正在这里安装或构建，等它做完再继续"
            f"（another set-up, process {holder}, is at work here: waiting for it）"
        )
        with runner.signs_of_life("等待另一次安装"):
            fcntl.flock(file, fcntl.LOCK_EX)
