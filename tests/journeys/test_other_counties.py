"""The other counties of the demonstration hold the figures their sources tell, and their records verify."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from benchmarks.opening import opened, signed_in
from django.db import connection, transaction

from touyan.foundation.ledger.verify import findings
from touyan.foundation.people.demonstration import other_logins, principal
from touyan.foundation.rulebook.models import forget_known
from touyan.foundation.units.models import MEASURING, Tenant, Unit
from touyan.project.demonstration.others import load_others
from touyan.stages.application.models import Application
from touyan.stages.approval.models import Indicator, Project
from touyan.stages.plan.models import Task
from touyan.stages.review.models import ContestEntry

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def counties(django_db_setup, django_db_blocker):
    """All of them, loaded once and rolled back; the ids of their tenants."""
    if connection.vendor != "sqlite":
        pytest.skip("they are loaded once in memory")
    forget_known()
    with django_db_blocker.unblock(), transaction.atomic():
        load_others("x")
        yield dict(Tenant.objects.values_list("slug", "pk"))
        transaction.set_rollback(True)


def test_the_street_filed_30_projects_of_11_branches_and_put_5_forward(counties):
    tenant = counties["pingcheng"]
    street = Project.objects.of_tenant(tenant).filter(scheme_version__scheme_id="shuibosi-catalogue")
    assert (street.count(), street.values("unit").distinct().count()) == (30, 11)
    assert Application.objects.of_tenant(tenant).filter(promoted_from__isnull=False).count() == 5


def test_satisfaction_and_tickets_are_said_to_be_one_community_s(counties):
    told = Indicator.objects.of_tenant(counties["pingcheng"]).filter(name__contains="一个社区的数字")
    assert {(t.name.partition("（")[0], t.baseline, t.target) for t in told} == {
        ("群众满意率", "41.3", "80"),
        ("12345工单", "20", "5"),
    }
    assert told.values("project").distinct().count() == 1
    assert all("不代表全街道" in t.source for t in told)


def test_the_campaign_has_113_measures(counties):
    assert Task.objects.of_tenant(counties["jishan"]).exclude(code="").count() == 113


def test_48_are_33_required_and_15_of_their_own(counties):
    made = Application.objects.of_tenant(counties["fenyi"])
    assert (made.count(), made.exclude(required="").count(), made.filter(required="").count()) == (48, 33, 15)


def test_the_district_approved_73_and_sixteen_stood_in_its_contest(counties):
    tenant = counties["yangquan"]
    projects = Project.objects.of_tenant(tenant)
    assert Counter(projects.values_list("klass", flat=True)) == {"improvement": 32, "innovation": 41}
    listed = ContestEntry.objects.of_tenant(tenant).filter(contest__round="", is_listed=True)
    assert Counter(listed.values_list("award", flat=True)) == {
        "first": 2,
        "second": 4,
        "third": 6,
        "merit": 4,
    }
    assert all(Unit.objects.of_tenant(tenant).filter(kind="community").values_list("is_fictional", flat=True))


def test_the_board_counts_who_was_not_selected_as_gone_and_not_as_under_way(counties):
    page = opened(signed_in("yangquan-clerk"), "/board").response.content.decode()
    assert "申报 75 个 ＝ 立项 73 个 ＋ 自行组织实施 0 个 ＋ 在办 0 个 ＋ 撤回或落选 2 个。" in page


@pytest.mark.parametrize("login", ["yangquan-clerk", "yangquan-secretary-2", "yangquan-secretary-20"])
def test_office_street_and_community_have_something_to_do(counties, login):
    page = opened(signed_in(login), "/desk").response.content.decode()
    assert int(re.search(r"今天要办 (\d+) 件", page)[1]) > 0


def test_everybody_the_sign_in_page_offers_can_come_in(counties):
    offered = other_logins()
    assert {slug for slug in offered if any(principal(login) for login in offered[slug])} == {
        "fenyi",
        "pingcheng",
        "jishan",
        "yangquan",
    }
    homes = {login: principal(login).home.kind for login in offered["yangquan"] if "secretary" in login}
    assert homes == {
        "yangquan-secretary": "town",
        "yangquan-secretary-2": "street",
        "yangquan-secretary-7": "village",
        "yangquan-secretary-20": "community",
    }
    assert MEASURING not in counties


def test_the_records_verify(counties):
    assert [(f.code, f.place) for f in findings() if f.level == "error"] == []
