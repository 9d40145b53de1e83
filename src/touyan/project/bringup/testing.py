"""`./test`: every check and every test in one command, on SQLite; `--postgres` and `--full` do the rest.

Checks come first because they take seconds. The last line is pytest's own closing line, so that any
reader of the output, person or machine, finds the figures where they always are.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from touyan.project.bringup import environment, frontend
from touyan.project.bringup.catalogue import compile_catalogue
from touyan.project.bringup.commands import Runner
from touyan.project.bringup.faults import Fault
from touyan.project.bringup.fonts import fonts_folder, has_fonts
from touyan.project.bringup.lettercase import bring_fonts
from touyan.project.bringup.places import Places
from touyan.project.bringup.steps import Progress
from touyan.project.bringup.turns import turn

NO_TESTS = 5
SHOWN_LINES = 60
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_CHECKS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("代码规则", "ruff check", ("ruff", "check", "--quiet", "--output-format", "concise", ".")),
    ("代码排版", "ruff format", ("ruff", "format", "--check", "--quiet", ".")),
    ("类型", "mypy", ("mypy",)),
    ("层次", "lint-imports", ("lint-imports", "--no-logo")),
)


def parsed(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """Return the command line of `./test` and what is meant for pytest."""
    parser = argparse.ArgumentParser(
        prog="./test",
        description="检查并测试；其余参数交给 pytest。Checks and tests; the rest goes to pytest.",
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--fast", action="store_true", help="只测核心 only the core")
    which.add_argument(
        "--postgres", action="store_true", help="在 PostgreSQL 上测数据库 database tests there"
    )
    which.add_argument("--full", action="store_true", help="长时间的测试 the long campaigns")
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1), help="进程数 processes")
    return parser.parse_known_args(arguments)


def test(places: Places, progress: Progress, arguments: list[str]) -> int:
    """Install, build, check and test; 0 when all of it is well."""
    options, rest = parsed(arguments)
    runner = Runner(places.log, progress)
    with turn(places, runner):
        environment.prepare(places, runner, "dev")
        if not options.fast and has_browser():
            _try_to_build(places, runner)
    wrong = [] if options.postgres or options.full else _checked_while_fonts_come(places, runner, options)
    with tempfile.TemporaryDirectory(prefix="test-", dir=places.work) as data:
        closing, exit_code = _tested(places, runner, pytest_command(places, options, rest), Path(data))
    if exit_code == NO_TESTS:
        progress.note("没有要跑的测试（no tests of this kind）")
        exit_code = 0
    if wrong:
        progress.note(f"检查没有通过（failed checks）：{'、'.join(wrong)}")
    progress.say(f"全部用时 {progress.elapsed():.1f} 秒（total）")
    sys.stdout.write(closing)
    sys.stdout.flush()
    return exit_code or int(bool(wrong))


def has_browser() -> bool:
    """Return whether browser tests can run here."""
    return any(shutil.which(name) for name in _BROWSERS)


def _try_to_build(places: Places, runner: Runner) -> None:
    """Build the front end for the browser tests; where it cannot be built they skip, visibly."""
    try:
        frontend.build(places, runner)
    except Fault as fault:
        if fault.code not in {"no_network", "tool_missing", "package_absent"}:
            raise
        runner.progress.note(f"前端没有构建，浏览器测试会跳过。{fault.lines()[0]}")


def _checked_while_fonts_come(places: Places, runner: Runner, options: argparse.Namespace) -> list[str]:
    """Run the checks, which need no network, while the fonts come, which need little else; names of failed checks."""
    if options.fast or os.environ.get("TOUYAN_FONTS"):
        return _checked(places, runner)
    fetching = threading.Thread(target=_try_to_bring_fonts, args=(places, runner), name="fonts", daemon=True)
    fetching.start()
    wrong = _checked(places, runner)
    fetching.join()
    return wrong


def _try_to_bring_fonts(places: Places, runner: Runner) -> None:
    """Bring the document fonts for the tests of PDF files; where they cannot be had those skip, visibly."""
    if not bring_fonts(places, font_home(places), runner):
        runner.progress.note(
            "文书字体没有取到（多半是没有网络），PDF 的测试会跳过"
            "（the document fonts could not be fetched: the tests of PDF files will be skipped）"
        )


def font_home(places: Places) -> Path:
    """Return the folder whose fonts the tests use: the instance's in `var` where they are whole, else the clone's own."""
    return places.root / "var" if has_fonts(places.root / "var") else places.work


def _checked(places: Places, runner: Runner) -> list[str]:
    """Run each check, show what it found, and return the names of those that found something."""
    wrong = []
    for chinese, english, command in _CHECKS:
        lines: list[str] = []
        begun = runner.progress.elapsed()
        tool = places.venv / "bin" / command[0]
        exit_code = runner.follow([tool, *command[1:]], lines.append, cwd=places.root)
        verdict = "通过" if exit_code == 0 else "没有通过"
        took = runner.progress.elapsed() - begun
        runner.progress.say(f"检查{chinese}（{english}）：{verdict}，用时 {took:.1f} 秒")
        if exit_code != 0:
            wrong.append(english)
            runner.progress.note("\n".join(excerpt(lines, runner.log)))
    return wrong


def excerpt(lines: Sequence[str], log: Path) -> list[str]:
    """Return the first lines of a long output, and where the others are; nothing is cut silently."""
    shown = [line.rstrip() for line in lines[:SHOWN_LINES]]
    left = len(lines) - len(shown)
    return [*shown, f"……另有 {left} 行，写在 {log}"] if left else shown


def pytest_command(places: Places, options: argparse.Namespace, rest: Sequence[str]) -> list[str]:
    """Return the pytest call for the chosen kind of run."""
    command = [str(places.python), "-m", "pytest", "-p", "touyan.project.bringup.selection"]
    if options.postgres:
        command = [str(places.python), "-m", "touyan.project.bringup.postgres", *command]
        command += ["--only-database", "-m", "not full and not browser"]
    elif options.full:
        command += ["-m", "full and not postgres"]
    else:
        command += ["-m", "not full and not postgres"]
    if options.workers > 1 and not options.fast:
        command += ["-n", str(options.workers), "--dist", "loadfile"]
    if options.fast:
        command.append(str(places.root / "tests" / "core"))
    return [*command, *rest]


def _tested(places: Places, runner: Runner, command: list[str], data: Path) -> tuple[str, int]:
    """Run pytest, showing every line but the closing one, which is returned with the exit code."""
    show, held = held_back(sys.stdout.write)
    env = {
        "TOUYAN_DATA": str(data),
        "TOUYAN_MODE": "test",
        "TOUYAN_DATABASE_URL": "",
        "TOUYAN_FONTS": os.environ.get("TOUYAN_FONTS") or str(fonts_folder(font_home(places))),
        "DJANGO_SETTINGS_MODULE": "touyan.project.settings",
        "PYTHONUNBUFFERED": "1",
    }
    compile_catalogue(places, runner, env)
    runner.progress.say("测试（pytest）……")
    exit_code = runner.follow(command, show, cwd=places.root, env=env)
    return "".join(held), exit_code


def held_back(write: Callable[[str], object]) -> tuple[Callable[[str], None], list[str]]:
    """Return a writer that is always one line behind, and the list that holds that line."""
    held: list[str] = []

    def show(line: str) -> None:
        if held:
            write(held.pop())
        held.append(line)

    return show, held
