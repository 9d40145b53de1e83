"""The first-run wizard: who may found, five founders in one act, all or nothing, never again."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import override_settings

from touyan.foundation.calendar.clock import clock
from touyan.foundation.ledger.actor import system
from touyan.foundation.ledger.door import Refused, perform
from touyan.foundation.ledger.models import Act
from touyan.foundation.notices.duties import duties as duties_of
from touyan.foundation.people import wizard
from touyan.foundation.people.actions import Appointment, NewPerson
from touyan.foundation.people.models import Person, Post
from touyan.foundation.people.queries import actor_of
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.units.actions import NewUnit
from touyan.foundation.units.models import Tenant, Unit

NAMES = ("甲", "乙", "丙", "丁", "戊")
SEATS = tuple(
    wizard.Seat(kind, f"{name}某", f"founder-{n}")
    for n, (kind, name) in enumerate(zip(wizard.SEATS, NAMES, strict=True))
)
PLAN = wizard.FoundingPlan("示例县", "999902000000", SEATS, "wuhua")
PEOPLE = {
    f"seat{n}-{field}": value
    for n, seat in enumerate(SEATS)
    for field, value in (("name", seat.name), ("login", seat.login), ("password", ""))
}


@pytest.fixture
def empty(db, monkeypatch):
    """An installation without a county: the demonstration's rows are hidden from the one question that is asked."""
    known = set(Tenant.objects.values_list("pk", flat=True))

    class Fresh:
        @staticmethod
        def exists():
            return Tenant.objects.exclude(pk__in=known).exists()

    monkeypatch.setattr("touyan.foundation.people.wizard_views.is_founded", Fresh.exists)
    monkeypatch.setattr("touyan.foundation.people.middleware.is_founded", Fresh.exists)
    monkeypatch.setattr(wizard, "is_founded", Fresh.exists)
    return Fresh


@pytest.fixture
def folder(tmp_path):
    with override_settings(DATA=tmp_path):
        yield tmp_path


def test_where_no_county_stands_the_entrances_lead_to_the_wizard(empty):
    client = Client(HTTP_HOST="localhost")
    assert [client.get(url)["Location"] for url in ("/", "/sign-in")] == ["/setup", "/setup"]


def test_with_a_county_there_is_no_wizard_for_anybody(county, client_of):
    for client in (Client(HTTP_HOST="localhost"), client_of("security-admin")):
        for url in ("/setup", "/setup/people", "/setup/scheme"):
            assert (client.get(url).status_code, client.post(url, {"county": "x"}).status_code) == (404, 404)


def test_five_founders_sign_one_act_and_everything_stands_at_once(empty, folder):
    founded = wizard.found(PLAN)
    tenant = founded.county.tenant_id
    posts = dict(
        Post.objects.of_tenant(tenant).filter(state="in_office").values_list("person__login", "kind")
    )
    assert posts == {seat.login: seat.kind for seat in SEATS}
    act = Act.objects.get(tenant_id=tenant, action="unit.found")
    assert act.note == {"signed": 3, "security_persons": 2}
    assert sorted(founded.slips) == [seat.login for seat in SEATS]
    assert all(Person.objects.of_tenant(tenant).values_list("must_change", flat=True))
    assert SchemeVersion.objects.of_tenant(tenant).get().state == "draft"


def test_anything_refused_leaves_nothing_behind(empty, folder):
    before = (Tenant.objects.count(), Unit.objects.everything().count(), Act.objects.count())
    clash = (*SEATS[:4], wizard.Seat("security_person", "戊某", "n-vetter"))
    with pytest.raises(Refused):
        wizard.found(wizard.FoundingPlan("示例县", "999902000000", clash))
    assert (Tenant.objects.count(), Unit.objects.everything().count(), Act.objects.count()) == before


@pytest.mark.parametrize(
    ("field", "code"), [("name", "setup.names_repeated"), ("login", "setup.logins_repeated")]
)
def test_the_five_must_be_five(empty, field, code):
    from dataclasses import replace

    twice = (*SEATS[:4], replace(SEATS[4], **{field: getattr(SEATS[0], field)}))
    assert [f.code for f in wizard.seat_faults(twice)] == [code]
    with pytest.raises(Refused):
        wizard.found(wizard.FoundingPlan("示例县", "999902000000", twice))


def test_it_founds_once(empty, folder):
    wizard.found(PLAN)
    with pytest.raises(Refused) as no:
        wizard.found(PLAN)
    assert [f.code for f in no.value.reasons] == ["setup.done"]


