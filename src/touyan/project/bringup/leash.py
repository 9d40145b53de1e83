"""Starts a child that dies with its supervisor: `leash PARENT COMMAND...` ties itself and becomes COMMAND.

Without it a supervisor ended by `kill -9` would leave servers behind that hold the ports. Linux only
knows such a tie; elsewhere the command is started without one.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def tie_to(parent: int) -> bool:
    """Ask the kernel for SIGTERM at the parent's death; False where the parent is gone already."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        return os.getppid() == parent
    return True


if __name__ == "__main__":
    if tie_to(int(sys.argv[1])):
        os.execvp(sys.argv[2], sys.argv[2:])  # noqa: S606 - becoming the command is the purpose
