"""Looks at every new database connection before it is used: is an acknowledged write really on the disk.

A wrong setting here would lose nothing until the power fails, so it is refused at once instead of
being found out then (security.md R03). One statement for each connection.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Row = tuple[Any, ...] | None

_SQLITE = "select synchronous, journal_mode, foreign_keys from pragma_synchronous, pragma_journal_mode, pragma_foreign_keys"
_POSTGRES = "select current_setting('fsync'), current_setting('synchronous_commit')"
_WANTED: dict[str, tuple[str, tuple[str, ...], tuple[Any, ...]]] = {
    "sqlite": (_SQLITE, ("synchronous", "journal_mode", "foreign_keys"), (2, "wal", 1)),
    "postgresql": (_POSTGRES, ("fsync", "synchronous_commit"), ("on", "on")),
}


class NotDurable(RuntimeError):  # noqa: N818 - it is read as a sentence in the log
    """The database would not keep what it acknowledged."""


def require_durable(vendor: str, ask: Callable[[str], Row]) -> None:
    """Raise `NotDurable` naming each setting that is not as security.md R03 wants it."""
    question, names, wanted = _WANTED[vendor]
    found = ask(question) or ()
    wrong = [
        f"{name}={is_now}" for name, is_now, must in zip(names, found, wanted, strict=True) if is_now != must
    ]
    if wrong:
        raise NotDurable(f"数据库没有按要求落盘（{'，'.join(wrong)}），为免丢失已确认的数据，不予使用")


def watch_connections() -> None:
    """Look at every connection this process opens from now on."""
    from django.db.backends.signals import connection_created  # noqa: PLC0415 - Django is set up by the caller

    connection_created.connect(_look_at, dispatch_uid="touyan.durability")


def _look_at(connection: Any, **_more: object) -> None:
    def ask(question: str) -> Row:
        with connection.cursor() as cursor:
            cursor.execute(question)
            row: Row = cursor.fetchone()
            return row

    require_durable(connection.vendor, ask)
