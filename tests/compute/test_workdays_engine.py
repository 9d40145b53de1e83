"""`compute workdays` as the public contract writes it."""

import json

import pytest

from touyan.project.compute.command import respond
from touyan.project.compute.workdays import EXAMPLE

BELL = {"week": [0, 0, 0, 0, 0, 0, 0]}


def ask(calendar, *questions):
    code, text = respond(["workdays"], json.dumps({"calendar": calendar, "ask": questions}).encode)
    answer = json.loads(text)
    if code == 2:
        return [(finding["code"], finding["place"]) for finding in answer["findings"]]
    return answer["answers"], answer["provisional_years"]


def add(start, days):
    return {"op": "add", "from": start, "days": days}


def count(start, end):
    return {"op": "count", "from": start, "to": end}


def test_the_contracts_example_comes_out_byte_for_byte():
    assert respond(["workdays"], json.dumps(EXAMPLE).encode) == (
        0,
        b'{"answers": [true, "2026-10-08", "2026-10-12", 248], "provisional_years": []}\n',
    )


def test_no_question_has_no_answer():
    assert ask("CN") == ([], [])


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        ("2026-09-29", 0, "2026-09-29"),
        ("2026-10-01", 0, "2026-10-08"),
        ("2026-10-01", 1, "2026-10-08"),
        ("2026-10-08", 1, "2026-10-09"),
        ("2026-10-08", -1, "2026-09-30"),
        ("2026-10-05", -1, "2026-09-30"),
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-14", 1, "2026-02-24"),
    ],
)
def test_adding_days(start, days, expected):
    assert ask("CN", add(start, days)) == ([expected], [])


def test_a_provisional_year_is_named_by_every_question_that_passes_through_it():
    assert ask("CN", {"op": "is", "date": "2027-10-01"}) == ([True], [2027])
    assert ask("CN", {"op": "next", "date": "2027-12-31"}) == (["2027-12-31"], [2027])
    assert ask("CN", {"op": "next", "date": "2028-01-01"}) == (["2028-01-03"], [2028])
    assert ask("CN", add("2026-12-31", 1)) == (["2027-01-01"], [2027])
    assert ask("CN", add("2028-01-03", -262)) == (["2026-12-31"], [2027, 2028])
    assert ask("CN", count("2026-12-01", "2029-01-31"))[1] == [2027, 2028, 2029]
    assert ask("CN", count("2028-01-01", "2028-01-31"), {"op": "is", "date": "2027-01-01"})[1] == [2027, 2028]


def test_only_the_national_calendar_knows_provisional_years():
    assert ask("every-day", count("2027-01-01", "2027-12-31")) == ([365], [])
    assert ask({"week": [1, 1, 1, 1, 1, 0, 0], "off": [], "work": []}, add("2027-01-01", 1)) == (
        ["2027-01-04"],
        [],
    )


def test_work_wins_over_off_and_both_over_the_mask():
    own = {
        "week": [1, 1, 1, 1, 1, 0, 0],
        "off": ["2026-03-02", "2026-03-03"],
        "work": ["2026-03-03", "2026-03-07"],
    }
    days = ["2026-03-02", "2026-03-03", "2026-03-07", "2026-03-08"]
    assert ask(own, *({"op": "is", "date": day} for day in days)) == ([False, True, True, False], [])


def test_counting_backwards_is_a_finding_at_to_and_one_day_is_not():
    assert ask("CN", count("2026-03-02", "2026-03-01")) == [("to_before_from", "ask[0].to")]
    assert ask("CN", count("2026-03-02", "2026-03-02"), count("2026-03-01", "2026-03-01")) == ([1, 0], [])


def test_a_day_out_of_the_calendar_is_a_finding_beside_every_other_fault():
    assert ask(
        "CN",
        add("9999-12-31", 1),
        add("0001-01-01", -1),
        {"op": "is", "date": "x"},
        count("2026-02-01", "2026-01-01"),
    ) == [
        ("date_malformed", "ask[2].date"),
        ("to_before_from", "ask[3].to"),
        ("beyond_the_calendar", "ask[0].days"),
        ("beyond_the_calendar", "ask[1].days"),
    ]
    assert ask(BELL, {"op": "next", "date": "2026-01-01"}) == [("beyond_the_calendar", "ask[0].date")]
    assert ask("every-day", add("0001-01-01", 10**30)) == [("beyond_the_calendar", "ask[0].days")]


def test_the_whole_span_of_years_is_counted_at_once():
    answers, years = ask("CN", count("0001-01-01", "9999-12-31"))
    assert answers[0] > 2_600_000
    assert years == [*range(1, 2016), *range(2027, 10000)]
