"""`./bench pages`: every page of the work list at ten projects and at a county's thousand, against its own floor.

What does not depend on the clock is asserted: at most twelve statements, as many at a county as at ten projects, bytes that do
not grow with what is not shown. Times are told as medians, 95th percentiles and ratios to a floor taken in the same minute: the
same statements on the same database and the same bytes through a socket, without the framework.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.limits import MOST, has_grown

SIZES = ("ten", "county")
HEAD = f"{'row':>4}  {'what':34}{'median':>9}{'p95':>9}{'floor':>8}{'x floor':>8}{'SQL':>5}{'kB':>8}{'kB x':>7}{'ms x':>7}"


@dataclass(frozen=True, slots=True)
class Line:
    """One page at both sizes."""

    ten: dict[str, Any]
    county: dict[str, Any]

    def told(self) -> str:
        """The line of the table: figures of the county, growth from ten projects to a thousand."""
        one, small = self.county, self.ten
        return (
            f"{one['row']:>4}  {one['name']:34}{one['median']:9.2f}{one['p95']:9.2f}{one['floor']:8.2f}"
            f"{one['median'] / one['floor']:8.1f}{one['statements']:5}{one['bytes'] / 1000:8.1f}"
            f"{one['bytes'] / small['bytes']:7.2f}{one['median'] / small['median']:7.2f}"
        )

    def faults(self) -> list[str]:
        """What may not be, whatever the machine."""
        one, small, told = self.county, self.ten, []
        if one["statements"] > MOST:
            told.append(f"{one['name']}: {one['statements']} statements, at most {MOST}")
        if one["statements"] != small["statements"]:
            told.append(
                f"{one['name']}: {small['statements']} statements, {one['statements']} at county size"
            )
        if not one["shows_all"] and has_grown(small["bytes"], one["bytes"]):
            told.append(f"{one['name']}: {small['bytes']} bytes, {one['bytes']} at county size")
        return told


def run(rounds: int, to: Path | None) -> int:
    """Load both sizes, measure in a process each, print; 1 when something may not be."""
    found = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for size in SIZES:
            found[size] = _at(Path(folder) / size, size, rounds)
            sys.stdout.write(f"{size}: {found[size]['there']} loaded in {found[size]['loaded']:.1f} s\n")
    small = {one["name"]: one for one in found["ten"]["pages"]}
    lines = [Line(small[one["name"]], one) for one in found["county"]["pages"]]
    sys.stdout.write(HEAD + "\n" + "".join(line.told() + "\n" for line in lines))
    for row, name, unit in (
        (13, "writes", "acts/s"),
        (27, "export", "rows/s"),
        (29, "cold", "s"),
        (30, "memory", "MB"),
        (32, "install", "s"),
    ):
        sys.stdout.write(f"{row:>4}  {name:10} {found['ten'][name]} -> {found['county'][name]} {unit}\n")
    faults = [fault for line in lines for fault in line.faults()]
    sys.stdout.write(f"  31  most statements {max(line.county['statements'] for line in lines)} of {MOST}\n")
    sys.stdout.write("".join(f"FAULT {fault}\n" for fault in faults))
    if to:
        to.write_text(json.dumps(found | {"faults": faults}, indent=1, ensure_ascii=False), encoding="utf-8")
    return 1 if faults else 0


def _at(folder: Path, size: str, rounds: int) -> dict[str, Any]:
    folder.mkdir()
    env = {**os.environ, "TOUYAN_DATA": str(folder), "TOUYAN_MODE": "demonstration"}

    def call(*words: str) -> str:
        command = [sys.executable, "-m", *words]
        done = subprocess.run(command, env=env, check=False, capture_output=True, text=True)  # noqa: S603 - ours
        if done.returncode:
            raise SystemExit(done.stderr)
        return done.stdout

    begun = time.perf_counter()
    call("touyan", "migrate", "--quiet")
    tables = time.perf_counter() - begun
    there = call("touyan", "demo", "load", "--size", size).strip()
    loaded = time.perf_counter() - begun
    told = json.loads(call("benchmarks.measured", str(rounds)))
    return told | {
        "there": there,
        "loaded": loaded,
        "install": {"tables": round(tables, 1), "data": round(loaded - tables, 1)},
    }