def test_the_pages_lead_from_county_to_founding_paper_and_vanish(empty, folder):
    client = Client(HTTP_HOST="localhost")
    assert client.get("/setup").status_code == 200
    assert client.get("/setup/people")["Location"] == "/setup"
    assert (
        client.post("/setup", {"county": "示例县", "region_code": "999902000000"})["Location"]
        == "/setup/people"
    )
    own = PEOPLE | {"seat0-password": "Own-pass-2345"}
    assert client.post("/setup/people", own)["Location"] == "/setup/scheme"
    paper = client.post("/setup/scheme", {"scheme": "wuhua"})
    body = paper.content.decode()
    assert (paper.status_code, paper["Cache-Control"], "建立书" in body, "甲某" in body) == (
        200,
        "no-store",
        True,
        True,
    )
    assert [client.get(url).status_code for url in ("/setup", "/setup/people", "/setup/scheme")] == [
        404,
        404,
        404,
    ]
    first = Person.objects.everything().get(login="founder-0")
    assert first.must_change is False
    assert client.post("/sign-in", {"login": "founder-0", "password": "Own-pass-2345"})["Location"] == "/desk"


@pytest.mark.parametrize("code", ["5301", "53010200000x", "530102000001", ""])
def test_a_county_code_has_six_figures_and_perhaps_six_zeros(empty, code):
    client = Client(HTTP_HOST="localhost")
    assert client.post("/setup", {"county": "示例县", "region_code": code}).status_code == 200
    assert "setup" not in client.session


def test_a_stranger_needs_the_token_from_the_data_folder(empty, folder):
    client = Client(HTTP_HOST="localhost", REMOTE_ADDR="10.0.0.5")
    assert "设置口令" in client.get("/setup").content.decode()
    assert client.post("/setup", {"county": "示例县", "region_code": "999902000000"}).status_code == 200
    assert client.post("/setup", {"token": "guess"}).status_code == 200
    assert client.get("/setup/people")["Location"] == "/setup"
    token = (folder / "keys" / "setup").read_text()
    assert (folder / "keys" / "setup").stat().st_mode & 0o777 == 0o600
    assert client.post("/setup", {"token": token})["Location"] == "/setup"
    assert "区划代码" in client.get("/setup").content.decode()


def test_a_request_through_a_proxy_on_this_machine_is_not_at_the_machine(empty, folder):
    client = Client(HTTP_HOST="localhost", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="10.0.0.5")
    assert "设置口令" in client.get("/setup").content.decode()


def test_the_founders_password_is_kept_only_as_a_hash_on_the_way(empty, folder):
    client = Client(HTTP_HOST="localhost")
    client.post("/setup", {"county": "示例县", "region_code": "999902000000"})
    client.post("/setup/people", PEOPLE | {"seat0-password": "Own-pass-2345"})
    assert "Own-pass-2345" not in str(dict(client.session))
    assert connection.in_atomic_block


def test_six_figures_of_the_county_are_enough_and_every_fault_stands_in_one_summary(empty, folder):
    client = Client(HTTP_HOST="localhost")
    assert client.post("/setup", {"county": "示例县", "region_code": "999902"})["Location"] == "/setup/people"
    assert client.session[wizard.SESSION]["county"]["region_code"] == "999902000000"
    wrong = PEOPLE | {"seat0-login": "", "seat3-password": "short"}
    page = client.post("/setup/people", wrong).content.decode()
    assert (page.count('class="faults"'), 'href="#seat0-login"' in page, 'href="#seat3-password"' in page) == (
        1, True, True,
    )  # fmt: skip


def test_the_security_administrator_of_a_new_county_is_led_from_units_to_people_to_posts(empty, folder):
    founded = wizard.found(PLAN)
    tenant, engine = founded.county.tenant_id, system(founded.county.tenant_id)
    today = clock(tenant).today
    person = Person.objects.of_tenant(tenant).get(posts__kind="security_admin")

    def asked():
        told = duties_of(actor_of(person, today), today, "zh")
        return [duty.url for duty in told if duty.url.startswith("/exchange")]

    seen = [asked()]
    street = perform(
        "unit.add_below", subject=founded.county, actor=engine, given=NewUnit("示例街道", "street")
    ).subject
    seen.append(asked())
    clerk = perform("person.add", subject=street, actor=engine, given=NewPerson("己某", "clerk-1")).subject
    seen.append(asked())
    perform("post.appoint", subject=street, actor=engine, given=Appointment(str(clerk.key), "drafter"))
    seen.append(asked())
    assert seen == [["/exchange/units"], ["/exchange/people"], ["/exchange/posts"], []]
