"""Counties put together by chance, really lived through: from the published file to the last grade, by whose job each step is.

The checker called each of them clean; so nobody may be left waiting at the year's end, and the record must agree with itself.
"""

from __future__ import annotations

import random
from datetime import date
from itertools import count

import pytest

from tests.core.random_schemes import county, text_of
from touyan.core.scheme import check, selects
from touyan.foundation.ledger.verify import findings
from touyan.project.demonstration import contesting, walk
from touyan.project.demonstration.counties import NewUnit, introduce, settle
from touyan.stages.application.matters import unit_matter
from touyan.stages.application.models import Application
from touyan.stages.approval.models import Project
from touyan.stages.assessment.models import Assessment
from touyan.stages.funding.models import Tranche
from touyan.stages.progress.models import Report
from touyan.stages.publication.graded import grades_list
from touyan.stages.supervision.models import QuarterlyReview
from touyan.stages.tasklist.actions import Imported

UNITS = (
    NewUnit("town", "示例一镇"),
    NewUnit("street", "示例街道"),
    NewUnit("village", "示例甲村", under="示例一镇"),
    NewUnit("village", "示例乙村", under="示例一镇"),
)
SPAN = (date(2026, 3, 9), date(2026, 11, 20))
STEPS = ("摸底", "推进", "见效", "总结")
DONE = {"approved", "self_implemented", "filed", "not_selected", "withdrawn"}


def clean(first: int, having: str = "") -> int:
    """The first seed from this one on whose county the checker accepts, with this word in its file."""
    texts = ((seed, drawn(seed)) for seed in count(first))
    return next(seed for seed, text in texts if having in text and check(text.encode()).scheme is not None)


def apply(home, version):
    """Everybody who is asked applies and is passed; contests and the meeting where the scheme has them."""
    rules = version.rules
    call = walk.open_call(home, version, (date(2026, 1, 5), date(2026, 2, 28)))
    begun = list(
        Application.objects.of_tenant(home.tenant).filter(call=call).select_related("unit").order_by("id")
    )
    for made in begun:
        walk.vet(home, walk.hand_in(home, walk.fill(home, made, made.title, SPAN)))
    for unit in home.units:
        if unit.pk not in {one.unit_id for one in begun} and selects(
            rules.application.applies_to, unit_matter(unit, rules)
        ):
            walk.vet(home, walk.hand_in(home, walk.draft(home, call, unit, f"{unit.name}的项目", SPAN)))
    home.today(date(2026, 3, 2))
    stage, waiting = rules.contest, {"approved": "approved", "waiting": "meeting"}
    if stage is not None and stage.entries == "waiting":
        compete(home, call, waiting)
    # a county may pass or leave out everybody before the meeting
    if Application.objects.of_tenant(home.tenant).filter(call=call, state="meeting").exists():
        walk.meet(home, call, date(2026, 3, 3))
    if stage is not None and stage.entries == "approved":
        compete(home, call, waiting)


def compete(home, call, waiting):
    """Every round in every unit that holds one, then the last."""
    stage = call.scheme_version.rules.contest
    entrants = Application.objects.of_tenant(home.tenant).filter(call=call, state=waiting[stage.entries])
    for one in stage.rounds:
        unit = home.place.units["示例一镇"]
        if entrants.filter(unit__path__startswith=unit.path).exclude(unit=unit).exists():
            hold(home, call, one.id, unit)
    if entrants.exists():
        hold(home, call, "", None)


def hold(home, call, name, unit):
    made = contesting.plan(home, call, "示例比赛", date(2026, 3, 3), name, unit)
    made = contesting.shortlist(home, made, unit)
    made = contesting.score(home, made, 3, contesting.example, unit)
    contesting.confirm(home, made, unit)


def list_measures(home, version):
    """An issued list of four measures of two units."""
    keys = [str(unit.key) for unit in home.units[:2]]
    told = tuple(
        {"code": f"1-1-{n}", "aspect": "方面", "task": "任务", "measure": f"举措{n}", "lead": keys[n % 2], "assists": [], "person": "",
         "due": f"2026-0{n + 4}-15", "deliverable": "台账", "acceptance": "齐全", "position": n}
        for n in range(4)
    )  # fmt: skip
    home.do(home.by(version.rules.task_list.role, version), "task_list.import", version, Imported(told))
    walk.settle_effects()


