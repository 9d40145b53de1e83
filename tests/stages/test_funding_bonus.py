"""Two streams of money in one project: its budget and, beside it, the bonus of the award it won (YQ-31, YQ-32)."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
import python_calamine
from tests.core.scheme_variants.bonuses import BOTH, both_streams
from tests.core.scheme_variants.variants import original
from tests.factories.projects import delivered, planned_rows, project
from tests.factories.versions import next_version
from tests.journeys.invariants import Watch, money_fits

from touyan.core.scheme import check
from touyan.foundation.ledger.actor import system
from touyan.foundation.ledger.door import Refused, perform
from touyan.stages.approval.awards import Won
from touyan.stages.approval.models import Project
from touyan.stages.funding import queries
from touyan.stages.funding.actions import Cancelled, Paid, Stage
from touyan.stages.funding.checks import bonus_findings, money_findings
from touyan.stages.funding.models import Tranche
from touyan.stages.funding.moving import stages_stand
from touyan.stages.plan.actions import Commit, SavePlan
from touyan.stages.plan.models import Task
from touyan.stages.plan.work import Claimed

FIRST = 1_000_001
"""Fen of the first prize in the scheme: 10000.01 yuan."""


@pytest.fixture
def both(county):
    """The county under a scheme that pays both."""
    return replace(county, scheme=next_version(county, *BOTH))


def codes(no):
    return [finding.code for finding in no.value.reasons]


def rows_of(county, *, bonus_at="群众验收"):
    """The plan's third row releases money of the budget, another one money of the bonus."""
    told = planned_rows(county)
    for row in told:
        if row["name"] == bonus_at:
            row["releases"] = "bonus_midterm"
    return told


def signed(county, made, rows=None):
    plan = SavePlan(rows_of(county) if rows is None else rows, "2026-03-02", "2026-12-15")
    county.do("street-drafter", "project.save_plan", made, plan)
    county.do("street-drafter", "project.schedule", made)
    county.do("street-secretary", "project.commit", made, Commit("本人承诺按期完成。"))
    return made


def started(county, made=None):
    made = signed(county, made or project(county))
    county.do("street-secretary", "project.start", made)
    delivered()
    return made


def awarded(county, made, award="first"):
    made.refresh_from_db()
    perform("project.award", subject=made, actor=system(county.tenant), given=Won(award))
    delivered()
    made.refresh_from_db()


def money(county, made):
    rows = Tranche.objects.of_tenant(county.tenant).filter(project=made).order_by("order")
    return [(t.stage, t.is_bonus, t.amount_fen, t.state) for t in rows]


def stage(county, made, name):
    return Tranche.objects.of_tenant(county.tenant).get(project=made, stage=name)


def paid(county, one, voucher):
    county.do("street-drafter", "tranche.request", one)
    county.do("org-head", "tranche.approve", one)
    county.do("finance", "tranche.pay", one, Paid(one.amount_fen, voucher))


def accepted(county, made, name):
    task = Task.objects.of_tenant(county.tenant).get(project=made, name=name)
    county.do("street-drafter", "task.claim_done", task, Claimed("完成"))
    county.do("org-vetter", "task.accept", task)
    delivered()


OWN = [("approval", 600_000), ("midterm", 800_000), ("acceptance", 600_000)]
BONUS = [("bonus_start", 333_300), ("bonus_midterm", 333_300), ("bonus_last", 333_401)]


def test_an_award_after_the_start_stages_the_bonus_beside_the_budget_to_the_fen(both):
    made = started(both)
    assert [row[:3] for row in money(both, made)] == [(name, False, fen) for name, fen in OWN]
    awarded(both, made)
    assert money(both, made) == [
        ("approval", False, 600_000, "due"),
        ("midterm", False, 800_000, "locked"),
        ("acceptance", False, 600_000, "locked"),
        ("bonus_start", True, 333_300, "due"),
        ("bonus_midterm", True, 333_300, "locked"),
        ("bonus_last", True, 333_401, "locked"),
    ]
    assert (made.award, made.granted_fen, sum(fen for _, fen in BONUS)) == ("first", 2_000_000, FIRST)


def test_an_award_before_the_start_is_staged_with_the_budget_when_work_begins(both):
    made = project(both)
    awarded(both, made)
    assert money(both, made) == []
    started(both, made)
    assert [row[:3] for row in money(both, made)] == [
        *((name, False, fen) for name, fen in OWN),
        *((name, True, fen) for name, fen in BONUS),
    ]


