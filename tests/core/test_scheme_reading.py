"""Reading is strict and never raises: whatever is uploaded, the answer is a tree or findings."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.core.scheme_variants.variants import original

from touyan.core.scheme import check, read
from touyan.core.scheme.nodes import Mapping, Scalar, Sequence, mark_of
from touyan.core.scheme.read import MAX_BYTES
from touyan.foundation.wording import catalogue, say

YAMLISH = st.text(alphabet="ab:-[]{}&*!|>'\"%@`#?, \n\t01~.\\Uux中：，\x00﻿", max_size=120)


def codes(source: bytes) -> list[str]:
    return [finding.code for finding in check(source).findings]


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
@example(b"")
@example(b"\xff\xfe")
@example(b'"\\UFFFFFFFF"')
@example(b"%YAML 9999999999.1\n---\na: 1")
@example(b"? [a]\n: b")
def test_arbitrary_bytes_never_raise_and_always_say_why(source: bytes):
    checked = check(source)
    assert checked.scheme is None
    assert checked.findings
    assert all(f.code in catalogue() and say(f) for f in checked.findings)


@settings(max_examples=400, deadline=None)
@given(YAMLISH)
def test_text_that_looks_like_yaml_never_raises(text: str):
    checked = check(text.encode("utf-8", "surrogatepass"))
    assert checked.scheme is None
    assert checked.findings


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 20_000), st.integers(0, 12), YAMLISH)
def test_a_damaged_real_file_never_raises(start: int, length: int, text: str):
    source = original()
    damaged = source[:start] + text + source[start + length :]
    for finding in check(damaged.encode()).findings:
        assert "…" not in say(finding)


HOSTILE = {
    "nothing": (b"", "scheme.nothing"),
    "blanks": (b"  \n\n# nur\n", "scheme.nothing"),
    "a lone scalar": (b"abc", "scheme.not_map"),
    "a list": (b"- a\n- b", "scheme.not_map"),
    "a second document": (b"a: 1\n---\nb: 2", "scheme.second_document"),
    "tab": (b"owner:\n\tbody: x", "scheme.tab"),
    "NUL": (b"id: a\x00b", "scheme.bad_character"),
    "a control character": (b"id: a\x1bb", "scheme.bad_character"),
    "right-to-left override": ("id: a\u202eb".encode(), "scheme.bad_character"),
    "UTF-16": ("id: a".encode("utf-16"), "scheme.not_utf8"),
    "GBK": ("id: 五华".encode("gbk"), "scheme.not_utf8"),
    "lone surrogate escape": (b'id: "\\uD800"', "scheme.bad_character"),
    "impossible escape": (b'id: "\\UFFFFFFFF"', "scheme.not_yaml"),
    "one megabyte": (b"a" * 1_000_000, "scheme.too_big"),
    "a megabyte of lines": (b"a: 1\n" * 200_000, "scheme.too_big"),
    "deep flow lists": (b"[" * 100_000, "scheme.too_deep"),
    "deep flow maps": (b"{a: " * 50_000, "scheme.too_deep"),
    "deep block lists": (b"- " * 5_000 + b"a", "scheme.too_deep"),
    "wide list": (b"[" + b"a," * 100_000 + b"a]", "scheme.too_many_values"),
    "unclosed": (b'id: "a', "scheme.not_yaml"),
    "a map as key": (b"? {a: b}\n: c", "scheme.key_not_text"),
    "an alias as key": (b"*a : c", "scheme.alias"),
    "an undefined alias": (b"id: *a", "scheme.alias"),
    "a python tag": (b"id: !!python/object/apply:os.system [ls]", "scheme.tag"),
    "a merge key": (b"owner: {<<: *x}", "scheme.alias"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_findings(name: str):
    source, code = HOSTILE[name]
    assert code in codes(source)
    assert check(source).scheme is None


def test_a_billion_laughs_are_told_one_by_one_and_never_expanded():
    lines = ["a0: &a0 lol"] + [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10)]
    found = [f.code for f in read("\n".join(lines).encode()).findings]
    assert found.count("scheme.anchor") == 10
    assert found.count("scheme.alias") == 81


def test_a_byte_order_mark_of_an_office_editor_is_no_fault():
    assert check(b"\xef\xbb\xbf" + original().encode()).findings == ()


def test_windows_line_ends_are_no_fault():
    assert check(original().replace("\n", "\r\n").encode()).findings == ()


def test_the_size_limit_leaves_room_for_a_real_scheme():
    assert len(original().encode()) * 3 < MAX_BYTES


def test_scalars_stay_text_until_a_shape_asks():
    root = read(b"a: no\nb: 017\nc: 2026-01-01\nd: '1'\ne: 1:30").root
    assert isinstance(root, Mapping)
    assert [p.value.text for p in root.pairs if isinstance(p.value, Scalar)] == [
        "no",
        "017",
        "2026-01-01",
        "1",
        "1:30",
    ]


def test_every_value_knows_its_line_and_column():
    root = read(b"a:\n  - x\n  - b: 1\n    c: 2\n").root
    assert isinstance(root, Mapping)
    assert isinstance(root.pairs[0].value, Sequence)
    assert mark_of(root, ("a", 1, "c")) == (4, 5)
    assert mark_of(root, ("a", 0)) == (2, 5)
    assert mark_of(root, ("a", 1, "missing")) == (3, 5)


def test_a_duplicate_key_keeps_the_first_value():
    reading = read(b"a: 1\na: 2\n")
    assert isinstance(reading.root, Mapping)
    assert [p.value.text for p in reading.root.pairs if isinstance(p.value, Scalar)] == ["1"]
    assert [(f.code, f.line) for f in reading.findings] == [("scheme.duplicate_key", 2)]
