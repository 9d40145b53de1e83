"""What must hold of problems and reviews; `touyan verify` runs it."""

from __future__ import annotations

from collections.abc import Iterator

from touyan.core.findings import Finding
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.ledger.models import Act
from touyan.foundation.ledger.verify import invariant
from touyan.stages.supervision.models import Problem, QuarterlyReview


def _doers(action: str) -> dict[str, set[int]]:
    told: dict[str, set[int]] = {}
    for key, person in Act.objects.filter(subject_kind="problem", action=action, is_done=True).values_list(
        "subject_key", "person"
    ):
        told.setdefault(str(key), set()).add(person)
    return told


@invariant
def problem_findings() -> Iterator[Finding]:
    """A closed problem was verified, by somebody who never reported it rectified (four eyes); deadlines are worked days."""
    rectified, verified, days = _doers("problem.report_rectified"), _doers("problem.verify"), calendar_of()
    for problem in Problem.objects.everything().iterator(chunk_size=500):
        place, key = f"problem/{problem.key}", str(problem.key)
        if problem.state == "closed" and not verified.get(key, set()) - rectified.get(key, set()):
            yield Finding("verify.problem_closed_alone", place)
        if (problem.state == "closed") != (problem.closed_on is not None):
            yield Finding("verify.problem_closing_day", place)
        if problem.calendar_version == days.version and not days.is_workday(problem.due_on):
            yield Finding("verify.problem_due_not_workday", place, {"due": problem.due_on})


@invariant
def review_findings() -> Iterator[Finding]:
    """A concluded review has a conclusion and the facts of its day (YQ-48)."""
    for review in QuarterlyReview.objects.everything().filter(state="concluded"):
        if not review.conclusion or not review.facts or review.concluded_on is None:
            yield Finding("verify.review_empty", f"quarterly_review/{review.key}")
