"""The pages of progress: filling in, no change in one tap, accepting one and many."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.applications_vetted import STREETS, open_call
from tests.factories.running import content, fresh, report, running

Client = Callable[[str], Any]


def filled(made: Any, *rows: tuple[Any, str, str], **more: str) -> dict[str, str]:
    """The posted form of a report."""
    told = {"rows-total": str(len(rows)), "do": "submit", "version": f"{made.version}.0", **more}
    for i, (task, percent, words) in enumerate(rows):
        told |= {f"task-{i}": str(task.key), f"percent-{i}": percent, f"words-{i}": words}
    return told


def test_a_drafter_sees_the_prefilled_rows_and_hands_in(county: Any, client_of: Client) -> None:
    county.today(date(2026, 3, 31))
    of, tasks = running(county)
    made = report(county, of)
    client = client_of("street-drafter")
    page = client.get(f"/reports/{made.key}").content.decode()
    assert all(task.name in page for task in tasks)
    assert "本期无变化，直接提交" in page
    answer = client.post(
        f"/reports/{made.key}",
        filled(made, (tasks[0], "１００", "已摸清"), (tasks[1], "5%", ""), (tasks[2], "0", "")),
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/reports/{made.key}")
    assert [fresh(t).progress for t in tasks] == [100, 5, 0]
    assert fresh(made).state == "submitted"


def test_what_was_typed_stays_when_the_door_says_no(county: Any, client_of: Client) -> None:
    of, tasks = running(county)
    made = report(county, of)
    answer = client_of("street-drafter").post(
        f"/reports/{made.key}", filled(made, (tasks[0], "一半", "写了很多字的进展"))
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "写了很多字的进展" in page
    assert "应是 0 到 100 的整数" in page


def test_no_change_is_one_post(county: Any, client_of: Client) -> None:
    of, _ = running(county)
    made = report(county, of)
    answer = client_of("street-drafter").post(
        f"/reports/{made.key}/no-change", {"version": str(made.version)}
    )
    assert answer.status_code == 302
    assert (fresh(made).state, fresh(made).is_unchanged) == ("submitted", True)


def test_a_draft_is_kept_for_its_writer_alone_and_two_windows_are_told_apart(
    county: Any, client_of: Client
) -> None:
    of, tasks = running(county)
    made = report(county, of)
    client = client_of("street-drafter")
    typed = filled(made, (tasks[0], "45", "草稿里的话"))
    first = client.post(f"/reports/{made.key}/keep", typed)
    assert json.loads(first.content)["version"] == f"{made.version}.1"
    assert (
        client.post(f"/reports/{made.key}/keep", typed, headers={"Accept": "application/json"}).status_code
        == 409
    )
    page = client.get(f"/reports/{made.key}").content.decode()
    assert "草稿里的话" in page
    assert 'value="45"' in page
    assert fresh(made).rows[0]["percent"] == 0
    assert "草稿里的话" not in client_of("street-secretary").get(f"/reports/{made.key}").content.decode()


def test_a_report_changed_meanwhile_is_not_overwritten(county: Any, client_of: Client) -> None:
    of, tasks = running(county)
    made = report(county, of)
    stale = filled(made, (tasks[0], "10", ""))
    county.do("street-drafter", "report.save", made, content((tasks[0], 20, "")))
    answer = client_of("street-drafter").post(f"/reports/{made.key}", stale)
    assert answer.status_code == 422
    assert fresh(made).state == "due"


def test_what_was_said_last_period_stands_beside(county: Any, client_of: Client) -> None:
    of, tasks = running(county)
    county.do(
        "street-drafter",
        "report.submit",
        report(county, of),
        content((tasks[0], 40, "上月摸了一半"), next_step="下月摸完"),
    )
    later = report(county, of, "2026-04-01/2026-04-30", "2026年4月", "2026-04-30")
    page = client_of("street-drafter").get(f"/reports/{later.key}").content.decode()
    assert "上月摸了一半" in page
    assert "下月摸完" in page


def test_many_reports_are_accepted_after_a_look_at_each(county: Any, client_of: Client) -> None:
    call = open_call(county)
    made = []
    for n, unit in enumerate(STREETS[:2], 1):
        of, _ = running(county, unit, f"WH2026-0{n}", call)
        made.append(report(county, of))
    county.do("street-drafter", "report.submit_no_change", made[0])
    client = client_of("org-vetter")
    picked = {"pick": [str(m.key) for m in made], "do": "ask"}
    page = client.post("/reports/accept", picked).content.decode()
    assert "所选 2 份中，1 份可以通过" in page
    assert fresh(made[0]).state == "submitted"
    client.post("/reports/accept", {"pick": [str(made[0].key)], "do": "accept"})
    assert [fresh(m).state for m in made] == ["accepted", "due"]


def test_a_report_of_another_street_does_not_exist(county: Any, client_of: Client) -> None:
    of, _ = running(county, "云杉街道")
    assert client_of("street-drafter").get(f"/reports/{report(county, of).key}").status_code == 404


@pytest.mark.parametrize("login", ["org-vetter", "street-drafter"])
def test_the_list_costs_the_same_for_one_and_for_eight(county: Any, client_of: Client, login: str) -> None:
    call = open_call(county)
    of, _ = running(county, STREETS[0], "WH2026-01", call)
    report(county, of)
    client = client_of(login)
    counted = []
    client.get("/reports")
    for more in (range(2, 2), range(2, 9)):
        for n in more:
            other, _ = running(county, STREETS[n], f"WH2026-0{n}", call)
            report(county, other)
        with CaptureQueriesContext(connection) as few:
            assert client.get("/reports?state=due&overdue=0").status_code == 200
        counted.append(len(few))
    assert counted[0] == counted[1] <= 12


@pytest.mark.parametrize("login", ["org-vetter", "street-drafter"])
def test_one_report_costs_at_most_twelve_statements(county: Any, client_of: Client, login: str) -> None:
    of, tasks = running(county)
    made = report(county, of)
    if login == "org-vetter":
        county.do("street-drafter", "report.submit", made, content((tasks[0], 10, "")))
    client = client_of(login)
    client.get("/reports")
    with CaptureQueriesContext(connection) as found:
        assert client.get(f"/reports/{made.key}").status_code == 200
    assert len(found) <= 12


def test_the_desk_names_reports_with_their_day(county: Any) -> None:
    from touyan.stages.progress.duties import report_duties

    county.today(date(2026, 3, 30))
    of, tasks = running(county)
    made = report(county, of)
    told = report_duties(county.actor("street-drafter"), date(2026, 3, 30), "zh")
    assert [(d.verb, d.url, d.due_on) for d in told] == [
        ("填报进展", f"/reports/{made.key}", date(2026, 3, 31))
    ]
    assert report_duties(county.actor("org-vetter"), date(2026, 3, 30), "zh") == []
    county.do("street-drafter", "report.submit", made, content((tasks[0], 10, "")))
    assert report_duties(county.actor("street-drafter"), date(2026, 3, 30), "zh") == []
    assert [d.verb for d in report_duties(county.actor("org-vetter"), date(2026, 3, 30), "zh")] == [
        "审阅报告"
    ]
    assert report_duties(county.actor("sibling-secretary"), date(2026, 3, 30), "zh") == []
