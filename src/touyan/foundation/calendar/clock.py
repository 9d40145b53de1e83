"""Every rule asks `clock(tenant)`; nothing else in the product reads the time.

A demonstration tenant runs on its own calendar: its day is stored and stepped by a bar, the time of day is the
real one. Production tenants have no stored day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from touyan.foundation.calendar.models import DemonstrationDay

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Clock:
    """A moment as the tenant lives it: time in UTC, day in China."""

    now: datetime
    today: date
    is_demonstration: bool = False


def real_now() -> datetime:
    """The machine's time in UTC; only for technical records, never for a rule."""
    return datetime.now(UTC)  # noqa: TID251 - the one place that reads it


def clock(tenant: int) -> Clock:
    """Now and today for a tenant."""
    stored = DemonstrationDay.objects.filter(tenant_id=tenant).values_list("day", flat=True).first()
    return at(real_now(), stored)


def at(now: datetime, stored: date | None) -> Clock:
    """The clock of a tenant whose stored day is already known (None in production)."""
    if stored is None:
        return Clock(now, now.astimezone(CHINA).date())
    local = now.astimezone(CHINA)
    told = datetime.combine(stored, local.timetz())
    return Clock(told.astimezone(UTC), stored, is_demonstration=True)
