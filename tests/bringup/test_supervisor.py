"""The supervisor keeps three processes up, says what happened, and leaves nothing behind."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from touyan.project.bringup.faults import Fault
from touyan.project.bringup.steps import Progress
from touyan.project.bringup.supervisor import MOST_FAILURES, Child, Supervisor, pause_before_restart

SLEEPER = "import time, os; open({mark!r}, 'a').write(str(os.getpid()) + '\\n'); time.sleep(600)"


@pytest.fixture
def said() -> io.StringIO:
    return io.StringIO()


def supervise(children: list[Child], folder: Path, said: io.StringIO) -> Supervisor:
    return Supervisor(children, {}, folder / "server.log", Progress(said))


def sleeper(mark: Path, name: str = "页面服务") -> Child:
    return Child(name, [sys.executable, "-c", SLEEPER.format(mark=str(mark))])


def pids(mark: Path) -> list[int]:
    return [int(line) for line in mark.read_text().split()] if mark.exists() else []


def has_ended(pid: int, seconds: float = 20) -> bool:
    """Whether the process ends in time; one that ended and waits to be collected counts as ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        state = subprocess.run(
            ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
        )
        if state.stdout.strip()[:1] in {"", "Z"}:
            return True
    return False


def test_pauses_grow_and_stay_bounded():
    assert [pause_before_restart(n) for n in (1, 2, 3, 4, 5, 20)] == [0.5, 1, 2, 4, 8, 60]


def test_a_child_that_was_killed_is_started_again_with_one_clear_line(tmp_path: Path, said: io.StringIO):
    mark = tmp_path / "pids"
    supervisor = supervise([sleeper(mark)], tmp_path, said)
    supervisor.start()
    try:
        assert supervisor.wait_for(lambda: len(pids(mark)) == 1, 20)
        os.kill(pids(mark)[0], signal.SIGKILL)
        assert supervisor.wait_for(lambda: len(pids(mark)) == 2, 20)
    finally:
        supervisor.stop()
    assert said.getvalue().count("页面服务意外停止（退出码 -9），0.5 秒后重新启动") == 1
    assert all(has_ended(pid) for pid in pids(mark))


def test_stopping_reaches_the_children_s_own_children(tmp_path: Path, said: io.StringIO):
    mark = tmp_path / "pids"
    inner = SLEEPER.format(mark=str(mark))
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    supervisor = supervise([Child("页面服务", [sys.executable, "-c", parent])], tmp_path, said)
    supervisor.start()
    assert supervisor.wait_for(lambda: len(pids(mark)) == 1, 20)
    supervisor.stop()
    assert has_ended(pids(mark)[0])


def test_a_child_deaf_to_the_request_is_ended_by_force(tmp_path: Path, said: io.StringIO, monkeypatch):
    monkeypatch.setattr("touyan.project.bringup.supervisor.GRACE_SECONDS", 0.2)
    mark = tmp_path / "pids"
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + SLEEPER.format(mark=str(mark))
    supervisor = supervise([Child("任务服务", [sys.executable, "-c", deaf])], tmp_path, said)
    supervisor.start()
    assert supervisor.wait_for(lambda: len(pids(mark)) == 1, 20)
    supervisor.stop()
    assert has_ended(pids(mark)[0])


def dying(monkeypatch) -> list[str]:
    monkeypatch.setattr("touyan.project.bringup.supervisor.pause_before_restart", lambda _failures: 0.0)
    return [sys.executable, "-c", "raise SystemExit(3)"]


def test_pages_that_cannot_stay_up_end_the_instance_with_a_sentence(tmp_path, said, monkeypatch):
    supervisor = supervise([Child("页面服务", dying(monkeypatch), is_essential=True)], tmp_path, said)
    supervisor.start()
    with pytest.raises(Fault) as caught:
        supervisor.wait_for(lambda: False, 30)
    supervisor.stop()
    assert caught.value.code == "child_died"
    assert str(tmp_path / "server.log") in caught.value.lines()[0]


def test_without_jobs_the_pages_go_on_and_the_screen_is_not_flooded(tmp_path, said, monkeypatch):
    child = Child("任务服务", dying(monkeypatch))
    supervisor = supervise([child], tmp_path, said)
    supervisor.start()
    assert supervisor.wait_for(lambda: child.failures > MOST_FAILURES + 1, 30)
    supervisor.stop()
    assert said.getvalue().count("任务服务意外停止") == MOST_FAILURES


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux ties a child to its parent's life"
)
def test_children_die_with_a_supervisor_that_was_killed(tmp_path: Path):
    mark = tmp_path / "pids"
    source = Path(__file__).resolve().parents[2] / "src"
    program = f"""
import io, os, signal, sys
sys.path.insert(0, {str(source)!r})
from pathlib import Path
from touyan.project.bringup.steps import Progress
from touyan.project.bringup.supervisor import Child, Supervisor
child = Child("x", [sys.executable, "-c", {SLEEPER.format(mark=str(mark))!r}])
supervisor = Supervisor([child], {{}}, Path({str(tmp_path / "log")!r}), Progress(io.StringIO()))
supervisor.start()
supervisor.wait_for(lambda: Path({str(mark)!r}).exists() and Path({str(mark)!r}).read_text().endswith("\\n"), 20)
os.kill(os.getpid(), signal.SIGKILL)
"""
    watcher = supervise([Child("看守", [sys.executable, "-c", program])], tmp_path, io.StringIO())
    watcher.start()
    try:
        assert watcher.wait_for(lambda: bool(pids(mark)), 30)
        assert has_ended(pids(mark)[0])
    finally:
        watcher.stop()
