"""The front end's build: with the system's Node where it is new enough, else with one from the package index.

Node is needed only while building; nothing of it runs afterwards. The stamp is the digest of the
sources, so an unchanged front end costs reading its few files.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from touyan.project.bringup import stamps
from touyan.project.bringup.commands import Runner
from touyan.project.bringup.environment import install, make_venv
from touyan.project.bringup.faults import Fault
from touyan.project.bringup.places import Places
from touyan.project.bringup.probes import require_space

BUILD_MB = 400
_NOT_SOURCES = frozenset({"node_modules", "dist", ".vite", "test-results"})


def build(places: Places, runner: Runner) -> bool:
    """Build the front end if its sources changed since the last build; whether work was done."""
    if not (places.frontend / "package-lock.json").is_file():
        return False
    wanted = stamps.tree_digest(places.frontend, _NOT_SOURCES)
    stamp = places.stamp("frontend")
    if stamps.is_current(stamp, wanted) and places.built.is_dir():
        return False
    require_space(places.root, BUILD_MB)
    stamps.withdraw(stamp)
    tools = node_folder(places, runner)
    path = {"PATH": f"{tools}{os.pathsep}{os.environ.get('PATH', '')}"}
    _install_packages(places, runner, tools, path)
    with runner.progress.step("构建前端", "front end"):
        runner.run([tools / "npm", "run", "build"], "构建前端", cwd=places.frontend, env=path)
    stamps.put(stamp, wanted)
    return True


def _install_packages(places: Places, runner: Runner, tools: Path, path: dict[str, str]) -> None:
    """`npm ci`, unless the folder already holds exactly this lock."""
    stamp = places.stamp("npm")
    wanted = stamps.digest((places.frontend / "package-lock.json", places.frontend / ".npmrc"))
    if stamps.is_current(stamp, wanted) and (places.frontend / "node_modules").is_dir():
        return
    stamps.withdraw(stamp)
    with runner.progress.step("安装前端需要的软件包", "npm packages, locked"):
        runner.run(
            [tools / "npm", "ci", "--no-fund", "--no-audit"],
            "安装前端软件包",
            "前端包索引",
            cwd=places.frontend,
            env=path,
        )
    stamps.put(stamp, wanted)


def node_folder(places: Places, runner: Runner) -> Path:
    """Return the folder with `node` and `npm`: the system's where new enough, else one made from `node.lock`."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and Path(node).parent == Path(npm).parent and is_new_enough(_version_of(node)):
        return Path(node).parent
    own = places.work / "node"
    lock = places.locks / "node.lock"
    stamp, wanted = places.stamp("node"), stamps.digest((lock,), str(own))
    if not (stamps.is_current(stamp, wanted) and (own / "bin" / "node").exists()):
        with runner.progress.step("安装构建工具 Node.js", "no recent Node found, taking one from the index"):
            make_venv(own, places, runner)
            try:
                install(own / "bin" / "python", lock, runner)
            except Fault as fault:
                if fault.code == "step_failed":
                    raise Fault("tool_missing", tool="Node.js 22") from fault
                raise
        stamps.put(stamp, wanted)
    return own / "bin"


def is_new_enough(version: str) -> bool:
    """Whether Vite runs on this Node: 20.19 and later of 20, or 22.12 and later."""
    found = re.match(r"v?(\d+)\.(\d+)", version)
    if not found:
        return False
    numbers = int(found[1]), int(found[2])
    return (20, 19) <= numbers < (21, 0) or numbers >= (22, 12)


def _version_of(node: str) -> str:
    try:
        answer = subprocess.run(  # noqa: S603 - the system's own node
            [node, "--version"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout.strip()
