"""`./run`: the steps from a clone to a running instance, in their order, and the way back on Ctrl-C."""

from __future__ import annotations

import argparse
import os
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

from touyan.project.bringup import commands, database, environment, frontend
from touyan.project.bringup.catalogue import compile_catalogue
from touyan.project.bringup.commands import Runner
from touyan.project.bringup.instance import Instance
from touyan.project.bringup.places import Places
from touyan.project.bringup.probes import require_ports, require_writable
from touyan.project.bringup.serving import Address, fetch_fonts, open_up, wait_until_free
from touyan.project.bringup.steps import Progress
from touyan.project.bringup.supervisor import Supervisor
from touyan.project.bringup.turns import turn

RUN_MB = 100


def parsed(arguments: list[str]) -> argparse.Namespace:
    """Return the command line of `./run`."""
    parser = argparse.ArgumentParser(
        prog="./run", description="装好并启动本系统；Ctrl-C 停止。Set up and start; Ctrl-C stops."
    )
    parser.add_argument("--data", type=Path, help="数据文件夹（默认 var） data folder")
    parser.add_argument("--port", type=int, default=8000, help="页面端口（默认 8000） port of the pages")
    parser.add_argument("--stream-port", type=int, help="实时消息端口（默认页面端口加 1） port of the events")
    parser.add_argument("--host", default="127.0.0.1", help="监听地址（默认只在本机） address to listen on")
    parser.add_argument("--empty", action="store_true", help="不装演示数据，从设置向导开始 first-run wizard")
    parser.add_argument("--reset", action="store_true", help="先清除数据文件夹 erase the data first")
    parser.add_argument("--yes", action="store_true", help="确认清除正式数据 confirm erasing real data")
    return parser.parse_args(arguments)


def run(places: Places, progress: Progress, arguments: list[str]) -> int:
    """Bring the instance up and keep it up; 0 after an orderly stop."""
    options = parsed(arguments)
    address = Address(options.host, options.port, options.stream_port or options.port + 1)
    folder = (options.data or Path(os.environ.get("TOUYAN_DATA") or places.root / "var")).resolve()
    data = database.Data(folder, os.environ.get("TOUYAN_DATABASE_URL", ""))
    require_writable(folder)
    instance = Instance(folder, address.url)
    try:
        require_ports(address.host, address.port, address.stream_port)
        if options.reset:
            database.reset(data, confirmed=options.yes)
        env = _prepare(places, data, address, progress, empty=options.empty)
        return _serve(places, data, address, progress, env)
    finally:
        instance.release()


def _prepare(
    places: Places, data: database.Data, address: Address, progress: Progress, *, empty: bool
) -> dict[str, str]:
    """Every step before the start; what is current already takes no line and no time."""
    runner = Runner(places.log, progress)
    with turn(places, runner):
        side_by_side(
            lambda: environment.prepare(places, runner, "run"), lambda: frontend.build(places, runner)
        )
    if database.discard_half_loaded(data):
        progress.say("上次装入演示数据时中断了，从头再装（an interrupted load is started again）")
    kind = data.kind() or (database.REAL if empty else database.DEMONSTRATION)
    mode = os.environ.get("TOUYAN_MODE") or ("production" if kind == database.REAL else "demonstration")
    env = database.environment_of(data, mode, address.host, address.port, address.stream_port)
    compile_catalogue(places, runner, env)
    database.prepare(places, data, runner, env, empty=kind == database.REAL)
    return env


def side_by_side(first: Callable[[], object], second: Callable[[], object]) -> None:
    """Do two independent steps at once; the first failure stops the other and is raised."""
    failures: list[BaseException] = []

    def guarded() -> None:
        try:
            second()
        except BaseException as error:  # noqa: BLE001 - carried to the caller's thread
            failures.append(error)
            commands.stop_all()

    beside = threading.Thread(target=guarded, name="beside", daemon=True)
    beside.start()
    try:
        first()
    except BaseException:
        commands.stop_all()
        if not failures:
            raise
    beside.join()
    if failures:
        raise failures[0]


def _serve(
    places: Places, data: database.Data, address: Address, progress: Progress, env: dict[str, str]
) -> int:
    """Start, say where it is, watch until asked to stop, stop everything."""
    log = data.folder / "server.log"
    supervisor = Supervisor([], env, log, progress)
    supervisor.listen()
    try:
        if open_up(places, address, supervisor, log, progress):
            _welcome(places, data, address, progress, env)
            fetch_fonts(places, data.folder, supervisor, progress)
            supervisor.watch()
    finally:
        progress.say("正在停止（stopping）……")
        commands.stop_all()
        supervisor.stop()
        wait_until_free(address)
        progress.say("已全部停止（stopped）")
    return 0


def _welcome(
    places: Places, data: database.Data, address: Address, progress: Progress, env: dict[str, str]
) -> None:
    """Return the address, how to stop, and the accounts of the demonstration or the token that founds a county."""
    progress.note(f"\n打开 {address.url}   （数据在 {data.folder}，按 Ctrl-C 停止）")
    if address.neighbours_url:
        progress.note(f"局域网内的其他电脑打开 {address.neighbours_url}")
    words = ("demo", "accounts") if data.kind() == database.DEMONSTRATION else ("setup-token",)
    told = subprocess.run(  # noqa: S603 - our own command
        [places.touyan, *words],
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    progress.note(told.stdout.rstrip())
