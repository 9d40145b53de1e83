"""What becomes public, by whom, and what never does."""

from __future__ import annotations

import dataclasses
import uuid
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.projects import project, running

from touyan.core.findings import Refusal
from touyan.foundation.ledger.door import Refused
from touyan.foundation.publicity.models import Release
from touyan.stages.publication import contents
from touyan.stages.publication.guard import personal


def listed(county, *projects, state="released"):
    """A published list that names these projects."""
    return Release.objects.create(
        tenant_id=county.tenant, state=state, version=1, unit=county.unit("区委党建工作领导小组办公室"), scheme_version=county.scheme,
        kind="approved_list", about_kind="decision", about_key=uuid.uuid4(), title="2026年度书记项目拟立项项目",
        payload={
            "audience": "public", "item_kind": "application", "columns": ["项目名称", "申报单位"], "issuer": "区委党建工作领导小组办公室",
            "rows": [{"key": str(p.application.key), "cells": [p.title, p.unit.name]} for p in projects],
        },
    )  # fmt: skip


def prepared(county, client_of, made, kind="project_page"):
    client_of("office-clerk").post("/releases/new", {"kind": kind, "project": [str(made.key)]})
    return Release.objects.of_tenant(county.tenant).filter(kind=kind).order_by("-id").first()


def published(county, client_of, made):
    one = prepared(county, client_of, made)
    county.do("office-head", "release.publish", one)
    return one


def codes(no):
    return [f.code for f in (no.value.reasons if hasattr(no.value, "reasons") else no.value.findings)]


@pytest.fixture
def anybody(db):
    return Client(HTTP_HOST="localhost")


def test_a_project_s_page_waits_until_a_published_list_names_it(county, client_of):
    made = project(county)
    assert prepared(county, client_of, made) is None
    listed(county, made, state="in_publicity")
    assert prepared(county, client_of, made) is None


def test_prepared_is_not_public_until_the_named_releaser_publishes_it(county, client_of, anybody):
    made = running(county)
    listed(county, made)
    one = prepared(county, client_of, made)
    address = f"/public/projects/{made.key}"
    assert (one.state, anybody.get(address).status_code) == ("draft", 404)
    with pytest.raises(Refused) as no:
        county.do("office-clerk", "release.publish", one)
    assert codes(no) == ["door.not_yours"]
    county.do("office-head", "release.publish", one)
    page = anybody.get(address).content.decode()
    assert ("新增停车位" in page, made.title in page) == (True, True)


def test_withdrawn_is_gone_with_the_next_request_from_every_public_page(county, client_of, anybody):
    from touyan.foundation.publicity.actions import Withdrawal

    made = running(county)
    listed(county, made)
    one = published(county, client_of, made)
    assert made.title in anybody.get("/public").content.decode()
    county.do("office-head", "release.withdraw", one, Withdrawal("数据有误"))
    assert anybody.get(f"/public/projects/{made.key}").status_code == 404
    assert f"/public/projects/{made.key}" not in anybody.get("/public").content.decode()
    assert f"/public/projects/{made.key}" not in anybody.get("/public/search?q=停车").content.decode()


def test_a_newer_page_takes_the_place_of_the_older(county, client_of, anybody):
    made = running(county)
    listed(county, made)
    published(county, client_of, made)
    type(made).objects.of_tenant(county.tenant).filter(pk=made.pk).update(actual="37.00")
    published(county, client_of, made)
    assert "37%" in anybody.get(f"/public/projects/{made.key}").content.decode()
    assert anybody.get("/public").content.decode().count(f"/public/projects/{made.key}") == 1


def test_an_objection_to_the_application_holds_the_project_s_page_back(county, client_of, anybody):
    from touyan.foundation.publicity.models import Objection

    made = running(county)
    notice = listed(county, made)
    Objection.objects.create(
        tenant_id=county.tenant, state="open", version=1, release=notice, item_kind="application", item_key=made.application.key,
        name="某人", contact="某处", text="事实", raised_on=date(2026, 1, 5), due_on=date(2026, 1, 12),
    )  # fmt: skip
    published(county, client_of, made)
    assert anybody.get(f"/public/projects/{made.key}").status_code == 404
    assert f"/public/projects/{made.key}" not in anybody.get("/public").content.decode()


