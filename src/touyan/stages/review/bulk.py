"""Passing many applications in one go: first who would move and who cannot and why, then one run (features.md 21).

Bulk is a convenience of the hand, not of the judgement: each application passes on the vetter's own answers to the
questions for just this one (WH-19), and those not judged yet stay where they are, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from touyan.core.findings import Finding
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.door import OutOfScope, Refused, Row, perform, perform_many
from touyan.stages.application.models import Application
from touyan.stages.review.actions import Passed
from touyan.stages.review.vetting import unjudged

Drafts = dict[str, dict[str, Any]]


def _given(drafts: Drafts, one: Application) -> Passed:
    draft = drafts.get(str(one.key), {})
    return Passed(draft.get("judgements", {}), draft.get("remark", ""))


def dry_run(actor: Actor, applications: Iterable[Application], drafts: Drafts) -> list[Row]:
    """What the run would do, row by row; changes nothing."""
    rows = perform_many("application.pass", subjects=applications, actor=actor, dry_run=True)
    return [
        Row(
            r.subject,
            r.reasons or unjudged(r.subject.scheme_version.rules, _given(drafts, r.subject).judgements),
        )
        for r in rows
    ]


def run(actor: Actor, applications: Iterable[Application], drafts: Drafts) -> list[Row]:
    """Pass each one that may; a refusal of one leaves the others untouched."""
    done: list[Row] = []
    for one in applications:
        try:
            done.append(
                Row(
                    one, done=perform("application.pass", subject=one, actor=actor, given=_given(drafts, one))
                )
            )
        except Refused as no:
            done.append(Row(one, no.reasons))
        except OutOfScope:
            done.append(Row(one, (Finding("door.out_of_scope"),)))
    return done