def work(home, version):
    """Begun, reported, accepted and closed; money asked for, approved and paid."""
    home.today(date(2026, 3, 6))
    for project in walk.projects_of(home, version, "preparing"):
        walk.begin_work(home, project, SPAN, STEPS)
    for day in (date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 11, 20)):
        home.today(day)
        walk.ask_for_reports()
        walk.report(home, version)
    for project in walk.projects_of(home, version, "running"):
        walk.accept_tasks(home, project)
        walk.close(home, project)
    office = version.rules.owner.role
    for project in walk.projects_of(home, version, "light"):
        closer = version.rules.progress.accepted_by if version.rules.progress else office
        home.do(home.by(closer, version, project.unit), "project.close", project)
    walk.settle_effects()
    walk.pay(home, version)


def judge(home, version):
    """Graded, shown for objections where the scheme wants it, settled."""
    home.today(date(2026, 12, 1))
    walk.ask_for_reports()
    projects = [p for p in walk.projects_of(home, version) if walk.grade(home, p) is not None]
    rules = version.rules
    if projects and rules.publicity and "assessment" in rules.publicity.of:
        told = grades_list(graded(home), date(2026, 12, 1))
        made = home.do(home.by(rules.publication.preparer, version), "release.prepare", version, told)
        home.do(home.by(rules.publicity.role, version), "release.open_publicity", made)
        home.today(date(2026, 12, 14))
        home.do(home.by(rules.publicity.role, version), "release.close_publicity", made)
        for one in (
            Assessment.objects.of_tenant(home.tenant)
            .filter(state="provisional")
            .select_related("project__unit")
        ):
            confirmer = home.by(rules.project_assessment.confirmer, version, one.project.unit)
            home.do(confirmer, "assessment.confirm", one)


def graded(home):
    return list(Assessment.objects.of_tenant(home.tenant).select_related("project__unit", "project__leader"))


def drawn(seed):
    """A county by chance that goes the house's own ways: those of its own have journeys of their own."""
    tree = county(random.Random(seed))
    tree.pop("machines", None)
    return text_of(tree)


def states(home, model, **where):
    return set(model.objects.of_tenant(home.tenant).filter(**where).values_list("state", flat=True))


def live_through(seed, tmp_path):
    """The year of one county; nobody is left waiting."""
    file = tmp_path / "scheme.yaml"
    file.write_text(drawn(seed), encoding="utf-8")
    home = settle("示例县", "360521", f"drawn{seed}", "x", date(2026, 1, 5))
    version = introduce(home, file, UNITS)
    if version.rules.task_list is not None:
        home.today(date(2026, 2, 3))
        list_measures(home, version)
    home.today(date(2026, 2, 4))
    if version.rules.application is not None:
        apply(home, version)
    if version.rules.plan or version.rules.progress:
        work(home, version)
        judge(home, version)
    assert states(home, Application) <= DONE
    assert states(home, Project) <= {"closed"}
    assert states(home, Report) <= {"accepted"}
    assert states(home, QuarterlyReview) <= {"concluded"}
    assert states(home, Tranche) <= {"paid"}
    assert states(home, Assessment) <= {"final"}
    assert [(f.code, f.place) for f in findings()] == []


@pytest.mark.parametrize("first", [0, 7, 60])
def test_a_county_by_chance_comes_to_the_end_of_its_year(db, tmp_path, first):
    live_through(clean(first), tmp_path)


@pytest.mark.full
@pytest.mark.parametrize("first", range(1000, 1800, 20))
def test_many_counties_by_chance_come_to_the_end_of_their_year(db, tmp_path, first):
    live_through(clean(first), tmp_path)


def test_a_county_by_chance_that_pays_a_bonus_beside_the_budget_pays_both_to_the_end(db, tmp_path):
    """Both streams are staged, released by their own milestones and paid by one pair of hands after the other (YQ-31)."""
    live_through(clean(1600, "award_stages"), tmp_path)
    assert set(Tranche.objects.everything().values_list("is_bonus", flat=True)) == {False, True}
