"""The pages of the year-end assessment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.applications_vetted import STREETS, open_call
from tests.factories.running import actuals, all_done, assessment, fresh, indicators, running

Client = Callable[[str], Any]


def ready(county: Any, unit: str = "青石街道", number: str = "WH2026-01", call: Any = None) -> Any:
    county.today(date(2026, 12, 21))
    of, tasks = running(county, unit, number, call)
    all_done(tasks)
    indicators(county, of)
    return assessment(county, of)


def entered() -> dict[str, str]:
    return {
        "actual-1": "26", "evidence-1": "验收单", "actual-2": "79", "evidence-2": "入户调查", "value-satisfaction": "90",
        "sample-satisfaction": "60 户", "evidence-satisfaction": "11月调查表", "value-exemplary": "70", "evidence-exemplary": "两个街道照做",
    }  # fmt: skip


def test_actuals_are_entered_on_a_page_and_nothing_typed_is_lost(county: Any, client_of: Client) -> None:
    made = ready(county)
    client = client_of("street-drafter")
    page = client.get(f"/assessments/{made.key}/actuals").content.decode()
    assert "新装路灯" in page
    assert "群众满意度" in page
    wrong = client.post(f"/assessments/{made.key}/actuals", entered() | {"value-exemplary": "170"})
    assert wrong.status_code == 422
    assert 'value="170"' in wrong.content.decode()
    assert client.post(f"/assessments/{made.key}/actuals", entered()).status_code == 302
    assert fresh(made).inputs["satisfaction"] == {"value": "90", "sample": "60 户", "evidence": "11月调查表"}
    assert client_of("org-vetter").get(f"/assessments/{made.key}/actuals").status_code == 403


def test_every_number_opens_to_its_rule_inputs_evidence_and_day(county: Any, client_of: Client) -> None:
    made = ready(county)
    county.do("street-drafter", "assessment.enter_actuals", made, actuals())
    client = client_of("org-vetter")
    client.post(f"/assessments/{made.key}/score", {"version": str(fresh(made).version)})
    page = client.get(f"/assessments/{made.key}").content.decode()
    for words in (
        "90.18",
        "优秀",
        "70 × 87.50% = 61.25",
        "基数61",
        "入户调查",
        "截至 2026-12-21",
        "怎样得出等次",
    ):
        assert words in page
    assert page.count('<details class="why"') >= 7


def test_what_is_missing_is_named_and_scoring_is_grey_with_its_reason(county: Any, client_of: Client) -> None:
    made = ready(county)
    page = client_of("org-vetter").get(f"/assessments/{made.key}").content.decode()
    assert "没有填报的不能按 0 分计" in page
    assert 'aria-disabled="true"' in page
    assert "<strong>0.00</strong>" not in page


def test_the_form_and_the_list_are_handed_out(county: Any, client_of: Client) -> None:
    made = ready(county)
    client = client_of("org-head")
    assert client.get(f"/assessments/{made.key}/form.docx").content[:2] == b"PK"
    assert client.get("/assessments/ledger").content[:2] == b"PK"


def test_pages_cost_at_most_twelve_statements_and_no_more_for_more_rows(
    county: Any, client_of: Client
) -> None:
    call = open_call(county)
    made = ready(county, call=call)
    client = client_of("org-vetter")
    counted = []
    client.get("/assessments")
    for more in (range(2, 2), range(2, 8)):
        for n in more:
            ready(county, STREETS[n], f"WH2026-0{n}", call)
        with CaptureQueriesContext(connection) as found:
            assert client.get("/assessments").status_code == 200
        counted.append(len(found))
    assert counted[0] == counted[1] <= 12
    county.do("street-drafter", "assessment.enter_actuals", made, actuals())
    for login in ("org-vetter", "street-drafter"):
        one = client_of(login)
        one.get("/assessments")
        with CaptureQueriesContext(connection) as found:
            assert one.get(f"/assessments/{made.key}").status_code == 200
        assert (login, len(found)) <= (login, 12), "\n".join(
            q["sql"][:90] + " ... " + q["sql"][-130:] for q in found
        )


def test_more_excellent_grades_than_a_class_may_hold_are_said(county: Any, client_of: Client) -> None:
    from touyan.stages.assessment.models import Assessment

    made = ready(county)
    Assessment.objects.everything().filter(pk=made.pk).update(
        grade="excellent", score="95.00", state="scored"
    )
    page = client_of("org-head").get("/assessments").content.decode()
    assert "街道共 1 个，“优秀”有 1 个，按不超过 25% 最多 0 个，请核定。" in page


def test_the_desk_names_entering_and_confirming(county: Any) -> None:
    from touyan.stages.assessment.duties import assessment_duties

    today = date(2026, 12, 21)
    made = ready(county)

    def verbs(login: str) -> list[str]:
        return [d.verb for d in assessment_duties(county.actor(login), today, "zh")]

    assert (verbs("street-drafter"), verbs("org-head"), verbs("inspector")) == (["填报实际完成数"], [], [])
    county.do("street-drafter", "assessment.enter_actuals", made, actuals())
    county.do("org-vetter", "assessment.score", fresh(made))
    assert verbs("org-vetter") == ["形成拟定等次"]
    county.do("org-vetter", "assessment.propose", fresh(made))
    assert verbs("org-head") == ["确定等次"]
