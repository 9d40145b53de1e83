"""What must hold of assessments of people; `touyan verify` runs it."""

from __future__ import annotations

from collections.abc import Iterator

from touyan.core.findings import Finding
from touyan.foundation.ledger.models import Act
from touyan.foundation.ledger.verify import invariant
from touyan.stages.appraisal.models import PostAssessment
from touyan.stages.appraisal.reckoning import computed


def adds_up(one: PostAssessment) -> bool:
    """Whether score and grade follow from the sheets, or the grade was settled below the computed one with a reason."""
    if one.scored_on is None:
        return False
    told = computed(one, one.scored_on)
    grade = one.settled.get("to") if one.settled else told["grade"] or ""
    return (told["score"], grade) == (one.score, one.grade)


@invariant
def post_assessment_findings() -> Iterator[Finding]:
    """A score follows from its sheets; a final grade was confirmed by somebody who neither entered nor scored it."""
    handled = _doers("post_assessment.enter_sheets", "post_assessment.score")
    confirmed = _doers("post_assessment.confirm")
    found = PostAssessment.objects.everything().exclude(state="open").select_related("post__unit")
    for one in found.iterator(chunk_size=200):
        place, key = f"post_assessment/{one.key}", str(one.key)
        if not adds_up(one):
            yield Finding("verify.post_assessment_differs", place)
        if one.state == "final" and not confirmed.get(key, set()) - handled.get(key, set()):
            yield Finding("verify.post_assessment_alone", place)


def _doers(*actions: str) -> dict[str, set[int]]:
    told: dict[str, set[int]] = {}
    acts = Act.objects.filter(subject_kind="post_assessment", action__in=actions, is_done=True)
    for key, person in acts.values_list("subject_key", "person"):
        told.setdefault(str(key), set()).add(person)
    return told
