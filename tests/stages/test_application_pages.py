"""The pages of calls and applications: what each reader meets, that nothing typed is lost, that a page stays cheap."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.stages.application_ground import ANSWERS, at_signing, begun, fresh, handed_in, open_call, returned

from touyan.fieldwork.needs.models import Need
from touyan.foundation.files.models import Attachment
from touyan.foundation.ledger.door import Refused
from touyan.foundation.ledger.models import Act, Kept
from touyan.foundation.people.actions import Leave
from touyan.foundation.people.models import Post
from touyan.stages.application.actions import Reason, Removal, Saved
from touyan.stages.application.models import Application, Version

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082",
)


def posted(application, **changed) -> dict[str, str]:
    """The form as a browser sends it."""
    data: dict[str, object] = {
        "base": application.version,
        "idempotency_key": f"k{application.version}-{len(changed)}",
    }
    for path, value in (ANSWERS | changed).items():
        if isinstance(value, bool):
            data |= {path: "1"} if value else {}
        elif isinstance(value, dict):
            data |= {f"{path}.{side}": day for side, day in value.items()}
        elif isinstance(value, list):
            data[f"{path}-total"] = len(value)
            for index, row in enumerate(value):
                cells = {"text": row} if isinstance(row, str) else row
                data |= {f"{path}-{index}-{name}": words for name, words in cells.items()}
        else:
            data[path] = value
    return data


def statements(client, url: str) -> int:
    client.get("/account")
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def text(response) -> str:
    return response.content.decode()


def test_the_office_makes_a_call_and_opens_it(county, client_of):
    office = client_of("office-clerk")
    data = {"title": "2026年申报", "text": "", "opens_on": "2026-01-05", "closes_on": "2026-02-14"}
    made = office.post("/calls/new", data)
    assert made.status_code == 302
    assert client_of("street-drafter").get(made.url).status_code == 404
    office.post(made.url + "/open")
    assert "新建申报" in text(client_of("street-drafter").get(made.url))
    assert "还可提交 2 个" in text(client_of("street-secretary").get(made.url))


def test_a_call_with_its_days_turned_round_is_refused_and_the_words_stay(county, client_of):
    page = client_of("office-clerk").post(
        "/calls/new", {"title": "申报甲", "opens_on": "2026-02-14", "closes_on": "2026-01-05"}
    )
    assert (page.status_code, "截止日期早于开始日期" in text(page), 'value="申报甲"' in text(page)) == (
        200,
        True,
        True,
    )


def test_the_drafter_begins_saves_and_passes_on(county, client_of):
    drafter, call = client_of("street-drafter"), open_call(county)
    made = drafter.post(f"/calls/{call.key}/apply")
    assert made.url.endswith("/form")
    one = Application.objects.of_tenant(county.tenant).get()
    assert "缺" in text(drafter.get(made.url))
    saved = drafter.post(made.url, posted(one))
    assert (saved.status_code, fresh(one).title) == (302, "平城巷夜间照明整治")
    assert fresh(one).answers == ANSWERS
    drafter.post(made.url, posted(fresh(one)) | {"then": "pass_to_check"})
    assert fresh(one).state == "checking"


def test_a_refused_submission_keeps_the_text_and_links_each_reason_to_its_field(county, client_of):
    one = at_signing(county)
    url = f"/applications/{one.key}/form"
    page = client_of("street-secretary").post(
        url, posted(one, **{"team.duties": "", "basics.title": "新题目"}) | {"then": "submit"}
    )
    assert page.status_code == 200
    assert (fresh(one).state, fresh(one).title) == ("signing", "新题目")
    assert f'href="/applications/{one.key}/form#team.duties"' in text(page)


def test_the_secretary_submits_from_the_form(county, client_of):
    one = at_signing(county)
    done = client_of("street-secretary").post(
        f"/applications/{one.key}/form", posted(one) | {"then": "submit"}
    )
    assert (done.status_code, fresh(one).state) == (302, "vetting.organization_department")


def way_on(page: str) -> tuple[str, str, str]:
    """How the way to submission stands: the button's type, whether it is grey, and what opens it."""
    tag = re.search(r'<button[^>]*name="then" value="submit"[^>]*>', page)
    told = dict(re.findall(r'([\w-]+)="([^"]*)"', tag[0]))
    return told.get("type", "submit"), told.get("aria-disabled", "false"), told.get("data-behaviour", "")


