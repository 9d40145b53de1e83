"""Upload, findings, the rules as readable Chinese, publish; a published version is immutable, compiled and hashed."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from touyan.foundation.ledger.verify import findings
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.project.scheme_command import check_file
from touyan.stages.scheme.forms import suggestion


@pytest.fixture
def source(county):
    return county.scheme.source


def uploaded(client, source):
    return client.post(
        "/schemes/new", {"file": SimpleUploadedFile("scheme.yaml", source.encode()), "source": ""}
    )


def versions(county):
    return SchemeVersion.objects.of_tenant(county.tenant).order_by("number")


def test_a_file_with_errors_is_shown_line_by_line_and_nothing_is_stored(county, client_of, source):
    bad = source.replace("kind: publication", "kind: publicatoin", 1)
    answer = uploaded(client_of("office-clerk"), bad)
    line = 1 + bad[: bad.index("publicatoin")].count("\n")
    assert versions(county).count() == 1
    assert f'href="#line-{line}"' in answer.content.decode()
    assert answer.context["errors"] >= 1


def test_a_good_file_becomes_the_next_draft_and_is_read_as_chinese(county, client_of, source):
    answer = uploaded(client_of("office-clerk"), source)
    draft = versions(county).last()
    assert (answer.status_code, draft.number, draft.state) == (302, 2, "draft")
    page = client_of("office-clerk").get(f"/schemes/{draft.key}").content.decode()
    assert "《" in page
    assert "公开" in page


def test_pasted_text_is_as_good_as_a_file_and_nothing_at_all_is_asked_for_again(county, client_of, source):
    see = client_of("office-clerk")
    assert see.post("/schemes/new", {"source": source}).status_code == 302
    assert "请选择方案文件" in see.post("/schemes/new", {"source": ""}).content.decode()


def test_who_uploaded_may_not_publish_and_another_head_may_with_bodies_suggested_by_name(
    county, client_of, source
):
    uploaded(client_of("office-clerk"), source)
    draft = versions(county).last()
    page = client_of("office-head").get(f"/schemes/{draft.key}")
    form = page.context["binding"]
    assert {name: f.initial for name, f in form.fields.items()} == {
        f"body-{name}": str(county.unit(body.label.zh).key) for name, body in draft.rules.bodies.items()
    }
    given = {name: f.initial for name, f in form.fields.items()}
    client_of("office-clerk").post(f"/schemes/{draft.key}/publish", given)
    draft.refresh_from_db()
    assert draft.state == "draft"
    client_of("office-head").post(f"/schemes/{draft.key}/publish", given)
    draft.refresh_from_db()
    assert (draft.state, sorted(draft.bodies), len(draft.digest)) == (
        "published",
        sorted(draft.rules.bodies),
        64,
    )
    assert (
        client_of("office-head").post(f"/schemes/{draft.key}/replace", {"source": source}).status_code == 403
    )


def test_a_draft_stands_on_the_desk_of_who_may_publish_it_and_not_of_who_uploaded_it(
    county, client_of, source
):
    uploaded(client_of("office-clerk"), source)
    at = f"/schemes/{versions(county).last().key}"
    told = {
        login: at in client_of(login).get("/desk").content.decode()
        for login in ("office-head", "office-clerk", "finance")
    }
    assert told == {"office-head": True, "office-clerk": False, "finance": False}


def test_a_body_without_a_unit_keeps_the_draft_unpublished(county, client_of, source):
    uploaded(client_of("office-clerk"), source)
    draft = versions(county).last()
    answer = client_of("office-head").post(f"/schemes/{draft.key}/publish", {})
    draft.refresh_from_db()
    assert (answer.status_code, draft.state) == (422, "draft")


def test_a_warning_is_let_stand_only_with_a_reason_which_is_kept_with_the_version(county, client_of, source):
    """Findings in a draft are for who works on it; what was overridden and why is for everybody."""
    bold = source.replace("max_rounds: 2 ", "max_rounds: 5 ", 1)
    uploaded(client_of("office-clerk"), bold)
    draft, head, street = versions(county).last(), client_of("office-head"), client_of("street-secretary")
    page = head.get(f"/schemes/{draft.key}")
    form, warned = page.context["binding"], "返工最多 5 轮"
    assert (
        [name for name in form.fields if name.startswith("warning-")],
        warned in page.content.decode(),
    ) == (["warning-1"], True)
    assert warned not in street.get(f"/schemes/{draft.key}").content.decode()
    units = {f"body-{n}": str(county.unit(b.label.zh).key) for n, b in draft.rules.bodies.items()}
    empty = head.post(f"/schemes/{draft.key}/publish", units | {"warning-1": " "})
    draft.refresh_from_db()
    assert (empty.status_code, draft.state) == (422, "draft")
    assert (
        empty.context["binding"]["body-leading_group"].value() == units["body-leading_group"]
    )  # what was chosen stays chosen
    head.post(f"/schemes/{draft.key}/publish", units | {"warning-1": "去年 3 轮不够，会上定的"})
    draft.refresh_from_db()
    assert (draft.state, [(row["code"], row["reason"]) for row in draft.overridden]) == (
        "published", [("scheme.many_rounds", "去年 3 轮不够，会上定的")],
    )  # fmt: skip
    assert "去年 3 轮不够，会上定的" in street.get(f"/schemes/{draft.key}").content.decode()
    assert [(f.code, f.place) for f in findings()] == []
    SchemeVersion.objects.of_tenant(county.tenant).filter(pk=draft.pk).update(overridden=[])
    assert [f.code for f in findings()] == ["verify.evidence_differs"]


def test_matters_under_way_stay_on_their_version_when_a_new_one_is_published(county, client_of, source):
    from tests.factories.projects import project

    made = project(county)
    uploaded(client_of("office-clerk"), source)
    draft = versions(county).last()
    units = {f"body-{n}": str(county.unit(b.label.zh).key) for n, b in draft.rules.bodies.items()}
    client_of("office-head").post(f"/schemes/{draft.key}/publish", units)
    made.refresh_from_db()
    assert made.scheme_version_id == county.scheme.pk


def test_a_draft_is_replaced_discarded_and_a_published_version_retired(county, client_of, source):
    see = client_of("office-clerk")
    uploaded(see, source)
    draft = versions(county).last()
    see.post(
        f"/schemes/{draft.key}/replace",
        {"source": source.replace("burden_minutes: 120", "burden_minutes: 130")},
    )
    draft.refresh_from_db()
    assert draft.source.count("\n") == source.count("\n")
    see.post(f"/schemes/{draft.key}/discard")
    draft.refresh_from_db()
    assert draft.state == "discarded"
    see.post(f"/schemes/{county.scheme.key}/retire")
    county.scheme.refresh_from_db()
    assert county.scheme.state == "retired"


def test_the_difference_to_the_version_before_is_named_place_by_place(county, client_of, source):
    see = client_of("office-clerk")
    uploaded(see, source.replace("max_chars: 30 ", "max_chars: 40 ", 1))
    draft = versions(county).last()
    page = see.get(f"/schemes/{draft.key}?part=changes")
    assert [(c["old"][0]["text"], c["new"][0]["text"]) for c in page.context["changes"]] == [("30", "40")]


def test_the_machines_are_tables_of_words_without_a_bare_code(county, client_of):
    page = client_of("street-secretary").get(f"/schemes/{county.scheme.key}?part=machines")
    edges = [e for m in page.context["machines"] for e in m["edges"]]
    assert [
        e
        for e in edges
        if any(
            "_" in str(e[k]) or "." in str(e[k]) for k in ("action", "sources", "target", "roles", "rules")
        )
    ] == []
    assert any("书记本人" in e["rules"] for e in edges)


def test_every_condition_a_scheme_may_ask_for_has_words_in_the_tables():
    from touyan.core.scheme import CONDITIONS
    from touyan.foundation.wording import catalogue

    assert (
        sorted({f"condition.{n}" for names in CONDITIONS.values() for n in names} - catalogue().keys()) == []
    )


def test_a_street_reads_the_rules_but_uploads_nothing(county, client_of, source):
    see = client_of("street-secretary")
    assert see.get(f"/schemes/{county.scheme.key}").status_code == 200
    assert see.get("/schemes/new").status_code == 403
    assert uploaded(see, source).status_code == 403
    assert versions(county).count() == 1


def test_the_file_comes_down_byte_for_byte(county, client_of, source):
    assert (
        client_of("street-drafter").get(f"/schemes/{county.scheme.key}/scheme.yaml").content
        == source.encode()
    )


@pytest.mark.parametrize("part", ["rules", "source", "machines", "changes"])
def test_every_part_costs_at_most_twelve_statements(county, client_of, source, part):
    see = client_of("office-head")
    uploaded(client_of("office-clerk"), source)
    for one in versions(county):
        see.get("/schemes")
        with CaptureQueriesContext(connection) as told:
            assert see.get(f"/schemes/{one.key}?part={part}").status_code == 200
        assert len(told) <= 12


class Named:
    def __init__(self, key, name):
        self.key, self.name = key, name


def test_a_body_is_suggested_the_unit_of_the_same_name_then_of_nearly_the_same_and_else_none():
    units = [
        Named("1", "区委组织部"),
        Named("2", "区委党建工作领导小组"),
        Named("3", "区委党建工作领导小组办公室"),
    ]
    assert suggestion("区委党建工作领导小组", units) == "2"
    assert suggestion("五华区委组织部", units) == "1"
    assert suggestion("县纪委监委", units) == ""


def test_the_command_names_every_fault_with_level_line_key_and_sentence_at_once(tmp_path, source):
    bad = source.replace("kind: publication", "kind: publicatoin", 1).replace(
        "burden_minutes:", "burden_minute:", 1
    )
    file = tmp_path / "scheme.yaml"
    file.write_text(bad, encoding="utf-8")
    out = io.StringIO()
    assert check_file(str(file), out) == 1
    told = [line for line in out.getvalue().splitlines() if line.startswith("必改")]
    assert len(told) >= 2
    assert any(f"第{1 + bad[: bad.index('publicatoin')].count(chr(10))}行" in line for line in told)


def test_the_command_passes_the_real_scheme_and_says_when_there_is_no_file(tmp_path, source):
    file = tmp_path / "scheme.yaml"
    file.write_text(source, encoding="utf-8")
    assert check_file(str(file), io.StringIO()) == 0
    assert check_file(str(tmp_path / "none.yaml"), io.StringIO()) == 2
