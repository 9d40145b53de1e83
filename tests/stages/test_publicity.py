"""Publicity in working days, objections that hold back only their own item, nothing public without a named act."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.applications_vetted import before_the_meeting, open_call, score_all

from touyan.foundation.ledger.door import Refused
from touyan.foundation.publicity.actions import NewObjection, NewRelease, ObjectionAnswer, Withdrawal
from touyan.foundation.publicity.holds import held_back
from touyan.foundation.publicity.models import Objection, PublicTry, Release
from touyan.stages.approval.decisions import Recorded, Verdict
from touyan.stages.approval.models import Decision
from touyan.stages.approval.publishing import payload, title_of
from touyan.stages.review.sessions import NewMeeting

HELD = "2026-03-06"
CONTACT = {"phone": "0871-60000000", "address": "五华区示例路1号", "email": ""}


def codes(no):
    return [f.code for f in no.value.reasons]


@pytest.fixture
def decided(county):
    county.today(date(2026, 3, 5))
    apps = before_the_meeting(county, open_call(county), 2)
    meeting = county.do("office-clerk", "meeting.create", apps[0].call, NewMeeting("3月例会", HELD)).subject
    meeting = county.do("office-clerk", "meeting.open_scoring", meeting).subject
    score_all(county, meeting, apps, [96, 92])
    meeting = county.do("office-clerk", "meeting.close_scoring", meeting).subject
    told = tuple(Verdict(str(a.key), "approved") for a in apps)
    county.do(
        "office-clerk", "meeting.record_decision", meeting, Recorded("3月例会决定", HELD, verdicts=told)
    )
    return apps, Decision.objects.of_tenant(county.tenant).get()


def prepared(county, decision):
    rules = county.scheme.rules
    content = payload(decision, rules, "approved_list", CONTACT)
    new = NewRelease(
        "approved_list", decision.KIND, str(decision.key), title_of(decision, rules, "approved_list"), content
    )
    return county.do("office-clerk", "release.prepare", county.scheme, new).subject


@pytest.fixture
def opened(county, decided):
    """Posted on the Tuesday before the National Day holiday."""
    apps, decision = decided
    county.today(date(2026, 9, 29))
    return apps, county.do("office-head", "release.open_publicity", prepared(county, decision)).subject


def objection(apps, n=0):
    return NewObjection(str(apps[n].key), "示例乙", "0871-61111111", "该项目与去年项目内容相同。")


def test_a_draft_is_public_nowhere_and_is_not_published_past_the_publicity(county, decided):
    _, decision = decided
    release = prepared(county, decision)
    assert Client(HTTP_HOST="localhost").get(f"/public/{release.key}").status_code == 404
    with pytest.raises(Refused) as no:
        county.do("office-head", "release.publish", release)
    assert codes(no) == ["release.publicity_first"]


def test_only_the_named_releaser_opens_the_publicity(county, decided):
    _, decision = decided
    with pytest.raises(Refused) as no:
        county.do("office-clerk", "release.open_publicity", prepared(county, decision))
    assert codes(no) == ["door.not_yours"]


def test_the_period_begins_the_next_working_day_and_counts_over_the_holiday_and_the_makeup_saturday(opened):
    _, release = opened
    assert (release.opens_on, release.closes_on) == (date(2026, 9, 30), date(2026, 10, 12))
    assert (release.payload["workdays"], release.payload["calendar_version"]) == (5, "CN-2026-1")


def test_the_public_page_shows_the_released_fields_and_no_person(opened):
    apps, release = opened
    page = Client(HTTP_HOST="localhost").get(f"/public/{release.key}").content.decode()
    assert all(a.title in page and a.unit.name in page for a in apps)
    assert not any(a.leader.name in page for a in apps)
    assert release.payload["columns"] == ["项目名称", "申报单位", "项目领域", "起止时间"]


def test_it_is_closed_only_after_the_last_day_and_with_every_objection_answered(county, opened):
    apps, release = opened
    county.today(date(2026, 10, 12))
    raised = county.do("org-head", "objection.raise", release, objection(apps)).subject
    with pytest.raises(Refused) as no:
        county.do("office-head", "release.close_publicity", release)
    assert codes(no) == ["release.publicity_running", "release.objections_open"]
    county.do("org-head", "objection.answer", raised, ObjectionAnswer("经核实，内容不同。", is_upheld=False))
    county.today(date(2026, 10, 13))
    release = county.do("office-head", "release.close_publicity", release).subject
    assert release.state == "publicised"
    assert raised.due_on == date(2026, 10, 19)


def test_an_objection_holds_back_only_its_own_item_and_an_upheld_one_keeps_it_out_of_the_list(county, opened):
    apps, release = opened
    raised = county.do("org-head", "objection.raise", release, objection(apps)).subject
    kind = apps[0].KIND
    assert [f.code for f in held_back(county.tenant, kind, apps[0].key, "甲")] == ["objection.holds_open"]
    assert held_back(county.tenant, kind, apps[1].key, "乙") == ()
    county.do("org-head", "objection.answer", raised, ObjectionAnswer("属实。", is_upheld=True))
    assert [f.code for f in held_back(county.tenant, kind, apps[0].key, "甲")] == ["objection.holds_upheld"]
    county.today(date(2026, 10, 13))
    county.do("office-head", "release.close_publicity", release)
    release = county.do("office-head", "release.publish", release).subject
    assert ([row["key"] for row in release.payload["rows"]], release.payload["held_back"]) == (
        [str(apps[1].key)],
        1,
    )
    page = Client(HTTP_HOST="localhost").get(f"/public/{release.key}").content.decode()
    assert (apps[0].title in page, apps[1].title in page) == (False, True)


def test_an_item_held_back_gets_no_document_number(county, opened):
    from tests.stages.test_approval import drafted

    apps, release = opened
    county.do("org-head", "objection.raise", release, objection(apps))
    decision = Decision.objects.of_tenant(county.tenant).get()
    held, free = drafted(county, decision, apps[:1]), drafted(county, decision, apps[1:])
    with pytest.raises(Refused) as no:
        county.do("office-clerk", "notice.reserve_number", held)
    assert codes(no) == ["objection.holds_open"]
    assert county.do("office-clerk", "notice.reserve_number", free).subject.state == "numbered"


def test_an_anonymous_objection_is_refused_and_nothing_is_raised_about_something_else(county, opened):
    apps, release = opened
    with pytest.raises(Refused) as no:
        county.do("org-head", "objection.raise", release, NewObjection(str(apps[0].key), " ", "", "不实"))
    assert codes(no) == ["objection.name_missing", "objection.contact_missing"]
    with pytest.raises(Refused) as no:
        county.do("org-head", "objection.raise", release, NewObjection(str(release.key), "甲", "1", "不实"))
    assert codes(no) == ["objection.item_unknown"]


def test_withdrawal_needs_a_reason_and_takes_the_page_away_at_once(county, opened):
    _, release = opened
    with pytest.raises(Refused) as no:
        county.do("office-head", "release.withdraw", release, Withdrawal(""))
    assert codes(no) == ["release.reason_missing"]
    county.do("office-head", "release.withdraw", release, Withdrawal("名单有误"))
    assert Client(HTTP_HOST="localhost").get(f"/public/{release.key}").status_code == 404


def let_the_public_object(county):
    """The scheme's machine with the engine among those who raise objections, as the public page needs it."""
    version = county.scheme
    machine = version.machines["release"]
    for edge in machine["edges"]:
        if edge["action"] == "objection.raise" and "system" not in edge["roles"]:
            edge["roles"].append("system")
    if all(role["name"] != "system" for role in machine["roles"]):
        machine["roles"].append(
            {"name": "system", "posts": [], "of": "system", "name_of": "", "label": {"zh": "", "en": ""}}
        )
    type(version).objects.everything().filter(pk=version.pk).update(machines=version.machines)


