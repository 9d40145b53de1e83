"""Code is translated when it arrives, wherever Python would not do it by itself."""

from __future__ import annotations

import io
import os
import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from touyan.project.bringup import bytecode
from touyan.project.bringup.commands import Runner
from touyan.project.bringup.steps import Progress


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "src"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "good.py").write_text("A = 1\n")
    (folder / "broken.py").write_text("def (\n")
    return folder


def translated(file: Path) -> Path:
    return Path(cache_from_source(str(file)))


def test_sources_are_translated_where_python_was_told_not_to_write_bytecode(
    source: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    bytecode.compile_source(source)
    assert translated(source / "deep" / "good.py").exists()


def test_only_what_changed_is_translated_again(source: Path):
    good, other = source / "deep" / "good.py", source / "deep" / "other.py"
    other.write_text("B = 1\n")
    bytecode.compile_source(source)
    before = translated(good).stat().st_ino, translated(other).stat().st_ino
    good.write_text("A = 2\n")
    os.utime(good, (1_000_000_000, 1_000_000_000))
    bytecode.compile_source(source)
    assert translated(good).stat().st_ino != before[0]
    assert translated(other).stat().st_ino == before[1]


def test_a_file_that_is_no_python_stops_nothing_and_spoils_no_other(source: Path, capfd):
    bytecode.compile_source(source)
    assert translated(source / "deep" / "good.py").exists()
    assert not translated(source / "broken.py").exists()
    assert capfd.readouterr() == ("", "")


def test_installed_packages_are_translated_and_the_log_alone_hears_of_the_others(
    source: Path, tmp_path: Path
):
    said = io.StringIO()
    runner = Runner(tmp_path / "log", Progress(said))
    bytecode.compile_packages(Path(sys.executable), source, runner)
    assert translated(source / "deep" / "good.py").exists()
    assert "broken.py" in (tmp_path / "log").read_text()
    assert said.getvalue() == ""
