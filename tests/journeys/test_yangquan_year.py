"""阳泉市城区 from its own file: contests in towns and streets, a shortlist of 16, three layers, two groups, a ladder of awards.

YQ-10..YQ-32: 73 = 32 improvement + 41 innovation; 16 finalists = 1 town + 5 streets + 2 villages + 8 communities; layers
10/20/70; awards 2/4/6/4 with their split. Who the articles do not name is made up.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from django.db import connection, transaction

from touyan.foundation.ledger.door import Refused, perform
from touyan.foundation.ledger.verify import findings
from touyan.foundation.rulebook.models import forget_known
from touyan.project.compute.command import respond
from touyan.project.demonstration import contesting, walk
from touyan.project.demonstration.counties import settle
from touyan.project.demonstration.yangquan import DAY, STEPS, UPPER, tell
from touyan.stages.application.models import Application
from touyan.stages.application.residents import Part
from touyan.stages.approval.models import Project
from touyan.stages.assessment.models import Assessment
from touyan.stages.funding.models import Tranche
from touyan.stages.publication.contents import awards_of
from touyan.stages.review.contests import Confirmed, Listing, NewContest, Sheets
from touyan.stages.review.models import Contest, ContestEntry, ContestMark

APPROVED, LOST, LOWER = 73, 2, 69
BONUS = {"first": 5_000_000, "third": 2_000_000}
"""In fen."""

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def year(django_db_setup, django_db_blocker):
    """The district on the day after its contest: told once for the module and rolled back."""
    if connection.vendor != "sqlite":
        pytest.skip("the year is told once in memory")
    forget_known()
    with django_db_blocker.unblock(), transaction.atomic():
        home = settle("阳泉市城区", "140302", "yangquan", "x", date(2026, 1, 5))
        told = tell(home)
        home.call, home.contest, home.early = told.call, told.contest, told.early
        yield home
        transaction.set_rollback(True)


@pytest.fixture
def finalists(year):
    rows = ContestEntry.objects.of_tenant(year.tenant).filter(contest=year.contest, is_listed=True)
    return list(rows.select_related("application__unit").order_by("order"))


def test_73_projects_are_approved_32_to_improve_and_41_to_break_new_ground(year):
    projects = Project.objects.of_tenant(year.tenant)
    assert Counter(projects.values_list("klass", flat=True)) == {"improvement": 32, "innovation": 41}
    assert projects.count() == APPROVED


def test_who_did_not_win_below_is_let_go_and_not_decided_on(year):
    lost = Application.objects.of_tenant(year.tenant).filter(state="not_selected")
    assert lost.count() == LOST
    entries = ContestEntry.objects.of_tenant(year.tenant).filter(contest__round="town_round")
    assert entries.count() == LOWER
    assert set(entries.filter(application__in=lost).values_list("award", "rank")) == {("", 13)}


def test_sixteen_finalists_stand_as_the_composition_says_and_the_others_are_told_why(year, finalists):
    assert Counter(e.application.unit.kind for e in finalists) == {
        "town": 1,
        "street": 5,
        "village": 2,
        "community": 8,
    }
    assert Counter(e.group for e in finalists) == {"street_group": 6, "community_group": 10}
    others = ContestEntry.objects.of_tenant(year.tenant).filter(contest=year.contest, is_listed=False)
    assert others.count() == APPROVED - 16
    assert not others.filter(feedback="").exists()


def half_up(figure):
    return (
        Decimal(figure.numerator * 10**9 // figure.denominator)
        .scaleb(-9)
        .quantize(Decimal("0.01"), ROUND_HALF_UP)
    )


def recomputed(year, entry):
    """Total of an entry by the rules as they are published, from the rows alone and by other code."""
    marks = ContestMark.objects.of_tenant(year.tenant).filter(entry=entry)
    layers = {}
    for name in ("pre_review", "live_panel"):
        sums = sorted(sum(Fraction(x) for x in m.marks.values()) for m in marks if m.layer == name)
        kept = sums[1:-1] if name == "live_panel" else sums
        layers[name] = half_up(sum(kept, Fraction(0)) / len(kept))
    (count,) = (m.marks for m in marks if m.layer == "public_jury")
    layers["public_jury"] = half_up(Fraction(100 * count["likes"], count["ballots"]))
    weights = {"pre_review": 10, "public_jury": 20, "live_panel": 70}
    total = sum((Fraction(layers[name]) * weight / 100 for name, weight in weights.items()), Fraction(0))
    return layers, half_up(total)


def test_layers_totals_ranks_and_awards_come_out_of_an_independent_recomputation(year, finalists):
    ladder = {
        "street_group": ["first", "second", "third", "third", "merit", "merit"],
        "community_group": ["first", *["second"] * 3, *["third"] * 4, *["merit"] * 2],
    }
    for group, awards in ladder.items():
        mine = [e for e in finalists if e.group == group]
        keyed = []
        for entry in mine:
            layers, total = recomputed(year, entry)
            shown = year.contest.computed["figures"][str(entry.application.key)]["layers"]
            assert {x["id"]: Decimal(x["score"]) for x in shown} == layers
            assert Decimal(entry.total) == total
            keyed.append((total, layers["live_panel"], layers["public_jury"], layers["pre_review"], entry))
        keyed.sort(key=lambda row: row[:4], reverse=True)
        places = [1 + sum(other[:4] > row[:4] for other in keyed) for row in keyed]
        assert [row[4].rank for row in keyed] == places
        assert len(set(places)) == len(places)
        assert [row[4].award for row in keyed] == awards
    assert Counter(e.award for e in finalists) == {"first": 2, "second": 4, "third": 6, "merit": 4}


def test_the_public_calculator_gives_the_same_figures(year, finalists):
    code, text = respond(["score"], json.dumps(year.contest.computed["input"]).encode)
    assert code == 0
    shown = {one["id"]: (one["total"], one["rank"], one["award"]) for one in json.loads(text)["entries"]}
    assert shown == {str(e.application.key): (e.total, e.rank, e.award) for e in finalists}


def test_nothing_differs_between_the_record_and_what_is_stored(year):
    assert [(f.code, f.place) for f in findings()] == []


def test_a_mark_changed_afterwards_is_found(year, finalists):
    with transaction.atomic():
        row = (
            ContestMark.objects.of_tenant(year.tenant).filter(entry=finalists[0], layer="live_panel").first()
        )
        ContestMark.objects.of_tenant(year.tenant).filter(pk=row.pk).update(
            marks=row.marks | {"presenter": "0.5"}
        )
        assert "verify.contest_differs" in [f.code for f in findings()]
        transaction.set_rollback(True)


def test_the_bonus_is_paid_as_the_tasks_are_accepted_whether_work_began_before_or_after_the_contest(year):
    winner = ContestEntry.objects.of_tenant(year.tenant).get(
        contest=year.contest, award="first", group="community_group"
    )
    with transaction.atomic():
        for project, amount in ((winner.application.project, BONUS["first"]), (year.early, BONUS["third"])):
            project.refresh_from_db()
            if project.state == "preparing":
                year.today(date(2026, 6, 8))
                walk.begin_work(year, project, (date(2026, 6, 9), date(2026, 11, 20)), STEPS)
            project.refresh_from_db()
            parts = Tranche.objects.of_tenant(year.tenant).filter(project=project).order_by("order")
            assert project.granted_fen == amount
            assert [(p.amount_fen * 100 // amount, p.state) for p in parts] == [
                (30, "due"),
                (40, "locked"),
                (30, "locked"),
            ]
            walk.accept_tasks(year, project)
            walk.settle_effects()
            assert [p.state for p in parts.all()] == ["due", "due", "locked"]
            assert walk.close(year, project).state == "closed"
            walk.settle_effects()
            assert [p.state for p in parts.all()] == ["due", "due", "due"]
        assert [(f.code, f.place) for f in findings()] == []
        transaction.set_rollback(True)
    assert not Tranche.objects.of_tenant(year.tenant).filter(project__award="").exists()


def test_the_awards_are_public_only_after_five_working_days_and_without_marks(year):
    version = year.versions["yangquan-contest"]
    office, clerk, head = (year.by(role, version) for role in ("office", "office_clerk", "office_head"))
    with transaction.atomic():
        year.today(date(2026, 5, 27))
        projects = list(
            Project.objects.of_tenant(year.tenant).select_related("unit", "leader", "application")
        )
        made = year.do(office, "release.prepare", version, awards_of(projects, date(2026, 5, 27)))
        assert Counter(row["cells"][0] for row in made.payload["rows"]) == {
            "一等奖": 2,
            "二等奖": 4,
            "三等奖": 6,
            "优胜奖": 4,
        }
        assert made.payload["columns"] == ["奖项", "单位", "项目"]
        assert refused(year.do, head, "release.publish", made) == ["release.publicity_first"]
        year.do(clerk, "release.open_publicity", made)
        made.refresh_from_db()
        assert made.closes_on == date(2026, 6, 3)
        year.today(date(2026, 6, 4))
        year.do(clerk, "release.close_publicity", made)
        assert year.do(head, "release.publish", made).state == "released"
        assert len(made.payload["rows"]) == 16
        transaction.set_rollback(True)


def test_a_phase_without_residents_holds_the_next_step_and_is_named(year):
    project = Project.objects.of_tenant(year.tenant).get(unit=year.place.units["示例4街道"])
    version, unit = year.versions["yangquan-contest"], project.unit
    leader, drafter = (year.by(role, version, unit) for role in ("secretary", "unit_drafter"))
    with transaction.atomic():
        year.today(date(2026, 6, 8))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(walk, "hear_residents", lambda *_: None)
            assert refused(walk.begin_work, year, project, (date(2026, 6, 9), date(2026, 11, 20)), STEPS) == [
                "residents.missing_planning",
                "residents.missing_review",
            ]
        project.refresh_from_db()
        walk.hear_residents(year, project.application, ("planning", "review"))
        year.do(leader, "project.start", project)
        project.refresh_from_db()
        walk.accept_tasks(year, project)
        assert refused(year.do, leader, "project.finish", project) == ["residents.missing_delivery"]
        walk.hear_residents(year, project.application, ("delivery",))
        year.do(leader, "project.finish", project)
        late = Part("delivery", "座谈会", 0, "2026-06-30")
        assert refused(year.do, drafter, "application.record_residents", project.application, late) == [
            "residents.incomplete"
        ]
        transaction.set_rollback(True)


def test_the_grade_waits_for_the_residents_part_in_the_assessment(year):
    with transaction.atomic():
        year.today(date(2026, 11, 20))
        walk.ask_for_reports()
        walk.accept_tasks(year, year.early)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(walk, "hear_residents", lambda *_: None)
            assert walk.grade(year, year.early).state == "provisional"
        one = Assessment.objects.of_tenant(year.tenant).get(project=year.early)
        head = year.by("office_head", year.versions["yangquan-contest"])
        assert refused(year.do, head, "assessment.confirm", one) == ["residents.missing_assessment"]
        walk.hear_residents(year, year.early.application, ("assessment",))
        assert year.do(head, "assessment.confirm", one).grade == "outstanding"
        assert [(f.code, f.place) for f in findings()] == []
        transaction.set_rollback(True)


def refused(act, *args):
    with pytest.raises(Refused) as no:
        act(*args)
    return sorted({f.code for f in no.value.reasons})


@pytest.fixture
def another(year):
    """A second contest of the same year, taken back afterwards: the first one's entries are set free for it."""
    with transaction.atomic():
        ContestMark.objects.of_tenant(year.tenant).filter(entry__contest=year.contest).delete()
        ContestEntry.objects.of_tenant(year.tenant).filter(contest=year.contest).delete()
        yield contesting.plan(year, year.call, "另一场", DAY)
        transaction.set_rollback(True)