def test_only_fields_of_the_lowest_privacy_class_leave_the_house(county):
    rules = county.scheme.rules
    assert set(contents.public_places(rules)) == {
        "application.basics.title", "application.basics.unit", "application.basics.area", "application.basics.period",
        "commitment.content.project", "commitment.content.targets", "commitment.content.promise",
    }  # fmt: skip


def test_a_field_that_is_not_public_stays_inside_even_where_a_scheme_names_it(county):
    rules = county.scheme.rules
    leaky = tuple(
        dataclasses.replace(
            r,
            fields=(
                *r.fields,
                "application.basics.leader",
                "application.team.members",
                "application.problem.background",
            ),
        )
        for r in rules.publication.releases
    )
    bad = dataclasses.replace(
        rules,
        stages=tuple(
            dataclasses.replace(s, releases=leaky) if s.kind == "publication" else s for s in rules.stages
        ),
    )
    assert contents.public_places(bad) == contents.public_places(rules)


def test_no_payload_holds_the_leader_an_owner_or_a_telephone(county, client_of):
    made = running(county)
    made.indicators.update(actual="58")
    listed(county, made)
    assert prepared(county, client_of, made, contents.AWARDS) is None, "this scheme has no contest"
    for kind in set(contents.KINDS) - {contents.AWARDS}:
        one = prepared(county, client_of, made, kind)
        told = str(one.payload)
        assert [
            p.name for p in made.leader.__class__.objects.of_tenant(county.tenant) if p.name in told
        ] == []
        assert personal(one.payload, contents.names_of([made])) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("联系13912345678即可", "publication.phone_in_text"),
        ("身份证530102199001011234", "publication.identity_in_text"),
        ("来信a.b@example.com", "publication.mail_in_text"),
    ],
)
def test_a_telephone_an_identity_number_or_a_mail_address_in_free_text_stops_the_page(county, text, code):
    made = project(county, title=f"停车难{text}")
    with pytest.raises(Refusal) as no:
        contents.page_of(made, date(2026, 6, 8))
    assert set(codes(no)) == {code}


def test_the_name_of_somebody_of_the_unit_in_free_text_stops_the_page(county):
    name = county.person("street-drafter").name
    made = project(county, title=f"由{name}负责的停车项目")
    with pytest.raises(Refusal) as no:
        contents.page_of(made, date(2026, 6, 8))
    assert set(codes(no)) == {"publication.name_in_text"}


@pytest.mark.parametrize("text", ["新增60个停车位", "编号2026-0001", "13个社区1284户", "74000000元"])
def test_plain_figures_are_not_taken_for_personal_data(text):
    assert personal({"cells": [text]}, ()) == ()


def test_a_scheme_that_releases_nothing_to_the_public_lets_nothing_out(county):
    rules = county.scheme.rules
    closed = tuple(dataclasses.replace(r, audience="tenant") for r in rules.publication.releases)
    inner = dataclasses.replace(
        rules,
        stages=tuple(
            dataclasses.replace(s, releases=closed) if s.kind == "publication" else s for s in rules.stages
        ),
    )
    assert [f.code for f in contents.lacking_rule(inner, contents.PAGE)] == [
        "publication.not_released_by_scheme"
    ]


def test_grades_are_public_only_where_the_scheme_says_so(county, client_of):
    made = running(county)
    made.indicators.update(actual="58")
    one = prepared(county, client_of, made, "results")
    assert one.payload["columns"] == ["单位", "项目", "目标与实际", "完成比例"]
    assert one.payload["rows"][0]["cells"][2] == "新增停车位 目标 60个，实际 58个"


def test_goals_without_actual_figures_are_not_published_as_results(county, client_of):
    assert prepared(county, client_of, running(county), "results") is None


def test_a_street_may_not_prepare_and_the_list_names_who_released_what_when(county, client_of):
    made = running(county)
    listed(county, made)
    assert client_of("street-secretary").get("/releases/new").status_code == 403
    published(county, client_of, made)
    page = client_of("office-clerk").get("/releases/published").content.decode()
    assert (county.person("office-head").name in page, made.title in page) == (True, True)


