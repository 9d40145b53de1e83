"""The second factor: RFC 6238 to the letter, demanded of privileged posts, each code good once, a way back when lost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from touyan.foundation.calendar.clock import real_now
from touyan.foundation.ledger.models import Act
from touyan.foundation.people import second, signing
from touyan.foundation.people.models import Authenticator, Person, SignInTry
from touyan.foundation.people.one_time import (
    STEP_SECONDS,
    address_of,
    as_text,
    code_at,
    matching_step,
    new_secret,
)

RIGHT, OTHER = "Right-pass-2345", "Other-pass-2345"
MOMENT = real_now()
RFC_SECRET = b"12345678901234567890"
RFC_VECTORS = [
    (59, "94287082"),
    (1111111109, "07081804"),
    (1111111111, "14050471"),
    (1234567890, "89005924"),
    (2000000000, "69279037"),
    (20000000000, "65353130"),
]


@pytest.mark.parametrize(("seconds", "code"), RFC_VECTORS)
def test_the_codes_are_those_of_rfc_6238(seconds, code):
    assert code_at(RFC_SECRET, seconds // STEP_SECONDS, digits=8) == code
    assert code_at(RFC_SECRET, seconds // STEP_SECONDS) == code[2:]


def test_a_code_counts_half_a_minute_either_way_and_only_once():
    now = 1_000_000 * STEP_SECONDS
    codes = {step: code_at(RFC_SECRET, 1_000_000 + step) for step in range(-3, 4)}
    taken = {step: matching_step(RFC_SECRET, code, now, 0) for step, code in codes.items()}
    assert [step for step, found in taken.items() if found is not None] == [-1, 0, 1]
    assert matching_step(RFC_SECRET, codes[0], now, 1_000_000) is None
    assert matching_step(RFC_SECRET, codes[1], now, 1_000_000) == 1_000_001
    assert matching_step(RFC_SECRET, "", now, 0) is None


def test_what_the_phone_reads_is_the_secret_and_whose_it_is():
    assert as_text(RFC_SECRET) == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
    assert address_of(RFC_SECRET, "Touyan", "n-vetter") == (
        "otpauth://totp/Touyan%3An-vetter?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        "&issuer=Touyan&algorithm=SHA1&digits=6&period=30"
    )
    assert len({new_secret() for _ in range(100)}) == 100


@pytest.fixture
def strict(settings):
    """Production: privileged posts need a second factor, grave acts a proof."""
    settings.DEMANDS_PROOF = True


def with_password(county, login="security-admin"):
    person = county.person(login)
    Person.objects.of_tenant(county.tenant).filter(pk=person.pk).update(
        password=make_password(RIGHT), must_change=False
    )
    return county.person(login)


def half(client, login="security-admin", address="10.0.0.1", **more):
    return client.post("/sign-in", {"login": login, "password": RIGHT, **more}, REMOTE_ADDR=address)


@pytest.fixture(autouse=True)
def still(monkeypatch):
    """The phone and the house look at the same half minute, however long a test takes."""
    monkeypatch.setattr(second, "real_now", lambda: MOMENT)


def present(secret, ahead=0):
    return code_at(secret, int(MOMENT.timestamp()) // STEP_SECONDS + ahead)


def taken_up(client):
    """Take up an authenticator through the page; its secret and the recovery codes."""
    body = client.get("/account/second").content.decode()
    assert '<img src="data:image/png;base64,' in body
    text = re.search(r"密钥.*?>([A-Z2-7 ]{39})<", body, re.DOTALL)[1]
    secret = next(s for s in [second.opened_secret(client.session["second"])] if as_text(s) == text)
    done = client.post("/account/second", {"code": present(secret, -1)}).content.decode()
    return secret, re.findall(r"[a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{5}", done)


@pytest.mark.usefixtures("strict")
def test_whoever_holds_a_privileged_post_can_do_nothing_before_taking_one_up(county):
    with_password(county)
    client = Client(HTTP_HOST="localhost")
    half(client)
    for url in ("/desk", "/people", "/posts", "/account", "/exchange/people"):
        assert (client.get(url).status_code, client.get(url)["Location"]) == (302, "/account/second")
    assert client.get("/desk", HTTP_HX_REQUEST="true")["HX-Redirect"] == "/account/second"
    _, recovery = taken_up(client)
    assert len(set(recovery)) == second.RECOVERY_CODES
    assert client.get("/desk").status_code == 200


@pytest.mark.usefixtures("strict")
@pytest.mark.parametrize("login", ["street-drafter", "org-head", "finance"])
def test_other_posts_are_not_made_to(county, client_of, login):
    assert client_of(login).get("/desk").status_code == 200


@pytest.mark.parametrize("login", ["security-admin", "system-admin", "audit-admin"])
def test_a_demonstration_asks_nobody(county, client_of, login):
    assert client_of(login).get("/desk").status_code == 200


@pytest.mark.usefixtures("strict")
@pytest.mark.parametrize("login", ["security-admin", "system-admin", "audit-admin", "security-second"])
def test_every_house_post_is_asked(county, client_of, login):
    assert client_of(login).get("/desk")["Location"] == "/account/second"


@pytest.fixture
def armed(county):
    """A security administrator with an authenticator: the secret and the recovery codes; no tries counted."""
    with_password(county)
    client = Client(HTTP_HOST="localhost")
    half(client)
    made = taken_up(client)
    SignInTry.objects.all().delete()
    return made


def test_signing_in_takes_password_and_code_and_leads_where_one_wanted_to_go(armed):
    client = Client(HTTP_HOST="localhost")
    assert half(client, next="/people")["Location"] == "/sign-in/code"
    assert client.get("/desk").status_code == 302  # half a sign-in is none
    assert client.get("/sign-in/code").status_code == 200
    assert client.post("/sign-in/code", {"code": present(armed[0])})["Location"] == "/people"
    assert client.get("/people").status_code == 200


def test_the_same_code_does_not_open_twice(armed):
    code = present(armed[0])
    first, again = Client(HTTP_HOST="localhost"), Client(HTTP_HOST="localhost")
    half(first)
    half(again)
    assert first.post("/sign-in/code", {"code": code}).status_code == 302
    refused = again.post("/sign-in/code", {"code": code})
    assert (refused.status_code, "已经用过" in refused.content.decode()) == (200, True)
    assert again.get("/desk").status_code == 302


def test_five_wrong_codes_close_the_window_even_for_the_right_one(armed):
    client = Client(HTTP_HOST="localhost")
    half(client)
    answers = [client.post("/sign-in/code", {"code": "000000"}).status_code for _ in range(5)]
    assert answers == [200] * 5
    assert client.post("/sign-in/code", {"code": present(armed[0])}).status_code == 429


def test_a_recovery_code_opens_once_and_is_recorded(armed, county):
    _secret, recovery = armed
    client = Client(HTTP_HOST="localhost")
    half(client)
    assert client.post("/sign-in/code", {"code": recovery[3].upper()}).status_code == 302
    act = Act.objects.get(action="person.spend_recovery", is_done=True)
    assert (act.person, act.note) == (county.person("security-admin").pk, {"left": 7})
    again = Client(HTTP_HOST="localhost")
    half(again)
    assert again.post("/sign-in/code", {"code": recovery[3]}).status_code == 200
    assert again.post("/sign-in/code", {"code": recovery[4]}).status_code == 302


def test_half_a_sign_in_is_forgotten_after_five_minutes_or_with_a_new_password(armed, county):
    client = Client(HTTP_HOST="localhost")
    half(client)
    session = client.session
    pk, stamp, at, target = session[signing.HALF]
    session[signing.HALF] = [pk, stamp, at - 301, target]
    session.save()
    assert client.post("/sign-in/code", {"code": present(armed[0])})["Location"] == "/sign-in"
    half(client)
    Person.objects.of_tenant(county.tenant).filter(pk=pk).update(stamp="another")
    assert client.get("/sign-in/code")["Location"] == "/sign-in"
    assert Client(HTTP_HOST="localhost").get("/sign-in/code")["Location"] == "/sign-in"


def test_secret_and_recovery_codes_lie_sealed_in_the_database(armed, county):
    secret, recovery = armed
    row = Authenticator.objects.of_tenant(county.tenant).get()
    stored = f"{row.secret} {row.recovery}"
    assert all(one.replace("-", "") not in stored and one not in stored for one in recovery)
    assert as_text(secret).replace(" ", "") not in stored
    assert second.opened_secret(row.secret) == secret
    acts = str(list(Act.objects.filter(root_key=county.person("security-admin").key).values()))
    assert as_text(secret).replace(" ", "") not in acts


def test_taking_up_another_phone_ends_sessions_elsewhere_and_the_old_phone(armed, county, client_of):
    elsewhere = client_of("security-admin")
    here = client_of("security-admin")
    secret, _ = taken_up(here)
    assert (here.get("/desk").status_code, elsewhere.get("/desk").status_code) == (200, 302)
    person = county.person("security-admin")
    assert second.is_code_of(person, present(armed[0]), "10.0.0.7") is False
    assert second.is_code_of(person, present(secret), "10.0.0.7") is True


def test_a_wrong_first_code_takes_up_nothing(county, client_of):
    client = client_of("street-drafter")
    client.get("/account/second")
    assert "动态码不正确" in client.post("/account/second", {"code": "000000"}).content.decode()
    assert not Authenticator.objects.of_tenant(county.tenant).exists()


def test_a_lost_phone_is_dropped_by_a_security_person_and_never_by_oneself(county, client_of):
    owner = client_of("street-drafter")
    taken_up(owner)
    person = county.person("street-drafter")
    admin = client_of("security-admin")
    assert "停用遗失手机的动态码" in admin.get(f"/people/{person.key}").content.decode()
    assert client_of("street-secretary").post(f"/people/{person.key}/second").status_code == 302
    assert Authenticator.objects.of_tenant(county.tenant).count() == 1
    admin.post(f"/people/{person.key}/second")
    assert Authenticator.objects.of_tenant(county.tenant).count() == 0
    assert owner.get("/desk").status_code == 302
    taken_up(admin)
    own = f"/people/{county.person('security-admin').key}/second"
    admin.post(own)
    assert Authenticator.objects.of_tenant(county.tenant).count() == 1
    client_of("security-second").post(own)
    assert Authenticator.objects.of_tenant(county.tenant).count() == 0


@pytest.mark.usefixtures("strict")
class TestProof:
    """Before publishing, paying and granting the password or code is asked for once more."""

    def appointment(self, county):
        return {
            "person": str(county.person("community-secretary").key),
            "kind": "checker",
            "title": "审核人<b>",
            "from_on": "2026-01-05",
            "to_on": "",
            "idempotency_key": "abc",
        }

    def address(self, county):
        return f"/units/{county.unit('青石街道').key}/appoint"

    def stale(self, client, county, login):
        """A session whose owner has not shown who it is for a while."""
        session = client.session
        session[signing.PROVED] = int((real_now() - timedelta(minutes=6)).timestamp())
        session.save()

    @pytest.fixture
    def admin(self, armed, county, client_of):
        client = client_of("security-admin")
        self.stale(client, county, "security-admin")
        return client

    def proposed(self, county):
        return Act.objects.filter(action="post.appoint", is_done=True).count()

    def test_the_form_waits_for_the_code_and_then_goes_on_with_everything_typed(self, admin, armed, county):
        before = self.proposed(county)
        asked = admin.post(self.address(county), self.appointment(county))
        body = asked.content.decode()
        assert (asked.status_code, self.proposed(county)) == (403, before)
        assert '<input type="hidden" name="title" value="审核人&lt;b&gt;">' in body
        assert "手机动态码" in body
        wrong = admin.post(self.address(county), self.appointment(county) | {"proof": "000000"})
        assert ("不正确" in wrong.content.decode(), self.proposed(county)) == (True, before)
        right = admin.post(self.address(county), self.appointment(county) | {"proof": present(armed[0])})
        assert (right.status_code, self.proposed(county)) == (302, before + 1)

    def test_a_proof_counts_for_five_minutes_of_this_session_only(self, admin, armed, county, client_of):
        admin.post(self.address(county), self.appointment(county) | {"proof": present(armed[0])})
        again = self.appointment(county) | {"kind": "drafter", "idempotency_key": "d"}
        assert admin.post(self.address(county), again).status_code == 302
        other = client_of("security-admin")
        assert other.post(self.address(county), again | {"idempotency_key": "e"}).status_code == 403
        self.stale(admin, county, "security-admin")
        assert admin.post(self.address(county), again | {"idempotency_key": "f"}).status_code == 403

    def test_without_an_authenticator_the_password_is_the_proof(self, county, client_of):
        with_password(county, "org-head")
        client = client_of("org-head")
        about = county.person("org-head")
        asked = client.post("/account/second", {"code": "1"})
        assert (asked.status_code, 'type="password"' in asked.content.decode()) == (403, True)
        assert client.post("/account/second", {"code": "1", "proof": OTHER}).status_code == 403
        assert client.post("/account/second", {"code": "1", "proof": RIGHT}).status_code == 200
        assert about.pk == client.session["person"]

    def test_wrong_proofs_are_counted_like_wrong_passwords(self, county, client_of):
        with_password(county, "org-head")
        client = client_of("org-head")
        for _guess in range(5):
            client.post("/account/second", {"code": "1", "proof": OTHER})
        closed = client.post("/account/second", {"code": "1", "proof": RIGHT})
        assert (closed.status_code, "15 分钟" in closed.content.decode()) == (403, True)

    def test_what_is_not_grave_is_not_asked_about(self, county, client_of):
        assert client_of("street-drafter").post("/language", {"language": "zh"}).status_code == 302

    def test_a_matter_out_of_reach_is_not_found_before_anything_is_asked(self, admin):
        assert admin.post("/people/00000000-0000-4000-8000-000000000000/slip").status_code == 404

    def test_having_just_signed_in_is_proof_enough(self, armed, county):
        client = Client(HTTP_HOST="localhost")
        half(client)
        client.post("/sign-in/code", {"code": present(armed[0])})
        assert client.post(self.address(county), self.appointment(county)).status_code == 302


def test_publishing_paying_and_granting_are_all_grave():
    from touyan.foundation.ledger.registry import ACTIONS
    from touyan.foundation.people.proving import GRAVE
    from touyan.foundation.web.pages import routes

    assert ACTIONS.keys() >= GRAVE
    posted = {name for _, pattern in routes() for name in pattern.callback.rule.posts}
    assert posted >= GRAVE
    for wanted in ("release.publish", "tranche.pay", "post.appoint", "post.confirm", "unit.export_people"):
        assert wanted in GRAVE
