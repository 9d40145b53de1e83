"""Matters under way stay on their version until somebody moves them: previewed, by one act each, and back while nothing happened."""

from __future__ import annotations

import io
from datetime import date

import pytest
from tests.factories.versions import next_version
from tests.journeys.path import FIRST, MARKS, by, drafted, handed_in, opened, running, vetted

from touyan.foundation.ledger.actor import system
from touyan.foundation.ledger.door import Refused, perform
from touyan.foundation.ledger.models import Act
from touyan.foundation.ledger.verify import report as verify
from touyan.stages.application.models import Application
from touyan.stages.progress.actions import Period
from touyan.stages.review.sessions import NewMeeting, NewSheet
from touyan.stages.scheme.moving import MOVERS, Back, Move, NewDue

LONGER = ("role: department_vetter, workdays: 5}", "role: department_vetter, workdays: 9}")
SHORTER = ("role: department_vetter, workdays: 5}", "role: department_vetter, workdays: 2}")


def fresh(matter):
    return type(matter).plain.get(pk=matter.pk)


def codes(refused):
    return [f.code for f in refused.value.reasons]


def holds():
    out = io.StringIO()
    return (verify(out), out.getvalue())


def test_by_default_nothing_moves_when_a_new_version_is_published(county):
    one = handed_in(county, opened(county), FIRST)
    next_version(county, LONGER)
    assert fresh(one).scheme_version_id == county.scheme.pk


def test_one_matter_moves_by_one_recorded_act_and_its_deadline_follows_the_new_rules(county):
    one = handed_in(county, opened(county), FIRST)
    was = one.due_on
    new = next_version(county, LONGER)
    done = county.do("office-clerk", "application.move", one, Move(str(new.key), "统一期限"))
    moved = fresh(one)
    assert (moved.scheme_version_id, moved.state, moved.version) == (new.pk, one.state, one.version + 1)
    assert (was, moved.due_on) == (date(2026, 1, 12), date(2026, 1, 16))
    assert done.act.note["from"] == [str(county.scheme.key), 1]
    assert done.act.note["to"] == [str(new.key), 2]
    assert holds()[0] == 0


def test_a_move_never_takes_days_away_that_were_given(county):
    one = handed_in(county, opened(county), FIRST)
    new = next_version(county, SHORTER)
    county.do("office-clerk", "application.move", one, Move(str(new.key), "统一期限"))
    assert fresh(one).due_on == one.due_on


def test_afterwards_the_matter_goes_on_by_the_new_rules(county):
    one = handed_in(county, opened(county), FIRST)
    new = next_version(
        county,
        ("posts: [vetter]\n  department_head:", "posts: [head]\n  department_head:"),
    )
    county.do("office-clerk", "application.move", one, Move(str(new.key), "换人审核"))
    with pytest.raises(Refused) as no:
        county.do("org-vetter", "application.pass", fresh(one))
    assert codes(no) == ["door.not_yours"]


def test_only_who_keeps_the_scheme_moves_matters(county):
    one = handed_in(county, opened(county), FIRST)
    new = next_version(county, LONGER)
    for login in ("street-drafter", "org-vetter", "group-head"):
        with pytest.raises(Refused) as no:
            county.do(login, "application.move", one, Move(str(new.key), "不该我办"))
        assert codes(no) == ["door.not_yours"]
    assert fresh(one).scheme_version_id == county.scheme.pk


def test_a_reason_is_demanded_and_a_second_move_to_the_same_version_is_refused(county):
    one = handed_in(county, opened(county), FIRST)
    new = next_version(county, LONGER)
    with pytest.raises(Refused) as no:
        county.do("office-clerk", "application.move", one, Move(str(new.key), "  "))
    assert codes(no) == ["move.no_reason"]
    county.do("office-clerk", "application.move", one, Move(str(new.key), "统一期限"))
    with pytest.raises(Refused) as no:
        county.do("office-clerk", "application.move", one, Move(str(new.key), "再转一次"))
    assert codes(no) == ["move.already_there"]


def test_a_matter_does_not_move_to_an_earlier_version_or_to_a_draft(county):
    second = next_version(county, LONGER)
    one = handed_in(county, opened(county), FIRST)
    Application.plain.filter(pk=one.pk).update(scheme_version=second)
    with pytest.raises(Refused) as no:
        county.do("office-clerk", "application.move", fresh(one), Move(str(county.scheme.key), "往回"))
    assert codes(no) == ["move.not_later"]


def test_a_state_the_new_version_does_not_have_keeps_the_matter(county):
    one = handed_in(county, opened(county), FIRST)
    new = next_version(
        county,
        (
            "      organization_department: {label: {zh: 区委组织部初审",
            "      first_look: {label: {zh: 区委组织部初审",
        ),
    )
    with pytest.raises(Refused) as no:
        county.do("office-clerk", "application.move", one, Move(str(new.key), "换层级"))
    assert codes(no) == ["move.no_state"]
    assert fresh(one).scheme_version_id == county.scheme.pk


def test_an_answer_that_would_be_lost_keeps_the_matter(county):
    one = drafted(county, opened(county), FIRST)
    new = next_version(
        county,
        ("exemplary:  {label: {zh: 示范", "example:  {label: {zh: 示范"),
        ("fields: [value.exemplary]", "fields: [value.example]"),
    )
    with pytest.raises(Refused) as no:
        county.do("office-clerk", "application.move", one, Move(str(new.key), "换表"))
    assert [(f.code, f.place) for f in no.value.reasons] == [("move.answer_no_field", "value.exemplary")]