def form_of(apps, n):
    return {
        "item": str(apps[n].key),
        "name": "示例乙",
        "contact": "0871-61111111",
        "text": "该项目与去年项目内容相同。",
    }


def test_anybody_may_object_by_real_name_on_the_public_page(county, opened):
    apps, release = opened
    let_the_public_object(county)
    response = Client(HTTP_HOST="localhost").post(f"/public/{release.key}", form_of(apps, 0))
    assert response.status_code == 302
    raised = Objection.objects.of_tenant(county.tenant).get()
    assert (raised.name, raised.item_key, raised.state) == ("示例乙", apps[0].key, "open")


def test_one_address_may_object_five_times_an_hour(county, opened):
    apps, release = opened
    let_the_public_object(county)
    client = Client(HTTP_HOST="localhost")
    for _ in range(5):
        client.post(f"/public/{release.key}", form_of(apps, 0))
    page = client.post(f"/public/{release.key}", form_of(apps, 1)).content.decode()
    assert ("提交的次数较多" in page, Objection.objects.of_tenant(county.tenant).count()) == (True, 5)
    assert "127.0.0.1" not in str(list(PublicTry.objects.values_list("address", flat=True)))


def test_who_objected_is_shown_only_to_whoever_answers(county, opened, client_of):
    apps, release = opened
    raised = county.do("org-head", "objection.raise", release, objection(apps)).subject
    answering = client_of("org-head").get(f"/objections/{raised.key}").content.decode()
    other = client_of("office-clerk").get(f"/objections/{raised.key}").content.decode()
    assert ("示例乙" in answering, "示例乙" in other, "0871-61111111" in other) == (True, False, False)


def test_the_pages_of_releases_cost_few_statements(county, opened, client_of):
    apps, release = opened
    raised = county.do("org-head", "objection.raise", release, objection(apps)).subject
    for login, url in (("office-head", "/releases"), ("office-head", f"/releases/{release.key}"), ("org-head", f"/objections/{raised.key}"),
                       ("org-head", f"/releases/{release.key}/objection")):  # fmt: skip
        client = client_of(login)
        client.get(url)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url).status_code == 200
        assert len(seen) <= 12, (url, len(seen))


def test_a_release_of_another_county_is_not_found_inside(county, opened, client_of):
    _, release = opened
    assert client_of("n-vetter").get(f"/releases/{release.key}").status_code == 404
    assert Release.objects.visible(county.actor("n-vetter")).count() == 0


def test_a_list_meant_for_the_county_is_read_by_every_unit_and_by_nobody_outside(county, decided, client_of):
    _, decision = decided
    rules = county.scheme.rules
    content = payload(decision, rules, "self_implemented_list", CONTACT)
    new = NewRelease("self_implemented_list", decision.KIND, str(decision.key), "自行组织实施项目", content)
    release = county.do("office-clerk", "release.prepare", county.scheme, new).subject
    street = client_of("street-drafter")
    assert street.get(f"/releases/{release.key}").status_code == 404
    county.do("office-head", "release.open_publicity", release)
    assert street.get(f"/releases/{release.key}").status_code == 200
    assert Client(HTTP_HOST="localhost").get(f"/public/{release.key}").status_code == 404
