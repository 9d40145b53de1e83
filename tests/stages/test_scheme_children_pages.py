"""A street's scheme under the county's: uploaded, held to the bounds, published under a published parent, told apart on its pages."""

from __future__ import annotations

import io
from datetime import date

import pytest
from tests.factories.schemes import FOLDER
from tests.factories.versions import next_version

from touyan.core.scheme import check
from touyan.foundation.ledger.door import Refused
from touyan.foundation.ledger.verify import report as verify
from touyan.foundation.people.models import Post
from touyan.foundation.rulebook.models import SchemeVersion, forget_known
from touyan.project.scheme_command import check_file, compare_files, explain_file
from touyan.stages.application.actions import NewCall
from touyan.stages.application.matters import form_of
from touyan.stages.scheme.actions import Publish, Upload

TOWN = FOLDER / "wuhua-town" / "scheme.yaml"
SOURCE = TOWN.read_text(encoding="utf-8")
BODIES = ("leading_group", "leading_group_office", "organization_department", "party_building_meeting")


def uploaded(county, source=SOURCE):
    return county.do("office-clerk", "scheme.upload", county.unit("五华区"), Upload(source)).subject


def bound(county):
    units = [county.unit(county.scheme.rules.bodies[name].label.zh) for name in BODIES]
    return Publish({name: str(unit.key) for name, unit in zip(BODIES, units, strict=True)})


def published(county, source=SOURCE):
    draft = uploaded(county, source)
    county.do("office-head", "scheme.publish", draft, bound(county))
    return SchemeVersion.objects.of_tenant(county.tenant).get(pk=draft.pk)


def test_a_child_is_published_with_the_very_version_of_its_parent_and_runs_by_the_merged_rules(county):
    child = published(county)
    assert (child.state, child.parent_id, len(child.digest)) == ("published", county.scheme.pk, 64)
    assert (child.rules.meeting.quorum, child.rules.plan) == (3, county.scheme.rules.plan)
    assert child.expanded["stages"][0]["quota"][0]["max"] == 1
    assert set(child.machines) == set(county.scheme.machines)
    assert verify(io.StringIO()) == 0


def test_a_later_version_of_the_parent_changes_nothing_for_a_child_in_force(county):
    child = published(county)
    was = child.rules
    next_version(county, ("rectify_workdays: 10", "rectify_workdays: 12"))
    forget_known()
    child = SchemeVersion.objects.of_tenant(county.tenant).get(pk=child.pk)
    assert (child.parent_id, child.rules) == (county.scheme.pk, was)
    assert published(county).parent.number == 2


def test_a_child_outside_the_bounds_is_shown_with_its_line_and_not_stored(county, client_of):
    bad = SOURCE.replace("min: 1, max: 1}", "min: 1, max: 3}")
    answer = client_of("office-clerk").post("/schemes/new", {"source": bad})
    line = bad[: bad.index("max: 3}")].count("\n") + 1
    text = answer.content.decode()
    assert f'href="#line-{line}"' in text
    assert "上级方案允许 1 到 2" in text
    assert SchemeVersion.objects.of_tenant(county.tenant).count() == 1
    with pytest.raises(Refused):
        uploaded(county, bad)


def test_a_child_waits_for_its_parent_to_be_published(county):
    parent = county.scheme.source.replace("id: wuhua-secretary-projects", "id: other-county", 1)
    child = SOURCE.replace("id: wuhua-secretary-projects", "id: other-county", 1)
    with pytest.raises(Refused) as no:
        uploaded(county, child)
    assert [f.code for f in no.value.reasons] == ["scheme.parent_unknown"]
    above = uploaded(county, parent)
    draft = uploaded(county, child)
    with pytest.raises(Refused) as no:
        county.do("office-head", "scheme.publish", draft, bound(county))
    assert [f.code for f in no.value.reasons] == ["scheme.parent_not_in_force"]
    county.do("office-head", "scheme.publish", above, bound(county))
    county.do("office-head", "scheme.publish", draft, bound(county))
    assert SchemeVersion.objects.of_tenant(county.tenant).get(pk=draft.pk).parent_id == above.pk


