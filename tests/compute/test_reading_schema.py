"""`--schema` tells the truth: what it allows is read, what it forbids in kind or key is refused."""

import copy
import json
import re

import pytest

from touyan.foundation.wording.sentences import amounts, cadence, compute, tranches, workdays
from touyan.project.compute import engine, engine_names
from touyan.project.compute.command import respond

TYPES = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
    "null": type(None),
}


def fits(value, schema):
    """A small validator for exactly the words the reader's schemas use."""
    if "anyOf" in schema:
        return any(fits(value, option) for option in schema["anyOf"])
    if "enum" in schema:
        return value in schema["enum"]
    if not isinstance(value, TYPES[schema["type"]]) or (
        isinstance(value, bool) and schema["type"] != "boolean"
    ):
        return False
    checks = {
        "minLength": lambda least: len(value) >= least,
        "pattern": lambda pattern: re.search(pattern, value) is not None,
        "format": lambda name: name == "date" and re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None,
        "minimum": lambda least: value >= least,
        "maximum": lambda most: value <= most,
        "minItems": lambda least: len(value) >= least,
        "maxItems": lambda most: len(value) <= most,
        "minProperties": lambda least: len(value) >= least,
        "uniqueItems": lambda _: len({json.dumps(item) for item in value}) == len(value),
        "items": lambda items: all(fits(item, items) for item in value),
        "required": lambda keys: set(keys) <= set(value),
        "properties": lambda known: all(
            fits(value[key], held) for key, held in known.items() if key in value
        ),
        "additionalProperties": lambda other: all(
            other and fits(value[key], other) for key in value if key not in schema.get("properties", {})
        ),
    }
    assert set(schema) <= {*checks, "type", "$schema", "title"}, "a word this validator does not know"
    return all(checks[word](bound) for word, bound in schema.items() if word in checks)


def schema_and_example(name):
    schema = json.loads(respond([name, "--schema"], lambda: b"")[1])
    return schema, engine(name).EXAMPLE


@pytest.mark.parametrize("name", engine_names())
def test_the_worked_example_fits_its_schema(name):
    schema, example = schema_and_example(name)
    assert fits(json.loads(json.dumps(example)), schema)


@pytest.mark.parametrize("name", engine_names())
def test_what_the_schema_forbids_the_reader_refuses(name):
    schema, example = schema_and_example(name)
    wrong = [{**example, "zzz": 1}, [], "x", *({**example, key: [[]]} for key in example)]
    for key in engine(name).SHAPE.required:
        lacking = copy.deepcopy(example)
        del lacking[key]
        wrong.append(lacking)
    for given in wrong:
        if not fits(given, schema):
            assert respond([name], json.dumps(given).encode)[0] == 2, given
    assert not fits(wrong[0], schema)


def test_every_sentence_is_whole_in_both_languages():
    for module in (amounts, cadence, compute, tranches, workdays):
        for code, (zh, en) in module.SENTENCES.items():
            holes = [set(re.findall(r"{(\w+)}", text)) for text in (zh, en)]
            assert holes[0] == holes[1], code
            if not code.startswith("engine_about_"):
                assert zh.endswith("。"), code
                assert en.endswith("."), code
            assert not re.search(r"[！!]|参数错误|[一-鿿][,;:?]", zh), code
