"""People and posts: who sees whom, masked phones, the second person, delegation, the three administrators."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from touyan.core.workflow import Denied, Position, decide
from touyan.foundation.ledger.door import OutOfScope, Refused
from touyan.foundation.ledger.models import Act
from touyan.foundation.notices.duties import duties
from touyan.foundation.people.actions import Appointment, Ending, Home, Leave, NewPerson
from touyan.foundation.people.models import Delegation, Person, Post
from touyan.foundation.people.rules import ADMINISTRATORS


def refused(county, login, action, subject, given=None):
    with pytest.raises(Refused) as no:
        county.do(login, action, subject, given)
    return [f.code for f in no.value.reasons]


def post_of(county, login, kind=None):
    found = Post.objects.of_tenant(county.tenant).filter(person__login=login)
    return (found.filter(kind=kind) if kind else found).select_related("unit", "person").first()


def appointed(county, login, unit, kind, by="security-admin"):
    return county.do(
        by, "post.appoint", county.unit(unit), Appointment(str(county.person(login).key), kind)
    ).subject


def statements(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


@pytest.mark.parametrize(
    "path", ["/people", "/posts", "/people/{person}", "/posts/{post}", "/account", "/account/delegate"]
)
def test_the_pages_cost_the_same_for_one_person_and_for_fifty(county, client_of, path):
    url = path.format(
        person=county.person("street-secretary").key, post=post_of(county, "street-secretary").key
    )
    client = client_of("security-admin" if "account" not in path else "street-secretary")
    few = statements(client, url)
    for number in range(50):
        county.place.person(county.unit("青石街道"), f"more-{number}", "drafter")
    assert statements(client, url) == few
    assert few <= 12


def test_phones_are_masked_and_showing_one_is_an_act(county, client_of):
    one = county.person("street-secretary")
    client = client_of("security-admin")
    for url in ("/people?q=street-secretary", f"/people/{one.key}"):
        assert one.phone not in client.get(url).content.decode()
    before = Act.objects.filter(action="person.reveal_phone").count()
    shown = client.post(f"/people/{one.key}/phone")
    assert one.phone in shown.content.decode()
    assert Act.objects.filter(action="person.reveal_phone", is_done=True).count() == before + 1


def test_a_sibling_street_does_not_find_the_people_of_another(county, client_of):
    one = county.person("street-secretary")
    client = client_of("sibling-secretary")
    assert client.get(f"/people/{one.key}").status_code == 404
    assert one.name not in client.get("/people").content.decode()


def test_a_post_counts_only_after_a_second_person_confirmed_it(county):
    made = appointed(county, "community-secretary", "青石街道", "checker")
    assert county.actor("community-secretary").holds("checker") is False
    assert refused(county, "security-admin", "post.confirm", made) == ["door.same_hand"]
    county.do("security-second", "post.confirm", made)
    assert county.actor("community-secretary").holds("checker") is True


def test_the_desk_of_the_second_person_names_what_waits_and_that_of_the_proposer_does_not(county):
    appointed(county, "community-secretary", "青石街道", "checker")
    told = {
        login: [
            d.url for d in duties(county.actor(login), date(2026, 1, 5), "zh") if d.url.startswith("/posts")
        ]
        for login in ("security-second", "security-admin", "street-secretary", "sibling-secretary")
    }
    assert told == {
        "security-second": ["/posts?state=proposed"],
        "security-admin": [],
        "street-secretary": ["/posts?state=proposed"],
        "sibling-secretary": [],
    }


def test_nobody_confirms_a_post_of_their_own(county):
    made = appointed(county, "security-second", "五华区", "system_admin")
    assert refused(county, "security-second", "post.confirm", made) == ["post.own_confirm"]


def test_many_posts_are_confirmed_at_once_and_each_on_its_own(county, client_of):
    made = [appointed(county, "community-secretary", "青石街道", kind) for kind in ("checker", "drafter")]
    client_of("security-second").post("/posts/confirm", {"chosen": [str(p.key) for p in made]})
    assert set(
        Post.objects.of_tenant(county.tenant)
        .filter(pk__in=[p.pk for p in made])
        .values_list("state", flat=True)
    ) == {"in_office"}


@pytest.mark.parametrize(("first", "second"), sorted(permutations(ADMINISTRATORS, 2)))
@pytest.mark.parametrize("last", ["", "2026-12-31"])
def test_no_account_ever_joins_two_of_the_three_administrators(county, first, second, last):
    if first == "audit_admin" and last:
        last = ""
    person = county.person("street-drafter")
    county.do(
        "security-admin",
        "post.appoint",
        county.unit("五华区"),
        Appointment(str(person.key), first, to_on=last),
    )
    wanted = Appointment(str(person.key), second)
    assert refused(county, "security-admin", "post.appoint", county.unit("五华区"), wanted) == [
        "post.administrator_exclusive"
    ]


def test_house_duties_cannot_be_lent_to_join_them_after_all(county):
    leave = Leave(str(county.person("audit-admin").key), "2026-01-05", "2026-01-09", "外出")
    for login in ("system-admin", "security-admin", "security-second"):
        assert refused(county, login, "delegation.grant", post_of(county, login), leave) == [
            "delegation.house_post"
        ]


def test_there_is_always_an_audit_administrator(county):
    post = post_of(county, "audit-admin")
    assert refused(county, "security-admin", "post.end", post, Ending("2026-01-05")) == ["post.last_auditor"]
    assert refused(county, "security-admin", "person.disable", county.person("audit-admin")) == [
        "post.last_auditor"
    ]
    made = appointed(county, "street-drafter", "五华区", "audit_admin")
    assert refused(county, "security-admin", "post.end", post, Ending("2026-01-05")) == ["post.last_auditor"]
    county.do("security-second", "post.confirm", made)
    county.do("security-admin", "post.end", post, Ending("2026-01-05"))
    assert refused(county, "security-admin", "post.end", made, Ending("2026-01-05")) == ["post.last_auditor"]


def test_an_audit_duty_has_no_last_day_and_house_posts_stand_at_the_county(county):
    given = Appointment(str(county.person("street-drafter").key), "audit_admin", to_on="2026-12-31")
    assert refused(county, "security-admin", "post.appoint", county.unit("五华区"), given) == [
        "post.auditor_dated"
    ]
    given = Appointment(str(county.person("street-drafter").key), "security_person")
    assert refused(county, "security-admin", "post.appoint", county.unit("青石街道"), given) == [
        "post.house_post_of_county"
    ]


def test_a_unit_has_one_secretary_at_a_time_even_when_the_post_is_dated(county):
    county.do("security-admin", "post.end", post_of(county, "street-secretary"), Ending("2026-01-05"))
    dated = Appointment(
        str(county.person("street-checker").key), "secretary", from_on="2026-01-06", to_on="2026-06-30"
    )
    county.do("security-admin", "post.appoint", county.unit("青石街道"), dated)
    again = Appointment(str(county.person("street-drafter").key), "secretary", from_on="2026-05-01")
    assert refused(county, "security-admin", "post.appoint", county.unit("青石街道"), again) == [
        "post.secretary_taken"
    ]
    later = Appointment(str(county.person("street-drafter").key), "secretary", from_on="2026-07-01")
    county.do("security-admin", "post.appoint", county.unit("青石街道"), later)


def test_rights_end_with_the_post_and_not_on_a_day_to_come(county):
    post = post_of(county, "street-checker")
    assert refused(county, "security-admin", "post.end", post, Ending("2026-02-01")) == ["post.end_ahead"]
    county.do("security-admin", "post.end", post, Ending("2026-01-05"))
    assert county.actor("street-checker").posts == ()


def test_a_delegate_has_the_post_during_the_leave_only_and_never_for_leader_only_acts(county):
    post, stand_in = post_of(county, "street-secretary", "secretary"), county.person("street-checker")
    county.do(
        "street-secretary",
        "delegation.grant",
        post,
        Leave(str(stand_in.key), "2026-01-06", "2026-01-09", "外出学习"),
    )
    lent = {}
    for day in (5, 6, 9, 10):
        county.today(date(2026, 1, day))
        lent[day] = [p.kind for p in county.actor("street-checker").posts if p.is_delegated]
    assert lent == {5: [], 6: ["secretary"], 9: ["secretary"], 10: []}
    county.today(date(2026, 1, 6))
    machine = county.scheme.machine("application")
    edge = next(e for e in machine.edges_of("application.submit"))
    at = Position(
        next(iter(edge.sources)), post.unit_id, post.unit.path, conditions=dict.fromkeys(edge.needs, ())
    )
    actor = county.actor("street-checker")
    verdict = decide(
        machine,
        at,
        actor.person,
        tuple(p for p in actor.posts if p.kind == "secretary"),
        "application.submit",
    )
    assert isinstance(verdict, Denied)
    assert [f.code for f in verdict.reasons] == ["door.leader_only"]


def test_a_post_is_lent_to_a_colleague_of_the_unit_and_taken_back_from_the_account_page(county, client_of):
    post = post_of(county, "street-secretary", "secretary")
    stranger = Leave(str(county.person("sibling-secretary").key), "2026-01-06", "2026-01-09", "外出")
    assert refused(county, "street-secretary", "delegation.grant", post, stranger) == [
        "delegation.no_colleague"
    ]
    client = client_of("street-secretary")
    client.post(
        "/account/delegate",
        {
            "post": str(post.key),
            "to_person": str(county.person("street-checker").key),
            "from_on": "2026-01-05",
            "to_on": "2026-01-09",
            "reason": "外出学习",
        },
    )
    made = Delegation.objects.of_tenant(county.tenant).get(post=post)
    assert county.actor("street-checker").posts[-1].is_delegated is True
    client.post(f"/delegations/{made.key}/revoke")
    made.refresh_from_db()
    assert (made.state, [p for p in county.actor("street-checker").posts if p.is_delegated]) == (
        "revoked",
        [],
    )


def test_nobody_lends_somebody_elses_post(county):
    leave = Leave(str(county.person("street-drafter").key), "2026-01-06", "2026-01-09", "外出")
    assert refused(
        county, "street-checker", "delegation.grant", post_of(county, "street-secretary"), leave
    ) == ["door.not_yours"]


def test_a_disabled_account_is_let_in_again_by_another_hand(county):
    one = county.person("street-drafter")
    county.do("security-admin", "person.disable", one)
    assert refused(county, "security-admin", "person.enable", one) == ["door.same_hand"]
    county.do("security-second", "person.enable", one)
    one.refresh_from_db()
    assert one.state == "active"


def test_a_person_moves_to_another_unit_and_posts_stay(county):
    one = county.person("street-drafter")
    county.do("security-admin", "person.rehome", one, Home(str(county.unit("云杉街道").key)))
    one.refresh_from_db()
    assert (one.home.name, post_of(county, "street-drafter").unit.name) == ("云杉街道", "青石街道")


def test_the_directory_of_another_county_does_not_exist(county):
    stranger = Person.objects.everything().get(login="n-vetter")
    with pytest.raises(OutOfScope):
        county.do("security-admin", "person.disable", stranger)


def test_a_person_added_on_the_page_gets_a_slip_that_is_handed_over_once(county, client_of):
    client = client_of("security-admin")
    answer = client.post(
        f"/units/{county.unit('云杉街道').key}/people/add",
        {"name": "新来人", "login": "new-one", "phone": ""},
    )
    assert answer["Location"].startswith("/slips/")
    assert "1 张首次登录单" in client.get(answer["Location"]).content.decode()
    handed = client.post(answer["Location"])
    assert handed.status_code == 200
    assert handed["Cache-Control"] == "no-store"
    assert "没有等待领取" in client.get(answer["Location"]).content.decode()
    assert "没有等待领取" in client.post(answer["Location"]).content.decode()
    assert client_of("security-second").get(answer["Location"]).status_code == 404


def test_login_names_are_unique_over_all_counties(county):
    given = NewPerson("同名人", "n-vetter")
    assert refused(county, "security-admin", "person.add", county.unit("云杉街道"), given) == [
        "person.login_taken"
    ]
