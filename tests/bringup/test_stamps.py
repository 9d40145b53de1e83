"""The second start does nothing twice: a step is repeated exactly when what it was made from changed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from touyan.project.bringup import database, stamps
from touyan.project.bringup.environment import is_sound
from touyan.project.bringup.faults import Fault
from touyan.project.bringup.frontend import is_new_enough
from touyan.project.bringup.instance import Instance


def test_a_stamp_holds_for_the_same_inputs_only(tmp_path: Path):
    stamp = tmp_path / "deep" / "stamp"
    assert not stamps.is_current(stamp, "a")
    stamps.put(stamp, "a")
    assert stamps.is_current(stamp, "a")
    assert not stamps.is_current(stamp, "b")
    stamps.withdraw(stamp)
    assert not stamps.is_current(stamp, "a")


def test_a_broken_stamp_counts_as_none(tmp_path: Path):
    stamp = tmp_path / "stamp"
    stamp.write_bytes(b"\xff\xfe\x00broken")
    assert not stamps.is_current(stamp, "a")


def test_a_stamp_that_is_a_folder_counts_as_none(tmp_path: Path):
    assert not stamps.is_current(tmp_path, "a")


def test_a_digest_sees_contents_absence_and_the_extra_words(tmp_path: Path):
    file = tmp_path / "lock"
    absent = stamps.digest((file,))
    file.write_text("a")
    first = stamps.digest((file,))
    file.write_text("b")
    assert len({absent, first, stamps.digest((file,)), stamps.digest((file,), "3.12")}) == 4


def test_a_folder_s_digest_sees_names_and_contents_but_not_what_was_built(tmp_path: Path):
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "a.ts").write_text("1")
    skipped = frozenset({"node_modules"})
    before = stamps.tree_digest(tmp_path, skipped)
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "x").write_text("x")
    assert stamps.tree_digest(tmp_path, skipped) == before
    (tmp_path / "src" / "a.ts").rename(tmp_path / "src" / "b.ts")
    assert stamps.tree_digest(tmp_path, skipped) != before


def test_a_new_migration_or_another_database_asks_for_migrating_again(tmp_path: Path):
    folder = tmp_path / "touyan" / "app" / "migrations"
    folder.mkdir(parents=True)
    (folder / "0001_initial.py").write_text("1")
    first = database.migrations_digest(tmp_path, "")
    assert database.migrations_digest(tmp_path, "") == first
    assert database.migrations_digest(tmp_path, "postgres://a/b") != first
    (folder / "0002_more.py").write_text("2")
    assert database.migrations_digest(tmp_path, "") != first


@pytest.mark.parametrize(
    ("version", "enough"),
    [
        ("v20.19.0", True),
        ("v20.18.3", False),
        ("v21.7.0", False),
        ("v22.12.0", True),
        ("v22.11.0", False),
        ("v24.19.0", True),
        ("v18.20.0", False),
        ("", False),
    ],
)
def test_the_system_s_node_is_used_only_where_the_build_runs_on_it(version: str, enough: bool):
    assert is_new_enough(version) is enough


def test_one_data_folder_belongs_to_one_instance(tmp_path: Path):
    first = Instance(tmp_path, "http://127.0.0.1:8000/")
    with pytest.raises(Fault) as caught:
        Instance(tmp_path, "http://127.0.0.1:8100/")
    assert caught.value.code == "already_running"
    assert "http://127.0.0.1:8000/" in caught.value.lines()[0]
    first.release()
    Instance(tmp_path, "http://127.0.0.1:8100/").release()


def test_a_lock_file_left_by_a_crash_does_not_hold_anybody_up(tmp_path: Path):
    (tmp_path / "instance.lock").write_text("{broken")
    Instance(tmp_path, "http://127.0.0.1:8000/").release()


def demonstration(folder: Path, kind: str) -> database.Data:
    (folder / "touyan.db").write_text("rows")
    (folder / "keys").mkdir()
    stamps.put(folder / database.KIND, kind)
    return database.Data(folder)


def test_a_demonstration_is_reset_without_asking(tmp_path: Path):
    database.reset(demonstration(tmp_path, database.DEMONSTRATION), confirmed=False)
    assert list(tmp_path.iterdir()) == []


def test_fetched_fonts_outlive_a_reset(tmp_path: Path):
    (tmp_path / "fonts").mkdir()
    database.reset(demonstration(tmp_path, database.DEMONSTRATION), confirmed=False)
    assert [entry.name for entry in tmp_path.iterdir()] == ["fonts"]


def test_real_data_is_erased_only_when_confirmed(tmp_path: Path):
    data = demonstration(tmp_path, database.REAL)
    with pytest.raises(Fault) as caught:
        database.reset(data, confirmed=False)
    assert caught.value.code == "real_data"
    assert data.file.exists()
    database.reset(data, confirmed=True)
    assert not data.file.exists()


def test_a_folder_that_is_not_ours_is_never_erased(tmp_path: Path):
    (tmp_path / "thesis.doc").write_text("years of work")
    with pytest.raises(Fault) as caught:
        database.reset(database.Data(tmp_path), confirmed=True)
    assert caught.value.code == "not_ours"
    assert (tmp_path / "thesis.doc").exists()


def test_an_external_database_is_not_reset_from_here(tmp_path: Path):
    with pytest.raises(Fault) as caught:
        database.reset(database.Data(tmp_path, "postgres://a/b"), confirmed=True)
    assert caught.value.code == "reset_external"


def test_a_demonstration_whose_loading_was_interrupted_is_loaded_from_the_start(tmp_path: Path):
    data = demonstration(tmp_path, database.LOADING)
    (tmp_path / "touyan.db-wal").write_text("rows")
    stamps.put(tmp_path / database.MIGRATIONS, "digest")
    assert database.discard_half_loaded(data)
    assert data.kind() == ""
    assert [entry.name for entry in tmp_path.iterdir()] == ["keys"]


@pytest.mark.parametrize("kind", [database.DEMONSTRATION, database.REAL])
def test_data_that_people_work_in_is_never_discarded(tmp_path: Path, kind: str):
    data = demonstration(tmp_path, kind)
    assert not database.discard_half_loaded(data)
    assert data.file.exists()


def test_a_moved_clone_gets_a_new_environment(tmp_path: Path):
    venv = tmp_path / "clone" / ".venv"
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    (venv / "lib" / version / "site-packages" / "pip").mkdir(parents=True)
    exact = ".".join(str(part) for part in sys.version_info[:3])
    (venv / "pyvenv.cfg").write_text(f"version = {exact}\ncommand = /usr/bin/python3 -m venv {venv}\n")
    assert is_sound(venv)
    assert not is_sound((tmp_path / "clone").rename(tmp_path / "moved") / ".venv")
