"""One page tells a project from need to grade: the line, the light, the next step, and nothing that is not on record."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
import python_calamine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import applications_vetted as before
from tests.factories.projects import committed, project, running
from touyan.surfaces.thread.line import percent

MOST = 12


def statements(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as told:
        assert client.get(path).status_code == 200
    return len(told)


def stops(answer):
    return [(stop.label, stop.state) for stop in answer.context["stops"]]


def test_the_line_of_a_project_being_planned_stands_at_the_plan(county, client_of):
    made = project(county)
    answer = client_of("street-secretary").get(f"/projects/{made.key}")
    assert stops(answer) == [
        ("需求", "done"), ("申报", "done"), ("审核", "done"), ("例会", "done"), ("立项", "done"), ("计划", "now"),
        ("进展", "next"), ("督查", "next"), ("资金", "next"), ("考核", "next"),
    ]  # fmt: skip


def test_a_running_project_stands_at_progress_and_shows_targets_tasks_and_money(county, client_of):
    made = running(county)
    answer = client_of("street-secretary").get(f"/projects/{made.key}")
    page = answer.content.decode()
    assert dict(stops(answer))["计划"] == "done"
    assert dict(stops(answer))["进展"] in {"now", "late"}
    assert [s.name for s in answer.context["told"]] == ["application", "targets", "plan", "money"]
    assert "新增停车位" in page
    assert "摸底建档" in page
    assert "合计" in page


def test_a_self_implemented_project_has_no_plan_money_or_grade_of_ours(county, client_of):
    made = project(county, state="light", outcome="self_implemented")
    labels = [label for label, _ in stops(client_of("street-secretary").get(f"/projects/{made.key}"))]
    assert labels == ["需求", "申报", "审核", "例会", "自行组织实施", "跟踪"]


def test_an_application_shows_the_same_line_up_to_where_it_is(county, client_of):
    one = before.application(county, before.open_call(county))
    answer = client_of("org-vetter").get(f"/projects/applications/{one.key}")
    assert stops(answer)[:5] == [
        ("需求", "done"),
        ("申报", "done"),
        ("审核", "now"),
        ("例会", "next"),
        ("立项", "next"),
    ]


def test_an_application_past_its_day_is_late_and_a_withdrawn_one_ends_its_line(county, client_of):
    call = before.open_call(county)
    late = before.application(county, call, state="returned.organization_department", due_on=date(2026, 1, 2))
    gone = before.application(county, call, title="撤回的项目", state="withdrawn")
    see = client_of("street-secretary")
    assert ("审核", "late") in stops(see.get(f"/projects/applications/{late.key}"))
    assert stops(see.get(f"/projects/applications/{gone.key}")) == [("需求", "done"), ("已撤回", "late")]


def test_the_secretary_finds_the_signature_as_the_next_step_and_a_stranger_finds_no_project(
    county, client_of
):
    made = project(county)
    steps = client_of("street-secretary").get(f"/projects/{made.key}").context["steps"]
    assert [r["step"].label for r in steps][:1] == ["签署承诺书"] or steps[0]["step"].url.endswith(
        "/commitment"
    )
    assert client_of("sibling-secretary").get(f"/projects/{made.key}").status_code == 404


def test_the_inspector_sees_the_project_without_a_step_that_is_not_theirs(county, client_of):
    made = committed(county)
    assert client_of("inspector").get(f"/projects/{made.key}").context["steps"] == []


@pytest.mark.parametrize("login", ["street-secretary", "org-vetter", "office-clerk", "inspector"])
@pytest.mark.parametrize("make", [project, committed, running])
def test_a_thread_costs_at_most_twelve_statements_whoever_looks(county, client_of, make, login):
    made = make(county)
    assert statements(client_of(login), f"/projects/{made.key}") <= MOST


def test_lists_cost_the_same_at_one_and_at_twenty_rows(county, client_of):
    see = client_of("org-vetter")
    call = before.open_call(county)
    project(county)
    before.application(county, call)
    one = [statements(see, path) for path in ("/projects", "/projects/applications")]
    for n in range(20):
        project(county, unit=before.STREETS[n % 18], title=f"项目{n}")
        before.application(county, call, before.STREETS[n % 18], f"申报{n}")
    many = [statements(see, path) for path in ("/projects", "/projects/applications")]
    assert one == many
    assert max(many) <= MOST


def test_the_register_narrows_by_outcome_light_unit_and_words(county, client_of):
    project(county, title="停车难")
    project(
        county,
        "云杉街道",
        login="sibling-secretary",
        title="饮水难",
        outcome="self_implemented",
        state="light",
    )
    see = client_of("org-vetter")
    spruce = county.unit("云杉街道")
    for query, told in (
        ("outcome=self_implemented", ["饮水难"]), ("light=none&q=停车", ["停车难"]), (f"unit={spruce.key}", ["饮水难"]), ("state=preparing", ["停车难"]),
    ):  # fmt: skip
        page = see.get(f"/projects?{query}").content.decode()
        assert [t for t in ("停车难", "饮水难") if t in page] == told


def test_the_ledger_is_the_office_s_own_sheet_with_one_row_a_project(county, client_of):
    made = running(county)
    answer = client_of("office-clerk").get("/projects.xlsx")
    rows = python_calamine.load_workbook(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    head = next(i for i, row in enumerate(rows) if row[0] == "序号")
    assert rows[head][1:5] == ["编号", "名称", "单位", "书记"]
    assert rows[head + 1][1:4] == [made.number, made.title, "青石街道"]
    assert rows[head + 1][13] == 20000
    assert len(rows) == head + 2


@pytest.mark.parametrize(
    ("stored", "read"), [("45.00", "45"), ("45.99", "45"), ("0.00", "0"), ("100.00", "100"), ("", "0")]
)
def test_a_percent_on_the_line_is_whole_and_never_more_than_was_done(stored, read):
    assert percent(stored) == read
