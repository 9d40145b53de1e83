"""The English catalogue is compiled when the texts are new, and only then."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from touyan.project.bringup.catalogue import compile_catalogue
from touyan.project.bringup.places import Places


class Noted:
    """A runner that writes what the command would write, and counts."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.runs = folder, 0

    def run(self, command: Any, what: str, **told: Any) -> str:
        self.runs += 1
        (self.folder / "django.mo").write_bytes(b"compiled")
        return ""


def test_it_is_compiled_for_new_texts_and_where_it_is_missing_and_not_else(tmp_path: Path):
    places = Places(tmp_path)
    folder = places.source / "touyan" / "locale" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    runner: Any = Noted(folder)
    (folder / "django.po").write_text("first")
    seen = []
    for change in ("none", "again", "texts", "taken away"):
        if change == "texts":
            (folder / "django.po").write_text("second")
        if change == "taken away":
            (folder / "django.mo").unlink()
        compile_catalogue(places, runner, {})
        seen.append(runner.runs)
    assert seen == [1, 1, 2, 3]
