"""`verify` of plans: honest plans are clean, each forgery is named; the language of links; lights of tasks."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some
from tests.factories.projects import planned_rows, project, running

from touyan.core.planning import LINK_TYPES, Link
from touyan.core.workdays import national
from touyan.stages.plan.actions import SavePlan
from touyan.stages.plan.checks import plan_findings
from touyan.stages.plan.models import Plan, Task
from touyan.stages.plan.rows import link_text, plain, read_links, row_of, rows_of
from touyan.stages.plan.seeding import seeded
from touyan.stages.plan.standing import DEFAULT, light_of

IDS = ["a", "b", "c", "d", "e"]


def found():
    return sorted(f.code for f in plan_findings())


def test_verify_finds_nothing_in_an_honest_plan_and_names_each_forgery(county):
    made = running(county)
    assert found() == []
    plan = Plan.objects.of_tenant(county.tenant).get(project=made)
    rows = [dict(row) for row in plan.rows]
    rows[0]["duration"] = 3
    Plan.plain.filter(pk=plan.pk).update(rows=rows)
    assert found() == ["verify.plan_differs"]
    Plan.plain.filter(pk=plan.pk).update(rows=plan.rows, baseline=plan.baseline[:3])
    assert found() == ["verify.baseline_differs", "verify.tasks_differ"]
    Plan.plain.filter(pk=plan.pk).update(baseline=plan.baseline)
    Task.plain.filter(project=made, order=1).update(finish_on=date(2027, 1, 1))
    assert found() == ["verify.task_differs"]


def test_tasks_born_with_the_start_and_the_money_stand_the_house_s_own_check(county):
    from touyan.foundation.ledger.verify import state_findings
    from touyan.stages.plan.work import Progress

    made = running(county)
    county.do(
        "street-drafter",
        "task.record_progress",
        Task.objects.of_tenant(county.tenant).get(project=made, order=1),
        Progress(20),
    )
    assert [f for f in state_findings() if f.place.startswith(("task/", "tranche/"))] == []


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("", ()),
        ("2", (Link("b"),)),
        ("2、3", (Link("b"), Link("c"))),
        ("２ＦＳ＋３", (Link("b", "FS", 3),)),
        ("3ss", (Link("c", "SS"),)),
        ("4FF-2天, 5SF", (Link("d", "FF", -2, "day"), Link("e", "SF"))),
    ],
)
def test_predecessors_are_read_as_people_write_them(text, links):
    assert read_links(text, IDS, 1) == (links, ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("甲", "plan.link_unreadable"),
        ("6", "plan.link_to_nothing"),
        ("1", "plan.link_to_itself"),
        ("2FX", "plan.link_unreadable"),
    ],
)
def test_a_predecessor_that_means_nothing_is_named(text, code):
    assert [f.code for f in read_links(text, IDS, 1)[1]] == [code]


@given(
    some.builds(
        Link,
        some.sampled_from(IDS[1:]),
        some.sampled_from(LINK_TYPES),
        some.integers(-99, 99),
        some.sampled_from(["workday", "day"]),
    )
)
def test_a_link_written_and_read_again_is_the_same(link):
    wanted = Link(link.source, link.type, link.lag, link.unit if link.lag else "workday")
    assert read_links(link_text(link, {name: n for n, name in enumerate(IDS, 1)}), IDS, 1) == ((wanted,), ())


def test_a_row_stored_and_read_back_is_the_same(county):
    stored = planned_rows(county)
    assert [plain(row) for row in rows_of(stored)] == stored
    assert row_of(stored[1]).links == (Link(stored[0]["id"]),)


def test_rows_without_dates_are_seeded_with_a_week_each():
    rows = seeded(
        [{"name": "一"}, {"name": "二"}, {"name": ""}], date(2026, 3, 2), national(), lambda _: "", "s"
    )
    assert [(row.name, row.duration, len(row.links)) for row in rows] == [("一", 5, 0), ("二", 5, 1)]


@pytest.mark.parametrize(
    ("progress", "state", "today", "light"),
    [
        (0, "open", date(2026, 5, 29), "none"),
        (0, "open", date(2026, 6, 30), "red"),
        (0, "open", date(2026, 6, 8), "yellow"),
        (30, "open", date(2026, 6, 8), "green"),
        (99, "open", date(2026, 6, 29), "yellow"),
        (100, "claimed", date(2026, 7, 9), "green"),
        (100, "accepted", date(2026, 7, 9), "done"),
    ],
)
def test_a_task_s_light_follows_the_working_days(progress, state, today, light):
    span = (date(2026, 6, 1), date(2026, 6, 30))
    assert light_of(DEFAULT, span, progress, state, today, national())[0] == light


def test_a_plan_can_be_saved_with_blanks_but_not_with_a_task_that_lasts_no_time(county):
    from touyan.foundation.ledger.door import Refused

    made, rows = project(county), planned_rows(county)
    rows[0] |= {"owner": "", "deliverable": ""}
    county.do("street-drafter", "project.save_plan", made, SavePlan(rows, "2026-03-02", "2026-12-15"))
    rows[0]["duration"] = 0
    with pytest.raises(Refused) as no:
        county.do("street-drafter", "project.save_plan", made, SavePlan(rows, "2026-03-02", "2026-12-15"))
    assert [f.code for f in no.value.reasons] == ["plan.duration_out_of_bounds"]