def test_a_need_is_raised_without_an_account_and_followed_by_its_code(county, anybody):
    from touyan.fieldwork.needs.actions import Answer
    from touyan.fieldwork.needs.models import Need
    from touyan.stages.publication.public import code_of

    unit = county.unit("青石街道")
    answer = anybody.post(
        "/public/needs/new", {"unit": str(unit.key), "title": "巷口缺路灯", "text": "晚上看不清路"}
    )
    need = Need.objects.of_tenant(county.tenant).get()
    assert (answer.status_code, need.source, need.unit_id) == (302, "resident_demand", unit.pk)
    assert code_of(need.key) in answer["Location"]
    county.do("street-secretary", "need.decline", need, Answer("已列入市政计划，9月安装"))
    page = anybody.get(f"/public/needs?code={code_of(need.key).lower()}").content.decode()
    assert ("暂不办理" in page, "9月安装" in page) == (True, True)
    assert "没有这个查询码" in anybody.get("/public/needs?code=0000-0000-0000").content.decode()


def test_a_need_with_a_telephone_number_is_not_taken_in(county, anybody):
    from touyan.fieldwork.needs.models import Need

    unit = county.unit("青石街道")
    page = anybody.post(
        "/public/needs/new", {"unit": str(unit.key), "title": "缺路灯", "text": "请打13912345678"}
    ).content.decode()
    assert "这里不收个人信息" in page
    assert Need.objects.of_tenant(county.tenant).count() == 0


def test_a_network_that_writes_too_often_is_asked_to_wait(county, anybody):
    from touyan.fieldwork.needs.models import Need

    unit = county.unit("青石街道")
    for n in range(7):
        page = anybody.post(
            "/public/needs/new", {"unit": str(unit.key), "title": f"缺路灯{n}", "text": "看不清路"}
        )
    assert "提交的次数较多" in page.content.decode()
    assert Need.objects.of_tenant(county.tenant).count() == 5


def test_the_portal_reads_nothing_but_releases_and_costs_the_same_for_one_and_for_twenty(
    county, client_of, anybody
):
    def cost(path):
        with CaptureQueriesContext(connection) as told:
            assert anybody.get(path).status_code == 200
        return [q["sql"] for q in told]

    made = running(county)
    listed(county, made)
    published(county, client_of, made)
    paths = [
        "/public",
        "/public/notices",
        "/public/results",
        "/public/search?q=停车",
        f"/public/projects/{made.key}",
    ]
    one = [len(cost(path)) for path in paths]
    body = Release.objects.of_tenant(county.tenant).filter(kind="project_page").get()
    Release.objects.bulk_create(
        Release(
            tenant_id=county.tenant, state="released", version=1, unit=body.unit, scheme_version=body.scheme_version, kind="project_page",
            about_kind="project", about_key=uuid.uuid4(), title=f"项目{n}", payload=body.payload,
        )
        for n in range(20)
    )  # fmt: skip
    many = [cost(path) for path in paths]
    assert [len(told) for told in many] == one
    assert max(one) <= 12
    read = {
        table
        for told in many
        for sql in told
        for table in ("approval_project", "application_application", "people_person")
        if f'"{table}"' in sql
    }
    assert read == set()


def test_the_preparing_pages_cost_the_same_for_one_and_for_twenty(county, client_of):
    see = client_of("office-clerk")

    def cost(path):
        see.get(path)  # a session is written at most once a minute; here it must not be in between
        with CaptureQueriesContext(connection) as told:
            assert see.get(path).status_code == 200
        return len(told)

    project(county)
    one = [cost(path) for path in ("/releases/new", "/releases/published")]
    for n in range(20):
        listed(county, project(county, title=f"项目{n}"))
    many = [cost(path) for path in ("/releases/new", "/releases/published")]
    assert many == one
    assert max(many) <= 12


def test_many_pages_are_prepared_at_once_and_sending_the_form_twice_makes_nothing_twice(county, client_of):
    made = [project(county), project(county, title="饮水难"), project(county, title="路灯难")]
    listed(county, *made)
    see = client_of("office-clerk")
    for _ in range(2):
        see.post(
            "/releases/new",
            {"kind": "project_page", "project": [str(p.key) for p in made], "idempotency_key": "k" * 24},
        )
    pages = Release.objects.of_tenant(county.tenant).filter(kind="project_page")
    assert sorted(pages.values_list("title", flat=True)) == sorted(p.title for p in made)