def test_a_list_of_another_size_or_composition_or_without_reasons_is_refused(year, another):
    clerk, _ = contesting.hands(year, year.call, "", None)
    keys = [str(e.application.key) for e in another.entries.all()]
    why = dict.fromkeys(keys, "名额有限。")
    assert refused(year.do, clerk, "contest.shortlist", another, Listing(tuple(keys[:15]), why)) == [
        "contest.list_portion",
        "contest.list_size",
    ]
    chosen = tuple(contesting.fitting(another))
    assert refused(year.do, clerk, "contest.shortlist", another, Listing(chosen, {})) == [
        "contest.feedback_missing"
    ]


def test_marks_are_complete_in_step_and_inside_their_points(year, another):
    contest = contesting.shortlist(year, another)
    clerk, _ = contesting.hands(year, year.call, "", None)
    contest = year.do(clerk, "contest.open_scoring", contest)
    assert refused(year.do, clerk, "contest.close_scoring", contest) == ["contest.quorum_lacking"]
    rows = {
        str(e.application.key): {
            "pertinence": "26",
            "innovation": "1.3",
            "operability": "",
            "sustainability": "3",
            "replicability": "3",
        }
        for e in contest.entries.filter(is_listed=True)
    }
    assert refused(year.do, clerk, "contest.enter_sheets", contest, Sheets("pre_review", "评委1", rows)) == [
        "sheet.mark_missing",
        "sheet.mark_off_step",
        "sheet.mark_outside",
    ]
    assert refused(year.do, clerk, "contest.enter_sheets", contest, Sheets("public_jury", "评委1", rows)) == [
        "contest.no_such_layer"
    ]


def test_who_types_the_marks_in_does_not_confirm_them(year, another):
    contest = contesting.score(year, contesting.shortlist(year, another), 7, contesting.example)
    clerk, _ = contesting.hands(year, year.call, "", None)
    with pytest.raises(Refused) as no:
        perform("contest.confirm", subject=contest, actor=clerk, given=Confirmed())
    assert [f.code for f in no.value.reasons] == ["door.not_yours"]


def test_a_street_holds_only_its_own_round_and_nobody_enters_twice(year):
    unit = year.place.units["示例1街道"]
    assert refused(contesting.plan, year, year.call, "再赛", DAY, "town_round", unit) == [
        "contest.nobody_enters"
    ]
    drafter = year.actor(unit, ("drafter",))
    assert refused(year.do, drafter, "contest.create", year.call, NewContest("区赛", "2026-05-26")) == [
        "door.not_yours"
    ]
    assert Contest.objects.of_tenant(year.tenant).filter(round="town_round").count() == len(UPPER)
