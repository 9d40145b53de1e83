"""The page of the scheme language tells what the reader does: every key, every value of a closed list, every finding."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from touyan.core import scheme as schemes
from touyan.core.scheme.describe import rules_of, shapes
from touyan.core.scheme.shape.terms import FieldSource, FieldType
from touyan.foundation.wording.sentences.scheme import SENTENCES
from touyan.project.schemebook.meanings import COMMON, FIELD_SOURCES, FIELD_TYPES, MEANINGS, TITLES
from touyan.project.schemebook.page import WARNINGS, meaning, page, takes

ROOT = Path(__file__).parents[2]


def test_the_committed_page_is_what_the_reader_says_of_itself():
    """Cure: PYTHONPATH=src python3 -m touyan.project.schemebook > docs/scheme-language.md"""
    assert (ROOT / "docs" / "scheme-language.md").read_text(encoding="utf-8") == page()


def test_every_key_the_reader_knows_stands_on_the_page_with_its_meaning():
    text = page()
    for shape in shapes():
        chapter = text.partition(f"#### {TITLES[shape.__name__]}\n")[2].partition("\n#")[0]
        told = re.findall(r"^\| `([a-z_]+)` \|", chapter, re.MULTILINE)
        assert sorted(told) == sorted(rule.key for rule in rules_of(shape)), shape.__name__
        assert all(meaning(shape.__name__, key) for key in told)


def test_no_meaning_is_kept_of_a_key_the_reader_does_not_know():
    known = {shape.__name__: {rule.key for rule in rules_of(shape)} for shape in shapes()}
    assert set(TITLES) == set(known)
    assert {
        name: sorted(set(keys) - known[name]) for name, keys in MEANINGS.items() if set(keys) - known[name]
    } == {}
    assert set(COMMON) <= {key for keys in known.values() for key in keys}


def test_every_key_says_what_it_takes_with_its_bounds():
    told = {(shape.__name__, rule.key): takes(rule) for shape in shapes() for rule in rules_of(shape)}
    assert all(told.values())
    assert told["Rework", "max_rounds"] == "整数，0–9"
    assert told["Application", "form"] == "表单名"
    assert told["Plan", "finish_by"] == "日期，在本年度"
    assert told["Contest", "layers"] == "列表：见“擂台赛·一层评判”，至少一项，`id` 不重复"


def test_the_closed_lists_of_a_form_are_told_word_by_word():
    assert tuple(FIELD_TYPES) == get_args(FieldType)
    assert tuple(FIELD_SOURCES) == get_args(FieldSource)


def test_every_finding_stands_on_the_page_and_reminders_are_called_so():
    told = dict(re.findall(r"^\| `([a-z_0-9]+)` \| (必改|提醒) \|", page(), re.MULTILINE))
    assert {f"scheme.{code}" for code in told} == set(SENTENCES)
    assert {f"scheme.{code}" for code, level in told.items() if level == "提醒"} == WARNINGS
    package = Path(schemes.__file__).parent
    text = "\n".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    calls = re.findall(r"Fault\((?:[^()]|\([^()]*(?:\([^()]*\))?[^()]*\))*\"warning\"", text)
    assert {re.search(r"scheme\.[a-z_]+", call).group() for call in calls} == WARNINGS
