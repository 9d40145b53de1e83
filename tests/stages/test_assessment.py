"""Target against actual to the grade, with every step."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.factories.running import actuals, all_done, assessment, fresh, indicators, problem, running

from touyan.core.assessing import Grade, Part, assessed
from touyan.foundation.ledger.door import Refused
from touyan.stages.assessment.actions import Actuals
from touyan.stages.assessment.figures import decimal_of
from touyan.stages.assessment.reckoning import computed


def codes(no: Any) -> list[str]:
    return [f.code for f in no.value.reasons]


def ready(county: Any) -> Any:
    """A finished project with targets and its assessment, on the last day."""
    county.today(date(2026, 12, 21))
    of, tasks = running(county)
    all_done(tasks)
    indicators(county, of)
    return assessment(county, of)


@pytest.mark.parametrize(
    ("text", "figure"),
    [("26", "26"), ("１２", "12"), ("1,200.5", "1200.5"), ("85%", "85"), ("≥85", "85"), ("-3", "-3"), ("", None), ("NaN", None),
     ("Infinity", None), ("1e9", None), ("基本完成", None), ("=1+1", None), ("9" * 30, None)],
)  # fmt: skip
def test_only_a_figure_becomes_a_number(text: str, figure: str | None) -> None:
    assert decimal_of(text) == (Decimal(figure) if figure is not None else None)


def test_a_missing_figure_never_counts_as_nought(county: Any) -> None:
    made = ready(county)
    told = computed(made, date(2026, 12, 21))
    assert told["missing"] == ["目标指标完成率", "群众满意度", "示范带动作用"]
    assert (told["score"], told["grade"], told["steps"]) == (None, None, [])
    assert [part["score"] for part in told["parts"]] == ["100.00", None, None]
    with pytest.raises(Refused) as no:
        county.do("org-vetter", "assessment.score", made)
    assert codes(no) == ["assessment.figures_missing"]


@pytest.mark.parametrize("target", ["26", "0", "85"])
def test_a_target_without_an_actual_has_no_rate_whatever_it_aims_at(target: str) -> None:
    from touyan.stages.approval.models import Indicator
    from touyan.stages.assessment.measures import rate_of

    for baseline in ("0", "85", "90"):
        row = Indicator(name="目标", unit_word="%", baseline=baseline, target=target, actual="")
        assert rate_of(row, Decimal(100), {})[0] is None


@pytest.mark.parametrize(
    ("baseline", "target", "actual", "rate"),
    [
        ("0", "26", "13", "50.00"), ("61", "85", "79", "75.00"), ("61", "85", "60", "0.00"), ("61", "85", "99", "100.00"),
        ("40", "10", "25", "50.00"), ("85", "85", "80", "94.12"), ("0", "0", "0", "100.00"), ("0", "0", "1", "0.00"), ("12", "0", "3", "75.00"),
    ],
)  # fmt: skip
def test_completion_is_the_share_of_the_way_gone(baseline: str, target: str, actual: str, rate: str) -> None:
    from touyan.stages.approval.models import Indicator
    from touyan.stages.assessment.measures import rate_of

    row = Indicator(name="目标", unit_word="", baseline=baseline, target=target, actual=actual)
    found, steps = rate_of(row, Decimal(100), {})
    assert (str(found), bool(steps)) == (rate, True)


def test_the_grade_adds_up_and_can_be_recomputed(county: Any) -> None:
    """Process 100; result (70 x 87.5 + 30 x 100) / 100; effect (60 x 90 + 40 x 70) / 100."""
    made = ready(county)
    county.do("street-drafter", "assessment.enter_actuals", made, actuals())
    county.do("org-vetter", "assessment.score", fresh(made))
    done = fresh(made)
    told = done.computed
    assert [part["score"] for part in told["parts"]] == ["100.00", "91.25", "82.00"]
    assert (done.score, done.grade, told["grade_label"]["zh"]) == ("90.18", "excellent", "优秀")
    for part in told["parts"]:
        lines = part["indicators"]
        assert all(
            Decimal(one["points"]) * Decimal(one["rate"]) / 100 == Decimal(one["score"]) for one in lines
        )
        assert sum(Decimal(one["score"]) for one in lines) * 100 / Decimal(part["points"]) == Decimal(
            part["score"]
        )
    grades = [Grade(g.name, g.at_least) for g in county.scheme.rules.assessment.grades]
    again = assessed(
        [Part(p["id"], Decimal(p["weight"]), Decimal(p["score"])) for p in told["parts"]], grades
    )
    assert (str(again.score), again.grade) == (done.score, done.grade)


def test_a_milestone_claimed_but_not_accepted_does_not_count(county: Any) -> None:
    made = ready(county)
    task = made.project.tasks.order_by("order").last()
    type(task).objects.everything().filter(pk=task.pk).update(accepted_on=None, state="claimed")
    process = computed(fresh(made), date(2026, 12, 21))["parts"][0]
    assert [line["rate"] for line in process["indicators"]] == ["100.00", "66.67", "100.00"]


def test_a_problem_whose_deadline_still_runs_is_no_fault(county: Any) -> None:
    made = ready(county)
    problem(county, made.project)
    rectified = computed(fresh(made), date(2026, 12, 21))["parts"][0]["indicators"][2]
    assert (rectified["rate"], rectified["facts"]["whole"]) == ("100.00", 0)
    later = computed(fresh(made), date(2027, 2, 1))["parts"][0]["indicators"][2]
    assert (later["rate"], later["facts"]["whole"]) == ("0.00", 1)


def test_figures_are_checked_when_they_are_entered(county: Any) -> None:
    made = ready(county)
    with pytest.raises(Refused) as no:
        county.do(
            "street-drafter", "assessment.enter_actuals", made,
            Actuals({"1": {"actual": "很多"}, "9": {"actual": "1"}}, {"satisfaction": {"value": "120"}, "schedule": {"value": "99"}, "exemplary": {"value": "80"}}),
        )  # fmt: skip
    assert codes(no) == [
        "assessment.not_a_figure", "assessment.target_unknown", "assessment.percent", "assessment.target_unknown", "assessment.evidence_missing",
    ]  # fmt: skip


def test_what_was_entered_before_stays(county: Any) -> None:
    made = ready(county)
    county.do("street-drafter", "assessment.enter_actuals", made, actuals())
    county.do("street-drafter", "assessment.enter_actuals", fresh(made), Actuals({"1": {"actual": "20"}}))
    assert computed(fresh(made), date(2026, 12, 21))["missing"] == []


def _provisional(county: Any) -> Any:
    made = ready(county)
    county.do("street-drafter", "assessment.enter_actuals", made, actuals())
    county.do("org-vetter", "assessment.score", fresh(made))
    county.do("org-vetter", "assessment.propose", fresh(made))
    return fresh(made)


def _published(county: Any, of: Any, opens_on: date, closes_on: date) -> Any:
    from touyan.foundation.publicity.models import Release

    return Release.objects.create(
        tenant_id=county.tenant, state="publicised", version=1, unit=of.project.unit, scheme_version=county.scheme, kind="assessment_grades",
        about_kind="scheme_version", about_key=county.scheme.key, title="年终考核公示", opens_on=opens_on, closes_on=closes_on,
        payload={"item_kind": "assessment", "rows": [{"key": str(of.key)}]},
    )  # fmt: skip


def test_a_grade_is_confirmed_after_publicity_by_somebody_who_did_not_score(county: Any) -> None:
    made = _provisional(county)
    with pytest.raises(Refused) as no:
        county.do("org-head", "assessment.confirm", made)
    assert codes(no) == ["assessment.not_published"]
    _published(county, made, date(2026, 12, 21), date(2026, 12, 28))
    with pytest.raises(Refused) as no:
        county.do("org-head", "assessment.confirm", made)
    assert codes(no) == ["assessment.publicity_runs"]
    county.today(date(2026, 12, 29))
    with pytest.raises(Refused):
        county.do("org-vetter", "assessment.confirm", made)
    county.do("org-head", "assessment.confirm", fresh(made))
    assert (fresh(made).state, fresh(made).final_on) == ("final", date(2026, 12, 29))


def test_the_head_who_scored_cannot_confirm(county: Any) -> None:
    made = ready(county)
    county.place.post(county.person("org-head"), county.unit("区委组织部"), "vetter")
    county.do("street-drafter", "assessment.enter_actuals", made, actuals())
    county.do("org-head", "assessment.score", fresh(made))
    county.do("org-vetter", "assessment.propose", fresh(made))
    _published(county, made, date(2026, 12, 21), date(2026, 12, 22))
    county.today(date(2026, 12, 29))
    with pytest.raises(Refused) as no:
        county.do("org-head", "assessment.confirm", fresh(made))
    assert codes(no) == ["door.same_hand"]


def test_a_publicity_from_before_the_scoring_does_not_count(county: Any) -> None:
    made = _provisional(county)
    _published(county, made, date(2026, 12, 1), date(2026, 12, 8))
    with pytest.raises(Refused) as no:
        county.do("org-head", "assessment.confirm", made)
    assert codes(no) == ["assessment.not_published"]


def test_reopening_takes_the_grade_back_and_keeps_the_computation(county: Any) -> None:
    made = _provisional(county)
    county.do("org-head", "assessment.reopen", made)
    again = fresh(made)
    assert (again.state, again.score, again.grade, again.scored_on) == ("open", "", "", None)
    assert again.computed["score"] == "90.18"


def test_a_changed_score_is_found_by_verify(county: Any) -> None:
    from touyan.stages.assessment.checks import assessment_findings

    made = _provisional(county)
    assert list(assessment_findings()) == []
    type(made).objects.everything().filter(pk=made.pk).update(score="95.00", state="final")
    assert [f.code for f in assessment_findings()] == [
        "verify.assessment_differs",
        "verify.assessment_confirmed_alone",
    ]


def test_assessments_are_opened_once_when_the_window_begins(county: Any) -> None:
    from touyan.stages.assessment.jobs import open_due_assessments

    running(county)
    running(county, "云杉街道", "WH2026-02", outcome="self_implemented", state="light")
    assert open_due_assessments(county.tenant, date(2026, 11, 13)) == 0
    assert open_due_assessments(county.tenant, date(2026, 11, 16)) == 1
    assert open_due_assessments(county.tenant, date(2026, 11, 17)) == 0


def test_the_form_shows_every_figure_and_the_steps(county: Any) -> None:
    import io

    from docx import Document

    from touyan.foundation.papers import word
    from touyan.stages.assessment.papers import assessment_form

    made = _provisional(county)
    paper = assessment_form(made, made.computed)
    document = Document(io.BytesIO(word.render(paper)))
    text = "\n".join(
        [cell.text for t in document.tables for row in t.rows for cell in row.cells]
        + [p.text for p in document.paragraphs]
    )
    assert all(word in text for word in ("90.18", "优秀", "87.5", "序时进度", "入户调查"))


def test_the_office_lays_the_grades_down_on_the_page_and_they_are_shown_before_they_stand(
    county: Any, client_of: Any
) -> None:
    from touyan.foundation.publicity.models import Release

    made = ready(county)
    chosen = {"kind": "assessment_grades", "project": [str(made.project.key)]}
    office = client_of("office-clerk")
    assert "考核等次" in office.get("/releases/new").content.decode()
    told = office.post("/releases/new", chosen, follow=True).content.decode()
    assert "还没有拟定等次" in told
    county.do("street-drafter", "assessment.enter_actuals", made, actuals())
    county.do("org-vetter", "assessment.score", fresh(made))
    county.do("org-vetter", "assessment.propose", fresh(made))
    office.post("/releases/new", chosen)
    shown = Release.objects.of_tenant(county.tenant).get(kind="assessment_grades")
    assert shown.payload["audience"] == "tenant"
    assert shown.payload["columns"] == ["单位", "项目", "得分", "等次"]
    assert [row["key"] for row in shown.payload["rows"]] == [str(made.key)]
    county.do("office-head", "release.open_publicity", shown)
    shown.refresh_from_db()
    county.today(date(2026, 12, 29))
    assert shown.closes_on < date(2026, 12, 29)
    county.do("org-head", "assessment.confirm", fresh(made))
    assert fresh(made).state == "final"
