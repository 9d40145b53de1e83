"""Writes needs in a loop and acknowledges each on standard output: killed at any moment by its test."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "touyan.project.settings")

import django

django.setup()

from touyan.fieldwork.needs.actions import NewNeed  # noqa: E402
from touyan.foundation.calendar.clock import clock  # noqa: E402
from touyan.foundation.ledger.door import perform  # noqa: E402
from touyan.foundation.people.models import Person  # noqa: E402
from touyan.foundation.people.queries import actor_of  # noqa: E402

drafter = Person.objects.everything().select_related("home").get(login="street-drafter")
actor = actor_of(drafter, clock(drafter.tenant_id).today)
number = int(sys.argv[1])
while True:
    number += 1
    done = perform(
        "need.raise", subject=drafter.home, actor=actor, given=NewNeed(f"需求{number}", "情况", "visit")
    )
    sys.stdout.write(f"{done.subject.key} {done.act.hash}\n")
    sys.stdout.flush()
