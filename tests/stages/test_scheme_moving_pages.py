"""Moving many: the preview per kind and state, groups and single matters ticked, progress of a large run, the way back."""

from __future__ import annotations

import io
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.applications_vetted import application, open_call
from tests.factories.versions import next_version
from tests.journeys.path import FIRST, SECOND, drafted, handed_in, opened, running, vetted

from touyan.foundation.jobs.actions import run_due
from touyan.foundation.jobs.models import Run
from touyan.foundation.ledger.actor import system
from touyan.foundation.ledger.door import perform
from touyan.foundation.ledger.models import Act
from touyan.foundation.ledger.verify import report as verify
from touyan.foundation.web.language import COOKIE
from touyan.stages.application.models import Application
from touyan.stages.approval.models import Project
from touyan.stages.progress.actions import Period
from touyan.stages.scheme import jobs

LONGER = ("role: department_vetter, workdays: 5}", "role: department_vetter, workdays: 9}")
OTHER_FIELD = (
    ("exemplary:  {label: {zh: 示范", "example:  {label: {zh: 示范"),
    ("fields: [value.exemplary]", "fields: [value.example]"),
)


def page(client, new, kind=""):
    answer = client.get(f"/schemes/{new.key}/move{'?kind=' if kind else ''}{kind}")
    return answer, answer.content.decode()


def confirm(client, new, kind, **more):
    shown = client.get(f"/schemes/{new.key}/move?kind={kind}").context["shown"]
    given = {"kind": kind, "shown": shown, "reason": "全县统一", "agree": "1", "idempotency_key": "k-1"}
    return client.post(f"/schemes/{new.key}/move?kind={kind}", given | more, follow=True)


def test_the_preview_tells_per_state_who_moves_what_changes_and_who_stays_and_why(county, client_of):
    call = opened(county)
    handed_in(county, call, FIRST)
    drafted(county, call, SECOND)
    new = next_version(county, LONGER, *OTHER_FIELD)
    answer, text = page(client_of("office-clerk"), new, "application")
    told = {g["state"]: (g["count"], g["staying"]) for g in answer.context["groups"]}
    assert told == {"区委组织部初审": (0, 1), "草稿": (0, 1)}
    assert "已填的“示范带动" in text or "在新版本的表里没有位置" in text
    assert [(t["label"], t["count"]) for t in answer.context["tabs"]] == [("征集通知", 1), ("申报", 2)]
    labels = [t["label"] for d in answer.context["differences"] for t in d["topics"]]
    assert labels == ["表和栏目", "期限和周期", "其他规矩"]


def test_a_way_held_by_other_posts_under_the_same_name_is_told_with_the_posts(county, client_of):
    handed_in(county, opened(county), FIRST)
    new = next_version(
        county, ("posts: [vetter]\n  department_head:", "posts: [vetter, head]\n  department_head:")
    )
    answer, text = page(client_of("office-clerk"), new, "application")
    (told,) = {e for g in answer.context["groups"] for e in g["edges"] if e.startswith("“审核通过”")}
    was, _, now = told.partition("；以后：")
    assert was != now
    assert "区委组织部审核人（" in was
    assert now.count("、") > was.count("、")
    assert told in text


def test_a_kind_without_matters_leads_to_one_that_has_some(county, client_of):
    handed_in(county, opened(county), FIRST)
    new = next_version(county, LONGER)
    assert page(client_of("office-clerk"), new, "contest")[0].context["kind"] == "call"


def test_a_ticked_group_moves_and_the_other_stays(county, client_of):
    call = opened(county)
    one, other = handed_in(county, call, FIRST), drafted(county, call, SECOND)
    new = next_version(county, LONGER)
    answer = confirm(client_of("office-clerk"), new, "application", group="1:vetting.organization_department")
    assert "已转 1 件到第 2 版" in answer.content.decode()
    at = dict(Application.plain.values_list("pk", "scheme_version_id"))
    assert (at[one.pk], at[other.pk]) == (new.pk, county.scheme.pk)
    batch = Act.objects.get(action="scheme.move_matters")
    assert Act.objects.get(action="application.move", is_done=True).cause == batch.pk
    assert verify(io.StringIO()) == 0


