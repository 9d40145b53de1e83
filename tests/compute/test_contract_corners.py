"""Corners of the public contract that a second reader tried from outside; each test names its sentence."""

import gc
import json
import subprocess
import sys
from pathlib import Path

import pytest

from touyan.core.planning import reasons
from touyan.foundation import wording
from touyan.project.compute import engine, engine_names
from touyan.project.compute.command import respond
from touyan.project.compute.source import DEEPEST

SOURCE = Path(__file__).parents[2] / "src"
LINK = {"from": "A", "type": "FS"}


def ask(name, value):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    code, answer = respond([name], lambda: data)
    answer = json.loads(answer)
    return {(one["place"], one["code"]) for one in answer["findings"]} if code else answer


def plan(tasks, **keys):
    bounds = {"calendar": "CN", "direction": "forward", "start": "2026-03-02", "finish": None}
    return ask("schedule", {**bounds, "tasks": tasks, **keys})


def dates(found):
    return {one["id"]: (one["early_start"], one["late_start"]) for one in found["tasks"]}


def test_half_a_character_in_a_calendars_day_is_told_at_that_day_and_nowhere_else():
    """ "never a stack trace"; "a fault never hides a fault at another place"."""
    value = b'{"calendar": {"week": [1,1,1,1,1,0,NaN], "off": ["\\ud800"]}, "ask": [{"op": "is"}]}'
    assert ask("workdays", value) == {
        ("calendar.week[6]", "number_not_finite"),
        ("calendar.off[0]", "text_not_unicode"),
        ("ask[0].date", "key_absent"),
    }


def test_without_a_start_backward_nothing_is_checked_and_what_passes_the_finish_is_a_conflict():
    """ "a null `start` in backward: no feasibility check"."""
    task = {"id": "A", "duration": 3, "constraint": {"type": "MFO", "date": "2026-03-25"}}
    found = plan([task], direction="backward", start=None, finish="2026-03-20")
    assert (found["feasible"], found["missing_workdays"]) == (True, 0)
    assert [(one["task"], one["code"], one["with"]) for one in found["conflicts"]] == [("A", "MFO", "finish")]
    assert plan([task], finish="2026-03-20")["feasible"] is False


def test_a_lag_in_days_to_a_milestone_goes_on_to_the_next_worked_day():
    """ "day: calendar days from that start or end, then to the next worked day"."""
    milestone = {"id": "M", "duration": 0, "links": [{**LINK, "lag": 1, "lag_unit": "day"}]}
    found = plan([{"id": "A", "duration": 5}, milestone])
    assert dates(found)["M"] == ("2026-03-09", "2026-03-09")


def test_a_milestone_at_the_beginning_of_its_day_keeps_its_followers_on_that_day_or_later():
    """ "its followers may start on that same day"; one that waits "stands at the end of its day"."""
    found = plan(
        [
            {"id": "A", "duration": 0},
            {"id": "M", "duration": 0, "links": [LINK]},
            {"id": "B", "duration": 1, "links": [LINK]},
            {"id": "C", "duration": 1, "links": [{"from": "M"}]},
        ]
    )
    assert {name: early for name, (early, _) in dates(found).items()} == {
        "A": "2026-03-02",
        "M": "2026-03-02",
        "B": "2026-03-02",
        "C": "2026-03-03",
    }


def test_a_milestone_that_must_finish_on_or_before_a_day_off_stands_on_the_worked_day_before():
    """ "a `finish` from the last one before it; the same for constraint dates"."""
    found = plan(
        [{"id": "A", "duration": 0, "constraint": {"type": "FNLT", "date": "2026-03-15"}}],
        finish="2026-03-31",
    )
    assert dates(found)["A"] == ("2026-03-02", "2026-03-13")


def test_a_level_of_nesting_beyond_the_limit_is_told_and_the_limit_itself_is_not():
    """ "never a stack trace": lists inside one another are counted exactly."""
    limit = b"[" * DEEPEST + b"]" * DEEPEST
    assert ask("amounts", limit) == {("", "input_not_object")}
    assert ask("amounts", b"[" + limit + b"]") == {("", "input_too_deep")}


@pytest.mark.parametrize("text", ["5", "-5", "5.0", "0.5e1", "50e-1"])
def test_a_whole_number_counts_as_it_is_written(text):
    """ "JSON numbers are accepted as written"."""
    data = f'{{"calendar": "CN", "ask": [{{"op": "add", "from": "2026-09-29", "days": {text}}}]}}'
    expected = "2026-09-21" if text.startswith("-") else "2026-10-12"
    assert ask("workdays", data.encode())["answers"] == [expected]