def test_a_grey_submission_names_what_is_missing(county, client_of):
    one = at_signing(county, **{"team.duties": ""})
    page = text(client_of("street-secretary").get(f"/applications/{one.key}/form"))
    assert "四、人员与责任“责任分解”还没有填写。" in page
    assert way_on(page) == ("button", "true", "reopen")  # typing what is missing opens it


def test_what_is_typed_comes_back_after_a_lost_connection(county, client_of):
    one, drafter = begun(county), client_of("street-drafter")
    url = f"/applications/{one.key}"
    first = drafter.post(
        f"{url}/autosave", posted(one, **{"basics.title": "打了一半的题目"}) | {"version": "0"}
    )
    assert (first.status_code, first.json()["version"]) == (200, 1)
    page = text(drafter.get(f"{url}/form"))
    assert ("打了一半的题目" in page, "还没有按“保存”的内容" in page) == (True, True)
    assert fresh(one).title == "平城巷夜间照明整治"


def test_two_windows_of_one_person_do_not_overwrite_each_other(county, client_of):
    one, drafter = begun(county), client_of("street-drafter")
    url = f"/applications/{one.key}/autosave"
    drafter.post(url, posted(one) | {"version": "0"})
    assert drafter.post(url, posted(one) | {"version": "0"}).status_code == 409


def test_a_colleague_does_not_see_the_private_draft(county, client_of):
    one = begun(county)
    client_of("street-drafter").post(
        f"/applications/{one.key}/autosave", posted(one, **{"basics.title": "私下草稿"}) | {"version": "0"}
    )
    assert "私下草稿" not in text(client_of("street-checker").get(f"/applications/{one.key}/form"))


def test_saving_empties_the_private_draft(county, client_of):
    one, drafter = begun(county), client_of("street-drafter")
    drafter.post(
        f"/applications/{one.key}/autosave", posted(one, **{"basics.title": "草稿"}) | {"version": "0"}
    )
    drafter.post(f"/applications/{one.key}/form", posted(one, **{"basics.title": "定稿"}))
    kept = Kept.objects.of_tenant(county.tenant).get(purpose="application.draft")
    assert (kept.data, fresh(one).title) == ({}, "定稿")
    assert "还没有按“保存”的内容" not in text(drafter.get(f"/applications/{one.key}/form"))


def test_who_was_slower_sees_both_texts_and_keeps_his_own(county, client_of):
    one = begun(county)
    mine = posted(one, **{"basics.title": "我的题目"})
    county.do(
        "street-checker", "application.save", fresh(one), Saved(ANSWERS | {"basics.title": "同事的题目"})
    )
    page = client_of("street-drafter").post(f"/applications/{one.key}/form", mine)
    assert (page.status_code, fresh(one).title) == (409, "同事的题目")
    assert 'value="我的题目"' in text(page)
    assert "现在保存着的内容与您的内容" in text(page)


def test_a_row_is_added_without_script_and_nothing_is_stored(county, client_of):
    one = begun(county)
    page = client_of("street-drafter").post(
        f"/applications/{one.key}/form",
        posted(one, **{"basics.title": "没存的"}) | {"add_row": "tasks.stage_tasks"},
    )
    assert (
        'name="tasks.stage_tasks-3-task"' in text(page),
        'value="没存的"' in text(page),
        fresh(one).title,
    ) == (True, True, "平城巷夜间照明整治")


def test_a_need_is_registered_from_the_form_and_chosen(county, client_of):
    one = begun(county)
    data = posted(one) | {
        "new_need.title": "平城巷没有路灯",
        "new_need.text": "晚上看不清",
        "new_need.source": "visit",
    }
    client_of("street-drafter").post(f"/applications/{one.key}/form", data)
    need = Need.objects.of_tenant(county.tenant).get()
    assert (fresh(one).need_id, need.title, need.source) == (need.pk, "平城巷没有路灯", "visit")


def test_a_need_too_long_for_the_register_is_refused_and_stays_on_the_page(county, client_of):
    one = begun(county)
    data = posted(one, **{"basics.title": "改过的题目"}) | {
        "new_need.title": "灯" * 61,
        "new_need.text": "晚上看不清",
    }
    page = text(client_of("street-drafter").post(f"/applications/{one.key}/form", data))
    assert ("超出 1 字" in page, "灯" * 61 in page, 'value="改过的题目"' in page) == (True, True, True)
    assert Need.objects.of_tenant(county.tenant).count() == 0


