"""Reports of a moved project: their kind must be known to the new rules, and open ones fall due by the new rhythm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from touyan.core.findings import Finding
from touyan.core.scheme import Scheme
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.rulebook.engines import turn_containing
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.stages.approval.models import Project
from touyan.stages.approval.moving import part_keeps
from touyan.stages.progress.models import Report
from touyan.stages.scheme.moving import named, reschedules


@part_keeps("report", "kind")
def kinds_known(reports: list[tuple[str, str]], old: Scheme, new: Scheme) -> Iterator[Finding]:
    """A report is read by its rule."""
    known = new.progress.reports if new.progress else {}
    for kind in sorted({kind for _, kind in reports} - set(known)):
        was = old.progress.reports.get(kind) if old.progress else None
        yield Finding("move.report_gone", facts=named(was.label if was else None, kind))


def due_by(rules: Scheme, kind: str, period: str) -> date | None:
    """The day a period's report is due by these rules; None where they have no such period."""
    rule = rules.progress.reports.get(kind) if rules.progress else None
    first = date.fromisoformat(period.partition("/")[0])
    turn = turn_containing(rule.cadence, first, calendar_of().calendar) if rule else None
    return turn.due_on if turn and turn.name == period else None


@reschedules(Report, of="project")
def reports_due_later(projects: Sequence[Project], new: SchemeVersion) -> Iterator[tuple[int, Report, date]]:
    """Open reports the new rhythm gives more time; none is given less."""
    pks = [one.pk for one in projects]
    rows = Report.objects.of_tenant(new.tenant_id).filter(project__in=pks, state__in=("due", "returned"))
    for report in rows.order_by("id"):
        due_on = due_by(new.rules, report.kind, report.period)
        if due_on is not None and due_on > report.due_on:
            yield report.project_id, report, due_on
