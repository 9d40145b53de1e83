"""First-login codes: long enough to need no slow hash, so that a county's accounts come in at once."""

from __future__ import annotations

import math
import re
import unicodedata

import pytest
from django.contrib.auth.hashers import check_password, get_hasher, make_password
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from touyan.foundation.people import batches, signing, slips
from touyan.foundation.people.models import Person
from touyan.foundation.people.passwords import SLIP_GROUP, SLIP_GROUPS, SLIP_SIGNS, slip_code
from touyan.foundation.people.slip_hasher import is_slip_hash, slip_hash

CHOSEN = "Right-pass-2345"


@pytest.fixture
def slow_hashes(monkeypatch):
    """Every call of the hash for chosen passwords, slow on purpose (in tests a quick one stands in its place)."""
    calls, inside = [], []
    chosen = type(get_hasher())

    def counted(real):
        def call(*args, **more):
            if not inside:
                calls.append(1)
            inside.append(1)
            try:
                return real(*args, **more)
            finally:
                inside.pop()

        return call

    for name in ("encode", "verify"):
        monkeypatch.setattr(chosen, name, counted(getattr(chosen, name)))
    return calls


def test_a_code_has_more_than_sixty_random_bits_and_no_signs_that_look_alike():
    assert len(set(SLIP_SIGNS)) == len(SLIP_SIGNS)
    assert SLIP_GROUPS * SLIP_GROUP * math.log2(len(SLIP_SIGNS)) >= 60
    assert not set("0o1il") & set(SLIP_SIGNS)
    codes = {slip_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(re.fullmatch(r"[a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{5}", code) for code in codes)


def test_every_sign_is_drawn_about_equally_often():
    drawn = "".join(slip_code().replace("-", "") for _ in range(2000))
    expected = len(drawn) / len(SLIP_SIGNS)
    assert all(0.75 * expected < drawn.count(sign) < 1.25 * expected for sign in SLIP_SIGNS)


def test_a_code_is_taken_however_it_was_typed_and_no_other_code_is():
    code = slip_code()
    stored = slip_hash(code)
    wide = "".join(chr(ord(s) + 0xFEE0) if s.isalnum() else s for s in code)
    assert unicodedata.normalize("NFKC", wide) == code
    for typed in (code, code.upper(), code.replace("-", ""), f" {code.replace('-', ' ')} ", wide):
        assert check_password(typed, stored)
    assert not check_password(slip_code(), stored)
    assert not check_password("", stored)
    assert code.replace("-", "") not in stored


@pytest.mark.parametrize("chosen", [CHOSEN, "", "abcdefgh", "kmpq7-x3hwn", "张某某-2345678-abcde"])
def test_what_a_person_could_have_chosen_is_never_hashed_fast(chosen):
    with pytest.raises(ValueError, match="first-login"):
        slip_hash(chosen)
    assert not is_slip_hash(make_password(chosen))


def test_a_stolen_database_without_the_key_file_says_nothing_about_a_code():
    code = slip_code()
    stored = slip_hash(code)
    with override_settings(SECRET_KEY="of another installation"):
        assert not check_password(code, stored)
        assert slip_hash(code) != stored


@pytest.mark.parametrize(
    "state", ["no such account", "an own password", "a slip, wrong", "a slip, right", "none"]
)
def test_every_try_costs_one_slow_hash_whatever_kind_of_account_it_names(county, slow_hashes, state):
    person, code = county.person("street-drafter"), slip_code()
    stored = {"an own password": make_password(CHOSEN), "none": ""}.get(state, slip_hash(code))
    Person.objects.of_tenant(county.tenant).filter(pk=person.pk).update(password=stored)
    slow_hashes.clear()
    login = "nobody-at-all" if state == "no such account" else "street-drafter"
    typed = code if state == "a slip, right" else "Other-pass-2345"
    answer = signing.try_password(login, typed, "10.0.0.5")
    assert (answer.person is not None) == (state == "a slip, right")
    assert len(slow_hashes) == 1


def test_the_slip_opens_the_door_once_and_cannot_be_kept_as_ones_own_password(county):
    person, code = county.person("street-drafter"), slip_code()
    Person.objects.of_tenant(county.tenant).filter(pk=person.pk).update(
        password=slip_hash(code), must_change=True
    )
    client = Client(HTTP_HOST="localhost")
    opened = client.post("/sign-in", {"login": "street-drafter", "password": code.upper()})
    assert opened["Location"] == "/account/password"
    kept = client.post("/account/password", {"new": code, "again": code})
    assert "不能与现在用的" in kept.content.decode()
    assert county.person("street-drafter").must_change
    client.post("/account/password", {"new": CHOSEN, "again": CHOSEN})
    changed = county.person("street-drafter")
    assert (changed.must_change, is_slip_hash(changed.password)) == (False, False)
    assert client.get("/desk").status_code == 200


def written(county, count, prefix):
    """Statements it took to write so many people."""
    rows = [f"某{n},{prefix}-{n:04},青石街道,139{n:08}" for n in range(count)]
    actor = county.actor("security-admin")
    content = "\n".join(["姓名,登录名,所在单位,电话", *rows]).encode()
    key = batches.take_in(actor, "people", "表.csv", content, "zh")
    with CaptureQueriesContext(connection) as caught:
        answer = batches.write(actor, key, "zh", lambda _done, _all: None)
    assert (answer["done"], answer["refused"]) == (count, [])
    return len(caught), key


def test_three_hundred_accounts_cost_no_slow_hash_and_a_dozen_statements_each(county, slow_hashes):
    few, _ = written(county, 20, "few")
    many, key = written(county, 300, "many")
    assert slow_hashes == []
    assert (many - few) / 280 <= 12
    made = Person.objects.of_tenant(county.tenant).filter(login__startswith="many-")
    assert all(is_slip_hash(one.password) and one.must_change for one in made)
    opened = slips.sealed_slips(county.actor("security-admin"), key)
    assert len({slip.password for slip in opened}) == made.count() == 300
    first = made.get(login=opened[0].login)
    assert check_password(opened[0].password, first.password)
