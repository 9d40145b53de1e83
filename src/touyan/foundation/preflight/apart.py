"""Runs one parser over one upload in a process of its own, with little memory, little time, no files and no network.

A parser is the code a stranger's bytes talk to. If it can be made to eat memory, to loop, to crash or to reach
out, it does so in a child that is thrown away, and the request gets a sentence (security.md 5.11, T16, T17).
Bytes travel through unnamed temporary files, so that a child can neither block nor flood its parent; the answer
is JSON and bytes, never a pickle, because what comes out of such a child is not trusted either.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import struct
import subprocess
import sys
import tempfile
import threading
from dataclasses import asdict, dataclass
from typing import IO, Any

from touyan.core.findings import Finding, Refusal

log = logging.getLogger("touyan.preflight")

LENGTH = struct.Struct(">Q")
BOUND_MET = 70
"""Exit code of a child whose parser met the end of its memory or of its answer."""
BEYOND_BOUNDS = frozenset({BOUND_MET, -signal.SIGXCPU, -signal.SIGKILL, -signal.SIGABRT})
"""Compiled parsers abort where memory ends; a looping one is ended by the system."""
CHILD = "touyan.foundation.preflight.child"
AT_ONCE = os.cpu_count() or 2
"""Children a process keeps busy at once; more would only wait for a core, and each may take its full memory."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one parse may take: bytes of address space, seconds of processor and of waiting, bytes of answer."""

    memory_bytes: int = 512 * 1024 * 1024
    cpu_seconds: int = 5
    wall_seconds: float = 30
    answer_bytes: int = 128 * 1024 * 1024


_slots = threading.BoundedSemaphore(AT_ONCE)


def parsed_apart(
    parse: str, content: bytes, given: Any = None, bounds: Bounds | None = None
) -> tuple[Any, bytes]:
    """Return what the function named by `parse` ("module:function") answers to `(content, given)`, in a child.

    Its module imports at its top whatever it needs: the child can open nothing later. `given` and the first
    part of the answer are JSON. Raises the Refusal the parser raised, else files.too_demanding (a bound was
    met), files.damaged (the parser fell over) or files.busy (no child was free in time).
    """
    bounds = bounds or Bounds()
    if not _slots.acquire(timeout=bounds.wall_seconds):
        raise Refusal((Finding("files.busy"),))
    try:
        told, made = _asked(parse, content, given, bounds)
    finally:
        _slots.release()
    if "refused" in told:
        raise Refusal(tuple(Finding(**one) for one in told["refused"]))
    return told["answer"], made


def _asked(parse: str, content: bytes, given: Any, bounds: Bounds) -> tuple[dict[str, Any], bytes]:
    head = {"parse": parse, "given": given, "bounds": asdict(bounds)}
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as answer:
        written(question, head, content)
        question.seek(0)
        code = _run(question, answer, bounds)
        if code == 0:
            answer.seek(0)
            return _read(answer)
    log.warning("%s ended with %s on an upload of %s bytes", parse, code, len(content))
    raise Refusal((Finding("files.too_demanding" if code in BEYOND_BOUNDS else "files.damaged"),))


def _run(question: IO[bytes], answer: IO[bytes], bounds: Bounds) -> int:
    """Exit code of the child; that of a killed one when it took too long."""
    # Nothing of our environment goes along: it may hold the database's password.
    env = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONUTF8": "1"}
    try:
        return subprocess.run(  # noqa: S603 - our own interpreter and a module of our own
            [sys.executable, "-P", "-s", "-m", CHILD],
            stdin=question,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            env=env,
            cwd="/",
            timeout=bounds.wall_seconds,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired:
        return -signal.SIGKILL


def written(stream: IO[bytes], head: Any, content: bytes) -> None:
    """Write a message: length, JSON, bytes. Both sides speak it."""
    text = json.dumps(head).encode()
    stream.write(LENGTH.pack(len(text)))
    stream.write(text)
    stream.write(content)
    stream.flush()


def _read(stream: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """The answer; read with care, since a parser that was led astray may have written it."""
    whole = stream.read()
    try:
        end = LENGTH.size + LENGTH.unpack_from(whole)[0]
        head = json.loads(whole[LENGTH.size : end])
    except (ValueError, struct.error, RecursionError) as fault:
        raise Refusal((Finding("files.damaged"),)) from fault
    return head, whole[end:]


def as_json(findings: tuple[Finding, ...]) -> list[dict[str, Any]]:
    """Findings as they travel."""
    return [asdict(one) for one in findings]