def test_an_award_goes_to_nobody_below_a_tie_on_its_edge_and_to_those_below_it_as_they_stand():
    """ "a tie that fits whole inside one award is not blocked", one that crosses its edge is."""
    marks = {"a": "9", "b": "9", "c": "8", "d": "8", "e": "7"}
    found = ask(
        "score",
        {
            "rounding": {"mode": "half_up", "decimals": 1, "at": []},
            "layers": [{"id": "live", "kind": "panel", "weight": "100"}],
            "awards": [
                {"name": "first", "count": 2},
                {"name": "second", "count": 1},
                {"name": "third", "count": 2},
            ],
            "entries": [
                {"id": name, "group": "town", "layers": {"live": {"totals": [mark]}}}
                for name, mark in marks.items()
            ],
        },
    )
    awards = {one["id"]: one["award"] for one in found["entries"]}
    assert awards == {"a": "first", "b": "first", "c": None, "d": None, "e": "third"}
    assert found["blocked"] == [{"code": "award_tie", "entries": ["c", "d"], "award": "second"}]


def test_a_window_longer_than_its_period_is_all_worked_days_of_it():
    """ "`window_last_workdays` … (then `due_from`, `due_on`)"."""
    rule = {"every": "week", "due": {"window_last_workdays": 9, "of": "week"}}
    found = ask("cadence", {"calendar": "CN", "rule": rule, "from": "2026-03-02", "to": "2026-03-02"})
    assert found["due"] == [
        {"period": "2026-03-02/2026-03-08", "due_from": "2026-03-02", "due_on": "2026-03-06"}
    ]


@pytest.mark.parametrize(
    ("amount", "capitals"),
    [
        ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
        ("1680.32", "人民币壹仟陆佰捌拾元叁角贰分"),
        ("325.04", "人民币叁佰贰拾伍元零肆分"),
        ("107000.53", "人民币壹拾万零柒仟元伍角叁分"),
        ("10000.01", "人民币壹万元零壹分"),
        ("100000001", "人民币壹亿零壹元整"),
        ("10", "人民币壹拾元整"),
        ("1.20", "人民币壹元贰角整"),
    ],
)
def test_amounts_in_capitals_follow_the_payment_rules_for_bank_forms(amount, capitals):
    """The first four are the examples of those rules (1680.32 and 107000.53 in one of the two ways they allow)."""
    assert ask("amounts", {"amounts": [amount]})["capitals"] == [capitals]


def test_an_answer_reads_only_the_sentences_it_says():
    """The tables of other areas are read when a code is asked for that the engine's own do not have."""
    program = (
        "import sys\n"
        "from touyan.project.compute import engine\n"
        "from touyan.project.compute.command import compute\n"
        "import json\n"
        "schedule = engine('schedule')\n"
        "code, _ = compute(schedule, json.dumps(schedule.EXAMPLE).encode())\n"
        "print(code, *sorted(n.rpartition('.')[2] for n in sys.modules if '.wording.sentences.' in n))\n"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", program],
        env={"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["0", "planning"]


def test_the_areas_an_engine_names_exist_and_hold_its_words():
    for name in engine_names():
        wording.prefer(*getattr(engine(name), "WORDS", ()))
    assert wording.sentence("plan_early_start") != "plan_early_start"
    assert wording.sentence("no_such_code") == "no_such_code"


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_is_left_as_it_was_found(was_on):
    before = gc.isenabled()
    try:
        (gc.enable if was_on else gc.disable)()
        ask("amounts", {"amounts": ["1"]})
        ask("amounts", {"amounts": ["x"]})
        assert gc.isenabled() is was_on
    finally:
        (gc.enable if before else gc.disable)()


def test_the_reasons_of_two_linked_phases_cost_steps_not_their_product(monkeypatch):
    """`because` of each task under a parent, without looking at every task of the other phase again."""
    steps = []
    plain = reasons.asked
    monkeypatch.setattr(reasons, "asked", lambda *given: (steps.append(1), plain(*given))[1])
    size = 40
    phases = [{"id": "P"}, {"id": "Q", "links": [{"from": "P", "type": "SS"}]}]
    children = [{"id": f"{up}{i}", "duration": 1, "parent": up} for up in "PQ" for i in range(size)]
    found = plan([*phases, *children])
    told = {one["id"]: one["because"] for one in found["tasks"]}
    assert told["Q39"] == "须等“P”开始，才能开始。"
    assert len(steps) == size
