"""Projects that run, with their tasks, put into the state a test of control to grade begins with."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.factories.applications_vetted import application, open_call

TASKS: tuple[tuple[str, int, date, date], ...] = (
    ("逐盏摸底", 20, date(2026, 3, 2), date(2026, 3, 27)),
    ("修复安装", 100, date(2026, 3, 30), date(2026, 8, 20)),
    ("移交管护", 80, date(2026, 8, 21), date(2026, 12, 18)),
)


def project(
    county: Any, unit: str = "青石街道", number: str = "WH2026-01", call: Any = None, **more: Any
) -> Any:
    """A running project of a unit, made from an approved application, led by the unit's secretary."""
    from touyan.stages.approval.models import Project

    app = application(
        county, call or open_call(county), unit, f"平城巷晚间照明改造（{number}）", state="approved"
    )
    values: dict[str, Any] = {
        "state": "running",
        "version": 1,
        "outcome": "approved",
        "year": 2026,
        "begin_on": date(2026, 3, 2),
        "finish_on": date(2026, 12, 18),
        "budget_fen": app.budget_fen,
        "title": app.title,
    }
    return Project.objects.create(
        tenant_id=county.tenant,
        scheme_version=app.scheme_version,
        application=app,
        unit=app.unit,
        leader=app.leader,
        number=number,
        **(values | more),
    )


def tasks(county: Any, of: Any, rows: tuple[tuple[str, int, date, date], ...] = TASKS) -> list[Any]:
    """Tasks of a running plan, as the start leaves them."""
    from touyan.stages.plan.models import Task

    return [
        Task.objects.create(
            tenant_id=county.tenant,
            project=of,
            state="open",
            order=order,
            name=name,
            duration=days,
            start_on=start,
            finish_on=finish,
        )
        for order, (name, days, start, finish) in enumerate(rows, 1)
    ]


def running(
    county: Any, unit: str = "青石街道", number: str = "WH2026-01", call: Any = None, **more: Any
) -> tuple[Any, list[Any]]:
    """A running project and its tasks."""
    made = project(county, unit, number, call, **more)
    return made, tasks(county, made)


def indicators(county: Any, of: Any) -> list[Any]:
    """Two targets in figures: one from nothing, one that is to rise."""
    from touyan.stages.approval.models import Indicator

    rows = (("新装路灯", "盏", "0", "26"), ("居民满意度", "%", "61", "85"))
    return [
        Indicator.objects.create(
            tenant_id=county.tenant,
            project=of,
            order=order,
            name=name,
            unit_word=unit,
            baseline=base,
            target=target,
        )
        for order, (name, unit, base, target) in enumerate(rows, 1)
    ]


def report(
    county: Any,
    of: Any,
    period: str = "2026-03-01/2026-03-31",
    words: str = "2026年3月",
    due: str = "2026-03-31",
) -> Any:
    """The month's report, opened by the system."""
    from touyan.foundation.ledger.actor import system
    from touyan.foundation.ledger.door import perform
    from touyan.stages.progress.actions import Period

    return perform(
        "report.open", subject=of, actor=system(county.tenant), given=Period("monthly", period, words, due)
    ).subject


def content(*rows: tuple[Any, int, str], **more: str) -> Any:
    """What a drafter reports: (task, percent, words)."""
    from touyan.stages.progress.actions import Content

    return Content(
        [{"task": str(task.key), "percent": percent, "words": words} for task, percent, words in rows], **more
    )


def fresh(subject: Any) -> Any:
    """The row as it stands now."""
    return type(subject).objects.everything().get(pk=subject.pk)


def problem(county: Any, of: Any, text: str = "三处井盖没有复位", **more: Any) -> Any:
    """A problem opened by the inspector."""
    from touyan.stages.supervision.actions import NewProblem

    return county.do(
        "inspector", "problem.open", of, NewProblem(text, "十日内复位并加固", "inspection", **more)
    ).subject


def assessment(county: Any, of: Any, year: int = 2026) -> Any:
    """The year's assessment, opened by the system."""
    from touyan.foundation.ledger.actor import system
    from touyan.foundation.ledger.door import perform
    from touyan.stages.assessment.actions import Year

    return perform("assessment.open", subject=of, actor=system(county.tenant), given=Year(year)).subject


def actuals(**more: Any) -> Any:
    """Every figure of the two targets and the two figures by hand."""
    from touyan.stages.assessment.actions import Actuals

    targets = {"1": {"actual": "26", "evidence": "验收单"}, "2": {"actual": "79", "evidence": "入户调查"}}
    judged = {
        "satisfaction": {"value": "90", "sample": "入户 60 户", "evidence": "11月调查表"},
        "exemplary": {"value": "70", "evidence": "两个街道照做"},
    }
    return Actuals(more.get("targets", targets), more.get("judged", judged))


def all_done(tasks: list[Any]) -> None:
    """Every task claimed in time and accepted."""
    for task in tasks:
        type(task).objects.everything().filter(pk=task.pk).update(
            state="accepted", progress=100, claimed_on=task.finish_on, accepted_on=task.finish_on
        )
