"""What keeps a matter on its version, stage by stage: contests drawn up, scores given, levels and outcomes that are gone."""

from __future__ import annotations

from datetime import date

import pytest
from tests.core.scheme_variants.variants import original
from tests.factories.applications_vetted import application, open_call
from tests.factories.running import assessment, project
from tests.factories.versions import next_version

from touyan.core.scheme import check
from touyan.foundation.wording import say
from touyan.stages.application.models import Fault
from touyan.stages.application.moving import levels_gone, workdays_of
from touyan.stages.appraisal.models import PostAssessment
from touyan.stages.appraisal.moving import sheets_entered
from touyan.stages.approval.moving import outcome_gone, parts_lost
from touyan.stages.assessment.moving import scored_stands
from touyan.stages.funding.moving import stages_stand
from touyan.stages.progress.moving import due_by, kinds_known
from touyan.stages.review.models import Contest, ContestEntry, Meeting, Opinion
from touyan.stages.review.moving import already_scored, contest_drawn, scoring_begun

SAME = ("#S WH-04", "#S WH-4")


def rules(*edits):
    text = original()
    for before, after in edits:
        assert before in text, before
        text = text.replace(before, after)
    scheme = check(text.encode()).scheme
    assert scheme is not None
    return scheme


def codes(found):
    return [finding.code for _pk, finding in found]


def contest(county, call, state):
    return Contest.objects.create(
        tenant_id=county.tenant, scheme_version=county.scheme, call=call, unit=county.unit("五华区"),
        title="擂台赛", held_on=date(2026, 4, 1), state=state,
    )  # fmt: skip


def test_a_contest_whose_list_is_drawn_up_stays_and_so_does_every_application_on_it(county):
    call = open_call(county)
    listed, free = (application(county, call, "青石街道", title, state="meeting") for title in ("甲", "乙"))
    new = next_version(county, SAME)
    planned, drawn = contest(county, call, "planned"), contest(county, call, "shortlisted")
    ContestEntry.objects.create(tenant_id=county.tenant, contest=drawn, application=listed, order=1)
    assert codes(contest_drawn([planned], new)) == []
    assert [(pk, f.code) for pk, f in contest_drawn([planned, drawn], new)] == [(drawn.pk, "move.drawn")]
    assert [(pk, f.code) for pk, f in already_scored([listed, free], new)] == [(listed.pk, "move.drawn")]


@pytest.mark.parametrize(
    ("state", "expected"), [("planned", []), ("scoring", ["move.scored"]), ("scored", ["move.scored"])]
)
def test_a_meeting_moves_until_its_scoring_opens(county, state, expected):
    meeting = Meeting(
        pk=1, tenant_id=county.tenant, scheme_version=county.scheme, call=open_call(county), title="例会", state=state,
        unit=county.unit("五华区"), held_on=date(2026, 3, 5),
    )  # fmt: skip
    assert codes(scoring_begun([meeting], next_version(county, SAME))) == expected


def test_faults_and_opinions_of_a_level_that_is_gone_keep_the_application(county):
    one = application(county, open_call(county), "青石街道", "甲", state="draft")
    told = {"tenant_id": county.tenant, "application": one, "round": 1, "level": "leading_group"}
    Fault.objects.create(**told, number=1, field="basics.title", problem="不清楚", demand="写清楚")
    person = county.person("group-vetter")
    Opinion.objects.create(**told, verdict="return", person=person, given_on=date(2026, 2, 2))
    same = next_version(county, SAME)
    gone = next_version(county, ("      leading_group: {label", "      other_group: {label"))
    assert codes(levels_gone([one], same)) == codes(already_scored([one], same)) == []
    found = [*levels_gone([one], gone), *already_scored([one], gone)]
    assert codes(found) == ["move.level_gone", "move.level_gone"]
    assert "区委党建工作领导小组审核" in say(found[0][1])
    assert "Vetting by the leading group" in say(found[0][1], "en")


