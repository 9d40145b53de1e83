"""The child that parses one upload: reads question and bytes, binds itself, parses, answers, ends.

Started by `parsed_apart` only. What the parser needs is imported before the bounds are set; from then on no file
and no connection can be opened, no file written but the answer, and memory and processor time end early.
"""

from __future__ import annotations

import codecs
import contextlib
import datetime  # noqa: F401, ICN001 - compiled parsers ask for it when nothing can be opened any more
import errno
import importlib
import json
import os
import resource
import sys
from collections.abc import Callable
from typing import Any

from touyan.core.findings import Refusal
from touyan.foundation.preflight.apart import BOUND_MET, LENGTH, as_json, written

CODECS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "cp437", "latin-1", "ascii")
"""Looked up once, since each is a module that could not be opened later."""


def main() -> int:
    """0 with an answer written, another code without."""
    source = sys.stdin.buffer
    head = json.loads(source.read(LENGTH.unpack(source.read(LENGTH.size))[0]))
    content = source.read()
    # A parser that prints must not print into the answer.
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    module, name = head["parse"].split(":")
    parse: Callable[[bytes, Any], tuple[Any, bytes]] = getattr(importlib.import_module(module), name)
    for codec in CODECS:
        codecs.lookup(codec)
    bind(head["bounds"])
    try:
        told, made = parse(content, head["given"])
        written(answer, {"answer": told}, made)
    except Refusal as refusal:
        written(answer, {"refused": as_json(refusal.findings)}, b"")
    except MemoryError:
        return BOUND_MET
    except OSError as fault:
        if fault.errno != errno.EFBIG:
            raise
        return BOUND_MET
    return 0


def bind(bounds: dict[str, Any]) -> None:
    """Set every bound on this process; none can be lifted again."""
    processor = int(bounds["cpu_seconds"])
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, int(bounds["answer_bytes"]))
    _limit(resource.RLIMIT_AS, int(bounds["memory_bytes"]))
    _limit(resource.RLIMIT_CPU, processor, processor + 1)
    # Zero further descriptors: neither a file nor a connection can be opened, whoever asks.
    _limit(resource.RLIMIT_NOFILE, 0)


def _limit(kind: int, soft: int, hard: int | None = None) -> None:
    # macOS knows no bound on address space; the others hold there, and on Linux all of them do.
    with contextlib.suppress(*((ValueError,) if sys.platform == "darwin" else ())):
        resource.setrlimit(kind, (soft, soft if hard is None else hard))


if __name__ == "__main__":
    sys.exit(main())
