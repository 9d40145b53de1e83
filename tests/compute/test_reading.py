"""The reader: every fault at its place, none hidden by another, and one declaration for reading and schema."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from touyan.core.findings import Finding
from touyan.core.workdays import EVERY_DAY, Calendar, national
from touyan.project.compute.reading import (
    UNREAD,
    ByKey,
    CalendarShape,
    Choice,
    ClockTime,
    Day,
    Either,
    Exact,
    Flag,
    Listing,
    Nullable,
    Record,
    Table,
    Tagged,
    Text,
    Whole,
    read_input,
    read_value,
    schema_of,
    sound,
    when,
)


def faults(shape, data):
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    return [(finding.code, finding.place) for finding in read_input(shape, raw)[1]]


def value(shape, data):
    read, findings = read_value(shape, data)
    assert findings == ()
    return read


TASKS = Record(
    {"tasks": Listing(Record({"id": Text(), "links": Listing(Record({"from": Text(), "lag": Whole()}))}))},
    {"note": Text()},
)


def test_every_fault_is_told_at_its_path_in_one_go():
    given_tasks = {
        "tasks": [{"id": 1, "links": [{"from": "", "lag": "2"}, 7]}, {"links": None}, "x"],
        "nota": 1,
    }
    assert faults(TASKS, given_tasks) == [
        ("text_expected", "tasks[0].id"),
        ("text_empty", "tasks[0].links[0].from"),
        ("whole_expected", "tasks[0].links[0].lag"),
        ("object_expected", "tasks[0].links[1]"),
        ("value_null", "tasks[1].links"),
        ("key_absent", "tasks[1].id"),
        ("object_expected", "tasks[2]"),
        ("key_unknown", "nota"),
    ]


def test_an_optional_key_given_as_null_equals_leaving_it_out():
    assert (
        value(TASKS, {"tasks": [], "note": None})
        == value(TASKS, {"tasks": []})
        == {"tasks": [], "note": None}
    )
    optional = Record({}, {"n": Nullable(Whole(), 7)})
    assert value(optional, {"n": None}) == value(optional, {}) == {"n": 7}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "input_empty"),
        (b" \n", "input_empty"),
        (b"\xff\xfe{\x00}\x00", "input_not_utf8"),
        (b"{", "input_not_json"),
        (b"{} {}", "input_not_json"),
        (b"{'a': 1}", "input_not_json"),
        (b'{"tasks": [01]}', "input_not_json"),
        (b'{"tasks": ["\x01"]}', "input_not_json"),
        (b"[" * 200_000, "input_too_deep"),
        (b'{"a":' * 200_000, "input_too_deep"),
        (b'{"a":' * 102 + b"1" + b"}" * 102, "input_too_deep"),
        (b"[" * 500 + b"]" * 500, "input_too_deep"),
        (b"[]", "input_not_object"),
        (b"null", "value_null"),
        (b"3", "input_not_object"),
    ],
)
def test_an_input_that_is_no_json_object_is_one_finding_for_the_whole(data, code):
    assert faults(TASKS, data) == [(code, "")]


def test_a_byte_order_mark_of_a_windows_editor_is_tolerated():
    assert faults(TASKS, b'\xef\xbb\xbf{"tasks": []}') == []


def test_a_key_given_twice_is_told_and_both_values_are_checked():
    data = b'{"tasks": [{"id": 3, "links": []}], "tasks": []}'
    assert faults(TASKS, data) == [("key_twice", "tasks"), ("text_expected", "tasks[0].id")]


def test_broken_characters_and_numbers_that_are_none_are_told_even_inside_wrong_values():
    data = (
        b'{"tasks": {"x": [NaN, "\\ud800"], "y": {"z": 1, "z": 2}}, "note": "\\udfff", "\\ud83d": -Infinity}'
    )
    assert faults(TASKS, data) == [
        ("text_not_unicode", "\ud83d"),
        ("number_not_finite", "tasks.x[0]"),
        ("text_not_unicode", "tasks.x[1]"),
        ("key_twice", "tasks.y.z"),
        ("text_not_unicode", "note"),
        ("number_not_finite", "\ud83d"),
        ("list_expected", "tasks"),
        ("key_unknown", "\ud83d"),
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('"0.1"', "0.1"),
        ("0.1", "0.1"),
        ("0.10", "0.10"),
        ("1e2", "1E+2"),
        ("-0", "0"),
        ("-0.00", "0.00"),
        ('"-3.50"', "-3.50"),
        ("12345678901234567890.123456789", "12345678901234567890.123456789"),
    ],
)
def test_numbers_are_read_as_written(written, expected):
    read, findings = read_input(Record({"n": Exact()}), f'{{"n": {written}}}'.encode())
    assert (findings, str(read["n"])) == ((), expected)


@pytest.mark.parametrize(
    "text",
    ["", " 1", "1 ", "+1", "1.", ".5", "1,000", "1e2", "１", "٣", "0x1", "1_0", "NaN", "inf", "--1", "1\n"],
)
def test_a_decimal_text_is_digits_point_and_minus_only(text):
    assert faults(Record({"n": Exact()}), {"n": text}) == [("decimal_malformed", "n")]


@pytest.mark.parametrize(
    "written", ["1e999999999", "1e-999999999", "0e-999999999", "9" * 5000, '"1' + "0" * 60 + '"']
)
def test_a_number_beyond_reach_is_refused_not_expanded(written):
    assert faults(Record({"n": Exact()}), f'{{"n": {written}}}'.encode()) == [("number_out_of_reach", "n")]


def test_bounds_and_places_are_told_together():
    shape = Record({"n": Exact(Decimal(0), Decimal(100), places=2)})
    assert faults(shape, {"n": "-1.555"}) == [("number_too_small", "n"), ("too_many_decimals", "n")]
    assert faults(shape, {"n": "100.001"}) == [("number_too_large", "n"), ("too_many_decimals", "n")]
    assert value(shape, {"n": 100})["n"] == 100


@pytest.mark.parametrize(("written", "expected"), [("5", 5), ("5.0", 5), ("-5", -5), ("5e1", 50), ("-0", 0)])
def test_a_whole_number_has_no_fraction(written, expected):
    read, findings = read_input(Record({"n": Whole()}), f'{{"n": {written}}}'.encode())
    assert (findings, read["n"], type(read["n"])) == ((), expected, int)


@pytest.mark.parametrize("written", ["5.5", "true", '"5"', "[5]", "{}"])
def test_what_is_no_whole_number_is_refused(written):
    assert faults(Record({"n": Whole()}), f'{{"n": {written}}}'.encode()) == [("whole_expected", "n")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026-02-29", "date_absent"),
        ("0000-01-01", "date_absent"),
        ("2026-13-01", "date_absent"),
        ("2026-2-1", "date_malformed"),
        ("20260201", "date_malformed"),
        ("2026-W01-1", "date_malformed"),
        ("2026-02-01T00:00", "date_malformed"),
        ("２０２６-02-01", "date_malformed"),
        ("2026-02-01\n", "date_malformed"),
        ("10000-01-01", "date_malformed"),
    ],
)
def test_a_date_is_an_iso_date_that_exists(text, code):
    assert faults(Record({"on": Day()}), {"on": text}) == [(code, "on")]


@pytest.mark.parametrize("text", ["24:00", "7:00", "17:60", "17:00:00", "1700", "17:00\n", ""])
def test_a_time_is_hours_and_minutes(text):
    assert faults(Record({"at": ClockTime()}), {"at": text}) == [("time_malformed", "at")]
    assert value(Record({"at": ClockTime()}), {"at": "17:00"}) == {"at": "17:00"}


def test_a_name_given_twice_is_told_at_the_second():
    assert faults(Listing(Record({"id": Text()}), unique="id"), [{"id": "a"}, {"id": "b"}, {"id": "a"}]) == [
        ("given_twice", "[2].id")
    ]
    assert faults(Record({"a": Listing(Text(), unique="")}), {"a": ["x", "x"]}) == [("given_twice", "a[1]")]


def test_an_unknown_word_still_lets_the_other_keys_be_checked():
    shape = Listing(
        Tagged("op", {"is": Record({"date": Day()}), "add": Record({"from": Day(), "days": Whole()})})
    )
    assert faults(
        shape, [{"op": "x", "date": "?", "days": "1", "q": 1}, {"from": 3}, {"op": None, "date": None}]
    ) == [
        ("choice_unknown", "[0].op"),
        ("date_malformed", "[0].date"),
        ("whole_expected", "[0].days"),
        ("key_unknown", "[0].q"),
        ("key_absent", "[1].op"),
        ("date_expected", "[1].from"),
        ("value_null", "[2].op"),
        ("value_null", "[2].date"),
    ]
    assert value(shape, [{"op": "is", "date": "2026-01-01"}]) == [{"op": "is", "date": date(2026, 1, 1)}]


def test_the_key_that_is_present_decides_the_form():
    shape = Record({"due": ByKey({"day": Record({"day": Whole()}), "last": Record({"last": Text()})})})
    assert value(shape, {"due": {"last": "week"}}) == {"due": {"kind": "last", "last": "week"}}
    assert faults(shape, {"due": {"last": "week", "day": 1}}) == [("key_unknown", "due.last")]
    assert faults(shape, {"due": {"dya": 1}}) == [("variant_absent", "due"), ("key_unknown", "due.dya")]
    assert faults(shape, {"due": {"day": None}}) == [("value_null", "due.day")]


def test_one_of_several_kinds_is_read_by_its_kind():
    shape = Record({"count": Either((Whole(1), Table(Whole(1))))})
    assert value(shape, {"count": 3}) == {"count": 3}
    assert value(shape, {"count": {"street": 1}}) == {"count": {"street": 1}}
    assert faults(shape, {"count": "3"}) == [("kind_unexpected", "count")]
    assert faults(shape, {"count": {"street": 0}}) == [("number_too_small", "count.street")]


def test_a_calendar_is_a_name_or_a_week_with_days():
    shape = Record({"calendar": CalendarShape()})
    assert value(shape, {"calendar": "CN"})["calendar"] is national()
    assert value(shape, {"calendar": "every-day"})["calendar"] == EVERY_DAY
    own = {"week": [1, 1, 1, 1, 1, 0, 0], "off": ["2026-10-01"], "work": ["2026-10-10"]}
    assert value(shape, {"calendar": own})["calendar"] == Calendar.of(
        (1, 1, 1, 1, 1, 0, 0), [date(2026, 10, 1)], [date(2026, 10, 10)]
    )
    assert value(shape, {"calendar": {"week": [1] * 7, "off": None}})["calendar"] == EVERY_DAY
    assert faults(shape, {"calendar": "cn"}) == [("choice_unknown", "calendar")]
    assert faults(shape, {"calendar": 5}) == [("calendar_expected", "calendar")]
    assert faults(shape, {"calendar": {"week": [1, 2], "off": ["x"], "z": 1}}) == [
        ("list_too_short", "calendar.week"),
        ("number_too_large", "calendar.week[1]"),
        ("date_malformed", "calendar.off[0]"),
        ("key_unknown", "calendar.z"),
    ]


def later(span):
    if span["to"] < span["from"]:
        yield Finding("to_before_from", "to")


def test_a_check_across_keys_runs_although_another_place_is_faulty():
    span = Record({"from": Day(), "to": Day(), "name": Text()}, checks=(when(("from", "to"), later),))
    good = {"from": "2026-02-01", "to": "2026-01-01", "name": 3}
    assert faults(Record({"spans": Listing(span)}), {"spans": [good, good | {"to": 1}]}) == [
        ("text_expected", "spans[0].name"),
        ("to_before_from", "spans[0].to"),
        ("date_expected", "spans[1].to"),
        ("text_expected", "spans[1].name"),
    ]


def test_unread_is_found_at_any_depth():
    assert sound({"a": [1, {"b": None}]})
    assert not sound({"a": [1, {"b": UNREAD}]})


def test_the_schema_comes_from_the_same_declaration():
    shape = Record({"n": Whole(1), "on": Day(), "pct": Exact(Decimal(0), places=2)}, {"is_done": Flag()})
    assert schema_of(shape, "x") == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "x",
        "type": "object",
        "properties": {
            "n": {"type": "integer", "minimum": 1},
            "on": {"type": "string", "format": "date"},
            "pct": {
                "anyOf": [
                    {"type": "string", "pattern": r"^[0-9]+(\.[0-9]{1,2})?$"},
                    {"type": "number", "minimum": 0},
                ]
            },
            "is_done": {"anyOf": [{"type": "boolean"}, {"type": "null"}]},
        },
        "additionalProperties": False,
        "required": ["n", "on", "pct"],
    }


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(json_values)
def test_no_json_value_makes_the_reader_fail(anything):
    shape = Record(
        {"tasks": TASKS, "c": CalendarShape()}, {"t": Table(Either((Choice(("a",)), Listing(Exact()))))}
    )
    for given_value in (anything, {"tasks": anything, "c": anything, "t": {"k": anything}}):
        assert read_value(shape, given_value)[1]


@given(st.binary())
def test_no_bytes_make_the_reader_fail(data):
    assert read_input(TASKS, data)[1]
