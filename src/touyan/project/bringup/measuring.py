"""`./bench`: the measured list of work, in an environment made like any other and on data of its own."""

from __future__ import annotations

import os
import subprocess
import tempfile

from touyan.project.bringup import environment, frontend
from touyan.project.bringup.commands import Runner
from touyan.project.bringup.places import Places
from touyan.project.bringup.steps import Progress
from touyan.project.bringup.turns import turn


def bench(places: Places, progress: Progress, arguments: list[str]) -> int:
    """Prepare everything, run `benchmarks` with the arguments given and return its exit code."""
    runner = Runner(places.log, progress)
    with turn(places, runner):
        environment.prepare(places, runner, "dev")
        frontend.build(places, runner)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=places.work) as data:
        env = {**os.environ, "TOUYAN_DATA": data, "TOUYAN_MODE": "demonstration"}
        command = [str(places.python), "-m", "benchmarks", *arguments]
        return subprocess.run(command, cwd=places.root, env=env, check=False).returncode  # noqa: S603 - ours
