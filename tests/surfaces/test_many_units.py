"""Where a county has many units: they are typed instead of listed, trees and boards open part by part, and nothing is cut silently."""

from __future__ import annotations

import re

import pytest
from django import forms

from tests.factories.projects import project
from touyan.foundation.units import choosing
from touyan.foundation.units import queries as unit_queries
from touyan.foundation.units.choosing import UnitField
from touyan.foundation.units.models import Unit
from touyan.stages.publication import reads
from touyan.stages.publication import views as publication
from touyan.surfaces.board import matrix

pytestmark = pytest.mark.django_db


@pytest.fixture
def offered(county):
    """A form's field with every unit of the county."""
    field = UnitField()
    field.offer(Unit.objects.of_tenant(county.tenant).filter(state="active").order_by("path"), is_tree=True)
    return field


@pytest.fixture
def many(monkeypatch):
    """Two are many."""
    for module, name in (
        (choosing, "FEW"),
        (reads, "FEW"),
        (unit_queries, "TREE"),
        (matrix, "SIZE"),
        (publication, "SIZE"),
    ):
        monkeypatch.setattr(module, name, 2)


def refused(field, value):
    with pytest.raises(forms.ValidationError) as no:
        field.clean(value)
    return no.value.messages


def test_few_units_are_a_list(county, offered):
    key = str(county.unit("青石街道").key)
    assert (key, "\u3000青石街道") in offered.choices
    assert offered.clean(key) == key
    assert refused(offered, "青石街道") == ["请从列表里选一个单位。"]


def test_many_units_are_named(county, many, offered):
    stone, cedar = (str(county.unit(name).key) for name in ("青石街道", "云杉街道"))
    assert offered.choices is None and offered.prepare_value(stone) == "青石街道"
    assert (offered.clean("青石街道"), offered.clean(" 云杉 ")) == (stone, cedar)
    assert refused(offered, "没有这个") == ["没有名称里有“没有这个”的单位，请核对。"]
    assert refused(offered, "街道")[0].startswith("名称里有“街道”的单位不止一个：")


def links(page, pattern):
    return [found.replace("&amp;", "&") for found in re.findall(pattern, page)]


def test_a_large_tree_opens_level_by_level_and_shows_every_unit_once(county, client_of, many):
    see, waiting, shown = client_of("org-vetter"), ["/units/tree"], []
    while waiting:
        page = see.get(waiting.pop()).content.decode()
        main = page[page.index("<main") : page.index("</main>")]
        shown += re.findall(r'<a href="/units/([0-9a-f-]{36})"', main)
        waiting += links(main, r'href="(/units/tree\?(?:below|after)=[^"]+)"')
    active = Unit.objects.of_tenant(county.tenant).filter(state="active").values_list("key", flat=True)
    assert sorted(shown) == sorted(map(str, active))


def test_the_board_shows_its_units_part_by_part_and_the_sum_of_all_in_each(county, client_of, many):
    for name, login in (
        ("青石街道", "street-secretary"),
        ("云杉街道", "sibling-secretary"),
        ("护国街道", "s2-secretary"),
    ):
        project(county, name, login=login)
    see = client_of("org-vetter")
    first = see.get("/board").content.decode()
    assert "共 3 个单位" in first and "还有 1 条" in first
    (url,) = links(first, r'href="(/board\?from=[^"]+)"')
    rest = see.get(url.partition("#")[0]).content.decode()

    def units(page):
        return re.findall(r'<th scope="row" class="keep">(?:<a[^>]*>)?([^<]+)', page)

    assert (units(first), units(rest)) == (["护国街道", "青石街道", "合计"], ["云杉街道", "合计"])


def test_the_register_s_unit_is_typed_and_a_link_s_key_is_said_by_name(county, client_of, many):
    for name, login in (
        ("青石街道", "street-secretary"),
        ("云杉街道", "sibling-secretary"),
        ("护国街道", "s2-secretary"),
    ):
        project(county, name, login=login)
    see = client_of("org-vetter")
    page = see.get(f"/projects?unit={county.unit('云杉街道').key}").content.decode()
    assert "单位：云杉街道" in page and 'name="unit" value="云杉街道"' in page
    assert "共 1 条" in page and "共 1 条" in see.get("/projects?unit=青石").content.decode()


def test_what_is_made_public_is_chosen_part_by_part(county, client_of, many):
    for name, login in (
        ("青石街道", "street-secretary"),
        ("云杉街道", "sibling-secretary"),
        ("护国街道", "s2-secretary"),
    ):
        project(county, name, login=login)
    see, shown, url = client_of("office-clerk"), [], "/releases/new"
    while url:
        page = see.get(url).content.decode()
        shown.append(len(re.findall(r'name="project"', page)))
        url = next(iter(links(page, r'href="(/releases/new\?[^"]*after=[^"]+)"')), "")
    assert shown == [2, 1]
