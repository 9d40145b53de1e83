"""Complaint and suggestion: anonymous, to another office than the asker's, answered behind a code."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from touyan.foundation.feedback import rules
from touyan.foundation.feedback.actions import Reply
from touyan.foundation.feedback.models import Feedback
from touyan.foundation.feedback.queries import by_code
from touyan.foundation.feedback.sending import page_of, send
from touyan.foundation.ledger.actor import anonymous
from touyan.foundation.ledger.door import OutOfScope, Refused
from touyan.foundation.ledger.models import Act
from touyan.foundation.notices.duties import duties
from touyan.foundation.notices.models import Notice

WORDS = ("repeated", "同一张表三个单位都在要")


def sent(county, login=None, words=WORDS, named=False):
    actor = county.actor(login) if login else anonymous(county.tenant)
    answer = send(actor, county.tenant, words, "", named=named)
    assert answer.reasons == ()
    return answer.code, Feedback.objects.of_tenant(county.tenant).latest("id")


def test_anybody_sends_without_an_account_and_gets_a_code_that_stands_in_no_address(county):
    client = Client(HTTP_HOST="localhost")
    key = str(county.unit("五华区").tenant.key)
    answer = client.post("/feedback", {"county": key, "sort": "repeated", "text": WORDS[1]})
    assert answer["Location"] == "/feedback/sent"
    code = client.session["feedback_code"]
    assert code in client.get("/feedback/sent").content.decode()
    made = Feedback.objects.of_tenant(county.tenant).latest("id")
    assert (made.unit.name, made.asker, code in str(vars(made))) == ("区委组织部", None, False)


def test_nothing_in_the_record_leads_back_to_an_anonymous_sender(county):
    _, made = sent(county, "street-drafter")
    act = Act.objects.filter(action="feedback.raise").latest("id")
    assert (act.person, act.post, act.request_id, made.asker_id) == (0, None, "", None)


def test_a_message_from_the_organisation_department_goes_to_another_office(county):
    _, made = sent(county, "org-vetter", named=True)
    assert made.unit.name != "区委组织部"
    assert made.unit.kind in rules.ANSWERING


def test_the_head_sees_it_with_its_day_and_nobody_else_does(county, client_of):
    _, made = sent(county)
    assert [
        d.due_on for d in duties(county.actor("org-head"), date(2026, 1, 5), "zh") if "feedback" in d.url
    ] == [date(2026, 1, 19)]
    assert client_of("org-head").get(f"/feedback/{made.key}").status_code == 200
    for login in (
        "org-vetter",
        "office-head",
        "office-clerk",
        "street-secretary",
        "security-admin",
        "audit-admin",
        "n-vetter",
    ):
        assert client_of(login).get(f"/feedback/{made.key}").status_code == 404
    assert Notice.objects.of_tenant(county.tenant).filter(code="feedback.raised").count() == 1


def test_only_the_head_of_the_office_answers_and_only_with_words(county):
    _, made = sent(county)
    with pytest.raises(Refused) as no:
        county.do("org-head", "feedback.answer", made, Reply(" "))
    assert [f.code for f in no.value.reasons] == ["feedback.answer_missing"]
    with pytest.raises(Refused):
        county.do("org-vetter", "feedback.answer", made, Reply("好"))
    with pytest.raises((Refused, OutOfScope)):
        county.do("street-secretary", "feedback.answer", made, Reply("好"))


def test_the_answer_is_read_with_the_code_in_any_spelling_and_with_no_other(county, client_of):
    code, made = sent(county)
    client_of("org-head").post(f"/feedback/{made.key}/answer", {"text": "已合并为一张表。"})
    found = by_code(code.replace("-", " ").lower())
    assert (found["is_answered"], found["answer"]) == (True, "已合并为一张表。")
    stranger = Client(HTTP_HOST="localhost")
    assert "已合并为一张表。" in stranger.post("/feedback/answer", {"code": code}).content.decode()
    assert "没有这个查询码" in stranger.post("/feedback/answer", {"code": "AAAA-AAAA-AAAA"}).content.decode()


def test_a_named_sender_is_told_and_finds_the_answer_on_an_own_page(county, client_of):
    _, made = sent(county, "street-drafter", named=True)
    county.do("org-head", "feedback.answer", made, Reply("已办。"))
    assert "已办。" in client_of("street-drafter").get("/feedback/mine").content.decode()
    assert "已办。" not in client_of("street-checker").get("/feedback/mine").content.decode()
    assert (
        Notice.objects.of_tenant(county.tenant)
        .filter(code="feedback.answered", person=county.person("street-drafter"))
        .count()
        == 1
    )


def test_a_flood_is_stopped_without_keeping_addresses(county, monkeypatch):
    monkeypatch.setattr("touyan.foundation.feedback.actions.PER_HOUR", 3)
    answers = [send(anonymous(county.tenant), county.tenant, WORDS, "", named=False) for _ in range(4)]
    assert [[f.code for f in a.reasons] for a in answers] == [[], [], [], ["feedback.too_many"]]


def test_the_page_it_came_from_is_kept_without_its_query_and_only_when_ours():
    assert page_of("http://localhost/needs?q=secret", "localhost") == "/needs"
    assert page_of("http://evil.example/x", "localhost") == ""


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_costs_the_same_for_one_and_for_fifty(county, client_of, rows):
    for _ in range(rows):
        sent(county, "street-drafter", named=True)
    client = client_of("org-head")
    client.get("/feedback/list")
    with CaptureQueriesContext(connection) as caught:
        assert client.get("/feedback/list").status_code == 200
    assert len(caught) == 5


@pytest.mark.parametrize("url", ["/feedback", "/feedback/answer", "/feedback/mine"])
def test_every_page_of_it_opens(county, client_of, url):
    assert client_of("street-drafter").get(url).status_code == 200
    assert 'href="/feedback"' in client_of("street-drafter").get(url).content.decode()
