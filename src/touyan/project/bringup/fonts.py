"""Brings the open Chinese fonts that server-made PDF files need into `<data dir>/fonts`.

The fonts come as npm packages: a small lock beside this module pins their digests, so what arrives is what
was tested, and no registry address is stored. One package at a time is unpacked in a temporary folder, the
few needed files are moved into place by an atomic rename and the rest is thrown away: an interrupted fetch
goes on where it stopped and never holds more than one package on the disk. `<data dir>/fonts/office` belongs
to the office (its licensed 仿宋_GB2312, 楷体_GB2312, 方正小标宋简体): nothing here writes to it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from touyan.core.findings import Finding, Refusal

LOCK_FOLDER = Path(__file__).with_name("fonts")
FETCH_SECONDS = 900
NETWORK_SIGNS = (
    "ENOTFOUND",
    "ECONNREFUSED",
    "ETIMEDOUT",
    "EAI_AGAIN",
    "ECONNRESET",
    "ENETUNREACH",
    "ENOTCACHED",
)
FALLBACK_REASON = "npm"
RETRIES = ("--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=10000")
"""Without a network npm's own pauses add up to more than a minute; these to about ten seconds."""


@dataclass(frozen=True, slots=True)
class FontPackage:
    """One package of the lock and the files wanted from it: (path inside the package, name on our disk)."""

    name: str
    family: str
    files: tuple[tuple[str, str], ...]


PACKAGES: tuple[FontPackage, ...] = (
    FontPackage(
        "@expo-google-fonts/noto-serif-sc",
        "Noto Serif SC",
        (
            ("400Regular/NotoSerifSC_400Regular.ttf", "NotoSerifSC-Regular.ttf"),
            ("700Bold/NotoSerifSC_700Bold.ttf", "NotoSerifSC-Bold.ttf"),
            ("LICENSE_FONT", "NotoSerifSC-OFL.txt"),
        ),
    ),
    FontPackage(
        "@expo-google-fonts/noto-sans-sc",
        "Noto Sans SC",
        (
            ("400Regular/NotoSansSC_400Regular.ttf", "NotoSansSC-Regular.ttf"),
            ("700Bold/NotoSansSC_700Bold.ttf", "NotoSansSC-Bold.ttf"),
            ("LICENSE_FONT", "NotoSansSC-OFL.txt"),
        ),
    ),
    FontPackage(
        "@fontsource/lxgw-wenkai",
        "LXGW WenKai",
        (
            # The file called "latin-500" is the whole Regular face; its .woff2 twin takes minutes to convert.
            ("files/lxgw-wenkai-latin-500-normal.woff", "LXGWWenKai-Regular.ttf"),
            ("LICENSE", "LXGWWenKai-OFL.txt"),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class FontProgress:
    """`done` of `total` packages are in place; `family` is being fetched ("" when all are)."""

    done: int
    total: int
    family: str


class FontsUnavailable(Refusal):
    """The fonts could not be fetched; the finding says why and what to do. PDF waits, Word works."""


def _unreported(_progress: FontProgress) -> None:
    return


def fonts_folder(data_dir: Path) -> Path:
    """Where the fonts of this installation live."""
    return data_dir / "fonts"


def has_fonts(data_dir: Path) -> bool:
    """Whether every needed file is in place; a file under its final name is always complete."""
    folder = fonts_folder(data_dir)
    return all(not _missing(package, folder) for package in PACKAGES)


def fetch_fonts(
    data_dir: Path,
    npm: Sequence[str] = ("npm",),
    progress: Callable[[FontProgress], None] = _unreported,
    cache: Path | None = None,
) -> tuple[Path, ...]:
    """Fetch what is missing into `<data dir>/fonts`; answers with every font file in place.

    `npm` is the command to call (the one the caller built the front end with). `cache` is an npm cache to
    read from, for places without network; without it a temporary one is used and removed, which saves about
    180 MB. Raises `FontsUnavailable` (fonts.no_network, fonts.damaged, fonts.no_npm, fonts.failed).
    """
    folder = fonts_folder(data_dir)
    (folder / "office").mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    for done, package in enumerate(PACKAGES):
        wanted = _missing(package, folder)
        if wanted:
            progress(FontProgress(done, len(PACKAGES), package.family))
            _fetch(package, wanted, folder, npm, cache)
    progress(FontProgress(len(PACKAGES), len(PACKAGES), ""))
    return tuple(sorted(folder.glob("*.ttf")))


def _sweep(folder: Path) -> None:
    """Remove what a killed fetch left behind: up to 300 MB that nobody would ever look for."""
    oldest = time.time() - FETCH_SECONDS
    for left in folder.glob(".arriving-*"):
        if left.stat().st_mtime < oldest:
            shutil.rmtree(left, ignore_errors=True)


def _missing(package: FontPackage, folder: Path) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in package.files if not (folder / pair[1]).is_file())


def _fetch(
    package: FontPackage,
    wanted: tuple[tuple[str, str], ...],
    folder: Path,
    npm: Sequence[str],
    cache: Path | None,
) -> None:
    """Unpack one package beside the fonts (same disk, so that the last step is a rename) and keep `wanted`."""
    with tempfile.TemporaryDirectory(prefix=".arriving-", dir=folder) as scratch:
        work = Path(scratch)
        _write_lock(package, work)
        _install(npm, work, cache or work / "cache")
        for inside, name in wanted:
            _put(work / "node_modules" / package.name / inside, folder / name, work)


def _write_lock(package: FontPackage, work: Path) -> None:
    """Write the shipped lock cut down to one package: the digest stays the one that was reviewed."""
    lock: dict[str, Any] = json.loads((LOCK_FOLDER / "package-lock.json").read_text("utf-8"))
    key = f"node_modules/{package.name}"
    entry = lock["packages"][key]
    root = {"name": lock["name"], "dependencies": {package.name: entry["version"]}}
    (work / "package.json").write_text(json.dumps({**root, "private": True}), "utf-8")
    cut = {**lock, "packages": {"": root, key: entry}}
    (work / "package-lock.json").write_text(json.dumps(cut), "utf-8")


def _install(npm: Sequence[str], work: Path, cache: Path) -> None:
    command = [
        *npm,
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--prefer-offline",
        *RETRIES,
        "--cache",
        str(cache),
    ]
    try:
        ran = subprocess.run(  # noqa: S603 - the command is the caller's npm and constants
            command, cwd=work, capture_output=True, text=True, timeout=FETCH_SECONDS, check=False
        )
    except FileNotFoundError:
        raise FontsUnavailable((Finding("fonts.no_npm", facts={"command": npm[0]}),)) from None
    except subprocess.TimeoutExpired:
        raise FontsUnavailable((Finding("fonts.no_network"),)) from None
    if ran.returncode:
        raise FontsUnavailable((_failure(ran.stderr or ran.stdout),))


def _failure(output: str) -> Finding:
    if any(sign in output for sign in NETWORK_SIGNS):
        return Finding("fonts.no_network")
    if "EINTEGRITY" in output:
        return Finding("fonts.damaged")
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return Finding("fonts.failed", facts={"reason": lines[0] if lines else FALLBACK_REASON})


def _put(source: Path, target: Path, work: Path) -> None:
    """Move one file into place in a single step; a .woff becomes .ttf on the way."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - `has_fonts` is asked where nothing is installed

    ready = work / target.name
    if source.suffix == ".woff":
        with TTFont(source, recalcTimestamp=False) as face:
            face.flavor = None
            face.save(ready)
    else:
        shutil.move(source, ready)
    ready.replace(target)
