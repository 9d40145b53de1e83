"""Fetching fonts: resumable, atomic, checked, and one clear sentence when there is no network."""

from __future__ import annotations

import json
import os
import stat
import sys
import time

import pytest

from touyan.foundation.wording import sentence
from touyan.project.bringup.fonts import (
    LOCK_FOLDER,
    PACKAGES,
    FontProgress,
    FontsUnavailable,
    fetch_fonts,
    has_fonts,
)

FAKE_NPM = """#!{python}
import json, pathlib, sys
log = pathlib.Path({log!r})
lock = json.loads(pathlib.Path("package-lock.json").read_text())
name = next(key for key in lock["packages"] if key)
log.write_text(log.read_text() + name + "\\n" if log.exists() else name + "\\n")
wanted = json.loads({wanted!r})[name.removeprefix("node_modules/")]
for inside in wanted:
    if inside.endswith(".woff"):
        continue
    file = pathlib.Path(name, inside)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(inside.encode())
{end}
"""


def fake_npm(folder, end=""):
    wanted = json.dumps({package.name: [inside for inside, _name in package.files] for package in PACKAGES})
    file = folder / "npm"
    file.write_text(FAKE_NPM.format(python=sys.executable, log=str(folder / "log"), wanted=wanted, end=end))
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return (str(file),)


def without_conversion(data):
    """The converted face is there already, so that no real font is needed here."""
    fonts = data / "fonts"
    fonts.mkdir(parents=True)
    (fonts / "LXGWWenKai-Regular.ttf").write_bytes(b"face")


def test_every_file_arrives_under_its_final_name_and_nothing_else_stays(tmp_path):
    without_conversion(tmp_path / "data")
    seen = []
    found = fetch_fonts(tmp_path / "data", fake_npm(tmp_path), seen.append)
    assert [file.name for file in found] == [
        "LXGWWenKai-Regular.ttf",
        "NotoSansSC-Bold.ttf",
        "NotoSansSC-Regular.ttf",
        "NotoSerifSC-Bold.ttf",
        "NotoSerifSC-Regular.ttf",
    ]
    assert has_fonts(tmp_path / "data")
    assert seen[0] == FontProgress(0, 3, "Noto Serif SC")
    assert seen[-1] == FontProgress(3, 3, "")
    assert list((tmp_path / "data" / "fonts").glob(".arriving-*")) == []


def test_a_fetch_that_was_interrupted_goes_on_with_what_is_missing(tmp_path):
    without_conversion(tmp_path / "data")
    with pytest.raises(FontsUnavailable):
        fetch_fonts(tmp_path / "data", fake_npm(tmp_path, 'sys.exit("sans" in name and "ETIMEDOUT" or 0)'))
    fetch_fonts(tmp_path / "data", fake_npm(tmp_path))
    asked = (tmp_path / "log").read_text().split()
    assert asked.count("node_modules/@expo-google-fonts/noto-serif-sc") == 1
    assert asked.count("node_modules/@expo-google-fonts/noto-sans-sc") == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("npm error code ENOTFOUND", "fonts.no_network"),
        ("npm error code EINTEGRITY", "fonts.damaged"),
        ("npm error something else", "fonts.failed"),
    ],
)
def test_a_failed_fetch_says_why(tmp_path, words, code):
    with pytest.raises(FontsUnavailable) as caught:
        fetch_fonts(tmp_path / "data", fake_npm(tmp_path, f"sys.exit({words!r})"))
    finding = caught.value.findings[0]
    assert finding.code == code
    assert "…" not in sentence(finding.code, finding.facts)


def test_a_missing_npm_is_named(tmp_path):
    with pytest.raises(FontsUnavailable) as caught:
        fetch_fonts(tmp_path / "data", (str(tmp_path / "nothing"),))
    assert caught.value.findings[0].code == "fonts.no_npm"


def test_what_a_killed_fetch_left_behind_is_swept_away(tmp_path):
    without_conversion(tmp_path / "data")
    left = tmp_path / "data" / "fonts" / ".arriving-old"
    left.mkdir()
    long_ago = time.time() - 86_400
    os.utime(left, (long_ago, long_ago))
    fetch_fonts(tmp_path / "data", fake_npm(tmp_path))
    assert not left.exists()


def test_the_lock_pins_digests_and_names_no_address():
    text = (LOCK_FOLDER / "package-lock.json").read_text("utf-8")
    lock = json.loads(text)["packages"]
    assert "://" not in text
    for package in PACKAGES:
        assert lock[f"node_modules/{package.name}"]["integrity"].startswith("sha512-")
