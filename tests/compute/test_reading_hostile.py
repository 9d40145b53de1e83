"""Every engine against hostile inputs: whatever is put wherever, the answer is JSON, exit 0 or 2, never a failure."""

import copy
import json

import pytest

from touyan.foundation.wording import catalogue
from touyan.project.compute import engine, engine_names
from touyan.project.compute.command import respond

HOSTILE = [
    None,
    True,
    0,
    -1,
    10**30,
    1.5,
    "",
    " ",
    "0",
    "-1",
    "1e9",
    "9999-12-31",
    "0001-01-01",
    "\u0000",
    "{place}{0}",
    "\U0001f600",
    "=1+1",
    [],
    {},
    [[]],
    [None],
    {"": None},
    ["a", "a"],
]


def places(value, path=()):
    """Every path inside an example, the whole first."""
    yield path
    held = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in held:
        yield from places(inner, (*path, key))


def replaced(value, path, new):
    if not path:
        return new
    changed = copy.deepcopy(value)
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = new
    return changed


def removed(value, path):
    changed = copy.deepcopy(value)
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    del inner[path[-1]]
    return changed


def spoken(path):
    text = ""
    for key in path:
        text += f"[{key}]" if isinstance(key, int) else f".{key}" if text else key
    return text


def ask(name, value):
    code, text = respond([name], json.dumps(value).encode)
    return code, json.loads(text.decode("utf-8"))


def assert_orderly(name, value):
    code, answer = ask(name, value)
    assert code == (2 if "findings" in answer else 0)
    for finding in answer.get("findings", ()):
        assert finding["code"] in catalogue(), finding
        assert finding["code"] != "engine_failed", (value, finding)
        assert finding["message"], finding
        assert "…" not in finding["message"] or "…" in str(finding.get("facts")), finding


@pytest.mark.parametrize("name", engine_names())
def test_a_hostile_value_at_any_place_is_answered_orderly(name):
    example = engine(name).EXAMPLE
    for path in places(example):
        for hostile in HOSTILE:
            assert_orderly(name, replaced(example, path, hostile))


@pytest.mark.parametrize("name", engine_names())
def test_any_key_left_out_is_answered_orderly(name):
    example = engine(name).EXAMPLE
    for path in places(example):
        if path:
            assert_orderly(name, removed(example, path))


@pytest.mark.parametrize("name", engine_names())
def test_an_unknown_key_in_any_object_of_named_keys_is_told_at_its_path(name):
    shape, example = engine(name).SHAPE, engine(name).EXAMPLE
    code, answer = ask(name, {**example, "zzz": 1})
    assert (code, [finding["place"] for finding in answer["findings"]]) == (2, ["zzz"])
    for key in shape.required:
        code, answer = ask(name, removed(example, (key,)))
        assert (code, key in [finding["place"] for finding in answer["findings"]]) == (2, True)


@pytest.mark.parametrize("name", engine_names())
def test_two_faults_at_two_places_are_both_told(name):
    """A wrong kind at one place never hides a wrong kind at another."""
    example = engine(name).EXAMPLE
    leaves = [path for path in places(example) if path and not isinstance(inside(example, path), dict | list)]
    for first in leaves:
        alone = {
            finding["place"] for finding in ask(name, replaced(example, first, [[]]))[1].get("findings", ())
        }
        if spoken(first) not in alone:
            continue
        both = {
            finding["place"]
            for finding in ask(name, {**replaced(example, first, [[]]), "zzz": 1})[1]["findings"]
        }
        assert {spoken(first), "zzz"} <= both


def inside(value, path):
    for key in path:
        value = value[key]
    return value
