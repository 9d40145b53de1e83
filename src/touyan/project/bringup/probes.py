"""Questions asked before any work starts: is there a Python, room, a right to write, a free port.

Asking first costs milliseconds and turns a failure after two minutes into a sentence at once.
"""

from __future__ import annotations

import errno
import importlib.util
import os
import shutil
import socket
import sys
from pathlib import Path

from touyan.project.bringup.faults import Fault

NEEDED_PYTHON = (3, 11)
MEGABYTE = 1024 * 1024


def require_python(version: tuple[int, ...] = tuple(sys.version_info[:3])) -> None:
    """Raise `python_old` below 3.11 and `python_incomplete` where a standard module is split off."""
    if version[:2] < NEEDED_PYTHON:
        found = ".".join(str(part) for part in version)
        raise Fault("python_old", found=found, needed=".".join(str(part) for part in NEEDED_PYTHON))
    for module in ("venv", "sqlite3", "ssl"):
        if importlib.util.find_spec(module) is None:
            raise Fault("python_incomplete", module=module)


def require_writable(folder: Path) -> None:
    """Make `folder` and prove that a file can be written there; raise `not_writable` otherwise."""
    probe = folder / f".write-probe-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise Fault("disk_full_now", what="写入文件夹") from error
        raise Fault("not_writable", folder=str(folder)) from error


def require_space(
    folder: Path, needed_mb: int, code: str = "disk_full", free_bytes: int | None = None
) -> None:
    """Raise `code` where fewer than `needed_mb` megabytes are free; `free_bytes` overrides the probe."""
    free = shutil.disk_usage(folder).free if free_bytes is None else free_bytes
    if free < needed_mb * MEGABYTE:
        raise Fault(code, folder=str(folder), free_mb=free // MEGABYTE, needed_mb=needed_mb)


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen on `host`:`port` now; raises where the address itself is no good."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise Fault("port_forbidden", port=port, other=port + 8000) from error
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
            raise Fault("address_absent", host=host) from error
    return True


def require_ports(host: str, pages: int, stream: int) -> None:
    """Raise `port_taken` for the first of the two ports in use, naming a free pair."""
    for port, purpose in ((pages, "页面"), (stream, "实时消息")):
        if not is_free(host, port):
            raise Fault("port_taken", port=port, purpose=purpose, other=free_pair(host, pages))


def free_pair(host: str, start: int) -> int:
    """Return the first port above `start` that is free together with its successor, within 200; else `start` + 200."""
    for port in range(start + 1, start + 200):
        if is_free(host, port) and is_free(host, port + 1):
            return port
    return start + 200


def names_of(host: str) -> tuple[str, ...]:
    """Return the names under which a browser may ask for an instance that listens on `host`.

    Listening on all addresses means this machine's name and its address in the local network, not any
    name at all: a page that answers to every name can be made to send people elsewhere.
    """
    names = ["127.0.0.1", "localhost", "[::1]"]
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
        names += [socket.gethostname(), local_address()]
    else:
        names.append(f"[{host}]" if ":" in host else host)
    return tuple(dict.fromkeys(name for name in names if name))


def local_address() -> str:
    """Return this machine's address in the local network, or "" without one; asks the kernel, sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])
