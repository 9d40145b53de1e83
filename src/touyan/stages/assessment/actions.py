"""Verbs of the year-end assessment: open, enter actuals, score by the scheme's rules, propose, confirm.

The grade is proposed by arithmetic and confirmed by a person who did not score (FY-30, WH-27; domain.md 4.9).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from touyan.core.findings import Finding, Refusal
from touyan.foundation.ledger.door import Doing
from touyan.foundation.ledger.registry import action
from touyan.stages.approval.models import Indicator, Project
from touyan.stages.assessment.figures import decimal_of
from touyan.stages.assessment.measures import is_by_hand
from touyan.stages.assessment.models import Assessment
from touyan.stages.assessment.reckoning import computed

ACTUAL, EVIDENCE = 20, 200
"""Characters of a figure and of its evidence."""


@dataclass(frozen=True, slots=True)
class Year:
    """The year assessed; it is a field of its own and not the year of the meeting (FY-26)."""

    year: int


@dataclass(frozen=True, slots=True)
class Actuals:
    """`targets` = {order: {"actual", "evidence"}}; `judged` = {indicator id: {"value" percent, "evidence", "sample"}}."""

    targets: dict[str, dict[str, str]] = field(default_factory=dict)
    judged: dict[str, dict[str, str]] = field(default_factory=dict)


@action("assessment.open", on=Project, given=Year)
def open_assessment(act: Doing, year: Year) -> None:
    """Make the project's assessment of a year."""
    if Assessment.objects.of_tenant(act.tenant).filter(project=act.subject, year=year.year).exists():
        raise Refusal((Finding("assessment.already_open", facts={"year": year.year}),))
    act.create(Assessment(tenant_id=act.tenant, project=act.subject, year=year.year))


@action("assessment.enter_actuals", on=Assessment, given=Actuals)
def enter_actuals(act: Doing, actuals: Actuals) -> None:
    """Write the year's actual figures of the targets, and the figures only people can give, with their evidence.

    What was entered before and is not named now stays.
    """
    assessment: Assessment = act.subject
    targets = {
        str(t.order): t for t in Indicator.objects.of_tenant(act.tenant).filter(project=assessment.project)
    }
    findings = [
        f
        for order, given in actuals.targets.items()
        for f in _target_findings(targets.get(order), order, given)
    ]
    names = _by_hand(assessment, targets)
    findings += [
        f for name, given in actuals.judged.items() for f in _judged_findings(names.get(name), name, given)
    ]
    if findings:
        raise Refusal(tuple(findings))
    for order, given in actuals.targets.items():
        Indicator.objects.of_tenant(act.tenant).filter(pk=targets[order].pk).update(
            actual=given.get("actual", "").strip(), evidence=given.get("evidence", "").strip()
        )
    inputs = {
        **assessment.inputs,
        **{name: {k: v.strip() for k, v in given.items()} for name, given in actuals.judged.items()},
    }
    Assessment.objects.of_tenant(act.tenant).filter(pk=assessment.pk).update(inputs=inputs)


def _by_hand(assessment: Assessment, targets: dict[str, Indicator]) -> dict[str, str]:
    """What people enter in percent: indicators no engine measures, and targets that are no figure; name by key."""
    parts = assessment.scheme_version.rules.assessment.parts
    judged = {i.id: i.label.zh for part in parts for i in part.indicators if is_by_hand(i.measure)}
    return judged | {
        f"target.{order}": t.name for order, t in targets.items() if decimal_of(t.target) is None
    }


def _target_findings(target: Indicator | None, order: str, given: dict[str, str]) -> list[Finding]:
    place = f"targets.{order}"
    if target is None:
        return [Finding("assessment.target_unknown", place)]
    actual = given.get("actual", "").strip()
    if actual and decimal_of(target.target) is not None and decimal_of(actual) is None:
        return [Finding("assessment.not_a_figure", place, {"name": target.name})]
    return _length_findings(place, target.name, {"actual": ACTUAL, "evidence": EVIDENCE}, given)


def _judged_findings(name: str | None, key: str, given: dict[str, str]) -> list[Finding]:
    place = f"judged.{key}"
    if name is None:
        return [Finding("assessment.target_unknown", place)]
    value = given.get("value", "").strip()
    figure = decimal_of(value)
    if value and (figure is None or not 0 <= figure <= 100):
        return [Finding("assessment.percent", place, {"name": name})]
    if value and not given.get("evidence", "").strip():
        return [Finding("assessment.evidence_missing", place, {"name": name})]
    return _length_findings(place, name, {"value": ACTUAL, "evidence": EVIDENCE, "sample": EVIDENCE}, given)


def _length_findings(place: str, name: str, most: dict[str, int], given: dict[str, str]) -> list[Finding]:
    return [
        Finding("assessment.too_long", place, {"name": name, "most": limit})
        for key, limit in most.items()
        if len(given.get(key, "").strip()) > limit
    ]


@action("assessment.score", on=Assessment)
def score(act: Doing) -> None:
    """Compute the score and the grade from facts and entered figures."""
    told = computed(act.subject, act.today)
    Assessment.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(
        computed=told, score=told["score"] or "", grade=told["grade"] or "", scored_on=act.today
    )
    act.note["score"], act.note["grade"] = told["score"], told["grade"]


@action("assessment.propose", on=Assessment)
def propose(act: Doing) -> None:
    """The grade is provisional and can be objected to."""


@action("assessment.reopen", on=Assessment)
def reopen(act: Doing) -> None:
    """Back to entering; the grade is open again, the earlier computation stays to be compared with."""
    Assessment.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(
        score="", grade="", scored_on=None
    )


@action("assessment.confirm", on=Assessment)
def confirm(act: Doing) -> None:
    """The grade is final."""
    Assessment.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(final_on=act.today)
