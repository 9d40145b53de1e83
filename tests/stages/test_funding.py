"""Staged money: who may do what, what reconciles, what the papers say."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as some
from tests.factories.projects import delivered, project, running

from touyan.core.findings import Refusal
from touyan.core.tranches import stage_amounts
from touyan.foundation.ledger.door import Refused
from touyan.stages.funding import queries
from touyan.stages.funding.actions import Cancelled, Paid
from touyan.stages.funding.checks import money_findings
from touyan.stages.funding.models import Tranche


def first(county, made):
    return Tranche.objects.of_tenant(county.tenant).get(project=made, order=1)


def codes(no):
    return [finding.code for finding in no.value.reasons]


def approved(county, made):
    one = first(county, made)
    county.do("street-drafter", "tranche.request", one)
    county.do("org-head", "tranche.approve", one)
    return one


def test_money_goes_from_request_to_payment_through_three_pairs_of_hands(county):
    made = running(county)
    one = approved(county, made)
    county.do("finance", "tranche.pay", one, Paid(600_000, "电2026-118"))
    one.refresh_from_db()
    assert (one.state, one.paid_fen, one.voucher, one.paid_on) == (
        "paid",
        600_000,
        "电2026-118",
        date(2026, 1, 5),
    )


def test_nobody_pays_more_than_the_stage_or_without_a_voucher(county):
    one = approved(county, running(county))
    with pytest.raises(Refused) as no:
        county.do("finance", "tranche.pay", one, Paid(600_001, " "))
    assert codes(no) == ["funding.paid_out_of_bounds", "funding.voucher_missing"]


def test_a_locked_stage_cannot_be_asked_for(county):
    made = running(county)
    locked = Tranche.objects.of_tenant(county.tenant).get(project=made, order=2)
    with pytest.raises(Refused) as no:
        county.do("street-drafter", "tranche.request", locked)
    assert codes(no) == ["door.wrong_state"]


def test_a_project_at_red_gets_no_money(county):
    made = running(county)
    one = first(county, made)
    county.do("street-drafter", "tranche.request", one)
    type(made).objects.of_tenant(county.tenant).filter(pk=made.pk).update(light="red")
    with pytest.raises(Refused) as no:
        county.do("org-head", "tranche.approve", one)
    assert codes(no) == ["funding.light_red"]


def test_an_overdue_problem_holds_the_money_until_it_is_closed(county):
    from touyan.stages.supervision.models import Problem

    made = running(county)
    one = first(county, made)
    county.do("street-drafter", "tranche.request", one)
    problem = Problem.objects.create(
        tenant_id=county.tenant, project=made, state="rectifying", version=1, number="督〔2026〕7号", source="inspection", text="台账缺页",
        demand="补齐", due_on=date(2026, 1, 4), calendar_version="CN-2026-1", opened_on=date(2026, 1, 2),
    )  # fmt: skip
    with pytest.raises(Refused) as no:
        county.do("org-head", "tranche.approve", one)
    assert codes(no) == ["funding.problems_open"]
    Problem.objects.of_tenant(county.tenant).filter(pk=problem.pk).update(state="closed")
    county.do("org-head", "tranche.approve", one)


def test_cancelling_needs_a_reason(county):
    one = first(county, running(county))
    with pytest.raises(Refused) as no:
        county.do("org-head", "tranche.cancel", one, Cancelled("  "))
    assert codes(no) == ["funding.reason_missing"]
    county.do("org-head", "tranche.cancel", one, Cancelled("项目改由区级统一采购"))
    one.refresh_from_db()
    assert (one.state, one.condition_word) == ("cancelled", "项目改由区级统一采购")


def test_a_project_without_a_budget_has_no_stages(county):
    made = project(county, budget_fen=0)
    from tests.factories.projects import planned_rows

    from touyan.stages.plan.actions import Commit, SavePlan

    county.do(
        "street-drafter",
        "project.save_plan",
        made,
        SavePlan(planned_rows(county, releases=""), "2026-03-02", "2026-12-15"),
    )
    county.do("street-drafter", "project.schedule", made)
    county.do("street-secretary", "project.commit", made, Commit("本人承诺"))
    county.do("street-secretary", "project.start", made)
    delivered()
    assert Tranche.objects.of_tenant(county.tenant).filter(project=made).count() == 0


def test_the_sums_of_the_list_are_the_sums_of_its_rows(county):
    made = running(county)
    one = approved(county, made)
    county.do("finance", "tranche.pay", one, Paid(550_000, "电1"))
    project(county, "云杉街道", login="sibling-secretary", title="另一个项目", budget_fen=1_234_567)
    actor = county.actor("org-head")
    rows, (sums, bonus) = list(queries.projects(actor)), queries.county_sums(actor)
    assert (sums.planned, sums.released, sums.paid, sums.left) == (
        sum(r.granted_fen for r in rows), sum(r.released_fen for r in rows), sum(r.paid_sum for r in rows), sum(r.left_fen for r in rows),
    )  # fmt: skip
    assert (sums.planned, sums.released, sums.paid, sums.left) == (3_234_567, 600_000, 550_000, 2_684_567)
    assert bonus == queries.Sums(0, 0, 0, 0)


def test_verify_finds_nothing_in_honest_money_and_names_each_forgery(county):
    made = running(county)
    assert list(money_findings()) == []
    Tranche.plain.filter(project=made, order=1).update(amount_fen=600_001, paid_fen=1)
    assert sorted(f.code for f in money_findings()) == [
        "verify.paid_without_payment",
        "verify.tranches_differ",
    ]
    type(made).plain.filter(pk=made.pk).update(granted_fen=0)
    assert "verify.overpaid" in {f.code for f in money_findings()}


def test_the_slip_says_the_sum_in_figures_and_in_capitals(county, client_of):
    made = running(county)
    one = approved(county, made)
    docx = client_of("finance").get(f"/tranches/{one.key}/slip.docx").content
    text = zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml").decode()
    assert ("6000.00元" in text, "人民币陆仟元整" in text, "人民币贰万元整" in text) == (True, True, True)


def test_a_wrong_sum_stays_on_the_page_with_its_fault(county, client_of):
    one = approved(county, running(county))
    page = (
        client_of("finance")
        .post(
            f"/tranches/{one.key}/pay",
            {
                "yuan": "6000.01",
                "voucher": "电9",
                "version": str(Tranche.objects.of_tenant(county.tenant).get(pk=one.pk).version),
            },
        )
        .content.decode()
    )
    assert ("6000.01" in page, "不超过本期金额 6,000.00 元" in page) == (True, True)


@given(some.integers(0, 10**13), some.lists(some.integers(1, 40), min_size=1, max_size=5))
@settings(max_examples=60)
def test_stages_always_add_up_to_the_budget(budget, parts):
    from decimal import Decimal

    total = sum(parts)
    shares = [Decimal(100 * one) / total for one in parts]
    pcts = [(str(i), share.quantize(Decimal("0.01"))) for i, share in enumerate(shares[:-1])]
    pcts.append(("last", Decimal(100) - sum((p for _, p in pcts), Decimal(0))))
    try:
        amounts = stage_amounts(budget, pcts, "last")
    except Refusal:
        assume(condition=False)
    assert sum(amounts.values()) == budget
