"""The whole year of 五华区 through the door, and the figures it must come out with (WH-08, WH-11, WH-17, WH-25..28).

The year is told once for this module inside one transaction that is rolled back, so that it costs once and leaves nothing.
A database that is not in memory closes its connection after each test and would lose the year: there the module is skipped.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction

from touyan.core.assessing import Grade, Part, assessed
from touyan.core.scheme import label
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.ledger.models import Act, Effect
from touyan.foundation.ledger.verify import findings
from touyan.foundation.publicity.models import Objection, Release
from touyan.foundation.rulebook.models import forget_known
from touyan.foundation.units.models import Tenant, Unit
from touyan.project.compute.command import respond
from touyan.stages.application.models import Application, Fault, Version
from touyan.stages.approval.models import DocumentNumber, Notice, Project
from touyan.stages.assessment.models import Assessment
from touyan.stages.funding.models import Tranche
from touyan.stages.plan.models import Plan, Task
from touyan.stages.progress.models import Report
from touyan.stages.review.models import Meeting
from touyan.stages.supervision.models import LightReading, Problem, QuarterlyReview

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def year(django_db_setup, django_db_blocker):
    """五华区 on 31 December 2026."""
    from touyan.foundation.ledger.actor import system
    from touyan.project.demonstration.organisation import Place
    from touyan.project.demonstration.story import tell

    if connection.vendor != "sqlite":
        pytest.skip("the year is told once in memory")
    forget_known()
    with django_db_blocker.unblock(), transaction.atomic():
        tenant = Tenant.objects.get(slug="wuhua").pk
        units = {u.name: u for u in Unit.objects.of_tenant(tenant)}
        county = next(u for u in units.values() if u.kind == "county")
        yield tell(Place(county, system(tenant), units=units), date(2026, 12, 31))
        transaction.set_rollback(True)


@pytest.fixture
def mine(year):
    """Rows of a model that belong to the county's own scheme, by the way that leads to it."""

    def rows(model, way="project__scheme_version"):
        return model.objects.of_tenant(year.tenant).filter(**{way: year.wuhua})

    return rows


def test_24_are_declared_15_approved_9_carried_out_by_their_own_committees(year, mine):
    applications = mine(Application, "scheme_version")
    assert Counter(applications.values_list("state", flat=True)) == {"approved": 15, "self_implemented": 9}
    projects = mine(Project, "scheme_version")
    assert Counter(projects.values_list("outcome", flat=True)) == {
        "approved": 14,
        "approved_after_revision": 1,
        "self_implemented": 9,
    }
    assert set(projects.filter(state="closed").values_list("number", flat=True)) == {
        f"WH-2026-{n:02d}" for n in range(1, 25)
    }


def test_the_fifteen_are_the_ten_streets_and_five_others_of_the_published_list(year, mine):
    units = set(
        mine(Project, "scheme_version")
        .exclude(outcome="self_implemented")
        .values_list("unit__name", "unit__is_fictional")
    )
    assert (len(units), {fictional for _, fictional in units}) == (15, {False})
    assert {"产业园区", "区直机关工委", "区教育局", "区民政局", "区财政局", "华山街道", "西翥街道"} <= {
        name for name, _ in units
    }


def test_three_came_back_with_numbered_faults_and_were_handed_in_again(year, mine):
    faults = Fault.objects.of_tenant(year.tenant).filter(application__scheme_version=year.wuhua)
    returned = set(faults.values_list("application__unit__name", flat=True))
    assert returned == {"青石街道", "长桥街道", "示例一局"}
    assert all(faults.values_list("answer", flat=True))
    again = mine(Version, "application__scheme_version").filter(application__unit__name__in=returned)
    assert Counter(again.values_list("application__unit__name", flat=True)) == dict.fromkeys(returned, 2)


