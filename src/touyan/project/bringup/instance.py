"""One running instance for one data folder, held by a file lock that the kernel releases on any death.

The file names process and address, so the second `./run` can say where the first one is; a lock
left by a crash needs no tidying, because the kernel, not the file, is the lock.
"""

from __future__ import annotations

import fcntl
import json
import os
from pathlib import Path
from typing import IO

from touyan.project.bringup.faults import Fault

LOCK_NAME = "instance.lock"


class Instance:
    """Holds the data folder until the process ends or `release` is called."""

    def __init__(self, folder: Path, address: str) -> None:
        self._file: IO[str] = (folder / LOCK_NAME).open("a+", encoding="utf-8")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            pid, other = _holder(self._file)
            self._file.close()
            raise Fault("already_running", folder=str(folder), pid=pid, address=other) from error
        self._file.seek(0)
        self._file.truncate()
        json.dump({"pid": os.getpid(), "address": address}, self._file)
        self._file.flush()

    def release(self) -> None:
        """Let the next instance in."""
        self._file.close()


def _holder(file: IO[str]) -> tuple[str, str]:
    """Process and address the lock file names, with plain words where it is unreadable."""
    file.seek(0)
    try:
        told = json.loads(file.read())
        return str(told["pid"]), str(told["address"])
    except (ValueError, KeyError, TypeError):
        return "未知", "地址未知"
