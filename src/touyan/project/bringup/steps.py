"""Progress a person can follow and a log can keep: one plain line when a step starts, one when it ends.

No cursor tricks and no colours: the same text reads well in a terminal, over ssh and in a CI log.
Every line carries the seconds since the start, so a slow step names itself.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO


class Progress:
    """Prints steps with their time; `clock` and `out` are given so that tests need no waiting."""

    def __init__(self, out: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._out = out or sys.stdout
        self._clock = clock
        self._begun = clock()
        self._lock = threading.Lock()
        self.timings: list[tuple[str, float]] = []

    def elapsed(self) -> float:
        """Seconds since bring-up started."""
        return self._clock() - self._begun

    def say(self, text: str) -> None:
        """Print one line with the time in front; steps running side by side do not mix their lines."""
        with self._lock:
            self._out.write(f"[{self.elapsed():6.1f} s] {text}\n")
            self._out.flush()

    def note(self, text: str) -> None:
        """Print one line without the time: an address, an account, a sentence of a fault."""
        with self._lock:
            self._out.write(f"{text}\n")
            self._out.flush()

    @contextmanager
    def step(self, chinese: str, english: str) -> Iterator[None]:
        """Announce a step and, unless it raises, its end with the time it took."""
        begun = self._clock()
        self.say(f"{chinese}（{english}）……")
        yield
        took = self._clock() - begun
        self.timings.append((chinese, took))
        self.say(f"{chinese}：完成，用时 {took:.1f} 秒")
