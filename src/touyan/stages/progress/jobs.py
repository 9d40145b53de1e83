"""What the calendar asks of progress each day."""

from __future__ import annotations

from datetime import date

from touyan.foundation.jobs.actions import daily
from touyan.stages.progress.periods import open_due_reports, read_all_lights


@daily("progress")
def begin_progress_day(tenant: int, today: date) -> int:
    """Open the reports whose period has begun, read every light."""
    return open_due_reports(tenant, today) + read_all_lights(tenant, today)
