"""Several clerks in processes of their own on one database file: `python -m tests.factories.number_race <prepare|reserve>`.

Prints the numbers a process was given. A process of its own is the only honest clerk: threads of one test share a
database in memory, which locks differently.
"""

from __future__ import annotations

import os
import sys
from datetime import date

os.environ["TOUYAN_MODE"] = "test"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "touyan.project.settings")
EACH = 5
DAY = date(2026, 3, 5)


def main(step: str) -> None:
    import django
    from django.conf import settings

    if step == "prepare":
        settings.MIGRATION_MODULES = {app.rpartition(".")[2]: None for app in settings.INSTALLED_APPS}
    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    from touyan.foundation.units.models import Tenant, Unit
    from touyan.stages.approval.numbering import reserve_document_number

    if step == "prepare":
        call_command("migrate", run_syncdb=True, verbosity=0)
        tenant = Tenant.objects.create(region_code="999902", name="试验县", slug="race")
        Unit.objects.create(
            tenant=tenant,
            name="试验机关",
            kind="body",
            document_code="试",
            path="/",
            state="active",
            version=1,
        )
        return
    unit = Unit.objects.everything().get(document_code="试")
    for _ in range(EACH):
        with transaction.atomic():
            sys.stdout.write(f"{reserve_document_number(unit, DAY).number}\n")


if __name__ == "__main__":
    main(sys.argv[1])
