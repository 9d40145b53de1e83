"""Units: list, tree, one unit, and what the security administrator may change."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from touyan.foundation.ledger.door import Refused
from touyan.foundation.units.actions import Facts, Guide, Move, NewUnit, Rename
from touyan.foundation.units.models import Relation, Unit


def refused(county, login, action, subject, given=None):
    with pytest.raises(Refused) as no:
        county.do(login, action, subject, given)
    return [f.code for f in no.value.reasons]


def statements(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def many(county, count):
    upper = county.unit("青石街道")
    for number in range(count):
        made = county.do(
            "security-admin", "unit.add_below", upper, NewUnit(f"第{number}小组", "branch")
        ).subject
        county.place.person(made, f"many-{number}", "secretary")
        Relation.objects.create(
            tenant_id=county.tenant, kind="guidance", upper=upper, lower=made, from_on=date(2026, 1, 5)
        )


@pytest.mark.parametrize("path", ["/units", "/units/tree", "/units/{key}", "/units/{key}/record"])
def test_the_pages_cost_the_same_with_one_unit_below_and_with_fifty(county, client_of, path):
    url = path.format(key=county.unit("青石街道").key)
    client = client_of("security-admin")
    few = statements(client, url)
    many(county, 50)
    assert statements(client, url) == few
    assert few <= 12


def test_everybody_signed_in_reads_the_units_and_only_the_security_administrator_sees_changes(
    county, client_of
):
    url = f"/units/{county.unit('青石街道').key}"
    assert "调整隶属" in client_of("security-admin").get(url).content.decode()
    body = client_of("street-drafter").get(url).content.decode()
    assert ("青石街道" in body, "调整隶属" in body) == (True, False)


def test_units_are_found_by_initials_and_kind(county, client_of):
    client = client_of("street-drafter")
    assert "云杉街道" in client.get("/units?q=ysjd").content.decode()
    assert "云杉街道" not in client.get("/units?kind=park").content.decode()


def test_a_stranger_to_the_county_sees_none_of_its_units(county, client_of):
    assert client_of("n-vetter").get(f"/units/{county.unit('青石街道').key}").status_code == 404


def test_a_unit_is_added_renamed_and_corrected_through_the_pages(county, client_of):
    client, upper = client_of("security-admin"), county.unit("青石街道")
    client.post(f"/units/{upper.key}/add", {"name": "新河社区", "kind": "community", "order": "3"})
    made = county.unit("新河社区")
    client.post(f"/units/{made.key}/rename", {"name": "新江社区", "short_name": "新江"})
    client.post(f"/units/{made.key}/correct", {"code": "530102001009", "document_code": "", "order": "4"})
    made.refresh_from_db()
    assert (made.name, made.short_name, made.initials, made.code, made.order) == (
        "新江社区",
        "新江",
        "xjsq",
        "530102001009",
        4,
    )


def test_a_moved_unit_keeps_its_former_edge_with_its_days_and_takes_its_subtree_along(county):
    unit, upper = county.unit("平城社区"), county.unit("云杉街道")
    county.today(date(2026, 3, 2))
    county.do("security-admin", "unit.move", unit, Move(str(upper.key), "2026-03-01"))
    unit.refresh_from_db()
    edges = (
        Relation.objects.filter(lower=unit, kind="administrative")
        .order_by("id")
        .values_list("upper__name", "to_on")
    )
    assert unit.path == f"{upper.path}{unit.pk}/"
    assert list(edges) == [("青石街道", date(2026, 3, 1)), ("云杉街道", None)]


def test_a_unit_cannot_move_below_itself_nor_on_a_day_to_come_nor_can_the_county_move(county):
    street, community = county.unit("青石街道"), county.unit("平城社区")
    assert refused(county, "security-admin", "unit.move", street, Move(str(community.key), "2026-01-05")) == [
        "unit.circle"
    ]
    other = county.unit("云杉街道")
    assert refused(county, "security-admin", "unit.move", community, Move(str(other.key), "2026-02-01")) == [
        "unit.move_day"
    ]
    assert "unit.county_stays" in refused(county, "security-admin", "unit.close", county.unit("五华区"))


def test_closing_says_everything_that_stands_in_the_way_on_the_grey_button(county, client_of):
    body = client_of("security-admin").get(f"/units/{county.unit('青石街道').key}").content.decode()
    assert "名下还有 1 个单位，请先调整或撤销。" in body
    assert refused(county, "security-admin", "unit.close", county.unit("云杉街道")) == ["unit.posts_held"]


def test_an_empty_unit_is_closed_and_still_readable(county, client_of):
    made = county.do(
        "security-admin", "unit.add_below", county.unit("云杉街道"), NewUnit("旧巷社区", "community")
    ).subject
    client = client_of("security-admin")
    client.post(f"/units/{made.key}/close")
    made.refresh_from_db()
    assert (made.state, client.get(f"/units/{made.key}").status_code) == ("closed", 200)


def test_two_units_never_share_a_code_and_names_are_never_empty(county):
    assert refused(
        county, "security-admin", "unit.correct", county.unit("云杉街道"), Facts("530102001", "", 1)
    ) == ["unit.code_taken"]
    assert refused(county, "security-admin", "unit.rename", county.unit("云杉街道"), Rename(" ")) == [
        "unit.name_missing"
    ]


def test_guidance_begins_once_and_ends_with_its_day(county):
    upper, lower = county.unit("区民政局"), county.unit("云杉街道")
    county.do("security-admin", "unit.guide", upper, Guide(str(lower.key)))
    assert refused(county, "security-admin", "unit.guide", upper, Guide(str(lower.key))) == [
        "unit.guided_already"
    ]
    county.do("security-admin", "unit.end_guidance", upper, Guide(str(lower.key)))
    assert Relation.objects.get(upper=upper, lower=lower).to_on == date(2026, 1, 5)
    assert refused(county, "security-admin", "unit.end_guidance", upper, Guide(str(lower.key))) == [
        "unit.not_guided"
    ]


def test_nobody_else_changes_a_unit(county):
    for login in ("system-admin", "audit-admin", "org-head", "street-secretary", "security-second"):
        assert refused(county, login, "unit.rename", county.unit("云杉街道"), Rename("别名")) == [
            "door.not_yours"
        ]
    assert Unit.objects.of_tenant(county.tenant).filter(name="别名").count() == 0
