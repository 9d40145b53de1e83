"""A pytest plugin with two rules: no test reaches the network, and `--only-database` keeps the database's tests.

The first is a guard and not a wish: a test that passes only online fails for whoever runs it in an
air-gapped county. The second is how the PostgreSQL run avoids repeating what no database can change.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import pytest

_DATABASE_FIXTURES = frozenset({"db", "transactional_db", "django_db_reset_sequences", "live_server"})


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--only-database`."""
    parser.addoption("--only-database", action="store_true", help="keep only tests that use the database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep only tests that use the database where that was asked for."""
    if not config.getoption("--only-database"):
        return
    dropped = [item for item in items if not uses_database(item)]
    items[:] = [item for item in items if uses_database(item)]
    config.hook.pytest_deselected(items=dropped)


def uses_database(item: pytest.Item) -> bool:
    """Return whether a test asks for the database by mark or by fixture."""
    if any(item.iter_markers("django_db")) or any(item.iter_markers("postgres")):
        return True
    return not _DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


def is_here(address: Any) -> bool:
    """Return whether an address is on this machine: a path, a loopback number or its name."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in {"localhost", ""}


class _LocalSocket(socket.socket):
    """A socket that connects to this machine only."""

    def connect(self, address: Any, /) -> None:
        """Connect, or refuse an address elsewhere."""
        if not is_here(address):
            raise OSError(f"tests do not use the network: {address[0]}")
        super().connect(address)


def pytest_configure() -> None:
    """Put the guard in place for the whole session."""
    socket.socket = _LocalSocket  # type: ignore[misc]
