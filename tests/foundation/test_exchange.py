"""Units, people and posts in and out as tables: dry run, findings by cell, good rows kept, repeat-safe."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from touyan.foundation.jobs.actions import run_due
from touyan.foundation.jobs.models import Run
from touyan.foundation.ledger.models import Act, Kept
from touyan.foundation.people import batches, slips
from touyan.foundation.people.models import Person, Post
from touyan.foundation.units.models import Unit


def table(header, *rows):
    return ("\n".join(",".join(map(str, row)) for row in (header, *rows))).encode()


UNITS = ("单位全称", "类别", "上级单位", "简称", "代码", "发文机关代字", "排序号")
PEOPLE = ("姓名", "登录名", "所在单位", "电话")
POSTS = ("登录名", "姓名", "任职单位", "岗位", "职务名称", "任职起始日期", "任职截止日期")


def taken_in(county, kind, content, login="security-admin"):
    key = batches.take_in(county.actor(login), kind, "表.csv", content, "zh")
    return key, batches.batch(county.actor(login), key)


def written(county, kind, content):
    key, _ = taken_in(county, kind, content)
    batches.write_or_ask(county.actor("security-admin"), key, "zh")
    return batches.batch(county.actor("security-admin"), key)


def counts(found):
    return {name: found[name] for name in ("new", "changed", "same", "bad")}


def test_a_dry_run_writes_nothing_and_names_cell_and_cure(county):
    content = table(
        UNITS,
        ("东门村", "村", "青石街道", "", "", "", 1),
        ("西门村", "村", "没有的街道", "", "", "", 1),
        ("南门村", "小区", "青石街道", "", "", "", 1),
    )
    before = Unit.objects.of_tenant(county.tenant).count()
    _, found = taken_in(county, "units", content)
    assert counts(found) == {"new": 1, "changed": 0, "same": 0, "bad": 2}
    assert [f["place"] for f in found["findings"]] == ["表格 C3", "表格 B4"]
    assert "没有找到单位“没有的街道”" in found["findings"][0]["text"]
    assert Unit.objects.of_tenant(county.tenant).count() == before


def test_good_rows_are_written_bad_ones_are_given_back_and_the_same_file_twice_changes_nothing(county):
    content = table(
        UNITS,
        ("东门村", "村", "青石街道", "", "", "", 1),
        ("一组", "党支部", "东门村", "", "", "", 0),
        ("西门村", "村", "没有的街道", "", "", "", 1),
    )
    done = written(county, "units", content)
    assert (done["answer"]["done"], done["answer"]["bad"]) == (2, 1)
    assert county.unit("一组").path == f"{county.unit('东门村').path}{county.unit('一组').pk}/"
    acts = Act.objects.count()
    again = written(county, "units", content)
    assert counts(again) == {"new": 0, "changed": 0, "same": 2, "bad": 1}
    assert Act.objects.count() == acts
    bad = CalamineWorkbook.from_filelike(
        io.BytesIO(batches.bad_rows(county.actor("security-admin"), again["key"], "zh"))
    )
    rows = bad.get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["单位全称", "西门村"]
    assert "没有的街道" in rows[1][-1]


def test_rows_may_stand_before_the_row_of_their_upper_unit(county):
    done = written(
        county,
        "units",
        table(
            UNITS, ("二组", "党支部", "北门村", "", "", "", 0), ("北门村", "村", "青石街道", "", "", "", 1)
        ),
    )
    assert done["answer"] == {"done": 2, "refused": [], "bad": 0}


def test_two_units_of_one_name_are_told_apart_by_their_path(county):
    written(county, "units", table(UNITS, ("平城社区", "社区", "云杉街道", "", "", "", 0)))
    _, found = taken_in(
        county,
        "units",
        table(
            UNITS,
            ("三组", "党支部", "平城社区", "", "", "", 0),
            ("四组", "党支部", "云杉街道/平城社区", "", "", "", 0),
        ),
    )
    assert counts(found) == {"new": 1, "changed": 0, "same": 0, "bad": 1}
    assert "有 2 个单位叫“平城社区”" in found["findings"][0]["text"]


@pytest.mark.parametrize("kind", ["units", "people", "posts"])
def test_what_was_exported_comes_in_again_without_any_change(county, client_of, kind):
    exported = client_of("security-admin").post(f"/exchange/{kind}/export")
    _, found = taken_in(county, kind, exported.content)
    assert (found["new"], found["changed"], found["bad"], found["findings"]) == (0, 0, 0, [])
    assert found["same"] > 20


def test_an_edited_export_renames_moves_and_corrects_the_same_units(county, client_of):
    from touyan.foundation.sheets import Ledger, write_ledger
    from touyan.foundation.units.exchange import COLUMNS

    unit = county.unit("平城社区")
    edited = write_ledger(
        Ledger(
            "单位名录",
            COLUMNS,
            [("平安社区", "社区", "云杉街道", "", "530102001001", "", 7)],
            [str(unit.key)],
            "单位表",
        )
    )
    done = written(county, "units", edited)
    unit.refresh_from_db()
    assert (done["answer"]["done"], unit.name, unit.code, unit.order) == (1, "平安社区", "530102001001", 7)
    assert unit.path.startswith(county.unit("云杉街道").path)


def test_people_come_in_without_mail_with_slips_sealed_until_fetched_once(county):
    done = written(
        county,
        "people",
        table(PEOPLE, ("甲某", "jia.mou", "青石街道", ""), ("乙某", "yi-mou", "青石街道", "13900001111")),
    )
    actor = county.actor("security-admin")
    opened = slips.sealed_slips(actor, done["key"])
    assert [(s.login, s.unit) for s in opened] == [("jia.mou", "青石街道"), ("yi-mou", "青石街道")]
    stored = Kept.objects.of_tenant(county.tenant).get(purpose="slips", about=done["key"]).data
    assert all(s.password not in str(stored) for s in opened)
    from django.contrib.auth.hashers import check_password

    made = county.person("jia.mou")
    assert (made.must_change, check_password(opened[0].password, made.password)) == (True, True)
    slips.destroy_slips(actor, done["key"])
    assert (slips.sealed_slips(actor, done["key"]), slips.waiting_slips(actor, done["key"])) == ([], 0)


def test_each_fault_of_a_person_has_its_cell(county):
    content = table(
        PEOPLE,
        ("丙", "a", "青石街道", ""),
        ("丁", "n-vetter", "青石街道", ""),
        ("戊", "wu.ok", "青石街道", "12"),
        ("", "ji.ok", "青石街道", ""),
    )
    _, found = taken_in(county, "people", content)
    assert counts(found) == {"new": 0, "changed": 0, "same": 0, "bad": 4}
    assert sorted(f["place"] for f in found["findings"]) == ["表格 A5", "表格 B2", "表格 B3", "表格 D4"]


def test_posts_are_proposed_by_table_and_still_wait_for_the_second_person(county):
    row = ("community-secretary", "", "青石街道", "审核人", "", "2026-01-05", "")
    done = written(
        county,
        "posts",
        table(
            POSTS,
            row,
            ("nobody-here", "", "青石街道", "审核人", "", "", ""),
            ("street-drafter", "", "青石街道", "书记", "", "", ""),
        ),
    )
    assert (done["answer"]["done"], done["bad"]) == (1, 2)
    assert (
        Post.objects.of_tenant(county.tenant).get(person__login="community-secretary", kind="checker").state
        == "proposed"
    )
    assert counts(written(county, "posts", table(POSTS, row))) == {
        "new": 0,
        "changed": 0,
        "same": 1,
        "bad": 0,
    }


def test_a_post_is_ended_by_table_only_on_a_day_that_has_come(county):
    ending = ("street-checker", "", "青石街道", "审核人", "", "2026-01-01")
    assert taken_in(county, "posts", table(POSTS, (*ending, "2026-03-01")))[1]["bad"] == 1
    assert written(county, "posts", table(POSTS, (*ending, "2026-01-05")))["answer"]["done"] == 1
    assert Post.objects.of_tenant(county.tenant).get(person__login="street-checker").state == "ended"


def test_a_large_table_is_written_by_the_queue_with_progress_and_a_broken_run_goes_on(
    county, client_of, monkeypatch
):
    rows = [(f"某{n}", f"bulk-{n:03}", "青石街道", "") for n in range(120)]
    key, _ = taken_in(county, "people", table(PEOPLE, *rows))
    actor = county.actor("security-admin")
    batches.write_or_ask(actor, key, "zh")
    batches.write_or_ask(actor, key, "zh")
    assert Run.objects.of_tenant(county.tenant).filter(job="exchange").count() == 1
    seen = []
    real = batches.perform

    def falls_over(*args, **kwargs):
        if len(seen) == 45:
            seen.append("fallen")
            raise RuntimeError("the power went")
        seen.append(1)
        return real(*args, **kwargs)

    monkeypatch.setattr(batches, "perform", falls_over)
    run_due(limit=200)
    run = Run.objects.of_tenant(county.tenant).get(job="exchange")
    first = {s.login: s.password for s in slips.sealed_slips(actor, key)}
    assert (run.state, Person.objects.of_tenant(county.tenant).filter(login__startswith="bulk-").count()) in {
        ("waiting", 45),
        ("done", 120),
    }
    run_due(limit=200)
    run.refresh_from_db()
    found = batches.batch(actor, key)
    assert (run.state, run.progress, found["state"]) == ("done", 100, "done")
    assert Person.objects.of_tenant(county.tenant).filter(login__startswith="bulk-").count() == 120
    assert {s.login: s.password for s in slips.sealed_slips(actor, key)} == first
    assert len(first) == 120
    assert "取 120 张首次登录单" in client_of("security-admin").get(f"/exchange/batch/{key}").content.decode()


@pytest.mark.parametrize("count", [1, 50])
def test_the_dry_run_page_costs_the_same_whatever_the_table_holds(county, client_of, count):
    key, _ = taken_in(
        county, "people", table(PEOPLE, *[(f"某{n}", f"x{n}", "没有", "") for n in range(count)])
    )
    client = client_of("security-admin")
    client.get(f"/exchange/batch/{key}")
    with CaptureQueriesContext(connection) as caught:
        assert client.get(f"/exchange/batch/{key}").status_code == 200
    assert len(caught) <= 9


def test_upload_dry_run_write_and_bad_rows_through_the_pages(county, client_of):
    client = client_of("security-admin")
    assert client.get("/exchange/people").status_code == 200
    assert client.get("/exchange/people/template").content[:2] == b"PK"
    sent = SimpleUploadedFile(
        "人员.csv", table(PEOPLE, ("甲某", "jia.mou", "青石街道", ""), ("乙", "yi-mou", "没有", ""))
    )
    page = client.post("/exchange/people", {"table": sent})["Location"]
    body = client.get(page).content.decode()
    assert ("写入 1 行" in body, "没有找到单位“没有”" in body) == (True, True)
    client.post(f"{page}/write")
    assert "已写入 1 行" in client.get(page).content.decode()
    assert client.get(f"{page}/bad").content[:2] == b"PK"
    assert client_of("security-second").get(page).status_code == 404


def test_phones_leave_the_house_only_with_the_security_administrator_and_that_is_recorded(county, client_of):
    phone = county.person("street-drafter").phone

    def cells(answer):
        book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
        return str(book.get_sheet_by_index(0).to_python())

    before = Act.objects.filter(action="unit.export_people").count()
    assert phone in cells(client_of("security-admin").post("/exchange/people/export"))
    act = Act.objects.filter(action="unit.export_people").latest("id")
    assert (act.note["with_phones"], Act.objects.filter(action="unit.export_people").count()) == (
        True,
        before + 1,
    )
    own = cells(client_of("street-secretary").post("/exchange/people/export"))
    assert (phone in own, "street-drafter" in own, "sibling-secretary" in own) == (False, True, False)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04rubbish", b"\x00\xff\x00", "甲,乙\n1,2".encode()])
def test_a_file_that_is_no_table_of_ours_is_answered_in_words(county, content):
    _, found = taken_in(county, "people", content)
    assert (found["new"], len(found["findings"])) == (0, 1)


def test_a_name_that_looks_like_a_formula_leaves_as_text(county, client_of):
    from touyan.foundation.people.actions import Correction

    county.do("security-admin", "person.correct", county.person("street-drafter"), Correction("=cmd|x", ""))
    content = client_of("security-admin").post("/exchange/people/export").content
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_uploads_nobody_needs_any_more_are_swept_after_a_week(county):
    from datetime import timedelta

    from touyan.foundation.calendar.clock import clock

    key, _ = taken_in(county, "people", table(PEOPLE, ("甲", "jia.mou", "青石街道", "")))
    assert batches.sweep(county.tenant, None) == 0
    Kept.objects.of_tenant(county.tenant).filter(about=key).update(
        at=clock(county.tenant).now - timedelta(days=8)
    )
    assert batches.sweep(county.tenant, None) == 1
    assert batches.batch(county.actor("security-admin"), key) is None
