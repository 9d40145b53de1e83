"""The scoring session and its decision: sealed sheets, computed figures, cuts, ties left to the named body, projects."""

from __future__ import annotations

from datetime import date

import pytest
from tests.factories.applications_vetted import MEMBERS, application, before_the_meeting, open_call, score_all

from touyan.foundation.ledger.door import Refused
from touyan.stages.approval.decisions import Recorded, Verdict
from touyan.stages.approval.models import Decision, Indicator, Project
from touyan.stages.review.actions import NamedFault
from touyan.stages.review.models import AgendaItem, Meeting, Sheet
from touyan.stages.review.sessions import NewMeeting, NewSheet

HELD = "2026-03-06"
FULL = {"small_entry": "20", "difficult": "21.5", "exemplary": "22", "within_year": "23"}


def codes(no):
    return [f.code for f in no.value.reasons]


@pytest.fixture
def call(county):
    county.today(date(2026, 3, 5))
    return open_call(county)


def planned(county, call, count):
    apps = before_the_meeting(county, call, count)
    meeting = county.do("office-clerk", "meeting.create", call, NewMeeting("3月党建工作例会", HELD)).subject
    return apps, meeting


def scoring(county, call, count):
    apps, meeting = planned(county, call, count)
    return apps, county.do("office-clerk", "meeting.open_scoring", meeting).subject


def scored(county, call, totals):
    apps, meeting = scoring(county, call, len(totals))
    score_all(county, meeting, apps, totals)
    return apps, county.do("office-clerk", "meeting.close_scoring", meeting).subject


def test_a_meeting_takes_everything_that_waits_and_an_empty_one_is_refused(county, call):
    with pytest.raises(Refused) as no:
        county.do("office-clerk", "meeting.create", call, NewMeeting("空会", HELD))
    assert codes(no) == ["meeting.nothing_waits"]
    apps, meeting = planned(county, call, 3)
    items = AgendaItem.objects.of_tenant(county.tenant).filter(meeting=meeting).order_by("order")
    assert {i.application_id for i in items} == {a.pk for a in apps}


def test_an_application_passed_later_joins_the_agenda_when_scoring_opens_and_a_withdrawn_one_leaves(
    county, call
):
    apps, meeting = planned(county, call, 2)
    county.do("street-secretary", "application.withdraw", apps[0], reason_of_withdrawal())
    late = application(county, call, "长桥街道", "后来通过的项目", state="meeting")
    county.do("office-clerk", "meeting.open_scoring", meeting)
    items = AgendaItem.objects.of_tenant(county.tenant).filter(meeting=meeting).order_by("order")
    assert [i.application_id for i in items] == [apps[1].pk, late.pk]


def reason_of_withdrawal():
    from touyan.foundation.ledger.registry import ACTIONS

    given = ACTIONS["application.withdraw"].given
    return given("本单位另有安排") if given else None


def test_a_sheet_is_sealed_once_handed_in(county, call):
    apps, meeting = scoring(county, call, 1)
    county.do("member-1", "meeting.submit_sheet", meeting, NewSheet(str(apps[0].key), FULL))
    with pytest.raises(Refused) as no:
        county.do(
            "member-1",
            "meeting.submit_sheet",
            meeting,
            NewSheet(str(apps[0].key), FULL | {"difficult": "25"}),
        )
    assert codes(no) == ["sheet.sealed"]
    assert Sheet.objects.of_tenant(county.tenant).get().marks == FULL


@pytest.mark.parametrize(
    ("mark", "code"),
    [("25.5", "sheet.mark_outside"), ("20.3", "sheet.mark_off_step"), ("", "sheet.mark_missing"), ("-1", "sheet.mark_missing"),
     ("1e1", "sheet.mark_missing"), ("２０", "sheet.mark_missing"), ("NaN", "sheet.mark_missing")],
)  # fmt: skip
def test_a_mark_outside_its_points_off_its_step_or_no_number_is_refused(county, call, mark, code):
    apps, meeting = scoring(county, call, 1)
    with pytest.raises(Refused) as no:
        county.do(
            "member-1",
            "meeting.submit_sheet",
            meeting,
            NewSheet(str(apps[0].key), FULL | {"difficult": mark}),
        )
    assert codes(no) == [code]


def test_the_clerk_does_not_score_and_nobody_scores_before_the_opening(county, call):
    apps, meeting = planned(county, call, 1)
    with pytest.raises(Refused) as no:
        county.do("member-1", "meeting.submit_sheet", meeting, NewSheet(str(apps[0].key), FULL))
    assert codes(no) == ["door.wrong_state"]
    county.do("office-clerk", "meeting.open_scoring", meeting)
    with pytest.raises(Refused) as no:
        county.do("office-clerk", "meeting.submit_sheet", meeting, NewSheet(str(apps[0].key), FULL))
    assert codes(no) == ["door.not_yours"]


