"""Real panels with official published results, reproduced to the last digit.

The data is not shipped: the tests are skipped, visibly, where TOUYAN_REFERENCE_DATA does not name it.
"""

import csv
import json
import os
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from touyan.project.compute.command import respond

FOLDER = Path(os.environ.get("TOUYAN_REFERENCE_DATA", ""), "panel-scores")
pytestmark = pytest.mark.skipif(
    "TOUYAN_REFERENCE_DATA" not in os.environ or not FOLDER.is_dir(),
    reason="TOUYAN_REFERENCE_DATA names no folder with panel-scores",
)


def rows(name):
    with (FOLDER / f"isu-gpf2017.{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def answers():
    """The answer of each segment (competition and program are one group) of the whole file.

    Components are panel layers with their factor, elements a layer of one mark, deductions with factor -1.
    """
    marks, factors = defaultdict(dict), defaultdict(dict)
    for row in rows("judge-scores"):
        given = [row[f"J{seat}"] for seat in range(1, 10)]
        marks[row["performance_id"]][row["aspect_desc"]] = [mark for mark in given if Decimal(mark)]
        factors[row["performance_id"]][row["aspect_desc"]] = row["factor"]
    segments = defaultdict(list)
    for row in rows("expected-ranks"):
        segments[row["competition"], row["program"]].append(row)
    return [(members, answer(members, marks, factors)) for members in segments.values()]


def answer(members, marks, factors):
    factor = factors[members[0]["performance_id"]]
    trim = {"high": 1, "low": 1, "min_judges": 5, "on": "total"}
    value = {
        "rounding": {"mode": "half_up", "decimals": 2, "at": ["layer", "share", "total"]},
        "layers": [
            *({"id": name, "kind": "panel", "factor": factor[name], "trim": trim} for name in factor),
            {"id": "elements", "kind": "panel", "factor": "1"},
            {"id": "deductions", "kind": "panel", "factor": "-1"},
        ],
        "entries": [
            {
                "id": row["performance_id"],
                "group": row["program"],
                "layers": {
                    **{name: {"totals": held} for name, held in marks[row["performance_id"]].items()},
                    "elements": {"totals": [row["total_element_score"]]},
                    "deductions": {"totals": [row["total_deductions"].lstrip("-")]},
                },
            }
            for row in members
        ],
    }
    code, text = respond(["score"], json.dumps(value).encode)
    assert code == 0, text
    return {one["id"]: one for one in json.loads(text)["entries"]}


def test_every_published_panel_mean_is_reproduced(answers):
    found = {name: one for _, segment in answers for name, one in segment.items()}
    expected = rows("expected-panel")
    assert len(expected) == 480
    computed = [Decimal(found[row["performance_id"]]["layers"][row["aspect_desc"]]) for row in expected]
    assert computed == [Decimal(row["scores_of_panel"]) for row in expected]


def test_every_published_segment_score_and_rank_is_reproduced(answers):
    computed, published = [], []
    for members, found in answers:
        for row in members:
            one = found[row["performance_id"]]
            computed.append((row["performance_id"], Decimal(one["total"]), one["rank"]))
            published.append((row["performance_id"], Decimal(row["total_segment_score"]), int(row["rank"])))
    assert len(published) == 96
    assert computed == published


def test_one_highest_and_one_lowest_are_dropped_of_every_panel(answers):
    for members, found in answers:
        for row in members:
            assert {len(marks) for marks in found[row["performance_id"]]["dropped"].values()} == {2}
