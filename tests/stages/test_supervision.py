"""Reviews, problems with four eyes, and the light's history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.factories.running import fresh, problem, running

from touyan.foundation.ledger.door import Refused
from touyan.stages.supervision.actions import Conclusion, NewProblem, Turn, Words


def codes(no: Any) -> list[str]:
    return [f.code for f in no.value.reasons]


def test_a_problem_has_a_number_and_a_deadline_in_working_days(county: Any) -> None:
    county.today(date(2026, 6, 8))
    of, _ = running(county)
    first, second = problem(county, of), problem(county, of, workdays=3)
    assert (first.number, first.due_on) == (
        "督〔2026〕1号",
        date(2026, 6, 23),
    )  # 端午 19 June is no working day
    assert (second.number, second.due_on) == ("督〔2026〕2号", date(2026, 6, 11))


def test_a_problem_says_what_is_wrong_and_what_is_demanded(county: Any) -> None:
    of, _ = running(county)
    with pytest.raises(Refused) as no:
        county.do("inspector", "problem.open", of, NewProblem(" ", "", "rumour", 300, "gossip"))
    assert codes(no) == [
        "problem.text_missing", "problem.demand_missing", "problem.source_unknown", "problem.category_unknown", "problem.deadline_out_of_bounds",
    ]  # fmt: skip


def test_only_the_inspector_opens_a_problem(county: Any) -> None:
    of, _ = running(county)
    with pytest.raises(Refused):
        county.do("street-drafter", "problem.open", of, NewProblem("问题", "要求", "inspection"))


def test_a_problem_goes_from_opening_to_closing_through_two_people(county: Any) -> None:
    county.today(date(2026, 6, 8))
    of, _ = running(county)
    made = problem(county, of)
    county.do("street-drafter", "problem.begin", made)
    county.do("street-drafter", "problem.report_rectified", fresh(made), Words("三处均已复位"))
    county.do("org-vetter", "problem.reject_rectification", fresh(made), Words("东口一处仍松动"))
    again = fresh(made)
    assert (again.state, again.rectified_on, again.verdict) == ("rectifying", None, "东口一处仍松动")
    county.do("street-drafter", "problem.report_rectified", again, Words("东口已重做"))
    county.do("org-vetter", "problem.verify", fresh(made), Words(""))
    closed = fresh(made)
    assert (closed.state, closed.closed_on, closed.rectification) == (
        "closed",
        date(2026, 6, 8),
        "东口已重做",
    )


def test_who_rectifies_cannot_verify(county: Any) -> None:
    """Positive control: the role alone refuses the drafter; a vetter of the department who rectified is refused by four eyes."""
    from touyan.foundation.ledger.door import perform
    from touyan.foundation.ledger.models import Act

    of, _ = running(county)
    made = problem(county, of)
    county.do("street-drafter", "problem.begin", made)
    county.do("street-drafter", "problem.report_rectified", fresh(made), Words("已复位"))
    with pytest.raises(Refused) as no:
        county.do("street-drafter", "problem.verify", fresh(made), Words(""))
    assert codes(no) == ["door.not_yours"]
    vetter = county.actor("org-vetter")
    act = Act.objects.filter(action="problem.report_rectified").get()
    Act(
        **{
            f.attname: getattr(act, f.attname)
            for f in Act._meta.concrete_fields
            if f.name not in {"id", "seq", "person"}
        },
        seq=10_000,
        person=vetter.person,
    ).save()
    with pytest.raises(Refused) as no:
        perform("problem.verify", subject=fresh(made), actor=vetter, given=Words(""))
    assert codes(no) == ["door.same_hand"]


def test_a_problem_closed_by_its_own_rectifier_is_found_by_verify(county: Any) -> None:
    from touyan.stages.supervision.checks import problem_findings
    from touyan.stages.supervision.models import Problem

    of, _ = running(county)
    made = problem(county, of)
    assert list(problem_findings()) == []
    Problem.objects.everything().filter(pk=made.pk).update(state="closed", due_on=date(2026, 6, 13))
    assert [f.code for f in problem_findings()] == [
        "verify.problem_closed_alone", "verify.problem_closing_day", "verify.problem_due_not_workday",
    ]  # fmt: skip


def test_reviews_are_opened_once_a_quarter_with_their_window(county: Any) -> None:
    from touyan.stages.supervision.models import QuarterlyReview
    from touyan.stages.supervision.periods import open_due_reviews

    of, _ = running(county)
    assert open_due_reviews(county.tenant, date(2026, 3, 31)) == 0
    assert open_due_reviews(county.tenant, date(2026, 12, 31)) == 3
    assert open_due_reviews(county.tenant, date(2026, 12, 31)) == 0
    made = QuarterlyReview.objects.of_tenant(county.tenant).filter(project=of).order_by("due_on")
    assert [r.period_word for r in made] == ["2026年第2季度", "2026年第3季度", "2026年第4季度"]


def test_a_review_opened_by_hand_is_due_on_a_worked_day_or_not_at_all(county: Any) -> None:
    project, _ = running(county)
    saturday = Turn("quarterly", "2026-01-01/2026-03-31", "第一季度", "2026-04-11")
    with pytest.raises(Refused) as no:
        county.do("office-clerk", "review.open", project, saturday)
    assert [f.code for f in no.value.reasons] == ["review.due_not_worked"]
    monday = replace(saturday, due_on="2026-04-13")
    made = county.do("office-clerk", "review.open", project, monday).subject
    assert made.due_on == date(2026, 4, 13)


def test_a_review_freezes_the_facts_of_its_day_beside_the_conclusion(county: Any) -> None:
    from touyan.stages.supervision.models import QuarterlyReview
    from touyan.stages.supervision.periods import open_due_reviews

    county.today(date(2026, 6, 29))
    of, tasks = running(county)
    problem(county, of)
    open_due_reviews(county.tenant, date(2026, 6, 29))
    made = QuarterlyReview.objects.of_tenant(county.tenant).get(project=of)
    with pytest.raises(Refused) as no:
        county.do("inspector", "review.conclude", made, Conclusion("  "))
    assert codes(no) == ["review.conclusion_missing"]
    county.do("inspector", "review.conclude", made, Conclusion("进度滞后，已交办整改。"))
    done = fresh(made)
    assert (done.facts["light"], done.facts["actual"], done.facts["open_problems"]) == ("red", "0.00", 1)
    type(tasks[0]).objects.everything().filter(pk=tasks[0].pk).update(progress=100)
    assert fresh(made).facts["actual"] == "0.00"


def test_the_light_is_written_down_once_each_worked_day(county: Any) -> None:
    from touyan.stages.supervision.models import LightReading
    from touyan.stages.supervision.periods import record_lights

    of, _ = running(county)
    assert record_lights(county.tenant, date(2026, 6, 12)) == 1
    assert record_lights(county.tenant, date(2026, 6, 12)) == 0
    assert record_lights(county.tenant, date(2026, 6, 13)) == 0  # a Saturday
    assert record_lights(county.tenant, date(2026, 6, 15)) == 1
    assert [
        r.on for r in LightReading.objects.of_tenant(county.tenant).filter(project=of).order_by("on")
    ] == [date(2026, 6, 12), date(2026, 6, 15)]


def test_overdue_is_counted_in_working_days_until_the_rectification(county: Any) -> None:
    from touyan.stages.supervision.papers import overdue_workdays

    county.today(date(2026, 6, 8))
    of, _ = running(county)
    made = problem(county, of, workdays=3)
    assert [
        overdue_workdays(made, day) for day in (date(2026, 6, 11), date(2026, 6, 12), date(2026, 6, 15))
    ] == [0, 1, 2]
    made.rectified_on = date(2026, 6, 12)
    assert overdue_workdays(made, date(2026, 7, 30)) == 1


def test_the_ledger_has_the_nineteen_columns_of_the_office(county: Any) -> None:
    import io

    from python_calamine import CalamineWorkbook

    from touyan.foundation.sheets.ledgers import write_ledger
    from touyan.stages.supervision.papers import ledger

    county.today(date(2026, 6, 8))
    of, _ = running(county)
    made = problem(county, of, text='=HYPERLINK("x")', place="平城巷东口", category="quality")
    book = CalamineWorkbook.from_filelike(io.BytesIO(write_ledger(ledger([made], {}, date(2026, 6, 30)))))
    rows = book.get_sheet_by_index(0).to_python()
    header = next(i for i, row in enumerate(rows) if row[0] == "序号")
    assert rows[header][:19] == [
        "序号", "督办单号", "事项来源", "问题描述", "点位", "问题类别", "责任单位", "责任人", "交办日期", "整改时限", "整改措施", "进展情况",
        "完成日期", "复核人", "复核结果", "状态灯", "是否销号", "超期天数", "备注",
    ]  # fmt: skip
    line = rows[header + 1]
    assert (line[1], line[2], line[4], line[5], line[15], line[16], line[17]) == (
        "督〔2026〕1号",
        "督导检查",
        "平城巷东口",
        "质量成效",
        "■ 超期",
        "否",
        5,
    )
    assert line[3].endswith('=HYPERLINK("x")')


def test_the_supervision_notice_is_a_word_file_with_its_number(county: Any) -> None:
    import io

    from docx import Document

    from touyan.foundation.papers import word
    from touyan.stages.supervision.papers import notice

    of, _ = running(county)
    made = problem(county, of)
    document = Document(io.BytesIO(word.render(notice(made, ""))))
    text = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert made.number in text
    assert "三处井盖没有复位" in text
