"""Running what is due: claim a row with a lease, run it, store the answer. Safe with any number of workers."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from touyan.foundation.calendar.clock import clock, real_now
from touyan.foundation.jobs.models import Run
from touyan.foundation.ledger.checkpoints import write_checkpoint
from touyan.foundation.ledger.door import deliver
from touyan.foundation.ledger.models import Effect
from touyan.foundation.units.models import Tenant

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 5

Work = Callable[[Run], dict[str, Any]]
_WORK: dict[str, Work] = {}


def job(name: str) -> Callable[[Work], Work]:
    """Declare what a job does: `(run) -> answer`. It fetches ids and calls actions; it holds no rules."""

    def register(work: Work) -> Work:
        _WORK[name] = work
        return work

    return register


def ask(
    tenant: int,
    name: str,
    run_key: str,
    due_at: datetime,
    given: dict[str, Any] | None = None,
    asked_by: int = 0,
) -> Run:
    """Put a run into the queue once; a second ask with the same key returns the first."""
    run, _ = Run.objects.everything().get_or_create(
        run_key=run_key,
        defaults={
            "tenant_id": tenant,
            "job": name,
            "given": given or {},
            "due_at": due_at,
            "asked_by": asked_by,
        },
    )
    return run  # type: ignore[no-any-return]


Daily = Callable[[int, date], int]
_DAILY: dict[str, Daily] = {}


def daily(name: str) -> Callable[[Daily], Daily]:
    """Declare what happens once on each of a tenant's days: `(tenant, today) -> how many things were done`."""

    def register(work: Daily) -> Daily:
        _DAILY[name] = work
        return work

    return register


Hourly = Callable[[int], int]
_HOURLY: dict[str, Hourly] = {}


def hourly(name: str) -> Callable[[Hourly], Hourly]:
    """Declare what happens once in each hour of the real day: `(tenant) -> how many things were done`."""

    def register(work: Hourly) -> Hourly:
        _HOURLY[name] = work
        return work

    return register


@job("checkpoint")
def _write_checkpoint(run: Run) -> dict[str, Any]:  # noqa: ARG001 - one shape for all jobs
    """Hourly, over the heads of all chains of all counties (security.md 5.7)."""
    return {"file": write_checkpoint()}


def begin_day(tenant: int) -> None:
    """Ask for every daily job of the tenant's present day; each day asks once, whoever asks how often."""
    today = clock(tenant).today
    for name in _DAILY:
        ask(
            tenant,
            "day",
            f"day:{name}:{tenant}:{today.isoformat()}",
            real_now(),
            {"name": name, "day": today.isoformat()},
        )


@job("day")
def _run_daily(run: Run) -> dict[str, Any]:
    done = _DAILY[run.given["name"]](run.tenant_id, date.fromisoformat(run.given["day"]))
    return {"done": done}


def begin_hour(tenant: int) -> None:
    """Ask for the checkpoint and every hourly job of this hour; each hour asks once."""
    hour = f"{real_now():%Y%m%d%H}"
    ask(tenant, "checkpoint", f"checkpoint:{hour}", real_now())
    for name in _HOURLY:
        ask(tenant, "hour", f"hour:{name}:{tenant}:{hour}", real_now(), {"name": name})


@job("hour")
def _run_hourly(run: Run) -> dict[str, Any]:
    return {"done": _HOURLY[run.given["name"]](run.tenant_id)}


def run_at_once(run_key: str) -> bool:
    """Run one waiting job now, for somebody who waits for a small answer; False when a worker already has it."""
    run = _claim(Q(run_key=run_key))
    if run is None:
        return False
    _run_one(run)
    return True


def _claim(which: Q | None = None) -> Run | None:
    now = real_now()
    free = Q(state=Run.WAITING) | Q(state=Run.RUNNING, leased_until__lt=now)
    free = free & which if which is not None else free
    with transaction.atomic():
        run = (
            Run.objects.everything()
            .select_for_update(skip_locked=True)
            .filter(free, due_at__lte=now)
            .order_by("due_at", "id")
            .first()
        )
        if run is None:
            return None
        run.state, run.leased_until, run.attempts = Run.RUNNING, now + LEASE, run.attempts + 1
        run.save(update_fields=["state", "leased_until", "attempts"])
        return run  # type: ignore[no-any-return]


def _run_one(run: Run) -> None:
    try:
        answer = _WORK[run.job](run)
        state, fault = Run.DONE, ""
    except Exception as wrong:
        log.exception("job %s %s", run.job, run.run_key)
        answer, fault = {}, str(wrong)[:300]
        state = Run.FAILED if run.attempts >= MAX_ATTEMPTS else Run.WAITING
    Run.objects.everything().filter(pk=run.pk).update(
        state=state,
        answer=answer,
        fault=fault,
        progress=100 if state == Run.DONE else run.progress,
        leased_until=None,
    )


def deliver_missed(limit: int = 50) -> int:
    """Repeat effects that were not delivered right after their act; a repeat does nothing twice."""
    waiting = Effect.objects.filter(delivered_at__isnull=True, attempts__lt=MAX_ATTEMPTS).order_by("id")[
        :limit
    ]
    return sum(deliver(pk) for pk in list(waiting.values_list("pk", flat=True)))


def run_due(limit: int = 20) -> int:
    """Run up to `limit` due jobs and missed effects; how many were done."""
    for tenant in Tenant.objects.values_list("pk", flat=True):
        begin_day(tenant)
        begin_hour(tenant)
    done = deliver_missed()
    for _ in range(limit):
        run = _claim()
        if run is None:
            break
        _run_one(run)
        done += 1
    return done
