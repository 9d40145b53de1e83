"""`touyan compute`: bytes in, bytes out, exit codes 0 and 2, with nothing installed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import touyan
from touyan.__main__ import main
from touyan.core.findings import Finding, Refusal
from touyan.foundation.wording import catalogue
from touyan.project.compute import NAMES, engine, engine_names
from touyan.project.compute.command import compute, respond
from touyan.project.compute.handbook import page
from touyan.project.compute.reading import Record, Whole

SOURCE = Path(touyan.__file__).parent.parent
ROOT = SOURCE.parent


def ask(*words, given=b"{}"):
    code, text = respond(words, lambda: given)
    return code, json.loads(text)


class Engine:
    SHAPE = Record({"n": Whole()})

    def __init__(self, answer):
        self.answer = answer


def test_the_help_lists_every_engine_this_version_has():
    code, text = respond(["--help"], lambda: b"")
    assert code == 0
    assert [line.split()[0] for line in text.decode().split("引擎：\n")[1].splitlines()] == list(
        engine_names()
    )
    assert set(engine_names()) <= set(NAMES)


@pytest.mark.parametrize(
    "words", [["nothing"], ["--schema"], ["../workdays"], ["reading"], ["command"], [""]]
)
def test_an_unknown_engine_is_a_finding(words):
    code, answer = ask(*words)
    assert (code, answer["findings"][0]["code"]) == (2, "engine_unknown")


def test_no_engine_or_a_word_too_many_is_a_finding():
    assert ask()[1]["findings"][0]["code"] == "engine_unnamed"
    code, answer = ask("workdays", "--fast", "x")
    assert (code, [finding["facts"]["given"] for finding in answer["findings"]]) == (2, ["--fast", "x"])


def test_a_finding_has_code_level_place_and_a_chinese_sentence():
    code, answer = ask("workdays", given=b'{"calendar": "CN", "ask": [], "aks": 1}')
    assert (code, answer) == (
        2,
        {
            "findings": [
                {
                    "code": "key_unknown",
                    "level": "error",
                    "place": "aks",
                    "message": "“aks”不是这里可用的键（可用：calendar, ask），请删除或改正写法。",
                    "facts": {"key": "aks", "known": "calendar, ask"},
                }
            ]
        },
    )


def test_the_schema_of_every_engine_is_json_and_names_the_engine():
    for name in engine_names():
        code, schema = ask(name, "--schema")
        assert (code, schema["title"], schema["type"]) == (0, f"touyan compute {name}", "object")


@pytest.mark.parametrize("name", engine_names())
def test_the_worked_example_answers_and_always_with_the_same_bytes(name):
    given = json.dumps(engine(name).EXAMPLE, ensure_ascii=False).encode()
    code, text = respond([name], lambda: given)
    assert code == 0
    assert text == respond([name], lambda: given)[1]
    assert text.endswith(b"}\n")
    assert text.count(b"\n") == 1


def test_a_refusal_while_computing_and_a_fault_of_the_program_are_findings_too():
    def refuse(value):
        raise Refusal((Finding("to_before_from", "to", {"from": "a", "to": "b"}),))

    def fail(value):
        raise ZeroDivisionError

    def lack(value):
        raise ModuleNotFoundError(name="ortools")

    found = [json.loads(compute(Engine(one), b'{"n": 1}')[1])["findings"][0] for one in (refuse, fail, lack)]
    assert [finding["code"] for finding in found] == ["to_before_from", "engine_failed", "extra_missing"]
    assert found[2]["facts"] == {"extra": "ortools"}


def test_every_code_of_the_calculator_has_its_sentences():
    assert {"engine_failed", "extra_missing", *(f"engine_about_{name}" for name in NAMES)} <= set(catalogue())


def test_a_broken_character_in_a_key_still_gives_valid_utf8():
    code, text = respond(["workdays"], lambda: b'{"\\ud800": 1}')
    assert code == 2
    assert json.loads(text.decode("utf-8"))["findings"][0]["place"] == "\ud800"


def run(*words, given=b"", env=None, flags=("-S", "-B")):
    """Run as on a bare machine: no site-packages, nothing of this environment."""
    return subprocess.run(
        [sys.executable, *flags, "-m", "touyan", *words],
        input=given,
        capture_output=True,
        env={"PYTHONPATH": str(SOURCE)} | (env or {}),
        check=False,
    )


def test_the_calculator_runs_where_nothing_is_installed():
    for name in engine_names():
        done = run("compute", name, given=json.dumps(engine(name).EXAMPLE).encode())
        assert (done.returncode, done.stderr) == (0, b""), name
        assert done.stdout == respond([name], json.dumps(engine(name).EXAMPLE).encode)[1]


def test_the_bytes_do_not_depend_on_the_language_of_the_machine():
    given = json.dumps(engine("amounts").EXAMPLE).encode()
    answers = {
        run("compute", "amounts", given=given, env=env).stdout
        for env in ({"LC_ALL": "C"}, {"LC_ALL": "C.UTF-8"})
    }
    answers.add(run("compute", "amounts", given=given, env={"PYTHONIOENCODING": "latin-1"}).stdout)
    assert len(answers) == 1


def test_a_closed_input_is_an_empty_one():
    done = subprocess.run(
        ["/bin/sh", "-c", f"exec '{sys.executable}' -S -B -m touyan compute workdays <&-"],
        capture_output=True,
        env={"PYTHONPATH": str(SOURCE)},
        check=False,
    )
    assert (done.returncode, done.stderr) == (2, b"")
    assert json.loads(done.stdout)["findings"][0]["code"] == "input_empty"


def test_a_reader_that_stops_listening_or_a_closed_output_makes_no_noise():
    given = json.dumps({"amounts": [], "split": {"total": "1", "by": 100000}})
    for tail in ("| head -c 1 >/dev/null", ">&-"):
        done = subprocess.run(
            ["/bin/sh", "-c", f"'{sys.executable}' -S -B -m touyan compute amounts {tail}"],
            input=given.encode(),
            capture_output=True,
            env={"PYTHONPATH": str(SOURCE), "PATH": os.environ.get("PATH", "/usr/bin:/bin")},
            check=False,
        )
        assert (done.stdout, done.stderr) == (b"", b"")


def test_everything_else_says_what_is_missing_in_one_sentence():
    done = run("migrate")
    assert (done.returncode, done.stdout) == (2, b"")
    message = done.stderr.decode()
    assert "./run" in message
    assert len(message.splitlines()) == 1


def test_main_takes_its_words_as_an_argument(capsysbinary):
    assert main(["compute", "--help"]) == 0
    assert capsysbinary.readouterr().out.startswith("用法".encode())


def test_the_handbook_is_what_the_engines_say():
    """Cure: PYTHONPATH=src python3 -m touyan.project.compute.handbook > docs/compute.md"""
    assert (ROOT / "docs" / "compute.md").read_text(encoding="utf-8") == page()