def test_what_was_scored_under_the_old_rules_stays_there(county):
    call = opened(county)
    one = vetted(county, handed_in(county, call, FIRST))
    meeting = county.do("office-clerk", "meeting.create", call, _meeting()).subject
    new = next_version(county, LONGER)
    county.do("office-clerk", "meeting.open_scoring", meeting)
    county.do("group-vetter", "meeting.submit_sheet", meeting, _sheet(one))
    for action, matter in (("application.move", one), ("meeting.move", meeting)):
        with pytest.raises(Refused) as no:
            county.do("office-clerk", action, fresh(matter), Move(str(new.key), "换规则"))
        assert codes(no) == ["move.scored"]


def _meeting():
    return NewMeeting("例会", "2026-03-05")


def _sheet(one):
    return NewSheet(str(one.key), MARKS, salt="x")


def test_a_move_is_taken_back_whole_while_nothing_happened_since(county):
    one = handed_in(county, opened(county), FIRST)
    new = next_version(county, LONGER)
    county.do("office-clerk", "application.move", one, Move(str(new.key), "转错了的"))
    county.do("office-clerk", "application.move_back", fresh(one), Back("转错了"))
    back = fresh(one)
    assert (back.scheme_version_id, back.due_on, back.version) == (
        county.scheme.pk,
        one.due_on,
        one.version + 2,
    )
    with pytest.raises(Refused) as no:
        county.do("office-clerk", "application.move_back", back, Back("再退"))
    assert codes(no) == ["move.something_since"]
    assert holds()[0] == 0


def test_after_something_was_done_the_way_back_is_shut(county):
    one = handed_in(county, opened(county), FIRST)
    new = next_version(county, LONGER)
    county.do("office-clerk", "application.move", one, Move(str(new.key), "统一期限"))
    vetted(county, fresh(one))
    with pytest.raises(Refused) as no:
        county.do("office-clerk", "application.move_back", fresh(one), Back("转错了"))
    assert codes(no) == ["move.something_since"]


def test_a_call_from_which_something_was_begun_since_does_not_go_back(county):
    call = opened(county)
    new = next_version(county, LONGER)
    county.do("office-clerk", "call.move", call, Move(str(new.key), "以后都按新的"))
    begun = by(county, FIRST, "drafter", "application.create", fresh(call))
    assert begun.scheme_version_id == new.pk
    with pytest.raises(Refused) as no:
        county.do("office-clerk", "call.move_back", fresh(call), Back("转错了"))
    assert codes(no) == ["move.begun_since"]


LATER_REPORT = (
    'cadence: {every: month, due: {last_workday_of: month, time: "17:00"}, skip_if_no_workday: true}',
    "cadence: {every: month, due: {day: 31, roll: next}, skip_if_no_workday: true}",
)


def with_report(county):
    project = running(county)
    given = Period("monthly", "2026-05-01/2026-05-31", "2026年5月", "2026-05-29")
    report = perform("report.open", subject=project, actor=system(county.tenant), given=given).subject
    return fresh(project), report


def test_a_project_takes_its_open_reports_along_each_by_an_act_of_its_own(county):
    project, report = with_report(county)
    new = next_version(county, LATER_REPORT)
    county.do("office-clerk", "project.move", project, Move(str(new.key), "放宽报告期限"))
    assert (fresh(report).due_on, fresh(report).version) == (date(2026, 6, 1), report.version + 1)
    assert Act.objects.filter(action="report.reschedule", is_done=True).count() == 1
    assert fresh(project).scheme_version_id == new.pk
    assert holds()[0] == 0
    county.do("office-clerk", "project.move_back", fresh(project), Back("转错了"))
    assert (fresh(report).due_on, fresh(project).scheme_version_id) == (date(2026, 5, 29), county.scheme.pk)
    assert holds()[0] == 0


def test_nobody_but_the_engine_reschedules_a_report(county):
    _project, report = with_report(county)
    with pytest.raises(Refused) as no:
        county.do("office-clerk", "report.reschedule", report, NewDue("2026-12-31"))
    assert codes(no) == ["door.not_yours"]


def test_when_a_part_cannot_follow_nothing_of_the_project_moves(county, monkeypatch):
    project, report = with_report(county)
    new = next_version(county, LATER_REPORT)

    def torn(tenant):
        raise RuntimeError("torn off before the last write")

    monkeypatch.setattr(MOVERS["project"].model.objects, "of_tenant", torn)
    with pytest.raises(RuntimeError):
        county.do("office-clerk", "project.move", project, Move(str(new.key), "放宽报告期限"))
    monkeypatch.undo()
    assert (fresh(report).due_on, fresh(project).scheme_version_id) == (date(2026, 5, 29), county.scheme.pk)


def test_money_already_reckoned_and_reports_without_a_rule_keep_the_project(county):
    project, _report = with_report(county)
    shares = next_version(
        county,
        ("label: {zh: 立项后, en: On approval}, pct: 30", "label: {zh: 立项后, en: On approval}, pct: 40"),
        (
            "label: {zh: 验收通过, en: Acceptance passed}, pct: 30",
            "label: {zh: 验收通过, en: Acceptance passed}, pct: 20",
        ),
        ("      monthly:   ", "      every_month:   "),
    )
    with pytest.raises(Refused) as no:
        county.do("office-clerk", "project.move", project, Move(str(shares.key), "换比例"))
    assert sorted(set(codes(no))) == ["move.money_reckoned", "move.report_gone"]