def test_a_single_ticked_matter_moves_alone(county, client_of):
    call = opened(county)
    one, other = handed_in(county, call, FIRST), handed_in(county, call, SECOND)
    new = next_version(county, LONGER)
    confirm(client_of("office-clerk"), new, "application", matter=str(other.key))
    at = dict(Application.plain.values_list("pk", "scheme_version_id"))
    assert (at[one.pk], at[other.pk]) == (county.scheme.pk, new.pk)


def test_nothing_moves_without_reason_tick_choice_or_against_a_list_that_changed(county, client_of):
    one = handed_in(county, opened(county), FIRST)
    new = next_version(county, LONGER)
    see, ticked = client_of("office-clerk"), {"matter": str(one.key)}
    for lacking, said in (
        ({"reason": " "} | ticked, "请写明为什么要转"),
        ({"agree": ""} | ticked, "请勾选“已核对以上内容”再确认"),
        ({}, "没有选中可以转的事项"),
        ({"shown": "of-yesterday"} | ticked, "名单在您核对之后有了变化"),
    ):
        assert said in confirm(see, new, "application", **lacking).content.decode()
    assert Application.plain.get(pk=one.pk).scheme_version_id == county.scheme.pk
    assert not Run.objects.of_tenant(county.tenant).filter(job="move").exists()


def test_a_confirmation_sent_twice_moves_once(county, client_of):
    one = handed_in(county, opened(county), FIRST)
    new = next_version(county, LONGER)
    see = client_of("office-clerk")
    shown = see.get(f"/schemes/{new.key}/move?kind=application").context["shown"]
    given = {
        "kind": "application", "shown": shown, "reason": "全县统一", "agree": "1", "idempotency_key": "k-2",
        "matter": str(one.key),
    }  # fmt: skip
    for _ in range(2):
        see.post(f"/schemes/{new.key}/move?kind=application", given)
    assert Act.objects.filter(action="application.move", is_done=True).count() == 1
    assert Act.objects.filter(action="scheme.move_matters", is_done=True).count() == 1


def many(county, count):
    call = open_call(county)
    return [application(county, call, "青石街道", f"第{n}项", state="draft") for n in range(count)]


def test_a_large_move_runs_as_a_job_shows_its_progress_and_goes_on_where_it_was_cut_off(county, client_of):
    many(county, jobs.AT_ONCE + 5)
    new = next_version(county, LONGER)
    see = client_of("office-clerk")
    answer = confirm(see, new, "application", group="1:draft")
    assert 'hx-trigger="every 2s"' in answer.content.decode()
    assert not Application.plain.filter(scheme_version=new).exists()
    with patch.object(jobs, "_one", side_effect=[(), (), RuntimeError("cut off")]):
        run = Run.objects.of_tenant(county.tenant).get(job="move")
        with pytest.raises(RuntimeError):
            jobs.carry_out(run)
    run_due()
    run.refresh_from_db()
    assert (run.state, run.answer["done"], run.progress) == ("done", jobs.AT_ONCE + 5, 100)
    assert Application.plain.filter(scheme_version=new).count() == jobs.AT_ONCE + 5
    text = see.get(f"/schemes/{new.key}/moved?run=k-1").content.decode()
    assert f"已转 {jobs.AT_ONCE + 5} 件到第 2 版" in text
    assert "every 2s" not in text


def test_the_preview_asks_the_same_number_of_questions_for_one_and_for_many(county, client_of):
    project = running(county)
    many(county, 2)
    new = next_version(county, LONGER)
    see = client_of("office-clerk")

    def asked(kind):
        see.get(f"/schemes/{new.key}/move?kind={kind}")
        with CaptureQueriesContext(connection) as seen:
            see.get(f"/schemes/{new.key}/move?kind={kind}")
        return len(seen)

    few = {kind: asked(kind) for kind in ("application", "project", "call", "meeting")}
    assert max(few.values()) <= 12
    many_more(county, project)
    assert {kind: asked(kind) for kind in few} == few


