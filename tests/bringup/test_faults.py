"""Every foreseeable failure of bring-up ends in one clear sentence with its cure, never in a trace."""

from __future__ import annotations

import errno
import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from string import Formatter

import pytest

from touyan.project.bringup import __main__ as entry
from touyan.project.bringup import probes
from touyan.project.bringup.commands import Runner
from touyan.project.bringup.environment import install
from touyan.project.bringup.faults import EXIT_CODES, Fault, from_os_error, recognised
from touyan.project.bringup.places import Places, root_of_clone
from touyan.project.bringup.sentences import SENTENCES
from touyan.project.bringup.steps import Progress

PIP_REFUSED = (
    "WARNING: Retrying after connection broken by 'NewConnectionError(...: [Errno 111] Connection refused'"
)
PIP_NOTHING = "ERROR: No matching distribution found for django==5.2.19"


def raised(code: str, action, *arguments, **named) -> Fault:
    with pytest.raises(Fault) as caught:
        action(*arguments, **named)
    assert caught.value.code == code
    return caught.value


def test_each_fault_has_a_sentence_in_both_languages_and_an_exit_code():
    assert set(SENTENCES) == set(EXIT_CODES)
    assert all(code > 0 for code in EXIT_CODES.values())


def test_each_sentence_is_one_paragraph_with_official_punctuation():
    for chinese, english in SENTENCES.values():
        assert chinese.endswith(("。", "{other}"))
        assert "！" not in chinese
        assert not re.search(r"[一-鿿][,;!?](?!\S*=)", chinese)
        assert "\n" not in chinese + english


def test_both_languages_use_facts_of_the_same_fault_only():
    for chinese, english in SENTENCES.values():
        told = {field for _, field, _, _ in Formatter().parse(chinese) if field}
        assert {field for _, field, _, _ in Formatter().parse(english) if field} <= told


def test_an_old_python_is_named_with_the_one_that_is_needed():
    fault = raised("python_old", probes.require_python, (3, 9, 2))
    assert "3.9.2" in fault.lines()[0]
    assert "3.11" in fault.lines()[0]


def test_this_python_is_new_enough():
    probes.require_python()


def test_the_start_script_refuses_an_old_python_in_one_sentence(tmp_path: Path):
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        fake = tmp_path / name
        fake.write_text("#!/bin/sh\nexit 1\n")
        fake.chmod(0o755)
    answer = subprocess.run(
        ["/bin/sh", root_of_clone() / "run"],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 10
    assert answer.stdout == ""
    assert answer.stderr.splitlines()[0].startswith("没有找到 Python 3.11 或更新的版本")
    assert len(answer.stderr.splitlines()) == 2


def test_a_taken_port_is_named_and_a_free_one_is_suggested():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        fault = raised("port_taken", probes.require_ports, "127.0.0.1", port, port + 1)
    assert f"端口 {port} " in fault.lines()[0]
    assert f"--port {fault.facts['other']}" in fault.lines()[0]
    assert fault.facts["other"] != port


def test_the_port_of_the_event_stream_is_looked_at_too():
    with socket.socket() as taken, socket.socket() as free:
        for one in (taken, free):
            one.bind(("127.0.0.1", 0))
        taken.listen()
        pages, stream = free.getsockname()[1], taken.getsockname()[1]
        free.close()
        assert (
            raised("port_taken", probes.require_ports, "127.0.0.1", pages, stream).facts["purpose"]
            == "实时消息"
        )


def test_an_address_this_machine_does_not_have_is_named():
    assert raised("address_absent", probes.is_free, "203.0.113.1", 8000).facts == {"host": "203.0.113.1"}


def test_too_little_room_is_told_with_both_figures(tmp_path: Path):
    fault = raised("disk_full", probes.require_space, tmp_path, 700, free_bytes=12 * 1024 * 1024)
    assert "12 MB" in fault.lines()[0]
    assert "700 MB" in fault.lines()[0]


def test_too_little_room_for_the_data_names_the_way_to_another_disk(tmp_path: Path):
    fault = raised("disk_full_data", probes.require_space, tmp_path, 300, "disk_full_data", free_bytes=0)
    assert "--data" in fault.lines()[0]


def test_the_english_sentence_holds_no_chinese_word():
    for chinese, english in SENTENCES.values():
        assert "{what}" not in english
        assert not re.search(r"[一-鿿]", english), chinese


def test_an_instance_answers_to_its_own_names_only():
    assert probes.names_of("127.0.0.1") == ("127.0.0.1", "localhost", "[::1]")
    assert "*" not in probes.names_of("0.0.0.0")
    assert socket.gethostname() in probes.names_of("0.0.0.0")
    assert probes.names_of("10.0.0.7")[-1] == "10.0.0.7"


def test_enough_room_is_no_fault(tmp_path: Path):
    probes.require_space(tmp_path, 700, free_bytes=701 * 1024 * 1024)


def test_a_file_where_the_folder_should_be_is_told_as_not_writable(tmp_path: Path):
    (tmp_path / "file").write_text("")
    raised("not_writable", probes.require_writable, tmp_path / "file" / "data")


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_folder_without_the_right_to_write_is_named(tmp_path: Path):
    tmp_path.chmod(0o500)
    raised("not_writable", probes.require_writable, tmp_path)


def test_a_disk_filling_up_in_the_middle_is_recognised_from_the_system_error(tmp_path: Path):
    fault = from_os_error(OSError(errno.ENOSPC, "No space left on device"), "准备", tmp_path)
    assert fault is not None
    assert fault.code == "disk_full_now"


def test_an_unforeseen_system_error_is_not_dressed_up(tmp_path: Path):
    assert from_os_error(OSError(errno.ELOOP, "loop"), "准备", tmp_path) is None


@pytest.mark.parametrize(
    ("output", "code"),
    [
        (PIP_REFUSED + "\n" + PIP_NOTHING, "no_network"),
        (PIP_NOTHING, "package_absent"),
        ("npm error code EAI_AGAIN\nnpm error request failed", "no_network"),
        ("npm error code ENOTFOUND", "no_network"),
        ("npm error code EINTEGRITY", "package_altered"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "package_altered"),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            "disk_full_now",
        ),
        ("npm error ENOSPC: no space left on device, write; ETIMEDOUT", "disk_full_now"),
        ("sqlite3.OperationalError: database or disk is full", "disk_full_now"),
    ],
)
def test_what_installers_print_is_recognised(output: str, code: str):
    fault = recognised(output, "软件包", "包索引")
    assert fault is not None
    assert fault.code == code


