"""Two set-ups in one clone take turns: the second says for whom it waits and never works beside the first."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from touyan.project.bringup.commands import Runner
from touyan.project.bringup.faults import Fault
from touyan.project.bringup.places import Places
from touyan.project.bringup.steps import Progress
from touyan.project.bringup.turns import LOCK_NAME, turn


class Heard(io.StringIO):
    """An output that tells when something was said."""

    def __init__(self) -> None:
        super().__init__()
        self.spoken = threading.Event()

    def flush(self) -> None:
        self.spoken.set()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    made = Places(tmp_path)
    made.work.mkdir()
    return made


def runner(places: Places, out: io.StringIO) -> Runner:
    return Runner(places.log, Progress(out))


def test_the_second_set_up_waits_and_says_for_which_process(places: Places):
    heard, order = Heard(), []

    def second() -> None:
        with turn(places, runner(places, heard)):
            order.append("second")

    waiting = threading.Thread(target=second, daemon=True)
    with turn(places, runner(places, io.StringIO())):
        waiting.start()
        assert heard.spoken.wait(20)
        order.append("first")
    waiting.join(20)
    assert order == ["first", "second"]
    assert f"进程 {os.getpid()}" in heard.getvalue()
    assert f"another set-up, process {os.getpid()}, is at work here" in heard.getvalue()
    assert heard.getvalue().count("\n") == 1


def test_who_has_not_to_wait_says_nothing(places: Places):
    out = io.StringIO()
    for _ in range(2):
        with turn(places, runner(places, out)):
            assert (places.work / LOCK_NAME).read_text() == str(os.getpid())
    assert out.getvalue() == ""


def test_a_set_up_that_failed_lets_the_next_one_in(places: Places):
    with pytest.raises(Fault), turn(places, runner(places, io.StringIO())):
        raise Fault("tool_missing", tool="npm")
    with turn(places, runner(places, io.StringIO())):
        pass


def test_a_set_up_that_was_killed_lets_the_next_one_in(places: Places):
    code = (
        "import io, sys; from pathlib import Path\n"
        "from touyan.project.bringup.commands import Runner\n"
        "from touyan.project.bringup.places import Places\n"
        "from touyan.project.bringup.steps import Progress\n"
        "from touyan.project.bringup.turns import turn\n"
        f"places = Places(Path({str(places.root)!r}))\n"
        "with turn(places, Runner(places.log, Progress(io.StringIO()))):\n"
        "    print('held', flush=True); sys.stdin.read()\n"
    )
    source = str(Path(__file__).parents[2] / "src")
    with subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": source},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as held:
        assert held.stdout is not None
        assert held.stdout.readline() == "held\n"
        heard = Heard()
        entered = threading.Event()

        def second() -> None:
            with turn(places, runner(places, heard)):
                entered.set()

        threading.Thread(target=second, daemon=True).start()
        assert heard.spoken.wait(20)
        assert not entered.is_set()
        held.kill()
        assert entered.wait(20)
    assert f"进程 {held.pid}" in heard.getvalue()
