"""kill -9 in the middle of writing: what was acknowledged is there, nothing is half there, the record verifies."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.django_db  # so that the PostgreSQL run takes it along
KILLS = 5
WRITER = Path(__file__).with_name("writer.py")

CHECK = """
import os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "touyan.project.settings")
import django
django.setup()
from django.db import connection
from touyan.fieldwork.needs.models import Need
from touyan.foundation.ledger.models import Act
from touyan.foundation.ledger.verify import report
acked = [line.split() for line in sys.stdin.read().splitlines()]
keys = {str(k) for k in Need.plain.values_list("key", flat=True)}
hashes = set(Act.objects.values_list("hash", flat=True))
lost = [k for k, h in acked if k not in keys or h not in hashes]
with connection.cursor() as cursor:
    if connection.vendor == "sqlite":
        cursor.execute("PRAGMA integrity_check")
        assert cursor.fetchone()[0] == "ok"
code = report(sys.stdout)
print(f"acked={len(acked)} lost={len(lost)} verify={code}")
sys.exit(1 if lost or code else 0)
"""


def _environment(tmp_path: Path) -> dict[str, str]:
    root = Path(__file__).parents[2]
    told = {
        **os.environ,
        "PYTHONPATH": str(root / "src"),
        "TOUYAN_MODE": "test",
        "TOUYAN_DATA": str(tmp_path),
    }
    told.pop("TOUYAN_DATABASE_URL", None)
    url = os.environ.get("TOUYAN_DATABASE_URL", "")
    if url:
        told["TOUYAN_DATABASE_URL"] = _own_database(url)
    return told


def _own_database(url: str) -> str:
    """A database of this test's own on the same server."""
    import psycopg

    base, name = url.rsplit("/", 1)
    query = name.partition("?")[2]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS touyan_kill WITH (FORCE)")
        connection.execute("CREATE DATABASE touyan_kill")
    return f"{base}/touyan_kill" + (f"?{query}" if query else "")


FOUND = """
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "touyan.project.settings")
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from touyan.project.demonstration.load import load_organisation
load_organisation()
"""


def _found(environment: dict[str, str]) -> None:
    """A county with its people, without the year's story."""
    subprocess.run([sys.executable, "-c", FOUND], env=environment, check=True, capture_output=True)


def _write_and_kill(environment: dict[str, str], begin: int, after: int) -> list[str]:
    """Acknowledged lines of one writer, killed once it has acknowledged `after` writes."""
    child = subprocess.Popen(
        [sys.executable, str(WRITER), str(begin)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    acked: list[str] = []
    assert child.stdout is not None
    for line in child.stdout:
        acked.append(line)
        if len(acked) == after:
            os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    return [line for line in acked if line.endswith("\n") and len(line.split()) == 2]


def test_no_acknowledged_write_is_lost_and_nothing_is_half_done(tmp_path):
    environment = _environment(tmp_path)
    _found(environment)
    rng = random.Random(9)
    acked: list[str] = []
    for kill in range(KILLS):
        acked += _write_and_kill(environment, kill * 10_000, rng.randint(3, 25))
    checked = subprocess.run(
        [sys.executable, "-c", CHECK],
        env=environment,
        input="".join(acked),
        text=True,
        capture_output=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert f"acked={len(acked)} lost=0 verify=0" in checked.stdout


def test_the_check_notices_an_acknowledged_write_that_is_not_there(tmp_path):
    """The control: a writer that acknowledges before it commits would look like this."""
    environment = _environment(tmp_path)
    _found(environment)
    invented = f"00000000-0000-0000-0000-000000000001 {'0' * 64}\n"
    checked = subprocess.run(
        [sys.executable, "-c", CHECK],
        env=environment,
        input=invented,
        text=True,
        capture_output=True,
        check=False,
    )
    assert (checked.returncode, "lost=1" in checked.stdout) == (1, True)
