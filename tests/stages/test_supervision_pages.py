"""The pages of supervision: lights, reviews, problems."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.applications_vetted import STREETS, open_call
from tests.factories.running import fresh, problem, running

from touyan.stages.supervision.actions import Words

Client = Callable[[str], Any]


def lit(county: Any, day: date = date(2026, 6, 8)) -> Any:
    from touyan.stages.supervision.periods import record_lights

    county.today(day)
    of, _ = running(county)
    record_lights(county.tenant, date(2026, 6, 5))
    record_lights(county.tenant, day)
    return fresh(of)


def test_the_county_sees_lights_with_their_figures_and_reason(county: Any, client_of: Client) -> None:
    of = lit(county)
    page = client_of("inspector").get("/lights?light=red").content.decode()
    assert of.title in page
    assert "落后" in page
    assert "严重滞后" in page
    assert of.title not in client_of("inspector").get("/lights?light=green").content.decode()


def test_a_light_tells_why_and_what_would_turn_it(county: Any, client_of: Client) -> None:
    of = lit(county)
    page = client_of("street-secretary").get(f"/lights/{of.key}").content.decode()
    assert "亮红灯" in page
    assert "办完 1 项已逾期的任务：逐盏摸底" in page
    assert "<svg" in page
    assert "提出问题" not in page


def test_an_inspector_opens_a_problem_on_a_page(county: Any, client_of: Client) -> None:
    from touyan.stages.supervision.models import Problem

    of = lit(county)
    client = client_of("inspector")
    assert client.get(f"/lights/{of.key}/problem").status_code == 200
    told = {
        "text": "三处井盖没有复位",
        "demand": "十日内复位",
        "source": "inspection",
        "category": "quality",
        "place": "",
        "workdays": "",
    }
    answer = client.post(f"/lights/{of.key}/problem", told)
    made = Problem.objects.of_tenant(county.tenant).get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/problems/{made.key}")
    assert client_of("street-drafter").get(f"/lights/{of.key}/problem").status_code == 403


def test_each_person_sees_the_own_step_of_a_problem(county: Any, client_of: Client) -> None:
    of = lit(county)
    made = problem(county, of)
    drafter, vetter = client_of("street-drafter"), client_of("org-vetter")
    assert f"/problems/{made.key}/begin" in drafter.get(f"/problems/{made.key}").content.decode()
    drafter.post(f"/problems/{made.key}/begin", {"version": str(made.version)})
    refused = drafter.post(f"/problems/{made.key}/rectified", {"text": " "})
    assert (refused.status_code, "请写明整改了什么" in refused.content.decode()) == (422, True)
    drafter.post(f"/problems/{made.key}/rectified", {"text": "已全部复位"})
    assert fresh(made).state == "rectified"
    assert f"/problems/{made.key}/verify" not in drafter.get(f"/problems/{made.key}").content.decode()
    page = vetter.get(f"/problems/{made.key}").content.decode()
    assert f"/problems/{made.key}/verify" in page
    assert "整改和复核必须是两个人" in page
    vetter.post(f"/problems/{made.key}/verify", {"text": ""})
    assert fresh(made).state == "closed"


def test_a_review_is_concluded_on_its_page(county: Any, client_of: Client) -> None:
    from touyan.stages.supervision.models import QuarterlyReview
    from touyan.stages.supervision.periods import open_due_reviews

    of = lit(county, date(2026, 6, 29))
    open_due_reviews(county.tenant, date(2026, 6, 29))
    made = QuarterlyReview.objects.of_tenant(county.tenant).get(project=of)
    client = client_of("inspector")
    assert client.post(f"/reviews/{made.key}", {"conclusion": ""}).status_code == 422
    assert client.post(f"/reviews/{made.key}", {"conclusion": "进度滞后，已交办。"}).status_code == 302
    page = client.get(f"/reviews/{made.key}").content.decode()
    assert "办结当天的数据" in page
    assert "亮红灯" in page


def test_files_are_handed_out_with_a_name(county: Any, client_of: Client) -> None:
    of = lit(county)
    made = problem(county, of)
    client = client_of("inspector")
    assert client.get(f"/problems/{made.key}/notice.docx").content[:2] == b"PK"
    assert client.get("/problems/ledger?state=unclosed").content[:2] == b"PK"
    assert client.get(f"/problems/{made.key}/notice.odt").status_code == 404


@pytest.mark.parametrize("address", ["/lights", "/reviews", "/problems"])
def test_lists_cost_the_same_for_one_and_for_eight(county: Any, client_of: Client, address: str) -> None:
    from touyan.stages.supervision.periods import open_due_reviews

    county.today(date(2026, 6, 8))
    call = open_call(county)
    client = client_of("inspector")
    counted = []
    client.get(address)
    for more in (range(1), range(2, 9)):
        for n in more:
            problem(county, running(county, STREETS[n], f"WH2026-0{n}", call)[0])
        open_due_reviews(county.tenant, date(2026, 6, 8))
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        counted.append(len(found))
    assert counted[0] == counted[1] <= 12


def test_single_pages_cost_at_most_twelve_statements(county: Any, client_of: Client) -> None:
    from touyan.stages.supervision.models import QuarterlyReview
    from touyan.stages.supervision.periods import open_due_reviews

    of = lit(county)
    made = problem(county, of)
    open_due_reviews(county.tenant, date(2026, 6, 8))
    review = QuarterlyReview.objects.of_tenant(county.tenant).get(project=of)
    county.do("street-drafter", "problem.begin", made)
    county.do("street-drafter", "problem.report_rectified", fresh(made), Words("已复位"))
    for login, address in (
        ("org-vetter", f"/problems/{made.key}"),
        ("inspector", f"/reviews/{review.key}"),
        ("inspector", f"/lights/{of.key}"),
    ):
        client = client_of(login)
        client.get("/lights")
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        assert (address, len(found) <= 12, len(found)) == (address, True, len(found))


def test_the_desk_names_problems_rectifications_and_reviews(county: Any) -> None:
    from touyan.stages.supervision.duties import supervision_duties
    from touyan.stages.supervision.periods import open_due_reviews

    today = date(2026, 6, 8)
    of = lit(county, today)
    made = problem(county, of)
    open_due_reviews(county.tenant, today)

    def verbs(login: str) -> list[str]:
        return [d.verb for d in supervision_duties(county.actor(login), today, "zh")]

    assert (verbs("street-drafter"), verbs("org-vetter"), verbs("inspector")) == (
        ["签收督办单"],
        [],
        ["督查项目"],
    )
    county.do("street-drafter", "problem.begin", made)
    county.do("street-drafter", "problem.report_rectified", fresh(made), Words("已复位"))
    assert (verbs("street-drafter"), verbs("org-vetter")) == ([], ["复核整改"])
