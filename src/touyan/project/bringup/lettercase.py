"""The font step: brings the document fonts into a folder, for `./run` beside the data, for `./test` into the clone."""

from __future__ import annotations

import os
from pathlib import Path

from touyan.project.bringup.commands import Runner
from touyan.project.bringup.faults import Fault
from touyan.project.bringup.fonts import has_fonts
from touyan.project.bringup.frontend import node_folder
from touyan.project.bringup.places import Places


def bring_fonts(places: Places, folder: Path, runner: Runner) -> bool:
    """Fetch what is missing in `<folder>/fonts` and whether all is there; asks nothing of anybody when it is.

    About 180 MB come over the network and 65 MB stay. Raises nothing: without fonts only PDF files must wait.
    """
    if has_fonts(folder):
        return True

    def relay(line: str) -> None:
        if line[:1].isdigit():
            runner.progress.say(f"取文书字体 {line.strip()}")

    try:
        tools = node_folder(places, runner)
        command = [places.python, "-m", "touyan.project.bringup.lettering", folder, tools / "npm"]
        path = f"{tools}{os.pathsep}{os.environ.get('PATH', '')}"
        return runner.follow(command, relay, env={"PATH": path}) == 0
    except (Fault, OSError):
        return False