def many_more(county, project):
    call = project.application.call
    for n in range(30):
        made = application(county, call, "青石街道", f"另{n}项", state="draft")
        done = application(county, call, "青石街道", f"立项{n}", state="approved")
        Project.objects.create(
            tenant_id=county.tenant, scheme_version=county.scheme, application=done, unit=done.unit, leader=done.leader,
            number=f"N{n}", title=made.title, year=2026, outcome="approved", begin_on=project.begin_on,
            finish_on=project.finish_on, state="running", version=1,
        )  # fmt: skip


def test_a_mistaken_move_is_taken_back_from_its_record_and_what_went_on_is_told(county, client_of):
    call = opened(county)
    one, other = handed_in(county, call, FIRST), handed_in(county, call, SECOND)
    new = next_version(county, LONGER)
    see = client_of("office-clerk")
    confirm(see, new, "application", group="1:vetting.organization_department")
    vetted(county, Application.plain.get(pk=one.pk))
    given = {"of": "k-1", "all": "1", "reason": "转错了", "idempotency_key": "k-9"}
    answer = see.post(f"/schemes/{new.key}/moved?run=k-1", given, follow=True).content.decode()
    assert "已退回 1 件" in answer
    assert "转到新版本以后又办过别的事，不能再退回" in answer
    at = dict(Application.plain.values_list("pk", "scheme_version_id"))
    assert (at[one.pk], at[other.pk]) == (new.pk, county.scheme.pk)
    assert verify(io.StringIO()) == 0


def test_the_thread_of_a_moved_project_shows_the_move_and_its_new_rules(county, client_of):
    project = running(county)
    new = next_version(county, LONGER)
    see = client_of("office-clerk")
    confirm(see, new, "project", group="1:running")
    text = see.get(f"/projects/{project.key}").content.decode()
    assert "转到新版本" in text
    assert "第 1 版 → 第 2 版：全县统一" in text
    assert "2026年度第 2 版" in text


def test_the_preview_tells_which_open_reports_fall_due_later_with_their_project(county, client_of):
    project = running(county)
    given = Period("monthly", "2026-05-01/2026-05-31", "2026年5月", "2026-05-29")
    perform("report.open", subject=project, actor=system(county.tenant), given=given)
    new = next_version(
        county,
        (
            'due: {last_workday_of: month, time: "17:00"}, skip_if_no_workday: true}',
            "due: {day: 31, roll: next}}",
        ),
    )
    answer, text = page(client_of("office-clerk"), new, "project")
    assert [g["parts_later"] for g in answer.context["groups"]] == [1]
    assert "随项目一起，1 份未交的报告和督查期限顺延" in text
    assert "6月1日" in text


def test_only_who_keeps_the_scheme_sees_the_page_and_an_empty_one_says_so(county, client_of):
    new = next_version(county, LONGER)
    assert client_of("street-drafter").get(f"/schemes/{new.key}/move").status_code == 403
    assert client_of("org-vetter").get(f"/schemes/{new.key}/moved").status_code == 403
    assert "没有在办事项可以转" in page(client_of("office-clerk"), new)[1]
    assert "没有更早的版本" in page(client_of("office-clerk"), county.scheme)[1]
    assert "还没有转过事项" in client_of("office-clerk").get(f"/schemes/{new.key}/moved").content.decode()
    assert "/move" in client_of("office-clerk").get(f"/schemes/{new.key}").content.decode()


def test_the_pages_speak_english(county, client_of):
    one = handed_in(county, opened(county), FIRST)
    drafted_one = drafted(county, one.call, SECOND)
    new = next_version(county, LONGER, *OTHER_FIELD)
    see = client_of("office-clerk")
    see.cookies[COOKIE] = "en"
    text = see.get(f"/schemes/{new.key}/move?kind=application").content.decode()
    assert "Move matters under way to version 2" in text
    assert "has no place in the new form and would be lost" in text
    assert "Screening by the organisation department" in text
    assert "Nothing was moved yet" in see.get(f"/schemes/{new.key}/moved").content.decode()
    assert drafted_one.state == "draft"