def test_everything_adverse_happens_to_fictional_units_only(year):
    tenant = year.tenant
    lit = LightReading.objects.of_tenant(tenant).filter(project__unit__is_fictional=False)
    assert (set(lit.values_list("light", flat=True)), lit.values("project").distinct().count()) == (
        {"green"},
        15,
    )
    assert not Problem.objects.of_tenant(tenant).filter(project__unit__is_fictional=False).exists()
    assert not Fault.objects.of_tenant(tenant).filter(application__unit__is_fictional=False).exists()
    assert (
        not Assessment.objects.of_tenant(tenant)
        .filter(project__unit__is_fictional=False, grade__in=("fair", "poor"))
        .exists()
    )
    assert not Act.objects.filter(
        tenant_id=tenant,
        action="report.return",
        subject_key__in=Report.objects.of_tenant(tenant)
        .filter(project__unit__is_fictional=False)
        .values("key"),
    ).exists()
    objected = Application.objects.of_tenant(tenant).filter(
        key__in=Objection.objects.of_tenant(tenant).values("item_key")
    )
    assert set(objected.values_list("unit__is_fictional", flat=True)) == {True}


def test_red_yellow_and_a_poor_grade_are_there_to_be_seen(year):
    lit = LightReading.objects.of_tenant(year.tenant).filter(project__scheme_version=year.trial)
    assert set(lit.values_list("light", flat=True)) == {"green", "yellow", "red"}
    poor = Assessment.objects.of_tenant(year.tenant).filter(grade="poor")
    assert list(poor.values_list("project__unit__name", flat=True)) == ["云杉街道"]
    refused = Act.objects.filter(tenant_id=year.tenant, action="tranche.approve", is_done=False)
    assert "funding.light_red" in {reason["code"] for act in refused for reason in act.reasons}


def test_six_members_scored_and_one_stepped_aside_for_the_own_unit(year):
    meeting = Meeting.objects.of_tenant(year.tenant).get(scheme_version=year.wuhua)
    told = meeting.computed.values()
    assert (len(meeting.computed), {len(one["judges"]) for one in told}) == (24, {6})
    assert Counter(judge["is_recused"] for one in told for judge in one["judges"]) == {False: 143, True: 1}
    assert (len(meeting.cut["chosen"]), len(meeting.cut["left"]), meeting.cut["tied"]) == (15, 9, [])


def test_the_notice_is_numbered_after_a_number_that_stays_void(year):
    numbers = (
        DocumentNumber.objects.of_tenant(year.tenant)
        .filter(notice__scheme_version=year.wuhua)
        .order_by("number")
    )
    assert [(str(n), n.status) for n in numbers] == [
        ("五党建〔2026〕1号", "void"),
        ("五党建〔2026〕2号", "issued"),
    ]
    issued = Notice.objects.of_tenant(year.tenant).get(scheme_version=year.wuhua, state="issued")
    assert (len(issued.paper["approved_rows"]), len(issued.paper["self_implemented_rows"])) == (15, 9)


def test_publicity_lasts_five_working_days_and_the_answered_objection_holds_nothing_back(year):
    shown = Release.objects.of_tenant(year.tenant).filter(
        scheme_version=year.wuhua, kind__in=("approved_list", "self_implemented_list")
    )
    assert set(shown.values_list("state", "opens_on", "closes_on")) == {
        ("released", date(2026, 3, 9), date(2026, 3, 13))
    }
    assert sorted(len(one.payload["rows"]) for one in shown) == [9, 15]
    assert list(Objection.objects.of_tenant(year.tenant).values_list("state", "is_upheld")) == [
        ("answered", False)
    ]


def test_every_plan_is_counted_backward_and_ends_by_the_last_day_of_the_year(year, mine):
    plans = list(mine(Plan))
    assert (len(plans), {p.direction for p in plans}, {p.is_feasible for p in plans}) == (
        15,
        {"backward"},
        {True},
    )
    assert max(p.finish_on for p in plans) <= date(2026, 12, 31)
    assert max(mine(Task).values_list("finish_on", flat=True)) <= date(2026, 12, 31)
    assert set(mine(Task).values_list("state", flat=True)) == {"accepted"}


