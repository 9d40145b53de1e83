"""What must hold of reports; `touyan verify` runs it."""

from __future__ import annotations

from collections.abc import Iterator

from touyan.core.findings import Finding
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.ledger.verify import invariant
from touyan.stages.plan.models import Task
from touyan.stages.progress.models import Report


@invariant
def report_findings() -> Iterator[Finding]:
    """Rows name only tasks of the report's project (WH-15).

    Due days are worked days (domain.md 4.8, rule 7), unless the scheme names a day of the calendar that does not roll.
    """
    tasks = {
        (project, str(key)) for project, key in Task.objects.everything().values_list("project_id", "key")
    }
    days = calendar_of()
    for report in (
        Report.objects.everything().select_related("project__scheme_version").iterator(chunk_size=500)
    ):
        place = f"report/{report.key}"
        if any((report.project_id, str(row.get("task"))) not in tasks for row in report.rows):
            yield Finding("verify.report_foreign_task", place)
        if _rolls(report) and report.calendar_version == days.version and not days.is_workday(report.due_on):
            yield Finding("verify.report_due_not_workday", place, {"due": report.due_on})


def _rolls(report: Report) -> bool:
    rules = report.project.scheme_version.rules.progress
    rule = rules.reports.get(report.kind) if rules else None
    return rule is None or rule.cadence.due.roll != "none"
