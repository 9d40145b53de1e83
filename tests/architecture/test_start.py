"""A start waits for nothing that only a file, a search or a signature needs, and needs nothing to be installed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"
LATE = {
    "PIL": "a picture is opened, in a process of its own",
    "babel": "the English catalogue is compiled",
    "cryptography": "a checkpoint is signed, a slip sealed",
    "docx": "a paper is set for Word",
    "fontTools": "a font file is looked into",
    "lxml": "as docx",
    "pypinyin": "a text is indexed",
    "python_calamine": "a table is opened, in a process of its own",
    "rjieba": "a title is broken into lines",
    "segno": "a code is drawn",
    "xlsxwriter": "a sheet is written",
}
"""Top-level package: when it may load. Together they were a third of a start."""
LOADED = "touyan.foundation.papers.word", "touyan.foundation.sheets.ledgers", "touyan.stages.plan.printing"
STARTING = """
import gc, sys
from touyan.project.bringup.pages import warm
assert warm() > 10
assert gc.isenabled() and gc.get_freeze_count() > 100_000, gc.get_freeze_count()
print(*sys.modules)
"""


def answer_of(code: str, *flags: str, **env: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, *flags, "-c", code],
        env={**os.environ, "PYTHONPATH": str(SOURCE), **env},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_the_page_server_starts_without_the_libraries_that_make_files(tmp_path: Path):
    modules = answer_of(STARTING, TOUYAN_DATA=str(tmp_path), TOUYAN_MODE="production")
    assert set(LOADED) <= set(modules)
    assert sorted({name.partition(".")[0] for name in modules} & LATE.keys()) == []


def test_bring_up_runs_on_a_python_where_nothing_is_installed():
    steps = "running", "testing", "measuring"
    imports = "".join(f"import touyan.project.bringup.{name}\n" for name in steps)
    code = f"import sys\nsys.path.insert(0, {str(SOURCE)!r})\n{imports}print(*sys.modules)"
    packages = {name.partition(".")[0] for name in answer_of(code, "-I", "-S")}
    assert "touyan" in packages
    assert packages - sys.stdlib_module_names - {"__main__"} == {"touyan"}
