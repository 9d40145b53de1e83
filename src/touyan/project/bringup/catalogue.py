"""The English catalogue compiled where the clone lies: it belongs to the code, not to the data of an instance."""

from __future__ import annotations

from collections.abc import Mapping

from touyan.project.bringup import stamps
from touyan.project.bringup.commands import Runner
from touyan.project.bringup.places import Places


def compile_catalogue(places: Places, runner: Runner, env: Mapping[str, str]) -> None:
    """Compile it unless the compiled one is of the texts that lie there; a process keeps the first it opens, so this comes first."""
    folder = places.source / "touyan" / "locale" / "en" / "LC_MESSAGES"
    stamp, wanted = places.stamp("catalogue"), stamps.digest((folder / "django.po",))
    if stamps.is_current(stamp, wanted) and (folder / "django.mo").is_file():
        return
    command = [places.python, "-m", "touyan", "messages", "compile"]
    runner.run(command, "编译英文目录", cwd=places.root, env=env)
    stamps.put(stamp, wanted)
