"""Stages close one after the other, a waiver has a name and a reason (YQ-42); residents accept the result first (FY-15, FY-37)."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from touyan.core.scheme import check
from touyan.foundation.ledger.door import Refused
from touyan.foundation.ledger.verify import findings
from touyan.foundation.notices.duties import duties
from touyan.foundation.people.models import Person
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.project.demonstration import walk
from touyan.project.demonstration.counties import NewUnit, introduce, settle
from touyan.project.settings import ROOT
from touyan.stages.plan.accepting import Heard
from touyan.stages.plan.models import ResidentsVerdict, StagePass, Task
from touyan.stages.plan.passing import Closing, Waiver
from touyan.stages.plan.work import Claimed

FILE = ROOT / "schemes" / "fenyi" / "scheme.yaml"
SPAN = (date(2026, 3, 24), date(2026, 11, 20))
PLAN = "    start_gate: [commitment_signed, tasks_owned, plan_feasible]   #S FY-21\n"
GATE = "    stage_gate: {closes: vetter, waives: department_head}\n"
TODAY = date(2026, 6, 8)


@pytest.fixture
def source(tmp_path):
    """分宜's file with a gate between the stages of the plan."""
    file = tmp_path / "scheme.yaml"
    text = FILE.read_text("utf-8")
    assert PLAN in text
    file.write_text(text.replace(PLAN, PLAN + GATE), "utf-8")
    return file


@pytest.fixture
def home(db, source):
    made = settle("分宜县", "360521", "fenyi", "x", date(2026, 1, 5))
    introduce(made, source, [NewUnit("bureau", "示例1局")])
    return made


@pytest.fixture
def version(home):
    return home.versions["fenyi-required-elective"]


@pytest.fixture
def project(home, version):
    """A running project whose first two tasks are stage 摸底 and the third is stage 实施."""
    call = walk.open_call(home, version, (date(2026, 1, 5), date(2026, 2, 28)))
    home.today(date(2026, 2, 2))
    walk.vet(
        home,
        walk.hand_in(home, walk.draft(home, call, home.units[0], "小区值日生", SPAN, item="estate_warden")),
    )
    (made,) = (p for p in walk.projects_of(home, version) if p.title == "小区值日生")
    home.today(date(2026, 3, 23))
    walk.begin_work(home, made, SPAN, ("走访", "列单", "整治"), stages=("摸底", "摸底", "实施"))
    home.today(TODAY)
    return made


def refused(act, *args):
    with pytest.raises(Refused) as no:
        act(*args)
    return [f.code for f in no.value.reasons]


def tasks_of(project):
    return list(Task.objects.of_tenant(project.tenant_id).filter(project=project).order_by("order"))


def accepted(home, version, project, task):
    home.do(home.by("unit_drafter", version, project.unit), "task.claim_done", task, Claimed("成果已交。"))
    task.refresh_from_db()
    home.do(home.by("vetter", version), "task.accept", task)


def urls(home, role, version, project):
    import_module("touyan.project.urls")  # the pages tell the desks what waits
    told = duties(home.by(role, version), TODAY, "zh")
    return {duty.url.removeprefix(f"/plans/{project.key}/") for duty in told if str(project.key) in duty.url}


def test_a_stage_with_an_open_task_is_not_closed_and_holds_the_next_one(home, version, project):
    first, second, third = tasks_of(project)
    vetter, drafter = home.by("vetter", version), home.by("unit_drafter", version, project.unit)
    assert refused(home.do, vetter, "project.close_stage", project, Closing("摸底")) == ["plan.stage_open"]
    assert refused(home.do, drafter, "task.claim_done", third, Claimed("先做了")) == [
        "plan.stage_before_open"
    ]
    accepted(home, version, project, first)
    accepted(home, version, project, second)
    assert refused(home.do, drafter, "task.claim_done", third, Claimed("先做了")) == [
        "plan.stage_before_open"
    ]
    assert "stages" in urls(home, "vetter", version, project)
    home.do(vetter, "project.close_stage", project, Closing("摸底"))
    assert "stages" not in urls(home, "vetter", version, project)
    accepted(home, version, project, third)
    assert third.state == "claimed"
    assert refused(home.do, vetter, "project.close_stage", project, Closing("摸底")) == [
        "plan.stage_closed_already"
    ]
    assert refused(home.do, vetter, "project.close_stage", project, Closing("收尾")) == ["plan.stage_unknown"]