def test_both_streams_are_paid_to_the_last_fen_each_by_its_own_milestone(both):
    made = started(both)
    awarded(both, made)
    paid(both, stage(both, made, "approval"), "电1")
    paid(both, stage(both, made, "bonus_start"), "电2")
    accepted(both, made, "中期检查")
    assert [row[3] for row in money(both, made)] == ["paid", "due", "locked", "paid", "locked", "locked"]
    paid(both, stage(both, made, "midterm"), "电3")
    accepted(both, made, "群众验收")
    assert [row[3] for row in money(both, made)] == ["paid", "paid", "locked", "paid", "due", "locked"]
    paid(both, stage(both, made, "bonus_midterm"), "电4")
    for name in ("摸底建档", "楼道改造"):
        accepted(both, made, name)
    both.do("street-secretary", "project.finish", made)
    both.do("org-vetter", "project.close", made)
    delivered()
    for number, name in enumerate(("acceptance", "bonus_last"), 5):
        paid(both, stage(both, made, name), f"电{number}")
    own, bonus = queries.county_sums(both.actor("org-head"))
    assert (own, bonus) == (
        queries.Sums(planned=2_000_000, released=2_000_000, paid=2_000_000, cancelled=0),
        queries.Sums(planned=FIRST, released=FIRST, paid=FIRST, cancelled=0),
    )
    assert (own.left, bonus.left) == (0, 0)
    assert (list(money_findings()), list(bonus_findings())) == ([], [])
    assert list(money_fits(Watch(both.tenant, both.actor("org-head")))) == []


def test_an_award_without_a_bonus_stages_nothing(both):
    made = started(both)
    awarded(both, made, "second")
    assert [row[0] for row in money(both, made)] == [name for name, _ in OWN]
    with pytest.raises(Refused) as no:
        perform("tranche.plan", subject=made, actor=system(both.tenant), given=Stage("bonus_start"))
    assert codes(no) == ["funding.no_bonus"]


def test_a_project_without_a_budget_is_paid_its_bonus_alone(both):
    rows = [
        row | {"releases": "" if row["releases"] == "midterm" else row["releases"]} for row in rows_of(both)
    ]
    made = signed(both, project(both, budget_fen=0), rows)
    both.do("street-secretary", "project.start", made)
    delivered()
    awarded(both, made)
    assert [row[:3] for row in money(both, made)] == [(name, True, fen) for name, fen in BONUS]
    told = queries.projects(both.actor("org-head")).get(pk=made.pk)
    assert (told.granted_fen, told.left_fen, told.bonus_sum, told.bonus_paid) == (0, 0, FIRST, 0)


def test_a_plan_that_marks_no_milestone_for_the_bonus_cannot_be_signed(both):
    with pytest.raises(Refused) as no:
        signed(both, project(both), planned_rows(both))
    assert [(f.code, f.facts["stage"]) for f in no.value.reasons] == [
        ("plan.tranche_unmarked", "奖金·推广见效")
    ]


def test_where_only_the_budget_is_paid_no_milestone_of_a_bonus_can_be_marked(county):
    with pytest.raises(Refused) as no:
        signed(county, project(county), rows_of(county))
    assert [(f.code, f.facts["stage"]) for f in no.value.reasons] == [
        ("plan.tranche_unknown", "bonus_midterm")
    ]


def test_a_project_at_red_gets_no_bonus_either(both):
    made = started(both)
    awarded(both, made)
    one = stage(both, made, "bonus_start")
    both.do("street-drafter", "tranche.request", one)
    Project.objects.of_tenant(both.tenant).filter(pk=made.pk).update(light="red")
    with pytest.raises(Refused) as no:
        both.do("org-head", "tranche.approve", one)
    assert codes(no) == ["funding.light_red"]


def test_what_is_not_paid_of_either_stream_can_be_cancelled_and_leaves_the_other_alone(both):
    made = started(both)
    awarded(both, made)
    both.do("org-head", "tranche.cancel", stage(both, made, "bonus_last"), Cancelled("弄虚作假，不再发放"))
    own, bonus = queries.county_sums(both.actor("org-head"))
    assert (own.cancelled, own.left) == (0, 2_000_000)
    assert (bonus.cancelled, bonus.left) == (333_401, 666_600)


