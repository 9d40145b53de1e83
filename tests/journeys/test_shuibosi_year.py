"""水泊寺街道 as tenant of its district: one key project a branch and some others, filed instead of approved, five put forward.

SB-10..SB-13, SB-16, SB-20: 11 branches, 30 filings, the five conditions before the start, promotion without retyping.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from touyan.foundation.ledger.door import Refused
from touyan.foundation.ledger.verify import findings
from touyan.project.demonstration import walk
from touyan.project.demonstration.counties import NewUnit, introduce, settle
from touyan.project.settings import ROOT
from touyan.stages.application.actions import Reason
from touyan.stages.application.models import Application
from touyan.stages.approval.promoting import Promote, came_from, put_forward_as
from touyan.stages.progress.models import Report

SPAN = (date(2026, 3, 2), date(2026, 11, 13))
BRANCHES, FILED, PUT_FORWARD = 11, 30, 5


@pytest.fixture
def district(db):
    home = settle("平城区", "140213", "pingcheng", "x", date(2026, 1, 5))
    street = home.place.unit(home.place.county, "street", "水泊寺街道", is_fictional=True)
    units = [NewUnit("branch", f"示例第{n}党支部") for n in range(1, BRANCHES + 1)]
    introduce(home, ROOT / "schemes" / "shuibosi" / "scheme.yaml", units, upper=street)
    introduce(home, ROOT / "schemes" / "pingcheng" / "scheme.yaml", [])
    return home


@pytest.fixture
def street_version(district):
    return district.versions["shuibosi-catalogue"]


@pytest.fixture
def call(district, street_version):
    return walk.open_call(district, street_version, (date(2026, 1, 5), date(2026, 3, 13)))


def filed(home, call, unit, title, size, item=""):
    made = walk.draft(home, call, unit, title, SPAN, item=item, basics__size=size)
    return walk.vet(home, walk.hand_in(home, made))


def refused(act, *args):
    with pytest.raises(Refused) as no:
        act(*args)
    return [f.code for f in no.value.reasons]


def test_a_branch_brings_exactly_one_key_project_and_three_general_ones(district, call):
    branch = district.units[0]
    filed(district, call, branch, "先锋书房", "key")
    again = walk.draft(district, call, branch, "法治城管", SPAN, basics__size="key")
    assert refused(walk.hand_in, district, again) == ["application.quota_used"]
    for n in range(3):
        filed(district, call, branch, f"一般项目{n}", "general")
    fourth = walk.draft(district, call, branch, "第四个", SPAN, basics__size="general")
    assert refused(walk.hand_in, district, fourth) == ["application.quota_used"]


def test_starting_from_the_catalogue_fills_the_form_in(district, call):
    made = walk.draft(
        district, call, district.units[0], "另起一名", SPAN, item="pioneer_reading", basics__size="key"
    )
    assert (made.answers["basics.title"], made.answers["basics.type"]) == ("先锋书房", "education")
    assert [row["task"] for row in made.answers["content.tasks"]] == [
        "选址布置",
        "招募管理志愿者",
        "常态开放",
    ]


def test_filing_is_not_approval(district, street_version, call):
    made = filed(district, call, district.units[0], "先锋书房", "key")
    assert (made.state, made.project.outcome, made.project.size) == ("filed", "filed", "key")


def test_a_filing_that_lacks_something_goes_back_with_a_reason(district, street_version, call):
    made = walk.hand_in(
        district, walk.draft(district, call, district.units[0], "先锋书房", SPAN, basics__size="key")
    )
    back = district.do(
        district.by("registrar", street_version), "application.send_back", made, Reason("规模写错")
    )
    assert back.state == "draft"


def test_thirty_are_filed_five_put_forward_and_nothing_is_typed_again(district, street_version, call):
    plan = [(unit, "key") for unit in district.units] + [
        (unit, size) for size in ("general", "micro") for unit in district.units
    ]
    for n, (unit, size) in enumerate(plan[:FILED], 1):
        filed(district, call, unit, f"示例项目{n}", size)
    projects = walk.projects_of(district, street_version)
    assert Counter(p.size for p in projects) == {"key": 11, "general": 11, "micro": 8}
    upper = walk.open_call(
        district, district.versions["pingcheng-model-projects"], (date(2026, 1, 5), date(2026, 6, 30))
    )
    office = district.by("office", street_version)
    for project in projects[:PUT_FORWARD]:
        district.do(office, "project.promote", project, Promote(str(upper.key)))
    walk.settle_effects()
    arrived = Application.objects.of_tenant(district.tenant).filter(call=upper).order_by("id")
    assert arrived.count() == PUT_FORWARD
    first, source = arrived[0], projects[0]
    assert first.title == source.title
    assert first.answers["basics.problem"] == source.application.answers["content.problem"]
    assert first.answers["basics.targets"] == source.application.answers["content.targets"]
    clerk = district.by("office", district.versions["pingcheng-model-projects"])
    assert came_from(district.actor(first.unit, ("secretary",)), first).key == source.key
    secretary = district.actor(first.unit, ("secretary",))
    assert [a.key for a in put_forward_as(secretary, source)] == [first.key]
    done = walk.vet(district, walk.hand_in(district, first))
    assert (done.state, done.project.outcome) == ("approved", "approved")
    assert clerk.tenant == district.tenant
    assert refused(district.do, office, "project.promote", source, Promote(str(upper.key))) == [
        "project.put_forward_already"
    ]
    assert [(f.code, f.place) for f in findings()] == []


def test_only_key_projects_are_put_forward(district, street_version, call):
    made = filed(district, call, district.units[0], "微项目", "micro")
    upper = walk.open_call(
        district, district.versions["pingcheng-model-projects"], (date(2026, 1, 5), date(2026, 6, 30))
    )
    office = district.by("office", street_version)
    assert refused(district.do, office, "project.promote", made.project, Promote(str(upper.key))) == [
        "project.not_put_forward"
    ]


def test_a_project_starts_only_with_five_of_five_and_runs_to_its_grade(district, street_version, call):
    key = filed(district, call, district.units[0], "先锋书房", "key").project
    micro = filed(district, call, district.units[0], "微项目", "micro").project
    district.today(date(2026, 3, 20))
    for project in (key, micro):
        walk.begin_work(district, project, (date(2026, 3, 23), date(2026, 11, 6)), ("选址", "开放"))
    both = {("key", "monthly"), ("micro", "micro_line")}
    for day, asked in ((date(2026, 4, 30), both), (date(2026, 6, 30), both - {("micro", "micro_line")})):
        district.today(day)
        walk.ask_for_reports()
        due = Report.objects.of_tenant(district.tenant).filter(state="due")
        assert set(due.values_list("project__size", "kind")) == asked
        walk.report(district, street_version)
    district.today(date(2026, 11, 16))
    walk.ask_for_reports()
    key.refresh_from_db()
    walk.accept_tasks(district, key)
    one = walk.grade(district, key)
    assert (one.state, one.grade) == ("final", "excellent")
