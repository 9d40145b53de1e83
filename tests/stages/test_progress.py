"""Reports, lights, and what the calendar asks for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.factories.running import content, fresh, project, report, running

from touyan.foundation.ledger.door import Refused


def codes(no: Any) -> list[str]:
    return [f.code for f in no.value.reasons]


def test_a_report_is_prefilled_with_the_plan(county: Any) -> None:
    of, tasks = running(county)
    made = report(county, of)
    assert made.state == "due"
    assert [(row["name"], row["percent"], row["was"]) for row in made.rows] == [(t.name, 0, 0) for t in tasks]


def test_a_submitted_report_moves_the_tasks_it_names_and_reads_the_light(county: Any) -> None:
    county.today(date(2026, 3, 31))
    of, tasks = running(county)
    made = report(county, of)
    county.do(
        "street-drafter", "report.submit", made, content((tasks[0], 100, "全部摸清"), (tasks[1], 10, ""))
    )
    assert [fresh(t).progress for t in tasks] == [100, 10, 0]
    assert [fresh(t).state for t in tasks] == ["claimed", "open", "open"]
    assert (fresh(of).actual, fresh(of).light) == ("15.00", "green")
    assert fresh(made).submitted_on == date(2026, 3, 31)


def test_no_change_is_one_act_and_sets_back_what_was_saved(county: Any) -> None:
    of, tasks = running(county)
    made = report(county, of)
    county.do("street-drafter", "report.save", made, content((tasks[0], 70, "写了一半")))
    county.do("street-drafter", "report.submit_no_change", fresh(made))
    done = fresh(made)
    assert (done.state, done.is_unchanged) == ("submitted", True)
    assert [row["percent"] for row in done.rows] == [0, 0, 0]
    assert [fresh(t).progress for t in tasks] == [0, 0, 0]


def test_a_row_of_another_project_is_refused(county: Any) -> None:
    """WH-15: other work does not replace the project."""
    of, _ = running(county)
    _, others = running(county, "云杉街道", "WH2026-02")
    with pytest.raises(Refused) as no:
        county.do("street-drafter", "report.submit", report(county, of), content((others[0], 10, "")))
    assert codes(no) == ["report.foreign_task"]
    assert fresh(others[0]).progress == 0


def test_a_percent_that_falls_needs_words(county: Any) -> None:
    of, tasks = running(county)
    type(tasks[1]).objects.everything().filter(pk=tasks[1].pk).update(progress=40)
    made = report(county, of)
    with pytest.raises(Refused) as no:
        county.do("street-drafter", "report.submit", made, content((tasks[1], 30, "")))
    assert codes(no) == ["report.fell_without_words"]
    county.do("street-drafter", "report.submit", fresh(made), content((tasks[1], 30, "两处返工")))
    assert fresh(tasks[1]).progress == 30


@pytest.mark.parametrize("percent", [-1, 101, None, "50", True, 33.3])
def test_a_percent_is_a_whole_number_up_to_a_hundred(county: Any, percent: Any) -> None:
    of, tasks = running(county)
    with pytest.raises(Refused) as no:
        county.do("street-drafter", "report.submit", report(county, of), content((tasks[0], percent, "")))
    assert codes(no) == ["report.percent"]


def test_a_task_claimed_done_is_not_moved_by_a_report(county: Any) -> None:
    of, tasks = running(county)
    county.do("street-drafter", "report.submit", report(county, of), content((tasks[0], 100, "")))
    later = report(county, of, "2026-04-01/2026-04-30", "2026年4月", "2026-04-30")
    with pytest.raises(Refused) as no:
        county.do("street-drafter", "report.submit", later, content((tasks[0], 60, "又改了")))
    assert codes(no) == ["report.task_not_open"]


def test_nothing_is_cut_off_in_silence(county: Any) -> None:
    of, tasks = running(county)
    with pytest.raises(Refused) as no:
        county.do(
            "street-drafter",
            "report.submit",
            report(county, of),
            content((tasks[0], 10, ""), problem="长" * 401),
        )
    assert codes(no) == ["report.too_long"]


def test_the_drafter_cannot_accept_the_own_report(county: Any) -> None:
    of, tasks = running(county)
    made = report(county, of)
    county.do("street-drafter", "report.submit", made, content((tasks[0], 10, "")))
    with pytest.raises(Refused):
        county.do("street-drafter", "report.accept", fresh(made))
    county.do("org-vetter", "report.accept", fresh(made))
    assert fresh(made).state == "accepted"


def test_a_returned_report_carries_its_reason_and_comes_back(county: Any) -> None:
    from touyan.stages.progress.actions import Reason

    of, tasks = running(county)
    made = report(county, of)
    county.do("street-drafter", "report.submit", made, content((tasks[0], 60, "")))
    with pytest.raises(Refused) as no:
        county.do("org-vetter", "report.return", fresh(made), Reason(" "))
    assert codes(no) == ["report.reason_missing"]
    county.do("org-vetter", "report.return", fresh(made), Reason("比例偏高，请核实"))
    assert fresh(made).return_reason == "比例偏高，请核实"
    county.do("street-drafter", "report.submit", fresh(made), content((tasks[0], 40, "核实后更正")))
    again = fresh(made)
    assert (again.state, again.return_reason, again.rows[0]["was"], again.rows[0]["percent"]) == (
        "submitted",
        "",
        0,
        40,
    )


def test_ten_monthly_reports_are_asked_from_march_to_december_and_none_twice(county: Any) -> None:
    from touyan.stages.progress.models import Report
    from touyan.stages.progress.periods import open_due_reports

    of, _ = running(county)
    assert open_due_reports(county.tenant, date(2026, 3, 2)) == 1
    assert open_due_reports(county.tenant, date(2026, 12, 31)) == 9
    assert open_due_reports(county.tenant, date(2026, 12, 31)) == 0
    made = list(Report.objects.of_tenant(county.tenant).filter(project=of).order_by("due_on"))
    assert len(made) == 10
    assert [(r.period_word, r.due_on) for r in (made[0], made[-1])] == [
        ("2026年3月", date(2026, 3, 31)),
        ("2026年12月", date(2026, 12, 31)),
    ]


def test_a_self_implemented_project_is_asked_for_one_line_a_quarter(county: Any) -> None:
    from touyan.stages.progress.actions import Content
    from touyan.stages.progress.models import Report
    from touyan.stages.progress.periods import open_due_reports

    of = project(county, state="light", outcome="self_implemented", begin_on=date(2026, 1, 5))
    assert open_due_reports(county.tenant, date(2026, 12, 31)) == 4
    first = Report.objects.of_tenant(county.tenant).filter(project=of).order_by("due_on").first()
    assert (first.kind, first.period_word) == ("quarterly_line", "2026年第1季度")
    with pytest.raises(Refused) as no:
        county.do("street-drafter", "report.submit", first, Content())
    assert codes(no) == ["report.line_missing"]
    with pytest.raises(Refused) as no:
        county.do("street-drafter", "report.submit", fresh(first), Content(line="长" * 101))
    assert codes(no) == ["report.too_long"]
    county.do("street-drafter", "report.submit", fresh(first), Content(line="灯具已采购。"))
    county.do("office-clerk", "report.accept", fresh(first))
    assert fresh(first).state == "accepted"


def test_nobody_is_asked_about_the_time_before_the_start(county: Any) -> None:
    from touyan.stages.progress.periods import begun_turns

    of = project(county)
    asked = begun_turns(of, "monthly", date(2026, 6, 30), date(2026, 5, 11))
    assert [t.due_on for t in asked] == [date(2026, 5, 29), date(2026, 6, 30)]


@pytest.mark.parametrize(
    ("day", "percents", "light", "code"),
    [
        (date(2026, 3, 2), (0, 0, 0), "green", "light_else"),
        (date(2026, 4, 20), (100, 0, 0), "green", "light_else"),
        (date(2026, 6, 1), (100, 10, 0), "yellow", "light_gap_over"),
        (date(2026, 7, 1), (100, 0, 0), "red", "light_gap_over"),
        (date(2026, 3, 30), (90, 0, 0), "red", "light_overdue_over"),
        (date(2026, 12, 16), (100, 100, 90), "yellow", "light_due_within"),
        (date(2026, 12, 31), (100, 100, 100), "green", "light_complete"),
    ],
)
def test_a_light_follows_the_schemes_rule_on_its_day(
    county: Any, day: date, percents: tuple[int, ...], light: str, code: str
) -> None:
    """Red over 30 points or overdue, yellow over 10 points or the last 3 working days, else green."""
    from touyan.stages.progress.lights import read_light

    of, tasks = running(county)
    for task, percent in zip(tasks, percents, strict=True):
        type(task).objects.everything().filter(pk=task.pk).update(progress=percent)
    found = read_light(of, day)
    assert (found.light, found.facts["because"][0]["code"]) == (light, code)
    assert fresh(of).light == light
    assert bool(found.facts["cures"]) == (light != "green")


def test_what_is_said_to_turn_a_light_green_turns_it_green(county: Any) -> None:
    from decimal import Decimal

    from touyan.stages.progress.lights import read_light

    of, tasks = running(county)
    type(tasks[0]).objects.everything().filter(pk=tasks[0].pk).update(progress=100)
    day = date(2026, 6, 1)
    cures = read_light(of, day).facts["cures"]
    assert [c["code"] for c in cures] == ["progress.cure_gap"]
    needed = Decimal(cures[0]["facts"]["needed"])
    percent = int((needed * 2 - 20).to_integral_value(rounding="ROUND_CEILING"))
    type(tasks[1]).objects.everything().filter(pk=tasks[1].pk).update(progress=percent)
    assert read_light(of, day).light == "green"
    type(tasks[1]).objects.everything().filter(pk=tasks[1].pk).update(progress=percent - 2)
    assert read_light(of, day).light == "yellow"


def test_a_report_that_names_a_strange_task_is_found_by_verify(county: Any) -> None:
    from touyan.stages.progress.checks import report_findings
    from touyan.stages.progress.models import Report

    of, _ = running(county)
    _, others = running(county, "云杉街道", "WH2026-02")
    made = report(county, of)
    assert list(report_findings()) == []
    Report.objects.everything().filter(pk=made.pk).update(
        rows=[{"task": str(others[0].key)}], due_on=date(2026, 3, 29)
    )
    assert [f.code for f in report_findings()] == [
        "verify.report_foreign_task",
        "verify.report_due_not_workday",
    ]
