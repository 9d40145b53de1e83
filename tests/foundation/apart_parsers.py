"""Parsers that misbehave, for the child that must stop them; each runs in a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from pathlib import Path
from typing import Any

MEGABYTE = 1024 * 1024


def eats(_content: bytes, megabytes: Any) -> tuple[Any, bytes]:
    held = [bytearray(MEGABYTE) for _ in range(int(megabytes))]
    return len(held), b""


def loops(_content: bytes, rounds: Any) -> tuple[Any, bytes]:
    done = 0
    while rounds is None or done < rounds:
        done += 1
    return done, b""


def waits(_content: bytes, _given: Any) -> tuple[Any, bytes]:
    threading.Event().wait()
    return None, b""


def crashes(_content: bytes, _given: Any) -> tuple[Any, bytes]:
    os.kill(os.getpid(), signal.SIGSEGV)
    return None, b""


def falls_over(_content: bytes, _given: Any) -> tuple[Any, bytes]:
    raise KeyError("a fault of the parser's own")


def floods(_content: bytes, megabytes: Any) -> tuple[Any, bytes]:
    return None, b"x" * (int(megabytes) * MEGABYTE)


def prints(content: bytes, _given: Any) -> tuple[Any, bytes]:
    os.write(1, b"noise " * 100)
    sys.stdout.write("more noise")
    sys.stdout.flush()
    return content.decode(), content[::-1]


def reaches_out(_content: bytes, _given: Any) -> tuple[Any, bytes]:
    """Which of three ways out were open."""
    open_ways = []
    for name, way in (
        ("file", lambda: Path(__file__).open("rb").close()),
        ("network", lambda: socket.socket().close()),
        ("process", lambda: os.close(os.pipe()[0])),
    ):
        try:
            way()
        except OSError:
            continue
        open_ways.append(name)
    return open_ways, b""


def environment(_content: bytes, _given: Any) -> tuple[Any, bytes]:
    return sorted(os.environ), b""


def parse_inside(content: bytes, _given: Any) -> tuple[Any, bytes]:
    """What stands for a parser of documents that a file has led astray."""
    return eats(content, 4096)
