"""稷山县 from its own file: no applications; an issued list of 6 aspects, 23 tasks and 113 measures becomes work.

JS-07..JS-09, JS-20, JS-21, JS-50: lead and assisting units, dates or standing, deliverable, acceptance; the list comes in and
goes out as a table and is known again by its codes.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from touyan.foundation.ledger.verify import findings
from touyan.foundation.people.models import Person
from touyan.foundation.sheets import read_table
from touyan.project.demonstration import walk
from touyan.project.demonstration.counties import NewUnit, introduce, settle
from touyan.project.settings import ROOT
from touyan.stages.approval.models import Project
from touyan.stages.plan.models import Task
from touyan.stages.progress.models import Report
from touyan.stages.tasklist import queries
from touyan.stages.tasklist.actions import Imported
from touyan.stages.tasklist.exchange import COLUMNS, UNIQUE, judge, list_ledger

ASPECTS, TASKS, MEASURES = 6, 23, 113


def lines(units):
    """113 measures under 23 tasks under 6 aspects, led in turn by these units."""
    made = []
    for n in range(MEASURES):
        task = n % TASKS
        lead, other = units[n % len(units)], units[(n + 1) % len(units)]
        due = "长期坚持" if n % 20 == 19 else f"2026-{4 + n % 8:02d}-15"
        made.append(
            [f"{task % ASPECTS + 1}-{task + 1}-{n + 1}", f"方面{task % ASPECTS + 1}", f"工作任务{task + 1}", f"落实举措{n + 1}", lead, other, "", due,
             "工作台账", "台账齐全、群众认可"]
        )  # fmt: skip
    return made


def csv(rows):
    head = [c.header for c in COLUMNS]
    return ("\ufeff" + "\n".join(",".join(row) for row in [head, *rows])).encode()


@pytest.fixture
def jishan(db):
    home = settle("稷山县", "140824", "jishan", "x", date(2026, 2, 24))
    towns = [NewUnit("town", f"示例{n}镇") for n in range(1, 5)]
    bureaus = [NewUnit("bureau", f"示例{n}局") for n in range(1, 5)]
    introduce(home, ROOT / "schemes" / "jishan" / "scheme.yaml", [*towns, *bureaus])
    return home


@pytest.fixture
def version(jishan):
    return jishan.versions["jishan-campaign"]


def judged(home, version, content):
    office = home.by("office", version)
    return judge(office, version, read_table(content, COLUMNS, None, UNIQUE), date(2026, 2, 24))


def taken_in(home, version, rows):
    found = judged(home, version, csv(rows))
    assert found.findings == {}
    told = tuple(
        {**{n: getattr(m, n) for n in m.__slots__}, "assists": list(m.assists)} for m in found.measures
    )
    home.do(home.by("office", version), "task_list.import", version, Imported(told))
    walk.settle_effects()
    return found


def test_the_list_has_6_aspects_23_tasks_and_113_measures_and_each_lead_unit_one_project(jishan, version):
    found = taken_in(jishan, version, lines([u.name for u in jishan.units]))
    assert found.counts == (ASPECTS, TASKS, MEASURES)
    projects = Project.objects.of_tenant(jishan.tenant)
    assert Counter(projects.values_list("outcome", "state")) == {("listed", "running"): 8}
    assert queries.counts(jishan.by("office", version), version) == (ASPECTS, TASKS, MEASURES)
    tasks = Task.objects.of_tenant(jishan.tenant)
    assert tasks.filter(is_standing=True).count() == 5
    first = tasks.get(code="1-1-1")
    assert (first.finish_on, first.project.unit.name, len(first.assists)) == (date(2026, 4, 15), "示例1镇", 1)
    assert set(tasks.filter(is_standing=True).values_list("finish_on", flat=True)) == {date(2026, 12, 18)}
    assert [(f.code, f.place) for f in findings()] == []


def test_each_bad_cell_is_named_and_the_good_lines_stay(jishan, version):
    rows = lines([u.name for u in jishan.units])[:6]
    rows[0][4] = "不存在的局"
    rows[1][7] = "明年"
    rows[2][7] = "2027-01-01"
    rows[3][9] = ""
    found = judged(jishan, version, csv(rows))
    assert len(found.measures) == 2
    told = {row: [f.code for f in faults] for row, faults in found.findings.items()}
    assert [codes[0] for _, codes in sorted(told.items())] == [
        "exchange.unit_unknown",
        "tasklist.due_unreadable",
        "tasklist.due_outside",
        "sheets.required",
    ]


def test_the_same_list_twice_changes_nothing_and_a_changed_line_is_corrected_where_it_stands(jishan, version):
    names = [u.name for u in jishan.units]
    rows = lines(names)
    taken_in(jishan, version, rows)
    task = Task.objects.of_tenant(jishan.tenant).get(code="1-1-1")
    drafter = jishan.by("unit_drafter", version, task.project.unit)
    from touyan.stages.plan.work import Progress

    jishan.do(drafter, "task.record_progress", task, Progress(40))
    before = {t.code: (t.key, t.finish_on) for t in Task.objects.of_tenant(jishan.tenant)}
    taken_in(jishan, version, rows)
    assert {t.code: (t.key, t.finish_on) for t in Task.objects.of_tenant(jishan.tenant)} == before
    rows[0][7] = "2026-05-29"
    added = [*rows[0]]
    added[0], added[3] = "1-1-114", "新增举措"
    taken_in(jishan, version, [rows[0], added])
    task.refresh_from_db()
    assert (task.finish_on, task.progress) == (date(2026, 5, 29), 40)
    assert Task.objects.of_tenant(jishan.tenant).count() == MEASURES + 1
    assert [(f.code, f.place) for f in findings()] == []


def test_the_list_goes_out_as_a_table_that_can_come_in_again(jishan, version):
    taken_in(jishan, version, lines([u.name for u in jishan.units]))
    office = jishan.by("office", version)
    content = list_ledger(office, version, queries.measures(office, version).order_by("code"))
    again = judged(jishan, version, content)
    assert (again.findings, again.counts) == ({}, (ASPECTS, TASKS, MEASURES))


def test_the_year_runs_from_the_list_to_the_grade(jishan, version):
    taken_in(jishan, version, lines([u.name for u in jishan.units]))
    jishan.today(date(2026, 3, 6))
    walk.ask_for_reports()
    assert Report.objects.of_tenant(jishan.tenant).filter(kind="weekly", state="due").count() == 8
    assert walk.report(jishan, version) == 8
    jishan.today(date(2026, 12, 15))
    walk.ask_for_reports()
    project = walk.projects_of(jishan, version)[0]
    walk.accept_tasks(jishan, project)
    one = walk.grade(jishan, project)
    assert (one.state, one.grade) == ("final", "excellent")


def test_the_list_asks_as_often_for_fifty_measures_as_for_one(jishan, version, client_of):
    taken_in(jishan, version, lines([u.name for u in jishan.units]))
    office = client_of(Person.objects.everything().get(pk=jishan.by("office", version).person).login)
    office.get(f"/task-lists/{version.key}")
    counts = []
    for asked in ("?q=1-1-1", ""):
        with CaptureQueriesContext(connection) as captured:
            assert office.get(f"/task-lists/{version.key}{asked}").status_code == 200
        counts.append(sum(not q["sql"].startswith(("BEGIN", "SAVEPOINT", "RELEASE")) for q in captured))
    assert counts[0] == counts[1] <= 12


def test_the_pages_show_the_counts_take_a_table_in_and_open_a_project_nobody_applied_for(
    jishan, version, client_of
):
    def client(role, unit=None):
        return client_of(Person.objects.everything().get(pk=jishan.by(role, version, unit).person).login)

    from django.core.files.uploadedfile import SimpleUploadedFile

    office, rows = client("office"), lines([u.name for u in jishan.units])
    sent = SimpleUploadedFile("list.csv", csv(rows))
    shown = office.post(f"/task-lists/{version.key}/import", {"table": sent}).content.decode()
    assert "导入 113 条举措" in shown
    assert office.post(f"/task-lists/{version.key}/confirm").status_code == 302
    walk.settle_effects()
    listed = office.get(f"/task-lists/{version.key}").content.decode()
    assert "113</strong> 条举措" in listed
    assert office.get(f"/task-lists/{version.key}/list.xlsx").status_code == 200
    project = Project.objects.of_tenant(jishan.tenant).first()
    assert office.get(f"/projects/{project.key}").status_code == 200
    stranger = client("unit_drafter", jishan.units[1])
    assert stranger.get(f"/task-lists/{version.key}/import").status_code == 403
    for page in (
        "/projects",
        "/plans",
        "/board",
        "/desk",
        "/reports",
        f"/plans/{project.key}",
        "/projects.xlsx",
    ):
        assert office.get(page).status_code == 200, page
