"""分宜县 from its own file: what is required is begun for whom it is required, the rest is claimed, and passing is approval.

FY-05..FY-13: one to three projects a secretary, required ones included; 48 = 33 required + 15 elective.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from touyan.foundation.ledger.door import Refused, perform
from touyan.foundation.ledger.verify import findings
from touyan.project.demonstration import walk
from touyan.project.demonstration.counties import NewUnit, introduce, settle
from touyan.project.settings import ROOT
from touyan.stages.application.actions import Reason
from touyan.stages.application.entry import Start
from touyan.stages.application.models import Application

FILE = ROOT / "schemes" / "fenyi" / "scheme.yaml"
SPAN = (date(2026, 3, 2), date(2026, 11, 30))
TOWNS, OTHERS = 10, 13
ELECTIVES = (
    "party_stars",
    "cadre_files",
    "party_plus",
    "performance",
    "estate_warden",
    "town_weavers",
    "migrant_members",
)


@pytest.fixture
def fenyi(db):
    home = settle("分宜县", "360521", "fenyi", "x", date(2026, 1, 5))
    towns = [NewUnit("town", f"示例{n}镇") for n in range(1, TOWNS + 1)]
    others = [NewUnit("bureau", f"示例{n}局") for n in range(1, OTHERS + 1)]
    introduce(home, FILE, [*towns, *others])
    return home


@pytest.fixture
def version(fenyi):
    return fenyi.versions["fenyi-required-elective"]


@pytest.fixture
def call(fenyi, version):
    return walk.open_call(fenyi, version, (date(2026, 1, 5), date(2026, 2, 28)))


def refused(act, *args):
    with pytest.raises(Refused) as no:
        act(*args)
    return [f.code for f in no.value.reasons]


def test_opening_the_call_begins_what_is_required_of_every_committee_and_of_towns(fenyi, call):
    rows = Application.objects.of_tenant(fenyi.tenant).filter(call=call)
    assert Counter(rows.values_list("required", flat=True)) == {
        "modern_branch": TOWNS + OTHERS,
        "village_economy": TOWNS,
    }
    assert set(rows.filter(required="village_economy").values_list("unit__kind", flat=True)) == {"town"}
    first = rows.get(unit=fenyi.units[0], required="village_economy")
    assert (first.title, len(first.answers["content.measures"])) == ("党建＋村级集体经济", 3)


def test_beginning_again_begins_only_what_is_missing(fenyi, version, call):
    before = Application.objects.of_tenant(fenyi.tenant).count()
    office = fenyi.by("office", version)
    fenyi.do(office, "call.begin_required", call)
    walk.settle_effects()
    assert Application.objects.of_tenant(fenyi.tenant).count() == before


def test_a_required_project_cannot_be_taken_back_and_counts_before_it_is_handed_in(fenyi, version, call):
    town = fenyi.units[0]
    secretary = fenyi.by("secretary", version, town)
    required = Application.objects.of_tenant(fenyi.tenant).get(unit=town, required="modern_branch")
    assert refused(fenyi.do, secretary, "application.withdraw", required, Reason("太忙")) == [
        "application.is_required"
    ]
    walk.hand_in(fenyi, walk.draft(fenyi, call, town, "小区值日生", SPAN, item="estate_warden"))
    second = walk.draft(fenyi, call, town, "县城织锦人", SPAN, item="town_weavers")
    assert refused(walk.hand_in, fenyi, second) == ["application.quota_used"]


def test_an_item_for_towns_only_is_not_offered_to_a_bureau(fenyi, version, call):
    bureau = fenyi.units[TOWNS]
    drafter = fenyi.by("unit_drafter", version, bureau)
    assert refused(fenyi.do, drafter, "application.create", call, Start("village_economy")) == [
        "application.no_such_item"
    ]
    assert refused(fenyi.do, drafter, "application.create", call, Start("nothing")) == [
        "application.no_such_item"
    ]


def test_the_year_of_48_projects_from_the_call_to_the_grade(fenyi, version, call):
    fenyi.today(date(2026, 2, 2))
    for made in (
        Application.objects.of_tenant(fenyi.tenant).filter(call=call).select_related("unit").order_by("id")
    ):
        walk.vet(fenyi, walk.hand_in(fenyi, walk.fill(fenyi, made, made.title, SPAN)))
    for n in range(15):
        unit = fenyi.units[TOWNS + n] if n < OTHERS else fenyi.units[n - OTHERS]
        item = ELECTIVES[n % len(ELECTIVES)]
        title = version.rules.catalogue[item].label.zh
        walk.vet(fenyi, walk.hand_in(fenyi, walk.draft(fenyi, call, unit, title, SPAN, item=item)))
    projects = walk.projects_of(fenyi, version)
    assert (len(projects), Counter(p.outcome for p in projects)) == (48, {"required": 33, "approved": 15})
    mine = [p for p in projects if p.unit_id == fenyi.units[0].pk]
    assert len(mine) == 3
    fenyi.today(date(2026, 3, 23))
    for project in mine:
        walk.begin_work(fenyi, project, (date(2026, 3, 24), date(2026, 11, 20)), ("摸底", "推进", "验收"))
    for day in (date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)):
        fenyi.today(day)
        walk.ask_for_reports()
        assert walk.report(fenyi, version) > 0
    fenyi.today(date(2026, 11, 20))
    walk.ask_for_reports()
    for project in mine:
        walk.accept_tasks(fenyi, project)
        one = walk.grade(fenyi, project)
        assert (one.state, one.grade) == ("final", "good")
    assert [(f.code, f.place) for f in findings()] == []


def test_nobody_outside_the_department_passes_an_application(fenyi, version, call):
    made = walk.hand_in(
        fenyi, walk.draft(fenyi, call, fenyi.units[TOWNS], "小区值日生", SPAN, item="estate_warden")
    )
    with pytest.raises(Refused) as no:
        perform("application.pass", subject=made, actor=fenyi.by("inspector", version), given=None)
    assert [f.code for f in no.value.reasons] == ["door.not_yours"]
