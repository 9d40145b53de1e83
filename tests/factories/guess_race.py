"""Guesses at one account at the same moment, on a database file: `python -m tests.factories.guess_race <kept|lost>`.

Eight threads ask whether the account's window is open, wait for one another, and only then go on. Prints how many
were let through to the hash: `kept` with the product's own admission, `lost` with the second look left out.
"""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

os.environ["TOUYAN_MODE"] = "test"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "touyan.project.settings")
AT_ONCE = 8


def main(kind: str) -> None:
    import django
    from django.conf import settings

    settings.MIGRATION_MODULES = {app.rpartition(".")[2]: None for app in settings.INSTALLED_APPS}
    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from touyan.foundation.people import guesses

    call_command("migrate", run_syncdb=True, verbosity=0)
    together, looked = threading.Barrier(AT_ONCE), threading.local()
    is_closed = guesses._is_closed

    def looks_together(account: str, address: str) -> bool:
        found = is_closed(account, address)
        if not getattr(looked, "once", False):
            looked.once = True
            together.wait(timeout=60)
        return found and kind == "kept"

    guesses._is_closed = looks_together

    def one(number: int) -> bool:
        try:
            return guesses.admitted("somebody", f"10.0.0.{number}") is not None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        let_through = sum(pool.map(one, range(AT_ONCE)))
    sys.stdout.write(f"{let_through}\n")


if __name__ == "__main__":
    main(sys.argv[1])
