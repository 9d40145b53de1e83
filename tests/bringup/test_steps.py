"""Progress is one plain line at a step's start and one at its end, with seconds, in any kind of output."""

from __future__ import annotations

import io
import sys

import pytest

from touyan.project.bringup.commands import Runner
from touyan.project.bringup.environment import package_counter
from touyan.project.bringup.steps import Progress
from touyan.project.bringup.testing import excerpt, held_back


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_step_says_when_it_began_and_how_long_it_took():
    out, clock = io.StringIO(), Clock()
    progress = Progress(out, clock)
    clock.now += 2
    with progress.step("建立数据库", "database"):
        clock.now += 1.5
    assert out.getvalue() == (
        "[   2.0 s] 建立数据库（database）……\n[   3.5 s] 建立数据库：完成，用时 1.5 秒\n"
    )
    assert progress.timings == [("建立数据库", 1.5)]


def test_a_step_that_fails_does_not_claim_to_be_done():
    out = io.StringIO()
    with pytest.raises(RuntimeError), Progress(out, Clock()).step("一步", "step"):
        raise RuntimeError
    assert "完成" not in out.getvalue()


def test_output_has_no_cursor_tricks_and_no_colours():
    out = io.StringIO()
    progress = Progress(out, Clock())
    with progress.step("一步", "step"):
        progress.say("进行中")
    assert "\r" not in out.getvalue()
    assert "\x1b" not in out.getvalue()


def test_the_installer_is_counted_in_packages():
    count = package_counter()
    assert count("Collecting django==5.2.19 (from -r run.lock)\n") == "已取得 1 个包"
    assert count("Collecting pillow==13.0.0 (from -r run.lock)\n") == "已取得 2 个包"
    assert count("  Downloading pillow-13.0.0.whl\n") == "已取得 2 个包"
    assert count("Installing collected packages: django, pillow\n") == "正在安装 2 个包"


def test_a_program_s_whole_output_is_in_the_log_and_its_command_too(tmp_path):
    runner = Runner(tmp_path / "log", Progress(io.StringIO(), Clock()))
    assert runner.run([sys.executable, "-c", "print('甲'); print('乙')"], "一步") == "甲\n乙\n"
    assert runner.log.read_text().endswith("甲\n乙\n")
    assert "$ " in runner.log.read_text()


def test_the_closing_line_of_the_tests_is_kept_for_the_very_end():
    shown: list[str] = []
    show, held = held_back(shown.append)
    for line in ("a\n", "b\n", "=== 3 passed ===\n"):
        show(line)
    assert shown == ["a\n", "b\n"]
    assert held == ["=== 3 passed ===\n"]


def test_a_long_finding_is_cut_openly_and_names_where_the_rest_is(tmp_path):
    lines = excerpt([f"{n}\n" for n in range(100)], tmp_path / "log")
    assert lines[:2] == ["0", "1"]
    assert lines[-1] == f"……另有 40 行，写在 {tmp_path / 'log'}"
    assert excerpt(["a\n"], tmp_path / "log") == ["a"]