def test_closing_waits_for_every_sheet_and_for_the_quorum(county, call):
    apps, meeting = scoring(county, call, 2)
    with pytest.raises(Refused) as no:
        county.do("office-clerk", "meeting.close_scoring", meeting)
    assert codes(no) == ["meeting.no_sheets"]
    for login in MEMBERS:
        county.do(login, "meeting.submit_sheet", meeting, NewSheet(str(apps[0].key), FULL))
    with pytest.raises(Refused) as no:
        county.do("office-clerk", "meeting.close_scoring", meeting)
    assert codes(no) == ["meeting.sheets_missing", "meeting.quorum_lacking"]


def test_the_mean_is_rounded_half_up_and_stored_with_its_derivation(county, call):
    apps, meeting = scoring(county, call, 1)
    for login, mark in zip(MEMBERS, ("20", "20.5", "21", "21.5", "21.5"), strict=True):
        county.do(
            login, "meeting.submit_sheet", meeting, NewSheet(str(apps[0].key), FULL | {"difficult": mark})
        )
    meeting = county.do("office-clerk", "meeting.close_scoring", meeting).subject
    result = meeting.computed[str(apps[0].key)]
    assert (result["score"], result["sum"], result["count"], result["rank"]) == ("85.90", "429.5", 5, 1)
    assert [j["n"] for j in result["judges"]] == [1, 2, 3, 4, 5]
    assert "member" not in str(result)
    item = AgendaItem.objects.of_tenant(county.tenant).get(meeting=meeting)
    assert (item.score, item.rank, item.outcome) == ("85.90", 1, "chosen")


def verdicts(meeting, apps, **changed):
    cut = meeting.cut
    told = []
    for app in apps:
        key = str(app.key)
        outcome = "approved" if key in cut["chosen"] else "self_implemented"
        told.append(changed.get(app.title) or Verdict(key, outcome))
    return tuple(told)


def test_eighteen_scored_fifteen_approved_the_others_go_to_their_committees(
    county, call, django_capture_on_commit_callbacks
):
    apps, meeting = scored(county, call, [100 - 2 * n for n in range(18)])
    with django_capture_on_commit_callbacks(execute=True):
        county.do(
            "office-clerk",
            "meeting.record_decision",
            meeting,
            Recorded("立项决定", HELD, "第三项", verdicts=verdicts(meeting, apps)),
        )
    projects = Project.objects.of_tenant(county.tenant)
    assert (
        projects.filter(outcome="approved").count(),
        projects.filter(outcome="self_implemented").count(),
    ) == (15, 3)
    assert sorted(projects.values_list("number", flat=True)) == [f"WH-2026-{n:02d}" for n in range(1, 19)]
    assert set(projects.filter(outcome="self_implemented").values_list("state", flat=True)) == {"light"}
    assert set(projects.filter(outcome="approved").values_list("state", flat=True)) == {"preparing"}
    first = projects.get(application=apps[0])
    assert (first.title, first.leader_id, first.budget_fen, first.finish_on) == (
        apps[0].title, apps[0].leader_id, 8_600_000, date(2026, 11, 30),
    )  # fmt: skip
    assert list(
        Indicator.objects.of_tenant(county.tenant)
        .filter(project=first)
        .values_list("name", "unit_word", "baseline", "target", "on")
    ) == [
        ("新装路灯", "盏", "0", "26", date(2026, 9, 30)),
        ("居民满意度", "%", "61", "85", date(2026, 11, 30)),
    ]
    decision = Decision.objects.of_tenant(county.tenant).get()
    assert (decision.state, decision.item, len(decision.outcomes)) == ("recorded", "第三项", 18)
    meeting.refresh_from_db()
    assert meeting.state == "decided"


def tied(county, call):
    """Fourteen clear ones, then three with the same score for the last place."""
    totals = [100 - 2 * n for n in range(14)] + [60, 60, 60]
    return scored(county, call, totals)


def test_a_tie_at_the_edge_is_stated_and_waits_for_the_vote_of_the_named_body(county, call):
    apps, meeting = tied(county, call)
    assert (meeting.tie["open_places"], meeting.tie["body"]) == (1, "leading_group")
    assert set(meeting.tie["tied"]) == {str(a.key) for a in apps[14:]}
    with pytest.raises(Refused) as no:
        county.do(
            "office-clerk",
            "meeting.record_decision",
            meeting,
            Recorded("立项决定", HELD, verdicts=verdicts(meeting, apps)),
        )
    assert codes(no) == ["meeting.tie_open"]
    both = tuple(str(a.key) for a in apps[14:16])
    with pytest.raises(Refused) as no:
        county.do(
            "office-clerk",
            "meeting.record_decision",
            meeting,
            Recorded("立项决定", HELD, verdicts=(), tie_chosen=both, tie_record="x"),
        )
    assert codes(no) == ["meeting.tie_open"]


