"""The document fonts come by themselves with `./run` and `./test`; without a network only tests of PDF files skip."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from touyan.project.bringup import lettercase, testing
from touyan.project.bringup.commands import Runner
from touyan.project.bringup.faults import Fault
from touyan.project.bringup.fonts import PACKAGES, fonts_folder
from touyan.project.bringup.places import Places
from touyan.project.bringup.steps import Progress

FAKE_LETTERING = """#!/bin/sh
echo 1/3 Noto Serif SC
echo "$4" > {seen}
exit {code}
"""


@pytest.fixture
def said() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    made = Places(tmp_path)
    made.work.mkdir()
    made.python.parent.mkdir(parents=True)
    monkeypatch.setattr(lettercase, "node_folder", lambda *_: tmp_path / "node")
    monkeypatch.delenv("TOUYAN_FONTS", raising=False)
    return made


def put_fonts(home: Path) -> None:
    folder = fonts_folder(home)
    folder.mkdir(parents=True)
    for package in PACKAGES:
        for _inside, name in package.files:
            (folder / name).write_bytes(b"face")


def answering(places: Places, code: int) -> Path:
    """Put a command in Python's place that answers this exit code and notes for which folder it was asked."""
    seen = places.root / "seen"
    places.python.write_text(FAKE_LETTERING.format(seen=seen, code=code))
    places.python.chmod(0o755)
    return seen


def options(*arguments: str):
    return testing.parsed(list(arguments))[0]


def test_whole_fonts_cost_no_process_and_no_question(places: Places, said: io.StringIO):
    put_fonts(places.work)
    assert lettercase.bring_fonts(places, places.work, Runner(places.log, Progress(said)))
    assert not places.log.exists()


@pytest.mark.parametrize(("code", "arrived"), [(0, True), (1, False)])
def test_each_family_is_said_and_the_end_is_told(places: Places, said: io.StringIO, code: int, arrived: bool):
    seen = answering(places, code)
    assert lettercase.bring_fonts(places, places.work, Runner(places.log, Progress(said))) is arrived
    assert "取文书字体 1/3 Noto Serif SC" in said.getvalue()
    assert seen.read_text().strip() == str(places.root / "node" / "npm")


def test_no_node_to_be_had_means_no_fonts_and_no_failure(
    places: Places, said: io.StringIO, monkeypatch: pytest.MonkeyPatch
):
    def none(*_: object) -> Path:
        raise Fault("tool_missing", tool="Node.js 22")

    monkeypatch.setattr(lettercase, "node_folder", none)
    assert not lettercase.bring_fonts(places, places.work, Runner(places.log, Progress(said)))


def test_the_ordinary_tests_fetch_the_fonts_and_say_what_happens_without_them(
    places: Places, said: io.StringIO, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(testing, "_checked", lambda *_: ["mypy"])
    seen = answering(places, 1)
    runner = Runner(places.log, Progress(said))
    assert testing._checked_while_fonts_come(places, runner, options()) == ["mypy"]
    assert seen.exists()
    assert "PDF 的测试会跳过" in said.getvalue()
    assert "the tests of PDF files will be skipped" in said.getvalue()


def test_the_tests_of_the_core_alone_fetch_nothing(
    places: Places, said: io.StringIO, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(testing, "_checked", lambda *_: [])
    seen = answering(places, 0)
    testing._checked_while_fonts_come(places, Runner(places.log, Progress(said)), options("--fast"))
    assert not seen.exists()


def test_fonts_that_somebody_names_are_not_fetched_again(
    places: Places, said: io.StringIO, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("TOUYAN_FONTS", str(places.root / "own"))
    monkeypatch.setattr(testing, "_checked", lambda *_: [])
    seen = answering(places, 0)
    testing._checked_while_fonts_come(places, Runner(places.log, Progress(said)), options())
    assert not seen.exists()


def test_the_tests_use_the_instance_s_fonts_where_they_are_whole_and_else_the_clone_s_own(places: Places):
    assert testing.font_home(places) == places.work
    fonts_folder(places.root / "var").mkdir(parents=True)
    (fonts_folder(places.root / "var") / "NotoSansSC-Regular.ttf").write_bytes(b"face")
    assert testing.font_home(places) == places.work
    fonts_folder(places.root / "var").joinpath("NotoSansSC-Regular.ttf").unlink()
    fonts_folder(places.root / "var").rmdir()
    put_fonts(places.root / "var")
    assert testing.font_home(places) == places.root / "var"
