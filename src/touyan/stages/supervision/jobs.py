"""What the calendar asks of supervision each day."""

from __future__ import annotations

from datetime import date

from touyan.foundation.jobs.actions import daily
from touyan.stages.supervision.periods import open_due_reviews, record_lights


@daily("supervision")
def begin_supervision_day(tenant: int, today: date) -> int:
    """Open the reviews whose period has begun, write down the lights of the day."""
    return open_due_reviews(tenant, today) + record_lights(tenant, today)
