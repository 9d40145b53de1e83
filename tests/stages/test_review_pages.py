"""Pages of vetting, scoring, decision and publicity: who sees what, how many statements, and what never leaks."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.applications_vetted import (
    MEMBERS,
    application,
    before_the_meeting,
    judged_yes,
    open_call,
    score_all,
)

from touyan.stages.application.models import Application, Fault, Version
from touyan.stages.review.sessions import NewMeeting, NewSheet

MOST = 12
LEVEL = "organization_department"


@pytest.fixture
def call(county):
    county.today(date(2026, 2, 10))
    return open_call(county)


def statements(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        response = client.get(url)
    assert response.status_code == 200, url
    return len(seen)


def version(app, number, answers):
    return Version.objects.create(
        tenant_id=app.tenant_id, application=app, number=number, answers=answers, digest="0" * 64,
        code=f"{app.pk}-{number}", submitted_at="2026-02-02T08:00:00Z", submitted_by=app.leader,
    )  # fmt: skip


def judged(asked, **more):
    return {f"judge-{name}": "yes" for name in asked} | more


def test_the_vetter_sees_only_what_waits_for_the_own_level(county, call, client_of):
    first = application(county, call, title="归组织部审的项目")
    second = application(county, call, "云杉街道", "归领导小组审的项目", state="vetting.leading_group")
    page = client_of("org-vetter").get("/review").content.decode()
    assert (first.title in page, second.title in page) == (True, False)
    page = client_of("org-vetter").get("/review?scope=all").content.decode()
    assert (first.title in page, second.title in page) == (True, True)


def test_the_list_of_vetting_costs_the_same_for_one_row_and_for_fifty(county, call, client_of):
    application(county, call)
    client = client_of("org-vetter")
    one = statements(client, "/review")
    for n in range(49):
        application(county, call, title=f"第{n}个项目")
    assert (statements(client, "/review"), one <= MOST) == (one, True)


def test_a_first_submission_is_shown_whole_and_a_resubmission_only_where_it_changed(county, call, client_of):
    app = application(county, call, rework_round=1)
    old, new = app.answers, app.answers | {"problem.background": "平城巷二百六十户居民夜间出行无照明。"}
    Application.objects.of_tenant(county.tenant).filter(pk=app.pk).update(answers=new)
    version(app, 1, old)
    client = client_of("org-vetter")
    assert "背景与问题" in client.get(f"/review/{app.key}").content.decode()
    version(app, 2, new)
    Fault.objects.create(
        tenant_id=county.tenant, application=app, round=1, level=LEVEL, number=1, field="problem.background",
        problem="户数不准", demand="核实户数", answer="已核实为二百六十户",
    )  # fmt: skip
    page = client.get(f"/review/{app.key}").content.decode()
    assert ("改动 1 处" in page, "<ins>" in page, "已核实为二百六十户" in page, "阶段任务</h2>" in page) == (
        True,
        True,
        True,
        False,
    )
    assert 'id="problem.background"' not in page
    assert 'id="problem.background"' in client.get(f"/review/{app.key}?whole=1").content.decode()
    assert statements(client, f"/review/{app.key}") <= MOST


def test_a_vetter_judges_and_passes_on_the_page(county, call, client_of):
    app = application(county, call)
    response = client_of("org-vetter").post(
        f"/review/{app.key}", judged(judged_yes(county), do="pass", version=app.version)
    )
    assert response.status_code == 302
    app.refresh_from_db()
    assert app.state == "vetting.leading_group"


def test_a_refused_pass_keeps_what_was_typed(county, call, client_of):
    app = application(county, call)
    client = client_of("org-vetter")
    response = client.post(
        f"/review/{app.key}", {"do": "pass", "judge-principles.difficult": "yes", "remark": "切口还可以更小"}
    )
    page = response.content.decode()
    assert (response.status_code, "还有 8 项检查没有判断" in page, "切口还可以更小" in page) == (
        422,
        True,
        True,
    )
    assert "切口还可以更小" in client.get(f"/review/{app.key}").content.decode()


def test_a_return_of_two_faults_on_the_page(county, call, client_of):
    app = application(county, call)
    faults = {
        "faults-total": "3",
        "faults-0-field": "basics.title", "faults-0-problem": "标题像口号", "faults-0-demand": "写明对谁做什么",
        "faults-1-field": "targets.indicators", "faults-1-problem": "没有现状值", "faults-1-demand": "补上",
        "faults-2-field": "", "faults-2-problem": "", "faults-2-demand": "",
    }  # fmt: skip
    client_of("org-vetter").post(f"/review/{app.key}", faults | {"do": "return"})
    assert list(Fault.objects.of_tenant(county.tenant).filter(application=app).values_list("number", "field")) == [
        (1, "basics.title"), (2, "targets.indicators"),
    ]  # fmt: skip
    word = client_of("org-vetter").get(f"/review/{app.key}/rework.docx")
    assert (word.status_code, word.content[:2]) == (200, b"PK")


def test_passing_together_first_says_who_moves_and_who_cannot_and_why(county, call, client_of):
    ready = application(county, call, title="判断完的项目")
    waiting = application(county, call, "云杉街道", "没有判断的项目")
    client = client_of("org-vetter")
    client.post(f"/review/{ready.key}", judged(judged_yes(county), do="save"))
    both = [str(ready.key), str(waiting.key)]
    page = client.post("/review/together", {"chosen": both, "do": "preview"}).content.decode()
    assert ("将通过 1 项" in page, "还有 9 项检查没有判断" in page) == (True, True)
    ready.refresh_from_db()
    assert ready.state == f"vetting.{LEVEL}"
    client.post("/review/together", {"chosen": both, "do": "run"})
    ready.refresh_from_db()
    waiting.refresh_from_db()
    assert (ready.state, waiting.state) == ("vetting.leading_group", f"vetting.{LEVEL}")


def test_a_street_cannot_open_the_vetting_of_another_street(county, call, client_of):
    app = application(county, call)
    assert client_of("sibling-secretary").get(f"/review/{app.key}").status_code == 404


def session(county, call, count=3):
    county.today(date(2026, 3, 5))
    apps = before_the_meeting(county, call, count)
    meeting = county.do("office-clerk", "meeting.create", call, NewMeeting("3月例会", "2026-03-06")).subject
    return apps, county.do("office-clerk", "meeting.open_scoring", meeting).subject


def masked(page):
    """The page without what differs by nature: tokens, nonces, request ids."""
    import re

    return re.sub(r'name="idempotency_key" value="[^"]*"|[A-Za-z0-9_]{16,}|\d\d:\d\d', "", page)


@pytest.mark.parametrize("login", ["office-clerk", "member-2", "org-head", "street-secretary", "inspector"])
def test_sealed_marks_change_nothing_on_any_page_of_anybody_else(county, call, client_of, login):
    apps, meeting = session(county, call)
    paths = [
        "/meetings",
        f"/meetings/{meeting.key}",
        "/desk",
        f"/meetings/{meeting.key}?sort=-score",
        "/review?scope=all",
    ]
    pages = []
    for marks in (("25", "0"), ("0", "25")):
        from touyan.stages.review.models import Sheet

        Sheet.objects.of_tenant(county.tenant).delete()
        for app, mark in zip(apps, (*marks, "10"), strict=True):
            given = dict.fromkeys(("small_entry", "difficult", "exemplary", "within_year"), mark)
            county.do(
                "member-1",
                "meeting.submit_sheet",
                meeting,
                NewSheet(str(app.key), given, remark=f"秘密{mark}"),
            )
        client = client_of(login)
        pages.append([masked(client.get(path).content.decode()) for path in paths])
        assert client.get(f"/meetings/{meeting.key}/ranking").status_code == 404
        assert all("秘密" not in text for text in pages[-1])
    first, second = ([text.split("办理经过")[0] for text in side] for side in pages)
    assert first == second


def test_a_member_sees_the_own_sealed_sheet_and_scores_item_after_item(county, call, client_of):
    apps, meeting = session(county, call)
    client = client_of("member-1")
    marks = {f"mark-{name}": "20.5" for name in ("small_entry", "difficult", "exemplary", "within_year")}
    url = f"/meetings/{meeting.key}/sheet/{apps[0].key}"
    client.post(f"{url}/draft", marks | {"remark": "草稿评语"})
    assert "草稿评语" in client.get(url).content.decode()
    assert "草稿评语" not in client_of("member-2").get(url).content.decode()
    response = client.post(url, marks | {"remark": "切口小", "idempotency_key": "k" * 20})
    assert response.status_code == 302
    page = client.get(url).content.decode()
    assert ("已提交，不能修改" in page, "20.5" in page) == (True, True)
    assert client_of("office-clerk").get(url).status_code == 403


def test_pages_of_the_session_cost_few_statements_whatever_its_size(county, call, client_of):
    apps, meeting = session(county, call, 2)
    counted = []
    for login in ("office-clerk", "member-1"):
        counted.append(statements(client_of(login), f"/meetings/{meeting.key}"))
        counted.append(statements(client_of(login), "/meetings"))
    counted.append(statements(client_of("member-1"), f"/meetings/{meeting.key}/sheet/{apps[0].key}"))
    score_all(county, meeting, apps, [80, 90])
    county.do("office-clerk", "meeting.close_scoring", meeting)
    counted.append(statements(client_of("office-clerk"), f"/meetings/{meeting.key}/ranking"))
    counted.append(statements(client_of("office-clerk"), f"/meetings/{meeting.key}/decision"))
    assert max(counted) <= MOST, counted


def test_the_desk_tells_the_vetter_and_the_member_what_waits(county, call, client_of):
    app = application(county, call, due_on=date(2026, 2, 13))
    apps, meeting = session(county, call, 2)
    assert f"审核《{app.title}》" in client_of("org-vetter").get("/desk").content.decode()
    assert "还有 2 个项目没有评分" in client_of("member-1").get("/desk").content.decode()
    county.do(
        "member-1",
        "meeting.submit_sheet",
        meeting,
        NewSheet(
            str(apps[0].key), dict.fromkeys(("small_entry", "difficult", "exemplary", "within_year"), "20")
        ),
    )
    assert "还有 1 个项目没有评分" in client_of("member-1").get("/desk").content.decode()
    assert len(MEMBERS) == 5


def test_the_second_level_reads_what_the_first_level_said(county, call, client_of):
    from touyan.stages.review.actions import Passed

    app = application(county, call)
    county.do("org-vetter", "application.pass", app, Passed(judged_yes(county), "切口小，建议立项"))
    client = client_of("group-vetter")
    assert "切口小，建议立项" in client.get(f"/review/{app.key}").content.decode()
    assert statements(client, f"/review/{app.key}") <= MOST


def test_the_clerk_is_told_of_applications_no_session_has_on_its_agenda_yet(county, call, client_of):
    before_the_meeting(county, call, 2)
    asked = f"/calls/{call.key}/meeting"
    assert (
        "有 2 项申报通过了各级审核，等安排会议审议" in client_of("office-clerk").get("/desk").content.decode()
    )
    county.do("office-clerk", "meeting.create", call, NewMeeting("例会", "2026-03-06"))
    assert asked not in client_of("office-clerk").get("/desk").content.decode()