def test_a_new_version_of_the_parent_names_the_children_it_makes_invalid(county, client_of):
    child = published(county)
    narrower = county.scheme.source.replace(
        "{key: meeting.quorum, may: between, low: 3, high: 9}",
        "{key: meeting.quorum, may: between, low: 5, high: 9}",
    )
    draft = uploaded(county, narrower)
    see = client_of("office-head")
    text = see.get(f"/schemes/{draft.key}?part=children").content.decode()
    assert child.title in text
    assert "上级方案允许 5 到 9" in text
    given = {f"body-{name}": key for name, key in bound(county).bodies.items()}
    told = see.post(f"/schemes/{draft.key}/publish", given, follow=True).content.decode()
    assert "这些下级方案超出了新版本的范围" in told
    assert child.title in told
    assert "在这一版的范围之内" in see.get(f"/schemes/{county.scheme.key}?part=children").content.decode()
    child.refresh_from_db()
    assert (child.state, child.parent_id) == ("published", county.scheme.pk)


def test_its_pages_tell_whose_child_it_is_and_what_is_its_own(county, client_of):
    first = published(county)
    second = uploaded(county, SOURCE.replace("cut: {n: 6}", "cut: {n: 8}"))
    see = client_of("office-clerk")
    text = see.get(f"/schemes/{second.key}").content.decode()
    assert "这是《五华区书记抓基层党建项目》（2026年度）的下级方案" in text
    assert county.scheme.title in text
    changes = see.get(f"/schemes/{second.key}?part=changes").context["changes"]
    assert [(row["label"], row["place"]) for row in changes] == [
        ("审议评分 · 入选 · 名次（本级自定）", "stages.meeting.cut.n")
    ]
    assert see.get(f"/schemes/{first.key}/rules.docx").status_code == 200


def test_the_command_line_finds_the_parent_beside_the_file(tmp_path):
    out = io.StringIO()
    assert check_file(str(TOWN), out) == 0
    assert explain_file(str(TOWN), out) == 0
    assert compare_files(str(FOLDER / "wuhua" / "scheme.yaml"), str(TOWN), out) == 1
    assert "stages.meeting.quorum\t5\t→\t3\t（本级自定）" in out.getvalue()
    county, town = tmp_path / "county", tmp_path / "town"
    county.mkdir()
    town.mkdir()
    narrower = (
        (FOLDER / "wuhua" / "scheme.yaml")
        .read_text(encoding="utf-8")
        .replace("low: 3, high: 9", "low: 4, high: 9")
    )
    (county / "scheme.yaml").write_text(narrower, encoding="utf-8")
    (town / "scheme.yaml").write_text(SOURCE, encoding="utf-8")
    out = io.StringIO()
    assert check_file(str(county / "scheme.yaml"), out) == 0
    assert "下级方案 town 超出这份方案的范围 1 处" in out.getvalue()
    assert check(narrower.encode()).findings == ()


def test_versions_published_before_there_were_children_are_still_vouched_for(county):
    assert "parent_id" not in county.scheme.evidence()
    assert published(county).evidence()["parent_id"] == county.scheme.pk


def community_drafter(county):
    """The community's secretary also drafts, appointed as a demonstration county would."""
    home, person = county.unit("平城社区"), county.person("community-secretary")
    Post.objects.create(
        tenant_id=county.tenant,
        person=person,
        unit=home,
        kind="drafter",
        state="in_office",
        from_on=date(2026, 1, 1),
    )
    return person.login


def test_a_community_applies_under_the_streets_scheme_and_a_street_under_the_countys(county):
    county.today(date(2026, 1, 5))
    child, login = published(county), community_drafter(county)
    calls = {}
    for name, version in (("county", county.scheme), ("street", child)):
        new = NewCall("申报", "按方案申报。", date(2026, 1, 5), date(2026, 12, 30))
        made = county.do("office-clerk", "call.create", version, new).subject
        calls[name] = county.do("office-clerk", "call.open", made).subject
    begun = county.do(login, "application.create", calls["street"]).subject
    assert "problem.residents" in dict(form_of(begun.scheme_version).fields())
    assert begun.scheme_version_id == child.pk
    street = county.do("street-drafter", "application.create", calls["county"]).subject
    assert "problem.residents" not in dict(form_of(street.scheme_version).fields())
    for who, call in ((login, calls["county"]), ("street-drafter", calls["street"])):
        with pytest.raises(Refused) as no:
            county.do(who, "application.create", call)
        assert [f.code for f in no.value.reasons] == ["application.unit_not_asked"]