def test_an_answer_too_long_is_refused_whole_and_never_cut(county, client_of):
    one = returned(county, handed_in(county), ("basics.title", "题目空泛", "写明对象"))
    page = text(
        client_of("street-drafter").post(
            f"/applications/{one.key}/form", posted(one) | {"fault-1": "改" * 401}
        )
    )
    assert ("第 1 条的修改情况最多 400 字" in page, "改" * 401 in page) == (True, True)


def test_the_department_reads_the_version_handed_in_not_the_text_being_mended(county, client_of):
    one = returned(county, handed_in(county), ("basics.title", "题目空泛", "写明对象"))
    county.do(
        "street-drafter", "application.save", fresh(one), Saved(ANSWERS | {"team.duties": "改了一半的分工"})
    )
    vetter = client_of("org-vetter")
    for tail in ("", "/compare", "/print?version=draft"):
        assert "改了一半的分工" not in text(vetter.get(f"/applications/{one.key}{tail}"))
    assert "改了一半的分工" in text(client_of("street-checker").get(f"/applications/{one.key}"))


def test_what_the_unit_answers_is_read_above_only_once_it_is_handed_in(county, client_of):
    made = returned(county, handed_in(county), ("targets.indicators", "只有一项", "补充满意率"))
    county.do("street-drafter", "application.save", made, Saved(ANSWERS, {"1": "满意率目标已补上"}))
    at = f"/applications/{made.key}"
    own, above = (text(client_of(login).get(at)) for login in ("street-secretary", "org-vetter"))
    assert ("补充满意率" in own, "满意率目标已补上" in own) == (True, True)
    assert ("补充满意率" in above, "满意率目标已补上" in above) == (True, False)


def test_what_the_meeting_wants_changed_stands_on_the_page(county, client_of):
    made = handed_in(county)
    items = [{"number": 1, "demand": "目标改为可核验的数字", "answer": "已改为 36 盏"}]
    rows = Application.objects.everything().filter(pk=made.pk)
    rows.update(state="revising", revision_items=items)
    at = f"/applications/{made.key}"
    own, above = (text(client_of(login).get(at)) for login in ("street-secretary", "org-vetter"))
    assert ("目标改为可核验的数字" in own, "已改为 36 盏" in own) == (True, True)
    assert ("目标改为可核验的数字" in above, "已改为 36 盏" in above) == (True, False)
    rows.update(state="revision_answered")
    assert "已改为 36 盏" in text(client_of("org-vetter").get(at))


def test_files_are_saved_with_the_text_and_served_only_in_reach(county, client_of):
    one = begun(county)
    data = posted(one, **{"basics.title": "带附件"}) | {
        "opinions.attachments": SimpleUploadedFile("现场.png", PNG)
    }
    client_of("street-drafter").post(f"/applications/{one.key}/form", data)
    (listed,) = fresh(one).answers["opinions.attachments"]
    assert (listed["name"], fresh(one).title) == ("现场.png", "带附件")
    url = f"/files/{listed['key']}"
    response = client_of("street-checker").get(url)
    assert response["Content-Disposition"].startswith("attachment")
    assert b"".join(response.streaming_content) == PNG
    assert client_of("sibling-secretary").get(url).status_code == 404
    assert client_of("org-vetter").get(url).status_code == 404
    client_of("street-drafter").post(
        f"/applications/{one.key}/form", posted(fresh(one)) | {"remove_file": listed["key"]}
    )
    assert fresh(one).answers["opinions.attachments"] == []


def test_taking_off_a_file_that_is_not_there_is_refused_and_no_removal_stands_in_the_record(county):
    one = begun(county)
    with pytest.raises(Refused) as no:
        county.do("street-drafter", "application.detach", one, Removal("no-such-file"))
    assert [f.code for f in no.value.reasons] == ["application.no_such_file"]
    assert not Act.objects.filter(action="application.detach", is_done=True).exists()


def test_a_file_that_is_not_what_it_says_is_refused_and_the_text_is_saved(county, client_of):
    one = begun(county)
    data = posted(one, **{"basics.title": "坏附件"}) | {
        "opinions.attachments": SimpleUploadedFile("现场.png", b"<svg/>"),
        "then": "pass_to_check",
    }
    page = client_of("street-drafter").post(f"/applications/{one.key}/form", data, follow=True)
    assert "文件内容与扩展名" in text(page)
    assert (fresh(one).title, fresh(one).state, Attachment.objects.of_tenant(county.tenant).count()) == (
        "坏附件",
        "draft",
        0,
    )


