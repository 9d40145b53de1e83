"""Foreseeable failures of bring-up: each is one code, one sentence with its cure, one exit code.

A trace helps nobody at a county office; it goes to the log. `recognised` reads what pip and npm
print, because their exit code alone does not tell a missing network from a full disk.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Mapping
from pathlib import Path

from touyan.project.bringup.sentences import SENTENCES

EXIT_CODES: dict[str, int] = {
    "python_old": 10,
    "python_incomplete": 10,
    "port_taken": 11,
    "port_forbidden": 11,
    "address_absent": 11,
    "no_network": 12,
    "pip_unreachable": 12,
    "package_absent": 12,
    "package_altered": 13,
    "pip_altered": 13,
    "disk_full": 14,
    "disk_full_data": 14,
    "disk_full_now": 14,
    "not_writable": 15,
    "already_running": 16,
    "tool_missing": 17,
    "not_ours": 18,
    "real_data": 18,
    "reset_external": 18,
    "step_failed": 20,
    "child_died": 21,
    "first_page_failed": 22,
    "unknown": 70,
}

_DISK = re.compile(r"ENOSPC|No space left on device|database or disk is full|Disk quota exceeded|EDQUOT")
_ALTERED = re.compile(r"DO NOT MATCH THE HASHES|EINTEGRITY")
_NETWORK = re.compile(
    r"NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|Max retries exceeded|SSLError|"
    r"Temporary failure in name resolution|Name or service not known|Network is unreachable|"
    r"Connection refused|Connection broken|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|"
    r"ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|network request to .* failed"
)
_ABSENT = re.compile(
    r"No matching distribution found|Could not find a version that satisfies|E404|ETARGET|ENOTCACHED"
)


class Fault(Exception):  # noqa: N818 - it is reported to a person, not raised at a programmer
    """Bring-up cannot go on; `code` names why, `facts` fill the sentence."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, object] = facts

    @property
    def exit_code(self) -> int:
        """The process's exit code, one for each kind of cure."""
        return EXIT_CODES[self.code]

    def lines(self) -> tuple[str, str]:
        """Return the Chinese sentence and the short English one."""
        chinese, english = SENTENCES[self.code]
        return chinese.format(**self.facts), english.format(**self.facts)


def recognised(output: str, what: str, registry: str) -> Fault | None:
    """Name the failure an installer's output tells of, or None where it tells nothing known.

    A full disk is looked for first: installers report it among network retries. A refused
    connection ends in "no matching distribution" too, so the network comes before the absence.
    """
    if _DISK.search(output):
        return Fault("disk_full_now", what=f"安装{what}")
    if _ALTERED.search(output):
        return Fault("package_altered", what=what)
    if _NETWORK.search(output):
        return Fault("no_network", what=what, registry=registry)
    if _ABSENT.search(output):
        return Fault("package_absent", what=what, registry=registry)
    return None


def from_os_error(error: OSError, what: str, folder: Path) -> Fault | None:
    """Name the failure behind an operating-system error, or None where it is not a foreseen one."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Fault("disk_full_now", what=what)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return Fault("not_writable", folder=str(error.filename or folder))
    return None
