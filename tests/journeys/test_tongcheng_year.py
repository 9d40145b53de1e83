"""桐城市 from its own file: set in January, patrolled every month, judged in December; one project for each town and village.

What is not good enough is formally returned and applied for again, as at the first time (domain.md 2, seen elsewhere).
"""

from __future__ import annotations

from datetime import date

import pytest

from touyan.foundation.ledger.door import Refused
from touyan.foundation.ledger.verify import findings
from touyan.project.demonstration import walk
from touyan.project.demonstration.counties import NewUnit, introduce, settle
from touyan.project.settings import ROOT
from touyan.stages.application.actions import Reason, Saved
from touyan.stages.application.models import Application, Version
from touyan.stages.review.actions import NamedFault, Returned
from touyan.stages.supervision.models import QuarterlyReview

FILE = ROOT / "schemes" / "tongcheng" / "scheme.yaml"
SPAN = (date(2026, 3, 2), date(2026, 11, 30))
TOWNS, VILLAGES = 2, 4
FAULT = NamedFault("content.targets", "目标评不出来", "写明年底的数")


@pytest.fixture
def tongcheng(db):
    home = settle("桐城市", "340881", "tongcheng", "x", date(2026, 1, 5))
    towns = [NewUnit("town", f"示例{n}镇") for n in range(1, TOWNS + 1)]
    villages = [
        NewUnit("village", f"示例第{n}村", under=f"示例{n % TOWNS + 1}镇") for n in range(1, VILLAGES + 1)
    ]
    introduce(home, FILE, [*towns, *villages])
    return home


@pytest.fixture
def version(tongcheng):
    return tongcheng.versions["tongcheng-yearly"]


@pytest.fixture
def call(tongcheng, version):
    return walk.open_call(tongcheng, version, (date(2026, 1, 5), date(2026, 1, 30)))


def refused(act, *args):
    with pytest.raises(Refused) as no:
        act(*args)
    return sorted({f.code for f in no.value.reasons})


def handed_in(home, call, unit, title):
    return walk.hand_in(home, walk.draft(home, call, unit, title, SPAN))


def returned(home, version, made):
    no = {"worth_doing.target": {"holds": False, "remark": "没有数"}}
    back = home.do(
        home.by("vetter", version), "application.return", made, Returned((FAULT,), no, "正式退回。")
    )
    back.refresh_from_db()
    return back


def answered(home, version, made):
    home.do(
        home.by("unit_drafter", version, made.unit),
        "application.save",
        made,
        Saved(made.answers, faults={"1": "已写明年底的数。"}),
    )
    made.refresh_from_db()
    return made


def test_a_town_and_a_village_bring_one_project_each(tongcheng, version, call):
    village = tongcheng.units[TOWNS]
    handed_in(tongcheng, call, village, "修好进村路")
    second = walk.draft(tongcheng, call, village, "再来一个", SPAN)
    assert refused(walk.hand_in, tongcheng, second) == ["application.quota_used"]


def test_what_is_formally_returned_is_applied_for_again_by_the_secretary_in_person(tongcheng, version, call):
    village = tongcheng.units[TOWNS]
    made = returned(tongcheng, version, handed_in(tongcheng, call, village, "修好进村路"))
    assert (made.state, made.due_on) == ("returned.organization_department", date(2026, 1, 12))
    secretary = tongcheng.by("secretary", version, village)
    assert refused(tongcheng.do, secretary, "application.resubmit", made) == ["application.fault_unanswered"]
    answered(tongcheng, version, made)
    drafter = tongcheng.by("unit_drafter", version, village)
    assert refused(tongcheng.do, drafter, "application.resubmit", made) == ["door.not_yours"]
    again = tongcheng.do(secretary, "application.resubmit", made)
    again.refresh_from_db()
    assert again.state == "vetting.organization_department"
    assert Version.objects.of_tenant(tongcheng.tenant).filter(application=again).count() == 2
    assert walk.vet(tongcheng, again).state == "approved"


def test_after_the_second_failure_only_another_project_helps(tongcheng, version, call):
    village = tongcheng.units[TOWNS]
    secretary = tongcheng.by("secretary", version, village)
    made = returned(tongcheng, version, handed_in(tongcheng, call, village, "修好进村路"))
    answered(tongcheng, version, made)
    tongcheng.do(secretary, "application.resubmit", made)
    made.refresh_from_db()
    assert refused(returned, tongcheng, version, made) == ["vetting.rounds_used_up"]
    tongcheng.do(secretary, "application.withdraw", made, Reason("另报一个"))
    other = walk.vet(tongcheng, handed_in(tongcheng, call, village, "通上自来水"))
    assert (other.state, other.project.unit_id) == ("approved", village.pk)


def test_the_year_from_january_to_december_for_every_town_and_village(tongcheng, version, call):
    first = returned(tongcheng, version, handed_in(tongcheng, call, tongcheng.units[0], "示例项目0"))
    answered(tongcheng, version, first)
    tongcheng.do(tongcheng.by("secretary", version, first.unit), "application.resubmit", first)
    for n, unit in enumerate(tongcheng.units[1:], 1):
        walk.vet(tongcheng, handed_in(tongcheng, call, unit, f"示例项目{n}"))
    first.refresh_from_db()
    walk.vet(tongcheng, first)
    projects = walk.projects_of(tongcheng, version)
    assert sorted(p.unit_id for p in projects) == sorted(u.pk for u in tongcheng.units)
    tongcheng.today(date(2026, 2, 24))
    for project in projects:
        walk.begin_work(tongcheng, project, (date(2026, 3, 2), date(2026, 11, 20)), ("开工", "推进", "见效"))
    for month in range(3, 12):
        tongcheng.today(date(2026, month, 25))
        walk.ask_for_reports()
        assert walk.report(tongcheng, version) == 0
    patrols = QuarterlyReview.objects.of_tenant(tongcheng.tenant)
    assert set(patrols.values_list("state", flat=True)) == {"concluded"}
    assert patrols.filter(project=projects[0]).count() == 9
    for project in projects[:2]:
        project.refresh_from_db()
        walk.accept_tasks(tongcheng, project)
        assert walk.close(tongcheng, project).state == "closed"
    tongcheng.today(date(2026, 12, 8))
    walk.ask_for_reports()
    one = walk.grade(tongcheng, projects[0])
    assert (one.state, one.grade) == ("final", "excellent")
    assert Application.objects.of_tenant(tongcheng.tenant).exclude(state="approved").count() == 0
    assert [(f.code, f.place) for f in findings()] == []
