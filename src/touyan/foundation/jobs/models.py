"""Jobs are our own rows: a unique run key makes every scheduled run happen once, whoever claims it."""

from __future__ import annotations

from django.db import models

from touyan.foundation.ledger.scope import TenantRow


class Run(TenantRow):
    """One run of a job. `run_key` (job, rule, period) is unique; a lease lets a dead worker's run be taken over."""

    WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"

    job = models.CharField(max_length=60)
    run_key = models.CharField(max_length=160, unique=True)
    given = models.JSONField(default=dict)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=WAITING)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    progress = models.PositiveSmallIntegerField(default=0)
    answer = models.JSONField(default=dict)
    fault = models.CharField(max_length=300, default="")
    asked_by = models.IntegerField(default=0)

    class Meta(TenantRow.Meta):
        indexes = [models.Index(fields=["state", "due_at", "id"], name="run_by_due")]
