"""The demonstration's own day: set when it is loaded, stepped by the clock bar."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.calendar.models import DemonstrationDay


def set_day(tenant: int, day: date) -> None:
    """Let a demonstration tenant live in this day."""
    DemonstrationDay.objects.update_or_create(tenant_id=tenant, defaults={"day": day})


def step_one_working_day(tenant: int) -> date:
    """Go on to the next working day."""
    with transaction.atomic():
        row = DemonstrationDay.objects.select_for_update().get(tenant_id=tenant)
        row.day = calendar_of().add(row.day, 1)
        row.save(update_fields=["day"])
        return row.day
