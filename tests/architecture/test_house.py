"""The house keeps its shape: one door, one clock, no guarded writes outside, words for every code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "touyan"
FILES = [p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts]


def test_nothing_but_the_door_writes_a_state_or_a_version():
    guarded = re.compile(
        r"\.state\s*=(?!=)|update\([^)]*\bstate=|\.version\s*=(?!=)|update\([^)]*\bversion=", re.DOTALL
    )
    found = [
        f"{p.relative_to(SOURCE)}: {m.group(0)}"
        for p in FILES
        if "ledger" not in p.parts
        and "jobs" not in p.parts
        and "core" not in p.parts
        and "compute" not in p.parts
        for m in guarded.finditer(p.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_only_the_clock_reads_the_time():
    reading = re.compile(r"datetime\.now\(|date\.today\(|timezone\.now\(|time\.time\(")
    found = [str(p.relative_to(SOURCE)) for p in FILES if reading.search(p.read_text(encoding="utf-8"))]
    assert [f for f in found if not f.startswith("project/bringup") and f != "project/queue.py"] == [
        "foundation/calendar/clock.py"
    ]


def test_no_open_ends_are_left_in_the_code():
    words = re.compile("TO" + "DO|FIX" + "ME|XX" + "X|raise NotImplemented")
    found = [str(p.relative_to(SOURCE)) for p in FILES if words.search(p.read_text(encoding="utf-8"))]
    assert found == []


def test_models_decide_nothing_and_overwrite_no_save():
    found = []
    for path in FILES:
        if path.name != "models.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete", "clean"}:
                found.append(f"{path.relative_to(SOURCE)}: {node.name}")
    assert found == []


def test_chinese_sentences_use_full_width_punctuation():
    half = re.compile(r"[\u4e00-\u9fff][,;:?!][\u4e00-\u9fff]")
    found = [
        f"{p.relative_to(SOURCE)}: {m.group(0)}"
        for p in [*FILES, *SOURCE.rglob("*.html")]
        for m in half.finditer(p.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_every_code_a_refusal_can_carry_has_its_sentence():
    from touyan.foundation.wording import catalogue

    called = re.compile(r"""Finding\(\s*f?"([a-z_]+(?:\.[a-z_]+)+)\"""")
    codes = {m for p in FILES for m in called.findall(p.read_text(encoding="utf-8"))}
    assert sorted(codes - catalogue().keys()) == []


def test_every_condition_a_scheme_may_ask_for_is_computed_somewhere():
    from touyan.core.scheme import CONDITIONS as ASKED
    from touyan.foundation.ledger.registry import CONDITIONS as KNOWN

    wanted = {(kind, name) for kind, names in ASKED.items() for name in names}
    assert sorted(wanted - KNOWN.keys()) == []


def test_every_action_of_the_compiled_scheme_has_a_verb():
    from tests.factories.schemes import FILES as SHIPPED
    from tests.factories.schemes import checked

    from touyan.core.scheme import compile
    from touyan.foundation.ledger.registry import ACTIONS

    machines = [m for f in SHIPPED for m in compile(checked(f).scheme).machines.values()]
    named = {e.action for m in machines for e in m.edges}
    assert sorted(named - ACTIONS.keys()) == []


@pytest.mark.parametrize("kind", ["note", "person"])
def test_an_unscoped_read_is_a_crash_and_not_a_leak(kind):
    from touyan.foundation.ledger.scope import UnscopedReadError
    from touyan.foundation.people.models import Person

    with pytest.raises(UnscopedReadError):
        Person.objects.all()
