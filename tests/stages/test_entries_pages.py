"""The other ways in, as people meet them: the catalogue and what is owed on the call page, the register, putting forward."""

from __future__ import annotations

from datetime import date

import pytest

from touyan.foundation.people.models import Person
from touyan.project.demonstration import walk
from touyan.project.demonstration.counties import NewUnit, introduce, settle
from touyan.project.settings import ROOT
from touyan.stages.application.models import Application

SPAN = (date(2026, 3, 2), date(2026, 11, 13))


@pytest.fixture
def home(db):
    made = settle("平城区", "140213", "pingcheng", "x", date(2026, 1, 5))
    street = made.place.unit(made.place.county, "street", "水泊寺街道", is_fictional=True)
    units = [NewUnit("branch", f"示例第{n}党支部") for n in (1, 2)]
    introduce(made, ROOT / "schemes" / "shuibosi" / "scheme.yaml", units, upper=street)
    introduce(made, ROOT / "schemes" / "pingcheng" / "scheme.yaml", [])
    introduce(
        made,
        ROOT / "schemes" / "fenyi" / "scheme.yaml",
        [NewUnit("town", "示例镇"), NewUnit("bureau", "示例局")],
    )
    return made


@pytest.fixture
def page(home, client_of):
    """A signed-in client for who holds a role."""

    def of(role, version, unit=None):
        return client_of(Person.objects.everything().get(pk=home.by(role, version, unit).person).login)

    return of


def call_under(home, scheme):
    return walk.open_call(home, home.versions[scheme], (date(2026, 1, 5), date(2026, 3, 13)))


def text(response):
    return response.content.decode()


def test_the_catalogue_stands_on_the_call_and_starts_a_filled_in_application(home, page):
    call, version = call_under(home, "shuibosi-catalogue"), home.versions["shuibosi-catalogue"]
    drafter = page("branch_drafter", version, home.units[0])
    assert "银发先锋大课堂" in text(drafter.get(f"/calls/{call.key}"))
    answer = drafter.post(f"/calls/{call.key}/apply", {"item": "silver_classroom"})
    made = Application.objects.of_tenant(home.tenant).get(call=call)
    assert (answer.status_code, answer["Location"]) == (302, f"/applications/{made.key}/form")
    assert (made.title, made.item) == ("银发先锋大课堂", "silver_classroom")
    assert "银发先锋大课堂" in text(drafter.get(f"/applications/{made.key}/form"))


def test_the_office_sees_a_new_town_that_owes_its_required_projects_and_begins_them(home, page):
    call, version = call_under(home, "fenyi-required-elective"), home.versions["fenyi-required-elective"]
    home.place.unit(home.place.county, "town", "新设镇", is_fictional=True)
    office = page("office", version)
    assert text(office.get(f"/calls/{call.key}")).count("还没有建立") == 2
    assert office.post(f"/calls/{call.key}/required").status_code == 302
    walk.settle_effects()
    assert "还没有建立" not in text(office.get(f"/calls/{call.key}"))


def test_the_registrar_finds_the_filing_on_the_desk_and_files_it(home, page):
    call, version = call_under(home, "shuibosi-catalogue"), home.versions["shuibosi-catalogue"]
    made = walk.hand_in(home, walk.draft(home, call, home.units[0], "先锋书房", SPAN, basics__size="key"))
    registrar = page("registrar", version)
    assert "登记备案" in text(registrar.get("/desk"))
    assert "登记备案" in text(registrar.get(f"/applications/{made.key}"))
    assert registrar.post(f"/applications/{made.key}/file").status_code == 302
    made.refresh_from_db()
    assert made.state == "filed"
    stranger = page("branch_drafter", version, home.units[1])
    assert stranger.post(f"/applications/{made.key}/file").status_code == 404


def test_a_project_is_put_forward_and_both_sides_show_it(home, page):
    call, version = call_under(home, "shuibosi-catalogue"), home.versions["shuibosi-catalogue"]
    upper = call_under(home, "pingcheng-model-projects")
    made = walk.draft(home, call, home.units[0], "先锋书房", SPAN, basics__size="key")
    project = walk.vet(home, walk.hand_in(home, made)).project
    office = page("office", version)
    assert upper.title in text(office.get(f"/approval/promotions/{project.key}"))
    assert office.post(f"/approval/promotions/{project.key}", {"call": str(upper.key)}).status_code == 302
    walk.settle_effects()
    arrived = Application.objects.of_tenant(home.tenant).get(call=upper)
    assert f"/applications/{arrived.key}" in text(office.get(f"/projects/{project.key}"))
    drafter = page("branch_drafter", version, home.units[0])
    assert f"/projects/{project.key}" in text(drafter.get(f"/applications/{arrived.key}"))
    again = office.post(f"/approval/promotions/{project.key}", {"call": str(upper.key)}, follow=True)
    assert "不用再推荐" in text(again)


def test_a_new_call_may_be_made_under_any_scheme_in_force(home, page):
    version = home.versions["pingcheng-model-projects"]
    office = page("office", version)
    shown = text(office.get(f"/calls/new?scheme={version.key}"))
    assert "平城区党建示范项目申报通知" in shown
