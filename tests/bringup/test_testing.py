"""`./test` runs the right tests in each of its kinds, none of which reaches the network."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from touyan.project.bringup.places import Places
from touyan.project.bringup.selection import is_here
from touyan.project.bringup.testing import parsed, pytest_command

PLACES = Places(Path("/clone"))


def command(*arguments: str) -> str:
    return " ".join(pytest_command(PLACES, *parsed([*arguments, "--workers", "2"])))


def test_the_ordinary_run_leaves_out_the_long_and_the_other_database_s_tests():
    assert "-m not full and not postgres -n 2 --dist loadfile" in command()
    assert "--only-database" not in command()


def test_the_postgres_run_keeps_the_database_s_tests_and_has_a_server():
    assert "touyan.project.bringup.postgres" in command("--postgres")
    assert "--only-database" in command("--postgres")


def test_the_full_run_is_the_long_campaigns():
    assert "-m full and not postgres" in command("--full")


def test_the_fast_run_is_the_core_alone():
    assert command("--fast").endswith("/clone/tests/core")
    assert "-n 2" not in command("--fast")


def test_what_is_not_ours_goes_to_pytest():
    assert command("-k", "calendar").endswith("-k calendar")


def test_two_kinds_at_once_are_refused(capsys):
    with pytest.raises(SystemExit):
        parsed(["--postgres", "--full"])
    assert "--full" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("address", "here"),
    [
        (("127.0.0.1", 80), True),
        (("127.9.9.9", 80), True),
        (("::1", 80, 0, 0), True),
        (("localhost", 80), True),
        ("/tmp/socket", True),
        (("203.0.113.1", 443), False),
        (("example.com", 443), False),
    ],
)
def test_only_this_machine_may_be_reached(address: object, here: bool):
    assert is_here(address) is here


def test_a_test_that_tries_the_network_is_stopped_where_the_guard_stands(request):
    if not request.config.pluginmanager.has_plugin("touyan.project.bringup.selection"):
        pytest.skip("the guard stands in ./test, not in a bare pytest")
    with socket.socket() as one, pytest.raises(OSError, match="tests do not use the network"):
        one.connect(("203.0.113.1", 443))
