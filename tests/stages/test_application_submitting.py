"""From the call to the submitted version: who may, when, and what stops it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.stages.application_ground import ANSWERS, at_signing, begun, fresh, handed_in, open_call, returned

from touyan.fieldwork.needs.actions import NewNeed
from touyan.fieldwork.needs.models import Need
from touyan.foundation.ledger.door import OutOfScope, Refused, deliver
from touyan.foundation.ledger.models import Act, Effect
from touyan.foundation.people.actions import Leave
from touyan.foundation.people.models import Post
from touyan.project.demonstration.organisation import Place
from touyan.stages.application.actions import Extension, NewCall, Reason, Saved
from touyan.stages.application.conditions import secretary_in_office
from touyan.stages.application.models import Version


def refused(county, login, action, subject, given=None) -> list[str]:
    with pytest.raises(Refused) as no:
        county.do(login, action, subject, given)
    return [f.code for f in no.value.reasons]


def test_an_application_goes_from_drafter_to_checker_to_secretary_to_vetting(county):
    done = handed_in(county)
    assert (done.state, done.title, done.focus_area, done.budget_fen) == (
        "vetting.organization_department", "平城巷夜间照明整治", "social_governance", 3_061_800,
    )  # fmt: skip
    assert (done.leader_id, done.submitted_on, done.due_on) == (
        county.person("street-secretary").pk,
        date(2026, 1, 5),
        date(2026, 1, 12),
    )
    version = Version.objects.of_tenant(county.tenant).get(application=done)
    assert (version.number, version.answers, len(version.digest), len(version.code)) == (1, ANSWERS, 64, 16)
    assert done.number == "2026-001"


def test_a_call_before_its_first_day_takes_nothing_in(county):
    call = open_call(county, opens_on=date(2026, 1, 12))
    assert refused(county, "street-drafter", "application.create", call) == ["call.not_yet"]


def test_after_the_last_day_nothing_is_submitted_until_the_office_extends_with_a_reason(county):
    call = open_call(county)
    waiting = at_signing(county, call)
    county.today(date(2026, 2, 24))
    assert refused(county, "street-secretary", "application.submit", waiting) == ["call.over"]
    assert refused(county, "office-clerk", "call.extend", call, Extension(date(2026, 2, 28), " ")) == [
        "application.reason_missing"
    ]
    assert refused(county, "office-clerk", "call.extend", call, Extension(date(2026, 2, 14), "雪天")) == [
        "call.not_later"
    ]
    county.do("office-clerk", "call.extend", call, Extension(date(2026, 2, 28), "春节后补报"))
    assert (
        county.do("street-secretary", "application.submit", waiting).subject.state
        == "vetting.organization_department"
    )


def test_a_call_that_ends_before_it_begins_is_refused(county):
    given = NewCall("申报", "", date(2026, 2, 2), date(2026, 1, 5))
    assert refused(county, "office-clerk", "call.create", county.scheme, given) == ["call.days_backwards"]


def test_a_unit_the_scheme_does_not_ask_cannot_begin(county):

    place = Place(county.unit("五华区"), county.place.engine, hashed="x")
    place.person(county.unit("平城社区"), "community-drafter", "drafter")
    assert refused(county, "community-drafter", "application.create", open_call(county)) == [
        "application.unit_not_asked"
    ]


def test_the_checker_cannot_be_the_drafter(county):
    made = begun(county)
    made = county.do("street-drafter", "application.pass_to_check", made).subject
    county.place.post(county.person("street-drafter"), county.unit("青石街道"), "checker")
    assert refused(county, "street-drafter", "application.pass_to_sign", made) == ["door.same_hand"]


def test_only_the_secretary_in_person_submits_never_a_delegate(county):

    waiting = at_signing(county)
    assert refused(county, "street-checker", "application.submit", waiting) == ["door.not_yours"]
    post = Post.objects.of_tenant(county.tenant).get(person=county.person("street-secretary"))
    leave = Leave(str(county.person("street-checker").key), "2026-01-05", "2026-01-30", "休假")
    county.do("street-secretary", "delegation.grant", post, leave)
    assert refused(county, "street-checker", "application.submit", waiting) == ["door.leader_only"]


def test_every_missing_field_is_named_by_section(county):
    waiting = at_signing(county, **{"basics.title": "", "team.duties": "", "targets.indicators": []})
    with pytest.raises(Refused) as no:
        county.do("street-secretary", "application.submit", waiting)
    assert [(f.code, f.place, f.facts["field"]) for f in no.value.reasons] == [
        ("application.missing", "basics.title", "项目名称"),
        ("application.missing", "targets.indicators", "目标指标"),
        ("application.missing", "team.duties", "责任分解"),
    ]


def test_a_third_application_of_the_same_secretary_is_refused_while_two_are_in_vetting(county):
    call = open_call(county)
    first, second, third = handed_in(county, call), handed_in(county, call), at_signing(county, call)
    assert refused(county, "street-secretary", "application.submit", third) == ["application.quota_used"]
    assert [first.number, second.number, third.number] == ["2026-001", "2026-002", "2026-003"]
    county.do("street-secretary", "application.withdraw", first, Reason("与另一项目重复"))
    assert (
        county.do("street-secretary", "application.submit", third).subject.state
        == "vetting.organization_department"
    )


def test_a_project_that_ends_after_the_year_is_refused_before_submission(county):
    late = [*ANSWERS["tasks.stage_tasks"][:2], {**ANSWERS["tasks.stage_tasks"][2], "due": "2027-01-15"}]
    waiting = at_signing(
        county, **{"basics.period": {"from": "2026-03-01", "to": "2027-01-31"}, "tasks.stage_tasks": late}
    )
    assert refused(county, "street-secretary", "application.submit", waiting) == [
        "application.ends_too_late",
        "application.task_too_late",
    ]


def test_a_unit_without_a_secretary_in_office_is_told_so(county):

    waiting = at_signing(county)

    Post.objects.of_tenant(county.tenant).filter(person=county.person("street-secretary")).update(
        to_on=date(2026, 1, 1), state="ended"
    )
    assert [f.code for f in secretary_in_office(fresh(waiting), None)] == ["application.no_secretary"]


def test_sending_back_needs_a_reason_and_keeps_it(county):
    made = county.do("street-drafter", "application.pass_to_check", begun(county)).subject
    assert refused(county, "street-checker", "application.send_back", made, Reason(" ")) == [
        "application.reason_missing"
    ]
    done = county.do("street-checker", "application.send_back", made, Reason("指标没有现状值"))
    assert (done.subject.state, Act.objects.get(pk=done.act.pk).note) == (
        "draft",
        {"reason": "指标没有现状值"},
    )


def test_a_linked_need_is_answered_by_the_project_and_free_again_after_withdrawal(county):
    need = county.do(
        "street-drafter",
        "need.raise",
        county.unit("青石街道"),
        NewNeed("平城巷没有路灯", "晚上看不清", "visit"),
    ).subject
    waiting = at_signing(county, **{"basics.source_need": str(need.key)})

    done = county.do("street-secretary", "application.submit", waiting).subject
    for effect in Effect.objects.filter(delivered_at__isnull=True):
        assert deliver(effect.pk) is True
    linked = Need.objects.of_tenant(county.tenant).get(pk=need.pk)
    assert (linked.state, linked.linked_kind, linked.linked_key) == ("linked", "application", done.key)
    county.do("street-secretary", "application.withdraw", fresh(done), Reason("改由社区实施"))
    for effect in Effect.objects.filter(delivered_at__isnull=True):
        assert deliver(effect.pk) is True
    assert Need.objects.of_tenant(county.tenant).get(pk=need.pk).state == "claimed"


def test_resubmission_answers_each_numbered_fault_and_makes_the_second_version(county):
    sent = returned(
        county,
        handed_in(county),
        ("basics.title", "题目空泛", "写明对象"),
        ("team.duties", "责任不清", "落到人"),
    )
    assert (
        refused(county, "street-secretary", "application.resubmit", sent)
        == ["application.fault_unanswered"] * 2
    )
    text = Saved(
        ANSWERS | {"basics.title": "平城巷 36 盏路灯修复"}, faults={"1": "已写明对象", "2": "已落到人"}
    )
    county.do("street-drafter", "application.save", fresh(sent), text)
    again = county.do("street-secretary", "application.resubmit", fresh(sent)).subject
    numbers = (
        Version.objects.of_tenant(county.tenant)
        .filter(application=again)
        .order_by("number")
        .values_list("number", "answers__basics.title")
    )
    assert (again.state, [n for n, _ in numbers]) == ("vetting.organization_department", [1, 2])


def test_a_revision_is_answered_item_by_item(county):
    done = handed_in(county)
    items = [{"number": 1, "text": "目标值再核实", "answer": ""}]
    type(done).objects.everything().filter(pk=done.pk).update(state="revising", revision_items=items)
    assert refused(county, "street-secretary", "application.answer_revision", fresh(done)) == [
        "application.item_unanswered"
    ]
    county.do(
        "street-drafter", "application.save", fresh(done), Saved(ANSWERS, items={"1": "已与供电部门核实"})
    )
    answered = county.do("street-secretary", "application.answer_revision", fresh(done)).subject
    assert (answered.state, answered.revision_items[0]["answer"]) == ("revision_answered", "已与供电部门核实")


def test_a_sibling_street_cannot_touch_it(county):
    with pytest.raises(OutOfScope):
        county.do("sibling-secretary", "application.withdraw", handed_in(county), Reason("无"))


def test_wrong_figures_are_kept_as_typed_and_named_later(county):
    rows = [{**ANSWERS["targets.indicators"][0], "target": "三十六盏"}]
    waiting = at_signing(county, **{"targets.indicators": rows})
    assert waiting.answers["targets.indicators"][0]["target"] == "三十六盏"
    assert refused(county, "street-secretary", "application.submit", waiting) == [
        "application.cell_not_a_number"
    ]
