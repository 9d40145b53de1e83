"""Every task in reach by its due day, whatever project it belongs to."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.factories.applications_vetted import open_call
from tests.factories.running import project, tasks

from touyan.stages.plan.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(county):
    """Two running projects of two streets with three tasks each, on a day in May."""
    call = open_call(county)
    stone = tasks(county, project(county, "青石街道", call=call))
    cedar = tasks(county, project(county, "云杉街道", "WH2026-02", call=call))
    county.today(date(2026, 5, 11))
    return stone, cedar


def named(page):
    """Task and unit of each row, from top to bottom."""
    return re.findall(r'href="/tasks/[0-9a-f-]{36}">([^<]+)</a><small>[^<]*</small></td><td>([^<]+)', page)


def test_tasks_of_all_projects_stand_soonest_due_first(county, client_of, two):
    page = client_of("org-vetter").get("/tasks").content.decode()
    assert named(page) == [
        (name, unit) for name in ("逐盏摸底", "修复安装", "移交管护") for unit in ("青石街道", "云杉街道")
    ]
    assert "共 6 条" in page


def test_overdue_and_states_narrow_the_list(county, client_of, two):
    see = client_of("org-vetter")
    assert named(see.get("/tasks?when=late").content.decode()) == [
        ("逐盏摸底", "青石街道"),
        ("逐盏摸底", "云杉街道"),
    ]
    first = two[0][0]
    Task.objects.of_tenant(county.tenant).filter(pk=first.pk).update(state="accepted")
    assert named(see.get("/tasks?when=late").content.decode()) == [("逐盏摸底", "云杉街道")]
    assert named(see.get("/tasks?state=accepted").content.decode()) == [("逐盏摸底", "青石街道")]
    assert len(named(see.get("/tasks?q=云杉").content.decode())) == 3


def test_a_street_sees_its_own_tasks_only(county, client_of, two):
    assert {unit for _, unit in named(client_of("street-secretary").get("/tasks").content.decode())} == {
        "青石街道"
    }
