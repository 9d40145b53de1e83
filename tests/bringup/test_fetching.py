"""Where Python came without pip, pip comes from the index and is believed only by its hash."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from touyan.project.bringup.faults import Fault
from touyan.project.bringup.fetching import fetch_pip, wheel_links

WHEEL = b"a wheel"
HASH = hashlib.sha256(WHEEL).hexdigest()
OTHER = "0" * 64


@pytest.fixture
def index(tmp_path: Path, monkeypatch) -> Path:
    """An index in a folder; its page is a file, because no server is needed to read one."""
    page = tmp_path / "simple" / "pip"
    page.mkdir(parents=True)
    (page / "pip-26.3-py3-none-any.whl").write_bytes(WHEEL)
    monkeypatch.setenv("PIP_INDEX_URL", (tmp_path / "simple").as_uri())
    monkeypatch.setattr("touyan.project.bringup.fetching.PAGE", "pip/index.html")
    return page


def publish(index: Path, announced: str) -> None:
    (index / "index.html").write_text(f'<a href="pip-26.3-py3-none-any.whl#sha256={announced}">pip</a>')


def lock(folder: Path, digest: str) -> Path:
    file = folder / "pip.lock"
    file.write_text(f"pip==26.3 \\\n    --hash=sha256:{digest}\n")
    return file


def test_the_locked_wheel_is_found_and_kept(index: Path, tmp_path: Path):
    publish(index, HASH)
    wheel = fetch_pip(lock(tmp_path, HASH), tmp_path / "downloads")
    assert wheel.name == "pip-26.3-py3-none-any.whl"
    assert wheel.read_bytes() == WHEEL


def test_a_wheel_that_is_not_what_it_announces_is_not_used(index: Path, tmp_path: Path):
    publish(index, OTHER)
    with pytest.raises(Fault) as caught:
        fetch_pip(lock(tmp_path, OTHER), tmp_path / "downloads")
    assert caught.value.code == "pip_altered"
    assert not (tmp_path / "downloads").exists()


def test_an_index_without_the_locked_version_is_told(index: Path, tmp_path: Path):
    publish(index, HASH)
    with pytest.raises(Fault) as caught:
        fetch_pip(lock(tmp_path, OTHER), tmp_path / "downloads")
    assert caught.value.code == "pip_unreachable"


def test_an_unreachable_index_is_told_with_the_cure(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    with pytest.raises(Fault) as caught:
        fetch_pip(lock(tmp_path, HASH), tmp_path / "downloads")
    assert caught.value.code == "pip_unreachable"
    assert "python3-venv" in caught.value.lines()[0]


def test_links_are_followed_wherever_the_index_keeps_its_files():
    page = f'<a href="../../packages/pip.whl#sha256={HASH}">a</a><a href="pip.tar.gz#sha256={HASH}">b</a>'
    found = wheel_links(page, "https://index.example/all/pip/", frozenset({HASH}))
    assert found == ["https://index.example/packages/pip.whl"]
