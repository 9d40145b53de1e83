"""Bytecode made when code arrives, so that no start translates it again.

Python makes it by itself at the first import, but not where PYTHONDONTWRITEBYTECODE is set, as container images
set it: every process would then translate a thousand files, which is most of a start. Where it cannot be
written nothing is lost but that time, so no failure here stops anything.
"""

from __future__ import annotations

import compileall
from pathlib import Path

from touyan.project.bringup.commands import Runner, silent


def compile_packages(python: Path, packages: Path, runner: Runner) -> None:
    """Translate every installed package, on all cores; only the log hears of files that are no Python."""
    runner.follow([python, "-m", "compileall", "-q", "-j", "0", packages], silent)


def compile_source(source: Path) -> None:
    """Translate what changed below `source` since the last time; a few milliseconds where nothing did."""
    compileall.compile_dir(source, quiet=2)
