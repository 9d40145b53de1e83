"""Fetching the document fonts as a process of its own: `lettering DATA NPM...`, one plain line a package.

It runs inside the environment, because handling fonts needs what is installed there, while the
supervisor itself has only the standard library. A stop leaves no half-made files behind.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from touyan.project.bringup.fonts import FontProgress, FontsUnavailable, fetch_fonts, has_fonts


def say(progress: FontProgress) -> None:
    """One line for the supervisor to pass on."""
    if progress.family:
        print(f"{progress.done + 1}/{progress.total} {progress.family}", flush=True)  # noqa: T201 - its output


def main(arguments: list[str]) -> int:
    """Fetch what is missing; 0 when all fonts are in place, 1 when they could not be fetched."""
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(143))
    folder, npm = Path(arguments[0]), arguments[1:]
    if has_fonts(folder):
        return 0
    try:
        fetch_fonts(folder, npm or ["npm"], say)
    except FontsUnavailable as error:
        print("；".join(finding.code for finding in error.findings), flush=True)  # noqa: T201 - its output
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
