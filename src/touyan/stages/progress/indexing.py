"""How a report is found."""

from __future__ import annotations

from touyan.foundation.search.indexing import Found, findable
from touyan.stages.progress.models import Report


@findable("report")
def report_found(report: Report) -> Found | None:
    """By project, unit and period, once it was handed in."""
    if report.submitted_on is None:
        return None
    project = report.project
    text = " ".join(
        (report.problem, report.next_step, report.line, *(row.get("words", "") for row in report.rows))
    )
    return Found(f"{project.title} {report.period_word}", project.unit.name, f"/reports/{report.key}", text)
