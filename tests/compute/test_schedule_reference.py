"""Known answers of others: PSPLIB's critical-path lengths and dates computed by Microsoft Project itself."""

import csv
import json
import os
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from touyan.project.compute.command import respond

ROOT = os.environ.get("TOUYAN_REFERENCE_DATA")
pytestmark = pytest.mark.skipif(ROOT is None, reason="TOUYAN_REFERENCE_DATA is not set")
NAMESPACE = {"m": "http://schemas.microsoft.com/project"}
LINK_TYPES = {"0": "FF", "1": "FS", "2": "SF", "3": "SS"}
TENTHS_OF_A_DAY = 4800
WEEK = {"week": [1, 1, 1, 1, 1, 0, 0]}


def answered(given):
    code, text = respond(["schedule"], json.dumps(given).encode)
    assert code == 0, text
    return json.loads(text)


def tasks_of(text):
    """The jobs of a PSPLIB .sm file as tasks."""
    links, durations = {}, {}
    section = ""
    for line in text.splitlines():
        if line[:2].isupper():
            section = line.split(":")[0].strip()
        numbers = line.split()
        if not numbers or not re.fullmatch(r"[\d\s]+", line):
            continue
        if section == "PRECEDENCE RELATIONS":
            links[numbers[0]] = numbers[3:]
        elif section == "REQUESTS/DURATIONS":
            durations[numbers[0]] = int(numbers[2])
    waits = {job: [one for one, after in links.items() if job in after] for job in durations}
    return [
        {"id": job, "duration": duration, "links": [{"from": one} for one in waits[job]]}
        for job, duration in durations.items()
    ]


def published_lengths():
    with (Path(ROOT) / "scheduling-psplib" / "expected.csv").open() as lines:
        return {row["instance"]: int(row["cpm_makespan_MPM_Time"]) for row in csv.DictReader(lines)}


def test_the_length_of_every_published_network_is_the_published_one():
    lengths = published_lengths()
    found = {}
    for name in lengths:
        tasks = tasks_of((Path(ROOT) / "scheduling-psplib" / name).read_text())
        given = {"calendar": "every-day", "direction": "forward", "start": "2026-01-01", "finish": None}
        found[name] = answered(given | {"tasks": tasks})["length"]
    assert len(lengths) == 20
    assert found == lengths


@pytest.mark.parametrize("calendar", ["CN", "every-day"])
def test_backward_from_the_forward_finish_the_latest_start_is_the_start(calendar):
    tasks = tasks_of((Path(ROOT) / "scheduling-psplib" / "j12010_9.sm").read_text())
    forward = answered(
        {"calendar": calendar, "direction": "forward", "start": "2026-01-05", "finish": None, "tasks": tasks}
    )
    backward = answered(
        {
            "calendar": calendar,
            "direction": "backward",
            "start": None,
            "finish": forward["finish"],
            "tasks": tasks,
        }
    )
    assert backward["latest_start"] == forward["start"]
    assert backward["critical_chain"] == forward["critical_chain"]


def mspdi(name):
    root = ET.fromstring((Path(ROOT) / "scheduling-mspdi" / name).read_bytes())
    tasks = {}
    for task in root.findall("m:Tasks/m:Task", NAMESPACE):
        held = {child.tag.split("}")[1]: child.text for child in task}
        held["links"] = [
            {
                "from": link.findtext("m:PredecessorUID", "", NAMESPACE),
                "type": LINK_TYPES[link.findtext("m:Type", "", NAMESPACE)],
                "lag": int(link.findtext("m:LinkLag", "0", NAMESPACE)) // TENTHS_OF_A_DAY,
            }
            for link in task.findall("m:PredecessorLink", NAMESPACE)
        ]
        tasks[held["UID"]] = held
    return tasks


def given_task(held, parent=None):
    task = {"id": held["UID"], "links": held["links"]}
    if parent is not None:
        task["parent"] = parent
    if held["Summary"] == "0":
        task["duration"] = int(re.match(r"PT(\d+)H", held["Duration"])[1]) // 8
    if held.get("ConstraintType") == "4":
        task["constraint"] = {"type": "SNET", "date": held["ConstraintDate"][:10]}
    return task


def test_all_four_link_types_fall_on_the_days_microsoft_project_computed():
    tasks = mspdi("mspdirelations.xml")
    chosen = [held for uid, held in tasks.items() if uid != "0"]
    given = {"calendar": WEEK, "direction": "forward", "start": "2006-09-21", "finish": None}
    found = answered(given | {"tasks": [given_task(held) for held in chosen]})
    assert [
        (
            one["id"],
            one["early_start"],
            one["late_start"],
            one["late_finish"],
            one["total_float"],
            one["free_float"],
        )
        for one in found["tasks"]
    ] == [
        (
            held["UID"],
            held["EarlyStart"][:10],
            held["LateStart"][:10],
            held["LateFinish"][:10],
            int(held["TotalSlack"]) // TENTHS_OF_A_DAY,
            int(held["FreeSlack"]) // TENTHS_OF_A_DAY,
        )
        for held in chosen
    ]
    assert [one["critical"] for one in found["tasks"]] == [held["Critical"] == "1" for held in chosen]


def test_summaries_limits_and_lags_fall_on_the_days_microsoft_project_computed():
    """All tasks of the sample but the one on a night-shift calendar and its milestone twin."""
    tasks = mspdi("sample.xml")
    outline = {held["OutlineNumber"]: uid for uid, held in tasks.items()}
    chosen = [held for held in tasks.values() if held["OutlineNumber"][0] in "23"]
    listed = [given_task(held, outline.get(held["OutlineNumber"].rpartition(".")[0])) for held in chosen]
    given = {"calendar": WEEK, "direction": "forward", "start": "2003-01-07", "finish": "2003-03-17"}
    found = answered(given | {"tasks": listed})
    assert len(chosen) == 16
    for held, one in zip(chosen, found["tasks"], strict=True):
        assert one["early_start"] == held["EarlyStart"][:10], held["Name"]
        assert one["late_start"] == held["LateStart"][:10], held["Name"]
        assert one["late_finish"] == held["LateFinish"][:10], held["Name"]
        assert one["total_float"] == int(held["TotalSlack"]) // TENTHS_OF_A_DAY, held["Name"]
        if held["Summary"] == "0":
            assert one["free_float"] == int(held["FreeSlack"]) // TENTHS_OF_A_DAY, held["Name"]
