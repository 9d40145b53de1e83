"""惠州市 from its own file: a year's work first, then sixteen of those approved are weighed against each other in December.

Text 30, live 60, support group 10; 16 finalists, no groups, no composition (domain.md 2, seen elsewhere). Who and what the
published figures do not name is made up.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from django.db import connection, transaction

from touyan.foundation.ledger.door import Refused
from touyan.foundation.ledger.verify import findings
from touyan.foundation.rulebook.models import forget_known
from touyan.project.compute.command import respond
from touyan.project.demonstration import contesting, walk
from touyan.project.demonstration.counties import NewUnit, introduce, settle
from touyan.project.settings import ROOT
from touyan.stages.approval.models import Project
from touyan.stages.publication.contents import awards_of
from touyan.stages.review.contest_scoring import entries_of
from touyan.stages.review.contests import Counts, Listing, Sheets
from touyan.stages.review.models import ContestEntry, ContestMark

FILE = ROOT / "schemes" / "huizhou" / "scheme.yaml"
BEGUN, DONE, ARENA, AFTER = date(2026, 3, 16), date(2026, 11, 27), date(2026, 12, 8), date(2026, 12, 16)
APPLIED, FINALISTS, WORKED = 19, 16, 2
JUDGES = 7
LADDER = ["first"] * 2 + ["second"] * 4 + ["third"] * 10

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def year(django_db_setup, django_db_blocker):
    """The city on the day of its arena: told once for the module and rolled back."""
    if connection.vendor != "sqlite":
        pytest.skip("the year is told once in memory")
    forget_known()
    with django_db_blocker.unblock(), transaction.atomic():
        home = settle("惠州市", "441300", "huizhou", "x", date(2026, 1, 5))
        towns = [NewUnit("town", f"示例{n}镇") for n in range(1, 8)]
        introduce(home, FILE, [*towns, *(NewUnit("community", f"示例第{n}社区") for n in range(1, 13))])
        yield told(home)
        transaction.set_rollback(True)


def told(home):
    version = home.versions["huizhou-arena"]
    home.call = walk.open_call(home, version, (date(2026, 1, 5), date(2026, 2, 28)))
    for n, unit in enumerate(home.units, 1):
        walk.vet(
            home,
            walk.hand_in(home, walk.draft(home, home.call, unit, f"示例项目{n}", (BEGUN, DONE))),
        )
    home.worked = walk.projects_of(home, version)[:WORKED]
    home.today(date(2026, 3, 13))
    for project in home.worked:
        walk.begin_work(home, project, (BEGUN, date(2026, 11, 20)), ("摸底", "推进", "见效"))
    home.today(date(2026, 11, 20))
    walk.ask_for_reports()
    home.reports = walk.report(home, version)
    for project in home.worked:
        walk.accept_tasks(home, project)
        walk.close(home, project)
    home.today(ARENA)
    home.contest = contesting.plan(home, home.call, "书记项目擂台赛", ARENA)
    keys = [str(e.application.key) for e in entries_of(home.contest)]
    home.left = keys[FINALISTS:]
    clerk, _ = contesting.hands(home, home.call, "", None)
    listing = Listing(tuple(keys[:FINALISTS]), dict.fromkeys(home.left, "本轮名额有限。"))
    home.contest = home.do(clerk, "contest.shortlist", home.contest, listing)
    home.contest = contesting.score(home, home.contest, JUDGES, whole_marks)
    home.contest = contesting.confirm(home, home.contest)
    return home


def whole_marks(entry, layer, judge):
    """Marks in steps of one, as this city wants them."""
    given = contesting.example(entry, layer, judge)
    return {name: str(int(Decimal(mark))) for name, mark in given.items()}


@pytest.fixture
def finalists(year):
    rows = ContestEntry.objects.of_tenant(year.tenant).filter(contest=year.contest, is_listed=True)
    return list(rows.select_related("application__unit").order_by("rank", "order"))


def half_up(figure):
    return (
        Decimal(figure.numerator * 10**9 // figure.denominator)
        .scaleb(-9)
        .quantize(Decimal("0.01"), ROUND_HALF_UP)
    )


def recomputed(year, entry):
    """The total of an entry by the published weights, from the rows alone and by other code."""
    marks = list(ContestMark.objects.of_tenant(year.tenant).filter(entry=entry))
    layers = {}
    for name, dropped in (("text", 0), ("live", 1)):
        sums = sorted(sum(Fraction(x) for x in m.marks.values()) for m in marks if m.layer == name)
        kept = sums[dropped : len(sums) - dropped]
        layers[name] = half_up(sum(kept, Fraction(0)) / len(kept))
    (count,) = (m.marks for m in marks if m.layer == "support")
    layers["support"] = half_up(Fraction(100 * count["likes"], count["ballots"]))
    weights = {"text": 30, "live": 60, "support": 10}
    return layers, half_up(
        sum((Fraction(layers[name]) * weight / 100 for name, weight in weights.items()), Fraction(0))
    )


def test_sixteen_of_those_approved_stand_and_the_others_are_told_why(year, finalists):
    assert Project.objects.of_tenant(year.tenant).count() == APPLIED
    assert len(finalists) == FINALISTS
    others = ContestEntry.objects.of_tenant(year.tenant).filter(contest=year.contest, is_listed=False)
    assert list(others.values_list("feedback", flat=True)) == ["本轮名额有限。"] * (APPLIED - FINALISTS)


def test_text_counts_30_live_60_and_the_support_group_10(year, finalists):
    for entry in finalists:
        layers, total = recomputed(year, entry)
        shown = year.contest.computed["figures"][str(entry.application.key)]["layers"]
        assert {one["id"]: Decimal(one["score"]) for one in shown} == layers
        assert Decimal(entry.total) == total
    assert [e.award for e in finalists] == LADDER
    totals = [Decimal(e.total) for e in finalists]
    assert totals == sorted(totals, reverse=True)


def test_the_public_calculator_gives_the_same_figures(year, finalists):
    code, text = respond(["score"], json.dumps(year.contest.computed["input"]).encode)
    assert code == 0, text
    shown = {one["id"]: (one["total"], one["rank"], one["award"]) for one in json.loads(text)["entries"]}
    assert shown == {str(e.application.key): (e.total, e.rank, e.award) for e in finalists}


def test_a_project_that_is_closed_still_gets_its_award_in_december(year, finalists):
    won = {e.application_id: e.award for e in finalists}
    assert year.reports == 9 * WORKED
    for project in year.worked:
        project.refresh_from_db()
        assert (project.state, project.award) == ("closed", won[project.application_id])


def test_a_support_group_never_counts_more_ballots_than_it_has_members(year):
    clerk, _ = contesting.hands(year, year.call, "", None)
    with transaction.atomic():
        ContestMark.objects.of_tenant(year.tenant).delete()
        ContestEntry.objects.of_tenant(year.tenant).delete()
        made = contesting.plan(year, year.call, "另一场", ARENA)
        keys = [str(e.application.key) for e in entries_of(made)]
        short = Listing(tuple(keys[:15]), dict.fromkeys(keys[15:], "名额有限。"))
        assert refused(year.do, clerk, "contest.shortlist", made, short) == ["contest.list_size"]
        full = Listing(tuple(keys[:FINALISTS]), dict.fromkeys(keys[FINALISTS:], "名额有限。"))
        made = year.do(clerk, "contest.shortlist", made, full)
        made = year.do(clerk, "contest.open_scoring", made)
        crowd = Counts("support", {key: {"likes": "31", "ballots": "31"} for key in keys})
        assert refused(year.do, clerk, "contest.enter_counts", made, crowd) == ["contest.count_outside"]
        halves = {key: {"problem": "29.5", "method": "40", "result": "30"} for key in keys}
        assert refused(year.do, clerk, "contest.enter_sheets", made, Sheets("text", "评委1", halves)) == [
            "sheet.mark_off_step"
        ]
        transaction.set_rollback(True)


def test_the_awards_are_shown_for_five_working_days_and_then_made_public(year):
    version = year.versions["huizhou-arena"]
    office, clerk, head = (year.by(role, version) for role in ("office", "recorder", "department_head"))
    with transaction.atomic():
        rows = Project.objects.of_tenant(year.tenant).select_related("unit", "leader", "application")
        made = year.do(office, "release.prepare", version, awards_of(list(rows), ARENA))
        assert Counter(row["cells"][0] for row in made.payload["rows"]) == {
            "一等奖": 2,
            "二等奖": 4,
            "三等奖": 10,
        }
        assert refused(year.do, head, "release.publish", made) == ["release.publicity_first"]
        year.do(clerk, "release.open_publicity", made)
        year.today(AFTER)
        year.do(clerk, "release.close_publicity", made)
        assert year.do(head, "release.publish", made).state == "released"
        transaction.set_rollback(True)


def test_the_year_ends_with_the_grade(year):
    with transaction.atomic():
        walk.ask_for_reports()
        one = walk.grade(year, year.worked[0])
        assert (one.state, one.grade) == ("final", "excellent")
        assert [(f.code, f.place) for f in findings()] == []
        transaction.set_rollback(True)


def refused(act, *args):
    with pytest.raises(Refused) as no:
        act(*args)
    return sorted({f.code for f in no.value.reasons})
