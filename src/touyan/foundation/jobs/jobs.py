"""Jobs of the house itself."""

from __future__ import annotations

from datetime import date

from touyan.foundation.jobs.actions import daily
from touyan.foundation.jobs.statistics import refresh


@daily("statistics")
def count_tables(tenant: int, today: date) -> int:  # noqa: ARG001 - one shape for all daily work
    """Once a day, so that pages stay quick as the county grows."""
    return int(refresh())