def test_the_vote_fills_the_place_and_the_decision_carries_it(county, call):
    apps, meeting = tied(county, call)
    voted = apps[16]
    told = verdicts(meeting, apps, **{voted.title: Verdict(str(voted.key), "approved")})
    recorded = Recorded(
        "立项决定",
        HELD,
        verdicts=told,
        tie_chosen=(str(voted.key),),
        tie_record="领导小组3月6日表决，记录第2号",
    )
    act = county.do("office-clerk", "meeting.record_decision", meeting, recorded).act
    assert act.note["tie"]["chosen"] == [str(voted.key)]
    states = {a.pk: a.state for a in type(voted).objects.of_tenant(county.tenant)}
    assert (states[voted.pk], states[apps[14].pk]) == ("approved", "self_implemented")


def test_the_order_of_creation_never_decides_a_tie(county, call):
    apps, meeting = tied(county, call)
    items = AgendaItem.objects.of_tenant(county.tenant).filter(meeting=meeting, application__in=apps[14:])
    assert {(i.rank, i.outcome) for i in items} == {(15, "tied")}


def test_an_outcome_that_differs_from_the_scores_needs_its_reason(county, call):
    apps, meeting = scored(county, call, [90])
    told = (Verdict(str(apps[0].key), "self_implemented"),)
    with pytest.raises(Refused) as no:
        county.do(
            "office-clerk", "meeting.record_decision", meeting, Recorded("立项决定", HELD, verdicts=told)
        )
    assert codes(no) == ["decision.reason_missing"]
    told = (Verdict(str(apps[0].key), "self_implemented", "与市级项目重复"),)
    county.do("office-clerk", "meeting.record_decision", meeting, Recorded("立项决定", HELD, verdicts=told))


def test_a_record_that_is_incomplete_changes_no_application_at_all(county, call):
    apps, meeting = scored(county, call, [90, 80])
    told = (
        Verdict(str(apps[0].key), "approved"),
        Verdict(str(apps[1].key), "approved_after_revision", "需补充"),
    )
    with pytest.raises(Refused) as no:
        county.do(
            "office-clerk", "meeting.record_decision", meeting, Recorded("立项决定", HELD, verdicts=told)
        )
    assert codes(no) == ["decision.items_missing"]
    assert {a.state for a in type(apps[0]).objects.of_tenant(county.tenant)} == {"meeting"}
    assert Decision.objects.of_tenant(county.tenant).count() == 0


def test_a_return_from_the_meeting_goes_to_the_last_level_with_its_faults(county, call):
    apps, meeting = scored(county, call, [90])
    fault = NamedFault("targets.indicators", "指标过软", "改为可核实的数")
    told = (Verdict(str(apps[0].key), "returned", "指标不实", faults=(fault,)),)
    county.do("office-clerk", "meeting.record_decision", meeting, Recorded("立项决定", HELD, verdicts=told))
    apps[0].refresh_from_db()
    assert (apps[0].state, apps[0].rework_round, apps[0].due_on) == (
        "returned.leading_group",
        1,
        date(2026, 3, 12),
    )


def test_a_member_of_the_applying_unit_must_recuse_and_the_recusal_is_left_out_of_the_mean(county, call):
    apps, meeting = scoring(county, call, 1)
    county.place.post(county.person("member-1"), county.unit("青石街道"), "deputy_secretary")
    with pytest.raises(Refused) as no:
        county.do("member-1", "meeting.submit_sheet", meeting, NewSheet(str(apps[0].key), FULL))
    assert codes(no) == ["sheet.must_recuse"]
    done = county.do("member-1", "meeting.submit_sheet", meeting, NewSheet(str(apps[0].key), is_recused=True))
    assert done.act.action == "meeting.submit_sheet"
    for login in MEMBERS:
        if login != "member-1":
            county.do(login, "meeting.submit_sheet", meeting, NewSheet(str(apps[0].key), FULL))
    with pytest.raises(Refused) as no:
        county.do("office-clerk", "meeting.close_scoring", meeting)
    assert codes(no) == ["meeting.quorum_lacking"]


def test_nobody_approves_an_application_past_the_register(county, call):
    from touyan.stages.approval.actions import Decided

    apps, meeting = scored(county, call, [90])
    with pytest.raises(Refused) as no:
        county.do("office-clerk", "application.approve", apps[0], Decided(str(meeting.key), "approved"))
    assert codes(no) == ["decision.not_recorded"]


def test_a_meeting_stays_with_its_county(county, call):
    scoring(county, call, 1)
    assert Meeting.objects.visible(county.actor("n-vetter")).count() == 0