def test_the_organisation_department_does_not_read_what_was_not_handed_in(county, client_of):
    call = open_call(county)
    waiting, done = begun(county, call), handed_in(county, call)
    vetter = client_of("org-vetter")
    assert vetter.get(f"/applications/{waiting.key}").status_code == 404
    assert vetter.get(f"/applications/{done.key}").status_code == 200


def test_the_checker_reads_what_changed_since_his_last_reading(county, client_of):
    one = at_signing(county)
    county.do("street-secretary", "application.send_back", one, Reason("题目再收小"))
    county.do(
        "street-drafter",
        "application.save",
        fresh(one),
        Saved(ANSWERS | {"basics.title": "平城巷 36 盏路灯"}),
    )
    county.do("street-drafter", "application.pass_to_check", fresh(one))
    page = text(client_of("street-checker").get(f"/applications/{one.key}/form"))
    assert "您上次经手后改了 1 处" in page


def test_the_drafter_reads_why_it_came_back(county, client_of):
    one = county.do("street-drafter", "application.pass_to_check", begun(county)).subject
    client_of("street-checker").post(f"/applications/{one.key}/send-back", {"reason": "指标没有现状值"})
    assert "指标没有现状值" in text(client_of("street-drafter").get(f"/applications/{one.key}/form"))


def test_the_five_can_are_shown_item_by_item(county, client_of):
    one = begun(county, **{"team.duties": ""})
    page = text(client_of("street-drafter").get(f"/applications/{one.key}/form"))
    assert '<span class="chip chip-warn">可追究 缺</span>' in page
    assert '<span class="chip chip-good">可定义 ✓</span>' in page


def test_each_fault_stands_beside_its_field_with_room_for_the_answer(county, client_of):
    one = returned(county, handed_in(county), ("basics.title", "题目空泛", "写明对象"))
    drafter = client_of("street-drafter")
    page = text(drafter.get(f"/applications/{one.key}/form"))
    assert page.index('name="basics.title"') < page.rindex("题目空泛") < page.index('name="basics.area"')
    drafter.post(f"/applications/{one.key}/form", posted(one) | {"fault-1": "已写明对象"})
    done = client_of("street-secretary").post(
        f"/applications/{one.key}/form", posted(fresh(one)) | {"fault-1": "已写明对象", "then": "resubmit"}
    )
    assert (done.status_code, fresh(one).state) == (302, "vetting.organization_department")


def test_the_code_on_paper_shows_exactly_its_version_and_takes_the_scan(county, client_of):
    one = returned(county, handed_in(county), ("basics.title", "题目空泛", "写明对象"))
    county.do(
        "street-drafter",
        "application.save",
        fresh(one),
        Saved(ANSWERS | {"basics.title": "后来的题目"}, {"1": "已改"}),
    )
    first = Version.objects.of_tenant(county.tenant).get(application=one, number=1)
    drafter = client_of("street-drafter")
    page = text(drafter.get(f"/v/{first.code}"))
    main = page[page.index("<main") : page.index("</main>")]
    assert ("第 1 版" in main, "后来的题目" in page) == (True, False)
    assert "平城巷夜间照明整治</dd>" in main
    drafter.post(
        f"/v/{first.code}/scan", {"version": fresh(one).version, "file": SimpleUploadedFile("盖章.png", PNG)}
    )
    assert Attachment.objects.of_tenant(county.tenant).get().purpose == f"scan:{first.code}"
    assert "盖章.png" in text(drafter.get(f"/v/{first.code}"))
    assert client_of("sibling-secretary").get(f"/v/{first.code}").status_code == 404


def test_word_and_print_carry_the_code_of_the_version(county, client_of):
    one = handed_in(county)
    code = Version.objects.of_tenant(county.tenant).get().code
    drafter = client_of("street-drafter")
    made = drafter.get(f"/applications/{one.key}/paper.docx")
    assert (made.status_code, made.content[:2], made["Content-Disposition"]) == (
        200,
        b"PK",
        'attachment; filename="2026-001-1.docx"',
    )
    assert code in text(drafter.get(f"/applications/{one.key}/print"))


def test_two_versions_are_compared_by_field(county, client_of):
    one = returned(county, handed_in(county), ("basics.title", "题目空泛", "写明对象"))
    county.do(
        "street-drafter",
        "application.save",
        fresh(one),
        Saved(ANSWERS | {"basics.title": "平城巷路灯整治", "basics.area": "other"}, {"1": "已改"}),
    )
    county.do("street-secretary", "application.resubmit", fresh(one))
    page = text(client_of("org-vetter").get(f"/applications/{one.key}/compare?from=1&to=2"))
    assert "<del>夜间照明</del>" in page
    assert "改了 2 处" in page


