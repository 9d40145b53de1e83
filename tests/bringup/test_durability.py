"""A connection that would not keep what it acknowledged is refused before its first use (R03)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from touyan.project.bringup.durability import NotDurable, require_durable


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(tmp_path / "touyan.db")
    opened.executescript("PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;")
    yield opened
    opened.close()


def look_at(connection: sqlite3.Connection) -> None:
    require_durable("sqlite", lambda question: connection.execute(question).fetchone())


def test_full_synchronisation_with_a_write_ahead_log_and_foreign_keys_is_accepted(connection):
    look_at(connection)


@pytest.mark.parametrize(
    ("pragma", "named"),
    [
        ("synchronous=NORMAL", "synchronous=1"),
        ("journal_mode=DELETE", "journal_mode=delete"),
        ("foreign_keys=OFF", "foreign_keys=0"),
    ],
)
def test_each_weaker_setting_is_refused_by_name(connection, pragma: str, named: str):
    connection.execute(f"PRAGMA {pragma}")
    with pytest.raises(NotDurable, match=named):
        look_at(connection)


def test_a_server_that_does_not_sync_is_refused_by_name():
    require_durable("postgresql", lambda _question: ("on", "on"))
    with pytest.raises(NotDurable, match="synchronous_commit=off"):
        require_durable("postgresql", lambda _question: ("on", "off"))
