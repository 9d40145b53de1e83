"""What the calendar asks: an assessment of every post a scheme assesses, from the first day of its window on."""

from __future__ import annotations

from datetime import date

from touyan.foundation.jobs.actions import daily
from touyan.foundation.ledger.actor import system
from touyan.foundation.ledger.door import perform
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.stages.appraisal.actions import Opened, missing_posts


@daily("post_assessment")
def open_due_post_assessments(tenant: int, today: date) -> int:
    """Open the year's assessment of every post it is asked for; how many were opened. Safe to repeat."""
    opened = 0
    for version in SchemeVersion.slim.filter(tenant_id=tenant, state="published").order_by("id"):
        stage = version.rules.post_assessment
        if stage is None or stage.window is None or version.rules.windows[stage.window].start > today:
            continue
        for post in missing_posts(version, today):
            perform(
                "post_assessment.open", subject=version, actor=system(tenant), given=Opened(str(post.key))
            )
            opened += 1
    return opened
