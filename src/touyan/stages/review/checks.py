"""What must hold of contests; `touyan verify` runs it."""

from __future__ import annotations

from collections.abc import Iterator

from touyan.core.findings import Finding
from touyan.foundation.ledger.models import Act
from touyan.foundation.ledger.verify import invariant
from touyan.stages.review.contest_scoring import differs, listed
from touyan.stages.review.models import Contest


@invariant
def contest_findings() -> Iterator[Finding]:
    """Stored figures follow from sheets and counts, results from figures; who typed a contest in did not confirm it."""
    for contest in Contest.objects.everything().filter(state__in=("scored", "awarded")).iterator():
        place = f"contest/{contest.key}"
        if differs(contest):
            yield Finding("verify.contest_differs", place)
        if contest.state != "awarded":
            continue
        figures = contest.computed["figures"]
        if any(
            (e.total, e.rank) != (figures[k]["total"], figures[k]["rank"])
            for e in listed(contest)
            for k in (str(e.application.key),)
        ):
            yield Finding("verify.contest_result_differs", place)
        acts = Act.objects.filter(subject_kind="contest", subject_key=contest.key, is_done=True)
        typed = set(acts.filter(action__startswith="contest.enter").values_list("person", flat=True))
        if typed & set(acts.filter(action="contest.confirm").values_list("person", flat=True)):
            yield Finding("verify.contest_confirmed_alone", place)