def test_withdrawing_asks_for_a_reason(county, client_of):
    one = handed_in(county)
    secretary = client_of("street-secretary")
    assert "请写明理由" in text(
        secretary.post(f"/applications/{one.key}/withdraw", {"reason": " "}, follow=True)
    )
    secretary.post(f"/applications/{one.key}/withdraw", {"reason": "改报另一项"})
    assert fresh(one).state == "withdrawn"


def test_the_list_is_narrowed_by_state_and_unit(county, client_of):
    call = open_call(county)
    handed_in(county, call)
    handed_in(county, call, prefix="f3", **{"basics.title": "长桥的项目"})
    page = text(client_of("org-vetter").get("/applications?unit=长桥"))
    assert ("长桥的项目" in page, "平城巷夜间照明整治" in page) == (True, False)


def test_the_desk_tells_each_his_part(county, client_of):
    call = open_call(county)
    one = begun(county, call)
    assert "填写申报" in text(client_of("street-drafter").get("/desk"))
    county.do("street-drafter", "application.pass_to_check", fresh(one))
    assert "审核申报" in text(client_of("street-checker").get("/desk"))
    county.do("street-checker", "application.pass_to_sign", fresh(one))
    assert "签发并提交申报" in text(client_of("street-secretary").get("/desk"))
    assert "准备申报" in text(client_of("f3-drafter").get("/desk"))


def test_a_delegate_is_not_told_to_do_what_only_the_secretary_may(county, client_of):
    waiting = at_signing(county)
    post = Post.objects.of_tenant(county.tenant).get(person=county.person("street-secretary"))
    leave = Leave(str(county.person("street-checker").key), "2026-01-05", "2026-01-30", "休假")
    county.do("street-secretary", "delegation.grant", post, leave)
    delegate = client_of("street-checker")
    assert "签发并提交申报" not in text(delegate.get("/desk"))
    page = text(delegate.get(f"/applications/{waiting.key}/form"))
    assert "须由书记本人办理" in page or "必须由书记本人办理" in page
    assert way_on(page) == ("button", "true", "")  # nothing typed here would open it


@pytest.mark.parametrize("tail", ["", "/form", "/print", "/compare"])
def test_a_page_of_one_application_costs_at_most_twelve_statements(county, client_of, tail):
    one = at_signing(county)
    assert statements(client_of("street-secretary"), f"/applications/{one.key}{tail}") <= 12


@pytest.mark.parametrize("tail", ["", "/form"])
def test_a_page_of_a_draft_costs_at_most_twelve_statements(county, client_of, tail):
    one = begun(county)
    assert statements(client_of("street-drafter"), f"/applications/{one.key}{tail}") <= 12


def test_the_page_of_a_returned_application_costs_at_most_twelve_statements(county, client_of):
    one = returned(county, handed_in(county), ("basics.title", "题目空泛", "写明对象"))
    client = client_of("street-secretary")
    assert statements(client, f"/applications/{one.key}/form") <= 12
    assert statements(client, f"/applications/{one.key}") <= 12
    assert statements(client, f"/applications/{one.key}/versions/1") <= 12


def test_lists_cost_the_same_at_one_and_at_many_rows(county, client_of):
    call = open_call(county)
    handed_in(county, call)
    client = client_of("org-vetter")
    client.get(f"/calls/{call.key}")  # a process reads each published scheme once
    few = (
        statements(client, "/applications"),
        statements(client, "/calls"),
        statements(client, f"/calls/{call.key}"),
    )
    for number in range(3, 9):
        handed_in(county, call, prefix=f"f{number}")
    many = (
        statements(client, "/applications"),
        statements(client, "/calls"),
        statements(client, f"/calls/{call.key}"),
    )
    assert (many, max(many) <= 12) == (few, True)


def test_the_extension_is_told_in_the_calls_trail(county, client_of):
    call = open_call(county)
    office = client_of("office-clerk")
    office.post(f"/calls/{call.key}/extend", {"closes_on": "2026-02-28", "reason": "春节"})
    assert fresh(call).closes_on == date(2026, 2, 28)


def test_a_pdf_without_its_fonts_says_so_and_the_word_file_is_offered(county, client_of, settings, tmp_path):
    settings.DATA = tmp_path
    one = handed_in(county)
    page = client_of("street-drafter").get(f"/applications/{one.key}/paper.pdf", follow=True)
    assert "PDF 所需字体还在下载" in text(page)
    assert f"/applications/{one.key}/paper.docx" in text(page)
