"""The job worker: asks the job table once a second for what is due and runs it.

Our own rows are the truth; claiming is a lease in the database, so two workers or a crash cannot run
a job twice, and there is no broker to lose one (docs/decisions/0002-jobs-without-broker.md). A stop
lets the batch in hand finish. A failing round is logged and tried again with growing pauses.
"""

from __future__ import annotations

import importlib
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable

from touyan.project.bringup.durability import watch_connections

RunDue = Callable[[int], int | None]

BATCH = 20
PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
_log = logging.getLogger("touyan.queue")


def pause_after(failures: int) -> float:
    """Seconds until the next round: 1 after a good one, doubled with each failure in a row, at most 30."""
    return min(LONGEST_PAUSE_SECONDS, PAUSE_SECONDS * 2.0**failures)


def work(run_due: RunDue, stop: threading.Event, batch: int = BATCH) -> int:
    """Run rounds until `stop` is set; a full batch is followed by the next at once. Answers the rounds run."""
    rounds = failures = 0
    while not stop.is_set():
        rounds += 1
        try:
            done = run_due(batch) or 0
            failures = 0
        except Exception:  # noqa: BLE001 - one bad round must not end the worker
            done, failures = 0, failures + 1
            _log.exception("a round of due jobs failed, %s in a row", failures)
        if done < batch:
            stop.wait(pause_after(failures))
    return rounds


def run_due_of_jobs() -> RunDue:
    """Return the job table's own verb; a round that fails gives its database connection up."""
    from django.db import connections  # noqa: PLC0415 - needs a set-up Django

    run_due: RunDue = importlib.import_module("touyan.foundation.jobs.actions").run_due

    def round_of(batch: int) -> int | None:
        try:
            return run_due(batch)
        except Exception:
            connections.close_all()
            raise

    return round_of


def main() -> int:
    """Set Django up and work until SIGTERM or SIGINT; 0 after an orderly stop."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "touyan.project.settings")
    import django  # noqa: PLC0415 - after the environment is known

    django.setup()
    watch_connections()
    work(run_due_of_jobs(), stop)
    return 0


if __name__ == "__main__":
    sys.exit(main())
