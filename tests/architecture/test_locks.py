"""What is installed is what was reviewed: every requirement pinned and hashed, no registry named."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
NPM_LOCKS = sorted(
    file
    for folder in ("frontend", "src/touyan/project/bringup")
    for file in (ROOT / folder).rglob("package-lock.json")
    if "node_modules" not in file.parts
)
NPM_SETTINGS = [file for file in (ROOT / ".npmrc", ROOT / "frontend" / ".npmrc") if file.exists()]
ADDRESS = re.compile(r"[a-z+]+://|--(?:extra-)?index-url|--find-links|registry\s*=", re.IGNORECASE)


def pinned(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ \\;]+)", lock.read_text(), re.MULTILINE))


def blocks(lock: Path) -> list[str]:
    joined = lock.read_text().replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def test_there_are_locks_to_look_at():
    assert {lock.stem for lock in LOCKS} >= {"run", "dev", "node", "pip"}


@pytest.mark.parametrize("file", [*LOCKS, *NPM_SETTINGS], ids=lambda file: file.name)
def test_no_lock_names_a_registry(file: Path):
    assert [line for line in file.read_text().splitlines() if ADDRESS.search(line)] == []


@pytest.mark.parametrize("line", ["--index-url x", "registry = x", "a @ https://x/a.whl"])
def test_a_named_registry_would_be_found(line: str):
    assert ADDRESS.search(line)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_requirement_is_pinned_and_hashed(lock: Path):
    for block in blocks(lock):
        assert re.match(r"[A-Za-z0-9._-]+(\[[^\]]*\])?==\S+", block), block
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block


def test_tests_run_on_exactly_what_is_installed_for_a_run():
    run, dev = pinned(ROOT / "requirements" / "run.lock"), pinned(ROOT / "requirements" / "dev.lock")
    assert {name: dev.get(name) for name in run} == run


@pytest.mark.parametrize("lock", NPM_LOCKS, ids=lambda lock: lock.parent.name)
def test_the_front_end_s_lock_names_no_registry_and_hashes_every_package(lock: Path):
    packages = {name: entry for name, entry in json.loads(lock.read_text())["packages"].items() if name}
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [
        name for name, entry in packages.items() if "integrity" not in entry and not entry.get("link")
    ] == []


def test_each_input_has_its_lock():
    inputs = {file.stem for file in (ROOT / "requirements").glob("*.in")}
    assert inputs == {lock.stem for lock in LOCKS}
