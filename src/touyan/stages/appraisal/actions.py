"""Verbs of the assessment of people: begin, enter sheets, score, propose, settle, confirm, take note.

Nobody handles his own; who confirms neither entered nor scored. Nothing of a result is written into an act's note.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from touyan.core.findings import Finding, Refusal
from touyan.foundation.ledger.door import Doing
from touyan.foundation.ledger.registry import action
from touyan.foundation.people.models import Post
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.stages.appraisal.models import PostAssessment
from touyan.stages.appraisal.quotas import grades_below
from touyan.stages.appraisal.reckoning import computed
from touyan.stages.appraisal.rolls import posts_assessed, roll_of, stage_of
from touyan.stages.appraisal.sheets import Sheets, day_of, is_blank, read_sheets

REASON = 200


@dataclass(frozen=True, slots=True)
class Opened:
    """The post (key) whose assessment of the scheme's year begins."""

    post: str


@dataclass(frozen=True, slots=True)
class Settled:
    """A grade below the computed one, and why people settled it so."""

    grade: str
    reason: str


def _not_own(act: Doing) -> None:
    if act.subject.post.person_id == act.actor.person:
        raise Refusal((Finding("appraisal.own"),))


def missing_posts(version: SchemeVersion, today: date, **only: object) -> list[Post]:
    """Posts the scheme assesses (those `only` narrows them to) that have no assessment of the year yet."""
    posts = posts_assessed(version, today, **only)
    known = set(
        PostAssessment.objects.of_tenant(version.tenant_id)
        .filter(post__in=posts, year=version.year)
        .values_list("post_id", flat=True)
    )
    return [post for post in posts if post.pk not in known]


@action("post_assessment.begin", on=SchemeVersion)
def begin(act: Doing) -> None:
    """Make the assessment of every post the scheme assesses and that has none yet."""
    version: SchemeVersion = act.subject
    found = missing_posts(version, act.today)
    if not found:
        raise Refusal((Finding("appraisal.nothing_to_begin"),))
    for post in found:
        key = f"post_assessment.open:{version.year}:{post.key}"
        act.effect("post_assessment.open", version, {"post": str(post.key)}, key=key)
    act.note = {"posts": len(found)}


@action("post_assessment.open", on=SchemeVersion, given=Opened)
def open_assessment(act: Doing, given: Opened) -> None:
    """Make one post's assessment of the scheme's year, which is not the year of the meeting (FY-26)."""
    version: SchemeVersion = act.subject
    post = next(iter(missing_posts(version, act.today, key=UUID(given.post))), None)
    if post is None:
        raise Refusal((Finding("appraisal.post_not_asked", "post"),))
    act.create(PostAssessment(tenant_id=act.tenant, scheme_version=version, post=post, year=version.year))


@action("post_assessment.enter_sheets", on=PostAssessment, given=Sheets)
def enter_sheets(act: Doing, given: Sheets) -> None:
    """Write what the groups gave; groups left empty stay as they were.

    The roll is that of the day of the meeting, without the person assessed.
    """
    _not_own(act)
    one: PostAssessment = act.subject
    stage, met_on = stage_of(one.scheme_version), day_of(given.met_on)
    if met_on is None or met_on > act.today:
        raise Refusal((Finding("appraisal.meeting_day", "met_on"),))
    groups = {group.id: group for group in stage.raters}
    findings = [
        Finding("appraisal.group_unknown", f"groups.{name}") for name in given.groups if name not in groups
    ]
    inputs = dict(one.inputs)
    for name, typed in given.groups.items():
        if name not in groups or is_blank(typed):
            continue
        roll = roll_of(one.scheme_version, groups[name], met_on, one.post.person_id)
        inputs[name], faults = read_sheets(stage, groups[name], typed, roll)
        findings += faults
    if findings:
        raise Refusal(tuple(findings))
    PostAssessment.objects.of_tenant(act.tenant).filter(pk=one.pk).update(inputs=inputs, met_on=met_on)


@action("post_assessment.score", on=PostAssessment)
def score(act: Doing) -> None:
    """Compute the score and the grade from the sheets."""
    _not_own(act)
    told = computed(act.subject, act.today)
    PostAssessment.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(
        computed=told, score=told["score"], grade=told["grade"] or "", settled={}, scored_on=act.today
    )


@action("post_assessment.propose", on=PostAssessment)
def propose(act: Doing) -> None:
    """The grade is provisional; the person assessed sees it from now on."""
    _not_own(act)


@action("post_assessment.reopen", on=PostAssessment)
def reopen(act: Doing) -> None:
    """Back to the sheets; the grade is open again."""
    _not_own(act)
    PostAssessment.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(
        score="", grade="", settled={}, scored_on=None
    )


@action("post_assessment.settle_grade", on=PostAssessment, given=Settled)
def settle_grade(act: Doing, given: Settled) -> None:
    """People settle a lower grade, with a reason, where more reached one than may hold it (FY-29)."""
    _not_own(act)
    one: PostAssessment = act.subject
    reason = given.reason.strip()
    if given.grade not in grades_below(one):
        raise Refusal((Finding("appraisal.grade_not_below", "grade"),))
    if not reason or len(reason) > REASON:
        raise Refusal((Finding("appraisal.reason", "reason", {"most": REASON}),))
    settled = {"from": one.computed["grade"], "to": given.grade, "reason": reason}
    PostAssessment.objects.of_tenant(act.tenant).filter(pk=one.pk).update(grade=given.grade, settled=settled)


@action("post_assessment.confirm", on=PostAssessment)
def confirm(act: Doing) -> None:
    """The grade is final."""
    _not_own(act)
    PostAssessment.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(final_on=act.today)


@action("post_assessment.sign", on=PostAssessment)
def sign(act: Doing) -> None:
    """The person assessed has read the result."""
    if act.subject.signed_on is not None:
        raise Refusal((Finding("appraisal.signed"),))
    PostAssessment.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(signed_on=act.today)
