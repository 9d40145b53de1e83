"""The Python environment: a venv in the clone with the locked packages, each checked by its hash.

Only the standard library and pip are needed, no uv. Where the system's Python was packaged without
ensurepip, pip itself comes from the package index and is checked against `requirements/pip.lock`.
The stamp is the digest of lock and interpreter: a changed lock installs again, an equal one costs
one file read.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from touyan.project.bringup import bytecode, stamps
from touyan.project.bringup.commands import Runner
from touyan.project.bringup.fetching import fetch_pip
from touyan.project.bringup.places import Places
from touyan.project.bringup.probes import require_space

INSTALL_MB = 700
_COMMAND = """#!{python}
import sys

from touyan.project.command import main

sys.exit(main(sys.argv[1:]))
"""


def prepare(places: Places, runner: Runner, lock_name: str) -> bool:
    """Make the environment hold exactly what `lock_name` ("run" or "dev") asks for; whether work was done."""
    worked = _installed(places, runner, lock_name)
    bytecode.compile_source(places.source)
    return worked


def _installed(places: Places, runner: Runner, lock_name: str) -> bool:
    """Install unless the stamp says that it was done; whether work was done."""
    lock = places.locks / f"{lock_name}.lock"
    wanted = stamps.digest((lock,), sys.version, str(places.venv))
    stamp = places.stamp("environment")
    if places.python.exists() and (stamps.is_current(stamp, wanted) or _covers(places, lock_name)):
        return False
    require_space(places.root, INSTALL_MB)
    with runner.progress.step("安装程序需要的软件包", "packages, each checked by its hash"):
        stamps.withdraw(stamp)
        make_venv(places.venv, places, runner)
        install(places.python, lock, runner)
        link_source(places)
        bytecode.compile_packages(places.python, packages_of(places.venv), runner)
    stamps.put(stamp, wanted)
    return True


def _covers(places: Places, lock_name: str) -> bool:
    """Whether the environment was made for the tests, which hold everything a run needs."""
    if lock_name != "run":
        return False
    dev = places.locks / "dev.lock"
    return stamps.is_current(
        places.stamp("environment"), stamps.digest((dev,), sys.version, str(places.venv))
    )


def make_venv(folder: Path, places: Places, runner: Runner) -> None:
    """Make a venv with pip in it; a folder that another interpreter or a broken try left is replaced."""
    if is_sound(folder):
        return
    shutil.rmtree(folder, ignore_errors=True)
    if importlib.util.find_spec("ensurepip") is not None:
        runner.run([sys.executable, "-m", "venv", folder], "建立 Python 环境")
        return
    runner.run([sys.executable, "-m", "venv", "--without-pip", folder], "建立 Python 环境")
    wheel = fetch_pip(places.locks / "pip.lock", places.work / "downloads")
    runner.run(
        [folder / "bin" / "python", wheel / "pip", "install", "--no-index", "--no-deps", wheel], "安装 pip"
    )


def is_sound(folder: Path) -> bool:
    """Return whether the venv is this interpreter's, was made at this very place and has pip; from files alone.

    A clone that was moved keeps scripts that name the old place, so its venv is made anew.
    """
    try:
        settings = (folder / "pyvenv.cfg").read_text(encoding="utf-8")
    except OSError:
        return False
    version = ".".join(str(part) for part in sys.version_info[:3])
    is_here = any(
        line.startswith("command = ") and line.endswith(f" {folder}") for line in settings.splitlines()
    )
    return is_here and f"version = {version}" in settings and (packages_of(folder) / "pip").is_dir()


def packages_of(venv: Path) -> Path:
    """Return the folder a venv of this interpreter installs into."""
    return venv / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"


def install(python: Path, lock: Path, runner: Runner) -> None:
    """Install a lock with pip, every file checked by hash; nothing is built from source."""
    runner.run(
        [
            *(python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"),
            *("--no-compile", "--only-binary", ":all:", "--require-hashes", "-r", lock),
        ],
        "安装软件包",
        count=package_counter(),
        env={"PIP_ROOT_USER_ACTION": "ignore"},
    )


def package_counter() -> Callable[[str], str]:
    """Return a counter that reads pip's lines and answers in words how many packages it has collected."""
    seen: set[str] = set()

    def count(line: str) -> str:
        found = re.match(r"Collecting ([^=<>! \[]+)", line)
        if found:
            seen.add(found[1].lower())
        if line.startswith("Installing collected packages"):
            return f"正在安装 {len(seen)} 个包"
        return f"已取得 {len(seen)} 个包" if seen else ""

    return count


def link_source(places: Places) -> None:
    """Put `src` on the environment's path and a `touyan` command into it, without building a wheel."""
    (packages_of(places.venv) / "touyan-source.pth").write_text(f"{places.source}\n", encoding="utf-8")
    places.touyan.write_text(_COMMAND.format(python=places.python), encoding="utf-8")
    places.touyan.chmod(0o755)
