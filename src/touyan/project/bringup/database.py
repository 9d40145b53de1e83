"""The database step: bring the tables up to date and, in a demonstration, fill the empty place.

Two stamps live beside the data, not in the clone: the digest of all migrations (so the second start
asks nothing of the database) and the kind of data inside. A folder once begun with `--empty` holds
somebody's real year and never receives the demonstration.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from touyan.project.bringup import stamps
from touyan.project.bringup.commands import Runner
from touyan.project.bringup.faults import Fault
from touyan.project.bringup.instance import LOCK_NAME
from touyan.project.bringup.places import Places
from touyan.project.bringup.probes import names_of, require_space

DATA_MB = 300
KIND, MIGRATIONS = "kind.stamp", "migrations.stamp"
DEMONSTRATION, REAL, LOADING = "demonstration", "real", "loading"
_OURS = (KIND, MIGRATIONS)


@dataclass(frozen=True, slots=True)
class Data:
    """The data folder of one instance and where its database is."""

    folder: Path
    database_url: str = ""

    @property
    def file(self) -> Path:
        """The embedded database's file."""
        return self.folder / "touyan.db"

    @property
    def is_embedded(self) -> bool:
        """Whether the database is the embedded one."""
        return not self.database_url

    def kind(self) -> str:
        """`demonstration`, `real`, `loading` while the first is being put in, or ""."""
        try:
            return (self.folder / KIND).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            return ""


def prepare(places: Places, data: Data, runner: Runner, env: dict[str, str], *, empty: bool) -> bool:
    """Migrate, then load the demonstration into a new place unless `empty`; whether work was done."""
    wanted = migrations_digest(places.source, data.database_url)
    stamp = data.folder / MIGRATIONS
    fresh = data.is_embedded and not data.file.exists()
    worked = False
    if fresh or not stamps.is_current(stamp, wanted):
        require_space(data.folder, DATA_MB, "disk_full_data")
        stamps.withdraw(stamp)
        with runner.progress.step("建立数据库", "database tables"):
            runner.run([places.touyan, "migrate"], "建立数据库", env=env)
        stamps.put(stamp, wanted)
        worked = True
    if fresh:
        stamps.withdraw(data.folder / KIND)
    if not data.kind():
        if not empty:
            stamps.put(data.folder / KIND, LOADING)
            with runner.progress.step("装入演示数据", "demonstration"):
                runner.run([places.touyan, "demo", "load"], "装入演示数据", env=env)
        stamps.put(data.folder / KIND, REAL if empty else DEMONSTRATION)
        worked = True
    return worked


def discard_half_loaded(data: Data) -> bool:
    """Take away a demonstration whose loading was interrupted, so that it is loaded whole; whether there was one.

    Nobody can have worked in it: it is opened to people only after loading.
    """
    if data.kind() != LOADING:
        return False
    if data.is_embedded:
        for file in data.folder.glob("touyan.db*"):
            file.unlink()
        stamps.withdraw(data.folder / MIGRATIONS)
    stamps.withdraw(data.folder / KIND)
    return True


def migrations_digest(source: Path, database_url: str) -> str:
    """Digest of every migration file and of the database's address (its digest only, it may hold a password)."""
    files = sorted((source / "touyan").rglob("migrations/*.py"))
    address = hashlib.sha256(database_url.encode()).hexdigest()
    names = "\n".join(file.relative_to(source).as_posix() for file in files)
    return stamps.digest(files, names, address)


def reset(data: Data, *, confirmed: bool) -> None:
    """Erase the embedded data; refuses a folder that is not ours, and real data without `confirmed`."""
    if not data.is_embedded:
        raise Fault("reset_external")
    if not data.folder.exists() or not any(data.folder.iterdir()):
        return
    if not any((data.folder / name).exists() for name in _OURS) and not data.file.exists():
        raise Fault("not_ours", folder=str(data.folder))
    if data.kind() != DEMONSTRATION and data.file.exists() and not confirmed:
        raise Fault("real_data", folder=str(data.folder))
    for entry in data.folder.iterdir():
        if entry.name in {"fonts", LOCK_NAME}:
            continue
        shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()


def environment_of(data: Data, mode: str, host: str, port: int, stream_port: int) -> dict[str, str]:
    """Return the variables by which every process of the instance learns where it is."""
    return {
        "TOUYAN_DATA": str(data.folder),
        "TOUYAN_DATABASE_URL": data.database_url,
        "TOUYAN_MODE": mode,
        "TOUYAN_PORT": str(port),
        "TOUYAN_STREAM_PORT": str(stream_port),
        "TOUYAN_HOSTS": os.environ.get("TOUYAN_HOSTS") or ",".join(names_of(host)),
        "DJANGO_SETTINGS_MODULE": "touyan.project.settings",
        "PYTHONUNBUFFERED": "1",
    }