def test_a_waiver_lets_the_next_stage_go_on_and_keeps_who_why_and_what_was_open(home, version, project):
    _first, _second, third = tasks_of(project)
    head, drafter = home.by("department_head", version), home.by("unit_drafter", version, project.unit)
    waive = (home.do, head, "project.waive_stage", project)
    assert refused(*waive, Waiver("摸底", " ")) == ["plan.waiver_reason_missing"]
    assert refused(home.do, drafter, "project.waive_stage", project, Waiver("摸底", "汛期先修路")) == [
        "door.not_yours"
    ]
    home.do(head, "project.waive_stage", project, Waiver("摸底", "汛期先修路"))
    kept = StagePass.objects.of_tenant(home.tenant).get()
    assert (kept.outcome, kept.reason, kept.still_open, kept.person_id) == (
        "waived", "汛期先修路", ["走访", "列单"], head.person,
    )  # fmt: skip
    home.do(drafter, "task.claim_done", third, Claimed("路已修通"))
    assert refused(*waive, Waiver("摸底", "再来一次")) == ["plan.stage_closed_already"]
    assert refused(*waive, Waiver("实施", "")) == ["plan.waiver_reason_missing"]
    assert [(f.code, f.place) for f in findings()] == []


def test_at_the_end_every_stage_was_closed_a_waiver_is_not_enough(home, version, project):
    home.do(home.by("department_head", version), "project.waive_stage", project, Waiver("摸底", "汛期先修路"))
    for task in reversed(tasks_of(project)):
        accepted(home, version, project, task)
    secretary = home.by("secretary", version, project.unit)
    assert refused(home.do, secretary, "project.finish", project) == ["plan.stage_not_closed"] * 2
    walk.close_stages(home, project)
    home.do(secretary, "project.finish", project)
    project.refresh_from_db()
    assert project.state == "closing"


def at_closing(home, version, project):
    walk.accept_tasks(home, project)
    home.do(home.by("secretary", version, project.unit), "project.finish", project)


def test_nothing_is_closed_before_enough_residents_saw_it_and_were_satisfied(home, version, project):
    at_closing(home, version, project)
    vetter, inspector = home.by("vetter", version), home.by("inspector", version)
    assert refused(home.do, vetter, "project.close", project) == ["client.not_heard"]
    assert "acceptance" in urls(home, "inspector", version, project)
    told = []
    for present, satisfied in ((4, 4), (10, 7), (10, 8)):
        home.do(inspector, "project.record_acceptance", project, Heard("2026-06-08", present, satisfied))
        try:
            home.do(vetter, "project.close", project)
        except Refused as no:
            told.append(no.reasons[0].code)
    project.refresh_from_db()
    assert (told, project.state) == (["client.too_few_came", "client.not_satisfied"], "closed")


def test_what_residents_said_of_the_work_before_it_was_reopened_counts_no_more(home, version, project):
    at_closing(home, version, project)
    vetter, inspector = home.by("vetter", version), home.by("inspector", version)
    home.do(inspector, "project.record_acceptance", project, Heard("2026-06-08", 10, 10))
    home.do(vetter, "project.reopen", project)
    home.do(home.by("secretary", version, project.unit), "project.finish", project)
    assert refused(home.do, vetter, "project.close", project) == ["client.not_heard"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Heard("昨天", 5, 5), "client.day_unreadable"),
        (Heard("2026-06-09", 5, 5), "client.day_to_come"),
        (Heard("2026-06-08", 0, 0), "client.nobody_came"),
        (Heard("2026-06-08", 5, 6), "client.more_satisfied_than_came"),
    ],
)
def test_a_visit_that_cannot_have_been_is_refused_with_the_place(home, version, project, said, code):
    at_closing(home, version, project)
    assert refused(home.do, home.by("inspector", version), "project.record_acceptance", project, said) == [
        code
    ]


