"""Whoever reads a page reads words: no code of ours, no sentence of the framework, no bare date of a machine."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.test import Client

from touyan.core.findings import Finding
from touyan.foundation.jobs import actions as jobs
from touyan.foundation.ledger.registry import subject_models
from touyan.foundation.search import queries
from touyan.foundation.web.fields import asked
from touyan.foundation.web.reasons import because
from touyan.foundation.web.templatetags.asking import faults
from touyan.foundation.wording import catalogue, sentence


def test_every_kind_of_matter_and_every_job_has_words_in_both_languages():
    wanted = [f"kind.{kind}" for kind in subject_models()]
    wanted += [f"job.day.{name}" for name in jobs._DAILY]
    wanted += [f"job.hour.{name}" for name in jobs._HOURLY]
    wanted += [f"job.{name}" for name in jobs._WORK if name not in {"day", "hour"}]
    assert [code for code in wanted if code not in catalogue()] == []
    assert [code for code in wanted if not all(catalogue()[code])] == []


def test_the_record_is_told_in_words(county, client_of):
    county.do("security-admin", "unit.rename", county.unit("青石街道"), _renamed())
    text = re.sub(r"<[^>]+>", " ", client_of("audit-admin").get("/audit").content.decode())
    assert "更名" in text
    assert "单位" in text
    assert "在用" in text
    assert re.findall(r"\b(?:unit|person|active|proposed)\b", text[text.index("记录指纹") :]) == []


def _renamed():
    from touyan.foundation.units.actions import Rename

    return Rename("青石街道办事处", "青石街道")


class Sample(forms.Form):
    voucher = forms.CharField(label="支付凭证号", max_length=4)
    person = forms.ChoiceField(label="人员", choices=(("", ""), ("1", "甲")))
    count = forms.IntegerField(label="数量", min_value=1)
    own = forms.CharField(label="理由", error_messages={"required": "请写明为什么。"})


def test_a_refused_form_says_what_to_fill_in_and_leaves_its_own_sentences_alone():
    told = {q.name: q.error for q in asked(Sample({"voucher": "", "person": "", "count": "x", "own": ""}))}
    assert told == {
        "voucher": "请填写“支付凭证号”。",
        "person": "请选择“人员”。",
        "count": "“数量”请填整数。",
        "own": "请写明为什么。",
    }
    told = {
        q.name: q.error for q in asked(Sample({"voucher": "12345", "person": "9", "count": "0", "own": "好"}))
    }
    assert told["voucher"] == "“支付凭证号”最多 4 字，现在有 5 字，请删短。"
    assert told["person"] == "请从列表里选“人员”。"
    assert told["count"] == "“数量”不能小于 1。"


def test_the_summary_names_a_field_once():
    texts = [f["text"] for f in faults(Sample({"voucher": "", "person": "1", "count": "1", "own": ""}))]
    assert texts == ["请填写“支付凭证号”。", "理由：请写明为什么。"]


def test_an_empty_first_choice_asks_to_choose():
    person = next(q for q in asked(Sample()) if q.name == "person")
    assert person.choices[0]["label"] == "请选择"


def test_a_day_given_to_a_form_reaches_its_input():
    class Dated(forms.Form):
        on = forms.DateField(label="日期")

    from datetime import date

    assert [q.value for q in asked(Dated(initial={"on": date(2026, 6, 8)}))] == ["2026-06-08"]


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "2026年6月30日 周二"), ("en", "Tue 30 Jun 2026")], ids=["zh", "en"]
)
def test_reasons_say_their_days_in_words(county, lang, words):
    told = because((Finding("call.over", facts={"day": "2026-06-30"}),), county.unit("青石街道"), lang)
    assert words in told[0]
    assert "2026-06-30" not in told[0]
    assert sentence("call.over", {"day": "2026-06-30"}) != told[0]


def test_a_fault_nobody_foresaw_is_told_calmly(county, monkeypatch):
    def broken(*_args):
        raise RuntimeError("boom")

    monkeypatch.setattr(queries, "found", broken)
    from touyan.foundation.people.models import Person

    person = Person.objects.everything().get(login="org-vetter")
    client = Client(HTTP_HOST="localhost", raise_request_exception=False)
    session = client.session
    session["person"], session["stamp"] = person.pk, person.stamp
    session.save()
    answer = client.get("/search?q=街道")
    text = answer.content.decode()
    assert answer.status_code == 500
    assert "这一页出了故障" in text
    assert "请求编号" in text
    assert "boom" not in text
    assert "Server Error" not in text