def test_a_project_whose_outcome_has_no_word_in_the_new_rules_stays(county):
    one = project(county, outcome="self_implemented", state="light")
    gone = next_version(
        county,
        (
            "      self_implemented: {label: {zh: 由各党（工）委组织实施, en: Implemented by own committee}, track: light}",
            "      # ",
        ),
        ("      then: self_implemented   ", "      # then"),
        ("outcomes: [self_implemented]", "outcomes: [approved]"),
        ("      - {what: self_implemented_list, audience: tenant, after_publicity: true}\n", ""),
    )
    assert codes(outcome_gone([one], gone)) == ["move.outcome_gone"]
    assert codes(outcome_gone([project(county, number="X-2", call=one.application.call)], gone)) == []


def test_a_project_with_a_part_of_a_kind_the_new_version_lacks_stays(county):
    one = project(county)
    assessment(county, one)
    same = next_version(county, SAME)
    assert codes(parts_lost([one], same)) == []
    same.machine("assessment")
    lacking = {kind: m for kind, m in same.machines.items() if kind != "assessment"}
    type(same).plain.filter(pk=same.pk).update(machines=lacking, digest="0" * 64)
    same = type(same).plain.get(pk=same.pk)
    assert codes(parts_lost([one], same)) == ["move.part_lost"]


def test_a_score_stays_with_the_parts_and_grades_it_was_given_by():
    old = rules()
    new = rules(("from: 90, quota_pct: 25", "from: 92, quota_pct: 25"))
    scored, unscored = [("scored", "")], [("open", "")]
    assert [f.code for f in scored_stands(scored, old, new)] == ["move.scored"]
    assert list(scored_stands(unscored, old, new)) == []
    assert list(scored_stands(scored, old, rules(("rectify_workdays: 10", "rectify_workdays: 9")))) == []


def test_money_stays_with_the_shares_it_was_reckoned_by():
    old = rules()
    new = rules(("label: {zh: 中期检查通过, en: Midterm passed}, pct: 40", "label: {zh: 中期检查通过, en: Midterm passed}, pct: 30"),
                ("label: {zh: 验收通过, en: Acceptance passed}, pct: 30", "label: {zh: 验收通过, en: Acceptance passed}, pct: 40"))  # fmt: skip
    found = list(stages_stand([("paid", "approval"), ("locked", "midterm")], old, new))
    assert [(f.code, f.facts["name"]) for f in found] == [("move.money_reckoned", "中期检查通过")]
    assert list(stages_stand([("cancelled", "midterm")], old, new)) == []


def test_reports_need_their_rule_and_fall_due_by_the_new_rhythm_where_the_period_is_the_same():
    old, new = rules(), rules(("      monthly:   ", "      every_month:   "))
    found = list(kinds_known([("accepted", "monthly"), ("due", "quarterly_line")], old, new))
    assert [(f.code, f.facts["name"]) for f in found] == [("move.report_gone", "月度进展")]
    assert due_by(old, "monthly", "2026-05-01/2026-05-31") == date(2026, 5, 29)
    assert due_by(old, "monthly", "2026-04-01/2026-06-30") is None
    assert due_by(new, "monthly", "2026-05-01/2026-05-31") is None


def test_the_working_days_of_a_step_are_those_of_its_state():
    told = {
        state: workdays_of(rules(), state)
        for state in ("draft", "vetting.leading_group", "returned.leading_group", "revising", "vetting.gone")
    }
    assert told == {
        "draft": None, "vetting.leading_group": 5, "returned.leading_group": 5, "revising": 5, "vetting.gone": None,
    }  # fmt: skip


def test_an_assessment_of_a_person_moves_until_a_sheet_is_entered(county):
    post = county.person("street-drafter").posts.first()
    free = PostAssessment(pk=1, tenant_id=county.tenant, post=post, year=2026, state="open")
    entered = PostAssessment(
        pk=2, tenant_id=county.tenant, post=post, year=2026, state="open", inputs={"peers": []}
    )
    assert [(pk, f.code) for pk, f in sheets_entered([free, entered], county.scheme)] == [(2, "move.scored")]