def page(home, client_of, role, version, unit=None):
    return client_of(Person.objects.everything().get(pk=home.by(role, version, unit).person).login)


def test_the_pages_of_stages_and_of_acceptance_do_it_and_keep_what_was_typed(
    home, version, project, client_of
):
    at = f"/plans/{project.key}"
    head = page(home, client_of, "department_head", version)
    assert "阶段关闭" in head.get(at).content.decode()
    told = head.get(f"{at}/stages").content.decode()
    assert ("2 项没有验收" in told, "任务没有验收完，也要先走下一步" in told, "列单" in told) == (
        True,
        True,
        True,
    )
    wrong = head.post(f"{at}/stages", {"do": "waive", "stage": "摸底", "reason": " "})
    assert (wrong.status_code, "请写明豁免的理由" in wrong.content.decode()) == (422, True)
    assert (
        head.post(f"{at}/stages", {"do": "waive", "stage": "摸底", "reason": "汛期先修路"}).status_code == 302
    )
    assert "汛期先修路" in head.get(f"{at}/stages").content.decode()
    for task in reversed(tasks_of(project)):
        accepted(home, version, project, task)
    vetter = page(home, client_of, "vetter", version)
    for stage in ("摸底", "实施"):
        assert vetter.post(f"{at}/stages", {"do": "close", "stage": stage}).status_code == 302
    assert vetter.get(f"{at}/stages").content.decode().count("chip-good") == 2
    home.do(home.by("secretary", version, project.unit), "project.finish", project)
    inspector = page(home, client_of, "inspector", version)
    typed = {"on": "2026-06-08", "present": "6", "satisfied": "7", "words": "路好走了"}
    wrong = inspector.post(f"{at}/acceptance", typed)
    assert (
        wrong.status_code,
        "满意人数应在" in wrong.content.decode(),
        "路好走了" in wrong.content.decode(),
    ) == (422, True, True)
    assert inspector.post(f"{at}/acceptance", typed | {"satisfied": "6"}).status_code == 302
    for address in (at, f"{at}/stages", f"{at}/acceptance"):
        with CaptureQueriesContext(connection) as asked:
            assert inspector.get(address).status_code == 200
        assert (
            sum(not q["sql"].startswith(("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT", "PRAGMA")) for q in asked)
            <= 12
        )
    assert vetter.post(f"{at}/close").status_code == 302
    project.refresh_from_db()
    assert project.state == "closed"


def test_a_county_without_these_rules_has_no_such_pages(home, project, client_of, county):
    other = client_of("org-vetter")
    assert other.get(f"/plans/{project.key}/stages").status_code == 404


def test_who_closes_a_stage_does_not_waive_it_and_a_gate_needs_tasks_to_accept(source):
    text = source.read_text("utf-8")
    same = check(text.replace("waives: department_head", "waives: vetter").encode())
    assert [(f.code, f.place.rpartition(".")[2]) for f in same.findings if f.level == "error"] == [
        ("scheme.same_role", "waives")
    ]


def test_a_stored_version_without_these_keys_is_read_as_before(home, version):
    stored = SchemeVersion.objects.of_tenant(home.tenant).get(pk=version.pk)
    assert stored.rules.plan.stage_gate.closes == "vetter"
    assert stored.rules.client_acceptance.at_least == 5


def test_a_reason_or_a_figure_changed_behind_the_door_is_found(home, version, project):
    head, inspector = home.by("department_head", version), home.by("inspector", version)
    home.do(head, "project.waive_stage", project, Waiver("摸底", "汛期先修路"))
    for task in reversed(tasks_of(project)):
        accepted(home, version, project, task)
    walk.close_stages(home, project)
    home.do(home.by("secretary", version, project.unit), "project.finish", project)
    home.do(inspector, "project.record_acceptance", project, Heard("2026-06-08", 10, 6))
    assert [f.code for f in findings()] == []
    StagePass.objects.of_tenant(home.tenant).filter(outcome="waived").update(reason="领导同意")
    ResidentsVerdict.objects.of_tenant(home.tenant).update(satisfied=9)
    assert [f.code for f in findings()] == ["verify.stage_or_verdict_differs"] * 4