def test_verify_names_a_forged_bonus(both):
    made = started(both)
    awarded(both, made)
    assert list(bonus_findings()) == []
    Tranche.plain.filter(project=made, stage="bonus_last").update(amount_fen=333_402)
    assert [(f.code, f.facts["planned"], f.facts["bonus"]) for f in bonus_findings()] == [
        ("verify.bonus_tranches_differ", FIRST + 1, FIRST)
    ]
    assert list(money_fits(Watch(both.tenant, both.actor("org-head")))) == [
        f"stages of {made.number} are not the bonus"
    ]
    Project.plain.filter(pk=made.pk).update(award="second")
    Tranche.plain.filter(project=made, stage="bonus_last").update(state="paid", paid_fen=1)
    assert [f.code for f in bonus_findings()] == ["verify.bonus_tranches_differ", "verify.bonus_overpaid"]
    assert list(money_findings()) == []


def test_the_pages_show_the_two_streams_apart_with_their_sums(both, client_of):
    made = started(both)
    awarded(both, made)
    client = client_of("org-head")
    page, listed = (client.get(url).content.decode() for url in (f"/funding/{made.key}", "/funding"))
    assert ("人民币贰万元整" in page, "人民币壹万元零壹分" in page) == (True, True)
    assert page.index("项目经费") < page.index("人民币壹万元零壹分") < page.index("第 1 期：奖金·授奖后")
    assert ("奖金" in listed, "已付奖金" in listed) == (True, True)
    assert ('value="20000.00"' in listed, 'value="10000.01"' in listed) == (True, True)


def test_a_county_without_a_bonus_sees_no_column_of_it(county, client_of):
    started_plan = planned_rows(county)
    made = signed(county, project(county), started_plan)
    county.do("street-secretary", "project.start", made)
    delivered()
    assert "已付奖金" not in client_of("org-head").get("/funding").content.decode()
    assert "奖金" not in client_of("org-head").get(f"/funding/{made.key}").content.decode()
    answer = client_of("office-clerk").get("/projects.xlsx")
    rows = python_calamine.load_workbook(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    head = next(row for row in rows if row[0] == "序号")
    assert [name for name in head if "奖金" in name] == []


def test_the_sheets_tell_the_bonus_in_columns_of_its_own(both, client_of):
    made = started(both)
    awarded(both, made)
    paid(both, stage(both, made, "bonus_start"), "电2")
    told = []
    for url, first in (("/projects.xlsx", "序号"), ("/funding?as=xlsx", "项目")):
        answer = client_of("office-clerk").get(url)
        rows = python_calamine.load_workbook(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
        head = next(i for i, row in enumerate(rows) if row[0] == first)
        told.append(dict(zip(rows[head], rows[head + 1], strict=True)))
    ledger, listed = told
    assert {name: ledger[name] for name in ledger if "经费" in name or "奖金" in name} == {
        "经费（核定，元）": 20000,
        "经费（拨付，元）": 0,
        "经费（支出，元）": "",
        "奖金（核定，元）": 10000.01,
        "奖金（拨付，元）": 3333,
    }
    assert {name.partition("（")[0]: value for name, value in listed.items() if name != "项目"} == {
        "核定": 20000, "已释放": 6000, "已付": 0, "未付": 20000, "奖金": 10000.01, "已付奖金": 3333,
    }  # fmt: skip


def test_the_slip_of_a_bonus_counts_the_bonus_alone(both, client_of):
    made = started(both)
    awarded(both, made)
    paid(both, stage(both, made, "approval"), "电1")
    one = stage(both, made, "bonus_start")
    both.do("street-drafter", "tranche.request", one)
    docx = client_of("finance").get(f"/tranches/{one.key}/slip.docx").content
    text = zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml").decode()
    assert ("奖金总额" in text, "第1期，共3期" in text, "人民币壹万元零壹分" in text) == (True, True, True)
    assert ("6667.01元" in text, "核定总额" in text, "6000.00" in text) == (True, False, False)


def test_a_bonus_stays_with_the_award_it_was_reckoned_by():
    old, dearer = (
        check(text.encode()).scheme
        for text in (both_streams(), both_streams().replace("bonus: 10000.01", "bonus: 12000"))
    )
    live = [("due", "bonus_start"), ("due", "approval")]
    assert [f.code for f in stages_stand(live, old, dearer)] == ["move.money_reckoned"]
    assert list(stages_stand(live, old, old)) == []
    assert [f.facts["name"] for f in stages_stand(live, old, check(original().encode()).scheme)] == ["授奖后"]
