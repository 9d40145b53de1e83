"""The board: what needs a decision, and figures that add up. It ranks nobody."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import applications_vetted as before
from tests.factories.projects import project, running
from touyan.stages.publication.board import Declared
from touyan.surfaces.board.matrix import lines, reconciled, total, way_of
from touyan.surfaces.board.week import sunday_of

STATES = (
    "vetting.organization_department", "returned.leading_group", "meeting", "revising", "revision_answered", "approved", "self_implemented", "withdrawn", "not_selected",
)  # fmt: skip


def cells(page):
    """Text of every row of the matrix."""
    table = page[page.index('id="matrix-rows"') :]
    rows = re.findall(r"<tr>(<th scope=\"row\".*?)</tr>", table)
    return [
        [
            re.sub(r"<span class=\"unseen\">.*?</span>|<[^>]+>", "", c).strip()
            for c in re.findall(r"<t[hd].*?</t[hd]>", row)
        ]
        for row in rows
    ]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(STATES), st.integers(1, 9))))
def test_what_became_of_applications_always_adds_up_to_what_was_declared(told):
    found = lines([Declared(unit, unit, 1, state, n) for unit, state, n in told], [])
    whole = total(found)
    assert whole.declared == sum(n for _, _, n in told)
    assert sum(line.declared for line in found) == whole.declared


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_counted_in_one_group(state):
    assert way_of(state) in {"vetting", "meeting", "approved", "self_implemented", "withdrawn"}


def test_approvals_without_projects_are_said_and_not_smoothed_over():
    whole = total(lines([Declared("a", "甲", 1, "approved", 2)], []))
    assert "两者应当相等" in reconciled(whole).faults[0]
    assert reconciled(total([])).faults == ()


@pytest.mark.parametrize(
    ("today", "until"), [(date(2026, 6, 8), date(2026, 6, 14)), (date(2026, 6, 14), date(2026, 6, 14))]
)
def test_the_week_ends_on_sunday(today, until):
    assert sunday_of(today) == until


def test_the_matrix_shows_each_unit_in_the_county_s_order_with_its_sum(county, client_of):
    call = before.open_call(county)
    before.application(county, call, "云杉街道")
    before.application(county, call, "青石街道", state="withdrawn")
    project(county)
    project(county, "护国街道", login="s2-secretary", state="running")
    found = cells(client_of("org-vetter").get("/board").content.decode())
    assert [row[0] for row in found] == ["护国街道", "青石街道", "云杉街道", "合计"]
    assert [row[1] for row in found] == ["1", "2", "1", "4"]
    assert found[-1][:9] == ["合计", "4", "1", "—", "2", "—", "1", "1", "1"]


def test_red_lights_and_waiting_applications_come_first(county, client_of):
    before.application(county, before.open_call(county), due_on=date(2026, 1, 7))
    made = project(county, state="running")
    type(made).objects.of_tenant(county.tenant).filter(pk=made.pk).update(light="red")
    answer = client_of("org-vetter").get("/board")
    assert [(g.label, g.count) for g in answer.context["week"]] == [
        ("严重滞后，定措施", 1),
        ("申报待审核", 1),
    ]
    assert answer.context["week"][0].rows[0]["url"] == f"/projects/{made.key}"


def test_what_is_due_next_week_is_not_this_week_s_decision(county, client_of):
    before.application(county, before.open_call(county), due_on=date(2026, 1, 12))
    assert client_of("org-vetter").get("/board").context["week"] == []


def test_a_street_sees_its_own_line_only(county, client_of):
    project(county)
    project(county, "云杉街道", login="sibling-secretary")
    assert [row[0] for row in cells(client_of("street-secretary").get("/board").content.decode())] == [
        "青石街道"
    ]


def test_a_count_leads_to_exactly_the_matters_counted_and_from_there_to_the_fact(county, client_of):
    see = client_of("org-vetter")
    made = project(county, state="running")
    project(county, "云杉街道", login="sibling-secretary", state="running")
    type(made).objects.of_tenant(county.tenant).filter(pk=made.pk).update(light="yellow")
    page = see.get("/board").content.decode()
    url = re.search(r'href="(/projects\?light=yellow&amp;unit=[^"]+)"', page).group(1).replace("&amp;", "&")
    behind = see.get(url).content.decode()
    assert re.findall(r'href="(/projects/[0-9a-f-]{36})"', behind) == [f"/projects/{made.key}"]


def test_the_board_costs_the_same_for_one_and_for_twenty_units(county, client_of):
    see = client_of("org-vetter")

    def cost():
        see.get("/board")
        with CaptureQueriesContext(connection) as told:
            assert see.get("/board").status_code == 200
        return len(told)

    call = before.open_call(county)
    running(county)
    before.application(county, call)
    one = cost()
    for n in range(20):
        project(county, before.STREETS[n % 18], state="running", title=f"项目{n}")
        before.application(county, call, before.STREETS[n % 18], f"申报{n}")
    assert (cost(), one <= 12) == (one, True)
