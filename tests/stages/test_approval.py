"""Revisions verified before a number is given, notices in the office's layout, numbers that are given once."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.applications_vetted import before_the_meeting, open_call, score_all
from tests.factories.number_race import EACH

from touyan.foundation.ledger.door import Refused
from touyan.stages.application.models import Application
from touyan.stages.approval.actions import Rejected, Verified
from touyan.stages.approval.decisions import Recorded, Verdict
from touyan.stages.approval.models import Decision, DocumentNumber, Notice, Project
from touyan.stages.approval.notices import NewNotice, Reason
from touyan.stages.review.sessions import NewMeeting

HELD = "2026-03-06"
DEMANDS = (("压实责任", "领题书记要亲自抓。"),)


def codes(no):
    return [f.code for f in no.value.reasons]


@pytest.fixture
def call(county):
    county.today(date(2026, 3, 5))
    return open_call(county)


@pytest.fixture
def decided(county, call, django_capture_on_commit_callbacks):
    """Three approved, one after revision, one left to its committee."""
    apps = before_the_meeting(county, call, 5)
    meeting = county.do("office-clerk", "meeting.create", call, NewMeeting("3月例会", HELD)).subject
    meeting = county.do("office-clerk", "meeting.open_scoring", meeting).subject
    score_all(county, meeting, apps, [96, 92, 88, 84, 60])
    meeting = county.do("office-clerk", "meeting.close_scoring", meeting).subject
    told = [Verdict(str(a.key), "approved") for a in apps[:3]]
    told.append(
        Verdict(
            str(apps[3].key),
            "approved_after_revision",
            "指标还要补",
            ("补上满意度的数据来源", "写明管护单位"),
        )
    )
    told.append(Verdict(str(apps[4].key), "self_implemented", "范围过大"))
    with django_capture_on_commit_callbacks(execute=True):
        county.do(
            "office-clerk",
            "meeting.record_decision",
            meeting,
            Recorded("3月例会决定", HELD, "第三项", verdicts=tuple(told)),
        )
    return apps, Decision.objects.of_tenant(county.tenant).get()


def answer(county, app):
    app.refresh_from_db()
    items = [item | {"answer": f"第{item['number']}条已改"} for item in app.revision_items]
    Application.objects.of_tenant(county.tenant).filter(pk=app.pk).update(revision_items=items)
    app.refresh_from_db()
    county.do(secretary(app), "application.answer_revision", app)
    app.refresh_from_db()


def secretary(app):
    return app.leader.login


def drafted(county, decision, apps, light=()):
    new = NewNotice(
        str(decision.key), "2026年度书记项目立项", "各党（工）委：", "经审议，现将有关事项通知如下。",
        tuple(str(a.key) for a in apps), tuple(str(a.key) for a in light), DEMANDS,
    )  # fmt: skip
    return county.do("office-clerk", "notice.draft", county.scheme, new).subject


def test_an_application_approved_after_revision_gets_numbered_items_and_five_working_days(county, decided):
    apps, _ = decided
    apps[3].refresh_from_db()
    assert (apps[3].state, apps[3].due_on) == ("revising", date(2026, 3, 12))
    assert [(i["number"], i["demand"]) for i in apps[3].revision_items] == [
        (1, "补上满意度的数据来源"),
        (2, "写明管护单位"),
    ]
    assert not Project.objects.of_tenant(county.tenant).filter(application=apps[3]).exists()


def test_a_verified_revision_opens_its_project_and_a_rejected_one_goes_back_with_its_remark(
    county, decided, django_capture_on_commit_callbacks
):
    apps, _ = decided
    answer(county, apps[3])
    with pytest.raises(Refused) as no:
        county.do("org-vetter", "application.reject_revision", apps[3], Rejected(" "))
    assert codes(no) == ["revision.remark_missing"]
    county.do("org-vetter", "application.reject_revision", apps[3], Rejected("第2条没有写单位"))
    apps[3].refresh_from_db()
    assert (apps[3].state, apps[3].revision_items[1]["remark"]) == ("revising", "第2条没有写单位")
    answer(county, apps[3])
    with django_capture_on_commit_callbacks(execute=True):
        county.do("org-vetter", "application.verify_revision", apps[3], Verified())
    project = Project.objects.of_tenant(county.tenant).get(application=apps[3])
    assert (project.number, project.outcome, project.state) == (
        "WH-2026-05",
        "approved_after_revision",
        "preparing",
    )


def test_the_numbers_of_projects_go_on_without_gap_whatever_order_they_are_opened_in(county, decided):
    numbers = sorted(Project.objects.of_tenant(county.tenant).values_list("number", flat=True))
    assert numbers == ["WH-2026-01", "WH-2026-02", "WH-2026-03", "WH-2026-04"]


def test_a_notice_with_an_unverified_revision_gets_no_number(county, decided):
    apps, decision = decided
    notice = drafted(county, decision, apps[:4])
    with pytest.raises(Refused) as no:
        county.do("office-clerk", "notice.reserve_number", notice)
    assert codes(no) == ["notice.revision_open"]
    assert DocumentNumber.objects.of_tenant(county.tenant).count() == 0


def test_a_notice_is_numbered_from_the_sequence_of_its_unit_and_year_and_signed_by_the_head(county, decided):
    apps, decision = decided
    notice = county.do(
        "office-clerk", "notice.reserve_number", drafted(county, decision, apps[:3], apps[4:])
    ).subject
    assert (str(notice.number), notice.number.status) == ("五党建〔2026〕1号", "reserved")
    with pytest.raises(Refused) as no:
        county.do("office-clerk", "notice.issue", notice)
    assert codes(no) == ["door.not_yours"]
    notice = county.do("group-head", "notice.issue", notice).subject
    assert (notice.state, notice.issued_on, notice.number.status) == ("issued", date(2026, 3, 5), "issued")


def test_a_void_number_stays_void_and_never_comes_again(county, decided):
    apps, decision = decided
    first = county.do("office-clerk", "notice.reserve_number", drafted(county, decision, apps[:3])).subject
    with pytest.raises(Refused) as no:
        county.do("office-clerk", "notice.void", first, Reason(""))
    assert codes(no) == ["notice.reason_missing"]
    county.do("office-clerk", "notice.void", first, Reason("主送写错"))
    second = county.do("office-clerk", "notice.reserve_number", drafted(county, decision, apps[:3])).subject
    assert [
        (n.number, n.status) for n in DocumentNumber.objects.of_tenant(county.tenant).order_by("number")
    ] == [(1, "void"), (2, "reserved")]
    assert str(second.number) == "五党建〔2026〕2号"


def test_an_item_stands_in_one_notice_only_and_only_under_its_decided_outcome(county, decided):
    apps, decision = decided
    drafted(county, decision, apps[:1])
    with pytest.raises(Refused) as no:
        drafted(county, decision, apps[:2])
    assert codes(no) == ["notice.listed_already"]
    with pytest.raises(Refused) as no:
        drafted(county, decision, apps[4:])
    assert codes(no) == ["notice.not_decided"]


def test_the_paper_carries_both_lists_and_is_frozen_with_the_number(county, decided):
    from touyan.stages.approval.paper import notice_paper

    apps, decision = decided
    notice = drafted(county, decision, apps[:3], apps[4:])
    paper = notice_paper(notice, date(2026, 3, 5))
    assert paper.watermark == "草稿"
    assert [len(a.body[0].rows) for a in paper.attachments] == [3, 1]
    assert paper.attachments[0].body[0].rows[0] == (
        "1", "WH-2026-01", "第1个项目", "青石街道", apps[0].leader.name, "基层社会治理创新", "86000.00", "2026年11月30日",
    )  # fmt: skip
    county.do("office-clerk", "notice.reserve_number", notice)
    Project.objects.of_tenant(county.tenant).filter(number="WH-2026-01").update(number="X")
    frozen = notice_paper(Notice.objects.of_tenant(county.tenant).get(pk=notice.pk), date(2026, 3, 5))
    assert (frozen.attachments[0].body[0].rows[0][1], frozen.letterhead.number) == (
        "WH-2026-01",
        "五党建〔2026〕1号",
    )


def test_the_word_file_comes_and_pdf_says_when_its_fonts_are_missing(county, decided, client_of):
    apps, decision = decided
    notice = drafted(county, decision, apps[:3])
    client = client_of("office-clerk")
    word = client.get(f"/approval/notices/{notice.key}/notice.docx")
    assert (word.status_code, word.content[:2]) == (200, b"PK")
    pdf = client.get(f"/approval/notices/{notice.key}/notice.pdf", follow=True)
    assert (
        pdf.content[:4] == b"%PDF"
        if pdf["Content-Type"] == "application/pdf"
        else "Word 文件现在就可以下载" in pdf.content.decode()
    )
    assert client.get(f"/approval/notices/{notice.key}/notice.exe").status_code == 404


def test_the_pages_of_the_decision_cost_few_statements(county, decided, client_of):
    apps, decision = decided
    notice = drafted(county, decision, apps[:3], apps[4:])
    county.do("office-clerk", "notice.reserve_number", notice)
    answer(county, apps[3])
    urls = ["/approval", f"/approval/{decision.key}", "/approval/revisions", f"/approval/revisions/{apps[3].key}", "/approval/notices",
            f"/approval/notices/{notice.key}", "/approval/numbers", f"/approval/{decision.key}/notice", f"/approval/{decision.key}/release"]  # fmt: skip
    counted = {}
    for login in ("office-clerk", "org-vetter"):
        client = client_of(login)
        for url in urls:
            client.get(url)
            with CaptureQueriesContext(connection) as seen:
                assert client.get(url).status_code == 200, (login, url)
            counted[login, url.rsplit("/", 1)[0]] = len(seen)
    assert {where: n for where, n in counted.items() if n > 12} == {}


def test_the_clerk_records_a_decision_on_the_page_and_nothing_typed_is_lost_on_refusal(
    county, call, client_of
):
    apps = before_the_meeting(county, call, 2)
    meeting = county.do("office-clerk", "meeting.create", call, NewMeeting("3月例会", HELD)).subject
    meeting = county.do("office-clerk", "meeting.open_scoring", meeting).subject
    score_all(county, meeting, apps, [96, 92])
    meeting = county.do("office-clerk", "meeting.close_scoring", meeting).subject
    client = client_of("office-clerk")
    typed = {
        "title": "决定",
        "held_on": HELD,
        "item": "第三项",
        f"outcome-{apps[0].key}": "approved",
        f"outcome-{apps[1].key}": "self_implemented",
    }
    refused = client.post(f"/meetings/{meeting.key}/decision", typed)
    assert (
        refused.status_code,
        "请写明理由" in refused.content.decode(),
        "第三项" in refused.content.decode(),
    ) == (422, True, True)
    # Only the line whose reason is missing opens.
    assert refused.content.decode().count("<details open><summary>理由") == 1
    done = client.post(
        f"/meetings/{meeting.key}/decision", typed | {f"reason-{apps[1].key}": "与市级项目重复"}
    )
    assert done.status_code == 302
    assert "与市级项目重复" in client.get(done["Location"]).content.decode()


def clerk(step, data):
    """One clerk's process on the database in `data`."""
    root = Path(__file__).resolve().parents[2]
    path = os.pathsep.join([str(root / "src"), str(root)])
    return subprocess.Popen(
        [sys.executable, "-m", "tests.factories.number_race", step],
        env={**os.environ, "TOUYAN_DATA": str(data), "TOUYAN_DATABASE_URL": "", "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_clerks_reserving_at_once_never_share_a_number_and_leave_no_gap(tmp_path):
    assert clerk("prepare", tmp_path).wait(timeout=120) == 0
    clerks = [clerk("reserve", tmp_path) for _ in range(3)]
    given = [int(line) for one in clerks for line in one.communicate(timeout=120)[0].split()]
    assert sorted(given) == list(range(1, 3 * EACH + 1))