def test_ten_monthly_reports_and_three_quarterly_reviews_a_project(year, mine):
    reports = Counter(
        mine(Report).filter(kind="monthly", state="accepted").values_list("project__number", flat=True)
    )
    reviews = Counter(
        mine(QuarterlyReview).filter(state="concluded").values_list("project__number", flat=True)
    )
    assert (len(reports), set(reports.values())) == (15, {10})
    assert (len(reviews), set(reviews.values())) == (15, {3})
    assert mine(Report).filter(kind="monthly", is_unchanged=True).exists()


def test_the_nine_say_one_line_a_quarter(year, mine):
    lines = Counter(
        mine(Report)
        .filter(kind="quarterly_line", state="accepted")
        .values_list("project__unit__name", flat=True)
    )
    assert (len(lines), set(lines.values())) == (9, {3})


def test_all_money_is_paid_by_three_hands_and_adds_up_to_the_budget(year, mine):
    for project in mine(Project, "scheme_version").exclude(outcome="self_implemented"):
        stages = list(Tranche.objects.of_tenant(year.tenant).filter(project=project))
        assert ({t.state for t in stages}, sum(t.paid_fen for t in stages)) == ({"paid"}, project.budget_fen)
        assert all(t.paid_fen == t.amount_fen for t in stages)


def test_each_grade_is_final_and_its_derivation_recomputes(year, mine):
    found = list(mine(Assessment))
    assert (len(found), {a.state for a in found}) == (15, {"final"})
    assert Counter(a.grade for a in found) == {"excellent": 3, "good": 12}
    grades = [Grade(g.name, g.at_least) for g in year.wuhua.rules.assessment.grades]
    for one in found:
        parts = [Part(p["id"], Decimal(p["weight"]), Decimal(p["score"])) for p in one.computed["parts"]]
        again = assessed(parts, grades)
        assert (str(again.score), again.grade) == (one.score, one.grade)


def test_the_public_calculator_gives_every_grade_again(year, mine):
    rules = year.wuhua.rules.assessment
    words = {g.name: label(g.label) for g in rules.grades}
    for one in mine(Assessment):
        told = {
            "parts": [
                {"id": p["id"], "weight": p["weight"], "score": p["score"]} for p in one.computed["parts"]
            ],
            "grades": [{"name": words[g.name], "from": str(g.at_least)} for g in rules.grades],
        }
        code, text = respond(["assess"], json.dumps(told).encode)
        answer = json.loads(text)
        assert (code, answer["score"], answer["grade"]) == (0, one.score, words[one.grade])


def test_made_up_working_days_count(year):
    problem = Problem.objects.of_tenant(year.tenant).get(opened_on=date(2026, 9, 20))
    assert (problem.due_on, problem.closed_on, problem.due_on.weekday()) == (
        date(2026, 10, 10),
        date(2026, 10, 10),
        5,
    )
    late = Application.objects.of_tenant(year.tenant).get(scheme_version=year.wuhua, unit__name="示例五局")
    assert (late.submitted_on, calendar_of().is_workday(late.submitted_on)) == (date(2026, 2, 14), True)


def test_verification_finds_nothing_and_nothing_waits(year):
    assert [(f.code, f.place) for f in findings()] == []
    assert Effect.objects.filter(tenant_id=year.tenant, delivered_at__isnull=True).count() == 0


def test_people_act_and_the_engine_only_follows(year):
    engine = set(
        Act.objects.filter(
            tenant_id=year.tenant, on__gt=date(2026, 1, 5), person=0, is_done=True
        ).values_list("action", flat=True)
    )
    assert engine <= {
        "project.open", "project.follow_lightly", "task.plan", "tranche.plan", "tranche.unlock", "report.open", "review.open",
        "assessment.open", "need.link", "need.unlink", "decision.enter", "unit.found",
    }  # fmt: skip
