"""返工意见书: the numbered faults of a round with room for the answers (domain.md 3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from touyan.core.scheme import label
from touyan.foundation.papers import Paper
from touyan.foundation.papers.forms import ReworkDemand, rework_note
from touyan.stages.application.models import Application, Fault
from touyan.stages.review.vetting import level_of


def rework_paper(one: Application, faults: Sequence[Fault], today: date) -> Paper:
    """The paper of the newest round among these faults."""
    rules = one.scheme_version.rules
    form = rules.forms[rules.application.form]
    labels = {f"{s.name}.{f.name}": label(f.label) for s in form.sections.values() for f in s.fields.values()}
    last = max(f.round for f in faults)
    level = rules.vetting.levels[level_of(one.state)]
    return rework_note(
        project=one.title,
        unit=one.unit.name,
        round_number=last,
        demands=[
            ReworkDemand(labels.get(f.field, f.field), f.problem, f.demand, f.answer)
            for f in faults
            if f.round == last
        ],
        due_on=one.due_on or today,
        reviewer=label(level.label),
        returned_on=today,
    )