def test_output_that_tells_nothing_known_stays_a_failed_step():
    assert recognised("SyntaxError: invalid syntax", "软件包", "包索引") is None


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path / "log", Progress(out=(tmp_path / "said").open("w", encoding="utf-8")))


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    lock = tmp_path / "x.lock"
    lock.write_text(f"absent-package-of-a-test==1.0 --hash=sha256:{'0' * 64}\n")
    return lock


def test_an_index_that_refuses_the_connection_is_told_as_no_network(runner, lock, monkeypatch):
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "1")
    fault = raised("no_network", install, Path(sys.executable), lock, runner)
    assert fault.exit_code == 12


def test_switching_the_index_off_is_told_as_an_absent_package(runner, lock, monkeypatch):
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    raised("package_absent", install, Path(sys.executable), lock, runner)


def test_a_missing_tool_is_named(runner):
    assert raised("tool_missing", runner.run, ["no-such-tool-here"], "构建").facts == {
        "tool": "no-such-tool-here"
    }


def test_a_failed_step_names_the_log_that_holds_the_reason(runner):
    fault = raised(
        "step_failed", runner.run, [sys.executable, "-c", "print('why'); raise SystemExit(3)"], "一步"
    )
    assert fault.facts["exit_code"] == 3
    assert "why" in runner.log.read_text()


def test_an_unforeseen_error_shows_one_sentence_and_leaves_its_trace_in_the_log(
    tmp_path, monkeypatch, capsys
):
    def broken(_places, _progress, _arguments):
        raise RuntimeError("the reason")

    monkeypatch.setattr(entry, "root_of_clone", lambda: tmp_path)
    monkeypatch.setattr(entry, "_task", lambda _name: broken)
    assert entry.main(["run"]) == 70
    said = capsys.readouterr().out
    assert "Traceback" not in said
    assert str(Places(tmp_path).log) in said
    assert "the reason" in Places(tmp_path).log.read_text()


def test_ctrl_c_is_an_orderly_end(tmp_path, monkeypatch, capsys):
    def interrupted(_places, _progress, _arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(entry, "root_of_clone", lambda: tmp_path)
    monkeypatch.setattr(entry, "_task", lambda _name: interrupted)
    assert entry.main(["run"]) == 130
    assert "Traceback" not in capsys.readouterr().out
