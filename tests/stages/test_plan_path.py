"""From a saved table to a running project with tasks and money."""

from __future__ import annotations

from datetime import date

import pytest
from tests.factories.projects import committed, planned_rows, project, running

from touyan.foundation.ledger.door import Refused
from touyan.foundation.ledger.models import Act
from touyan.stages.funding.models import Tranche
from touyan.stages.plan.actions import Commit, SavePlan
from touyan.stages.plan.models import Plan, Task


def saved(county, made, rows=None, finish="2026-12-15", start="2026-03-02"):
    return county.do(
        "street-drafter",
        "project.save_plan",
        made,
        SavePlan(planned_rows(county) if rows is None else rows, start, finish),
    )


def codes(no):
    return [finding.code for finding in no.value.reasons]


def test_the_plan_counts_backward_from_its_due_date_over_real_working_days(county):
    made = project(county)
    saved(county, made, finish="2026-10-12")
    county.do("street-drafter", "project.schedule", made)
    plan = Plan.objects.of_tenant(county.tenant).get(project=made)
    last = plan.computed["tasks"][planned_rows(county)[-1]["id"]]
    # 20 working days back from Mon 12 Oct: Sat 10 Oct and Sun 20 Sep are worked, 25 Sep and 1 to 7 Oct are not.
    assert (last["start"], last["finish"], plan.is_feasible, plan.calendar_version) == (
        "2026-09-09",
        "2026-10-12",
        True,
        "CN-2026-1",
    )


def test_a_plan_that_does_not_fit_says_how_many_days_are_missing_and_what_would_help(county):
    made = project(county)
    saved(county, made, finish="2026-06-30")
    county.do("street-drafter", "project.schedule", made)
    plan = Plan.objects.of_tenant(county.tenant).get(project=made)
    assert (plan.is_feasible, plan.computed["missing"] > 0, plan.computed["levers"][0]["shorten"] > 0) == (
        False,
        True,
        True,
    )
    with pytest.raises(Refused) as no:
        county.do("street-secretary", "project.commit", made, Commit("本人承诺"))
    assert codes(no) == ["plan.not_feasible"]


def test_a_circle_of_predecessors_is_refused_with_its_path(county):
    made, rows = project(county), planned_rows(county)
    rows[0]["links"] = [{"from": rows[3]["id"], "type": "FS", "lag": 0, "lag_unit": "workday"}]
    with pytest.raises(Refused) as no:
        saved(county, made, rows)
    assert codes(no) == ["cycle"]
    assert "摸底建档" in str(no.value.reasons[0].facts)


def test_a_plan_may_not_end_after_the_scheme_s_last_day(county):
    with pytest.raises(Refused) as no:
        saved(county, project(county), finish="2027-01-04")
    assert codes(no) == ["plan.ends_too_late"]


def test_only_the_secretary_in_person_signs_and_only_a_whole_plan(county):
    made, rows = project(county), planned_rows(county, releases="")
    rows[1]["owner"], rows[2]["deliverable"], rows[0]["acceptance"] = "", "", ""
    saved(county, made, rows)
    with pytest.raises(Refused) as no:
        county.do("street-secretary", "project.commit", made, Commit("本人承诺"))
    assert codes(no) == [
        "plan.deliverable_missing", "plan.acceptance_missing", "plan.owner_missing", "plan.tranche_unmarked", "plan.not_scheduled",
    ]  # fmt: skip
    with pytest.raises(Refused) as no:
        county.do("street-drafter", "project.commit", made, Commit("本人承诺"))
    assert codes(no) == ["door.not_yours"]


def test_signing_freezes_rows_dates_and_words_under_one_digest_that_the_act_names(county):
    made = committed(county)
    plan = Plan.objects.of_tenant(county.tenant).get(project=made)
    act = Act.objects.filter(action="project.commit", is_done=True).last()
    assert (act.note["baseline"], act.after, plan.committed_on, len(plan.baseline)) == (
        plan.baseline_digest,
        "committed",
        date(2026, 1, 5),
        4,
    )
    assert (plan.baseline[-1]["finish"], plan.committed_by_id) == (
        "2026-12-15",
        county.person("street-secretary").pk,
    )


def test_a_signed_plan_cannot_be_changed_before_the_promise_is_taken_back(county):
    made = committed(county)
    with pytest.raises(Refused) as no:
        saved(county, made)
    assert codes(no) == ["door.wrong_state"]
    county.do("street-secretary", "project.withdraw_commitment", made)
    saved(county, made)
    assert Plan.objects.of_tenant(county.tenant).get(project=made).baseline_digest == ""


def test_starting_turns_each_promised_row_into_a_task_and_the_budget_into_stages(county):
    made = running(county)
    tasks = list(Task.objects.of_tenant(county.tenant).filter(project=made).order_by("order"))
    assert [(t.name, t.state, t.version) for t in tasks] == [
        (n, "open", 0) for n in ("摸底建档", "楼道改造", "中期检查", "群众验收")
    ]
    assert tasks[-1].finish_on == date(2026, 12, 15)
    money = list(Tranche.objects.of_tenant(county.tenant).filter(project=made).order_by("order"))
    assert [(m.stage, m.amount_fen, m.state) for m in money] == [
        ("approval", 600_000, "due"),
        ("midterm", 800_000, "locked"),
        ("acceptance", 600_000, "locked"),
    ]
    assert money[1].task_id == tasks[2].pk


def test_an_accepted_milestone_releases_its_money_and_the_claimer_may_not_accept(county):
    made = running(county)
    task = Task.objects.of_tenant(county.tenant).get(project=made, name="中期检查")
    from touyan.stages.plan.work import Claimed, Progress, SentBack

    county.do("street-drafter", "task.record_progress", task, Progress(40))
    county.do("street-drafter", "task.claim_done", task, Claimed("报告已交"))
    with pytest.raises(Refused) as no:
        county.do("org-vetter", "task.send_back", task, SentBack(" "))
    assert codes(no) == ["task.reason_missing"]
    county.do("org-vetter", "task.send_back", task, SentBack("缺少照片", 70))
    county.do("street-drafter", "task.claim_done", task, Claimed("已补照片"))
    with pytest.raises(Refused):
        county.do("street-drafter", "task.accept", task)
    county.do("org-vetter", "task.accept", task)
    from tests.factories.projects import delivered

    delivered()
    money = Tranche.objects.of_tenant(county.tenant).get(project=made, stage="midterm")
    task.refresh_from_db()
    assert (money.state, task.state, task.progress, task.accepted_on) == (
        "due",
        "accepted",
        100,
        date(2026, 1, 5),
    )
