"""Which dated posts hold on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q


def open_on(day: date) -> Q:
    """Posts that have begun and not ended on a day, both days included."""
    return Q(from_on__lte=day) & (Q(to_on__isnull=True) | Q(to_on__gte=day))
