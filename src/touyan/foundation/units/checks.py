"""What must hold of counties; `touyan verify` runs it."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from touyan.core.findings import Finding
from touyan.foundation.ledger.verify import invariant
from touyan.foundation.units.models import MEASURING, Tenant


@invariant
def measuring_findings() -> Iterator[Finding]:
    """A county written for measuring stands nowhere but in demonstration mode: nobody did what its record says."""
    if not settings.IS_DEMONSTRATION and Tenant.objects.filter(slug=MEASURING).exists():
        yield Finding("verify.measuring_data", f"tenant/{MEASURING}")
