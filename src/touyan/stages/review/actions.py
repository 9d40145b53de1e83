"""Verbs of the vetting levels on applications: pass, return with numbered faults, hand to self-implementation.

Each writes the level's opinion, so that what was judged stands beside the application for good.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from touyan.core.findings import Refusal
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.ledger.door import Doing
from touyan.foundation.ledger.registry import action
from touyan.stages.application.entry import opens_project
from touyan.stages.application.models import Application, Fault
from touyan.stages.review import contests as contests  # noqa: PLC0414 - the contest's verbs register with these
from touyan.stages.review import sessions as sessions  # noqa: PLC0414 - the meeting's verbs register with these
from touyan.stages.review.models import Opinion
from touyan.stages.review.vetting import level_of, next_level, rounds_used, unjudged


@dataclass(frozen=True, slots=True)
class NamedFault:
    """One fault: the place in the form ("section.field"), what is wrong, what is demanded."""

    field: str
    problem: str
    demand: str


@dataclass(frozen=True, slots=True)
class Passed:
    """Each question judged ("check.item" -> {"holds", "remark"}) and the level's opinion in words."""

    judgements: dict[str, dict[str, Any]] = field(default_factory=dict)
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """The numbered faults, with what was judged so far."""

    faults: tuple[NamedFault, ...] = ()
    judgements: dict[str, dict[str, Any]] = field(default_factory=dict)
    remark: str = ""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Why the committee goes on by itself."""

    remark: str = ""
    judgements: dict[str, dict[str, Any]] = field(default_factory=dict)


def _say(act: Doing, verdict: str, given: Passed | Returned | HandedOver, round_number: int) -> None:
    Opinion.objects.create(
        tenant_id=act.tenant,
        application=act.subject,
        level=level_of(act.subject.state),
        round=round_number,
        verdict=verdict,
        judgements=given.judgements,
        remark=given.remark,
        person_id=act.actor.person,
        given_on=act.today,
    )


def _row(act: Doing) -> Any:
    return Application.objects.of_tenant(act.tenant).filter(pk=act.subject.pk)


@action("application.pass", on=Application, given=Passed)
def pass_on(act: Doing, passed: Passed) -> None:
    """On to the next level or to the meeting; refused while a question is open or judged with no (WH-17, WH-19)."""
    rules = act.subject.scheme_version.rules
    level = level_of(act.subject.state)
    if lacking := unjudged(rules, passed.judgements):
        raise Refusal(lacking)
    _say(act, "pass", passed, rounds_used(act.subject, level))
    onward = next_level(rules, level)
    workdays = rules.vetting.levels[onward].workdays if onward else None
    days = calendar_of()
    _row(act).update(due_on=days.add(act.today, workdays) if workdays else None)
    act.note = {"level": level, "calendar": days.version}
    if not onward and rules.decision is None:
        opens_project(act, "approved")


def name_faults(act: Doing, level: str, faults: tuple[NamedFault, ...]) -> int:
    """Number the faults of a new round and set the day by which the applicant answers; the round's number.

    The deadline counts working days from the next one on (WH-20, domain.md 4.5).
    """
    rules = act.subject.scheme_version.rules
    round_number = rounds_used(act.subject, level) + 1
    Fault.objects.bulk_create(
        Fault(
            tenant_id=act.tenant,
            application=act.subject,
            round=round_number,
            level=level,
            number=number,
            field=fault.field,
            problem=fault.problem,
            demand=fault.demand,
        )
        for number, fault in enumerate(faults, 1)
    )
    days = calendar_of()
    due_on = days.add(act.today, rules.vetting.rework.workdays)
    _row(act).update(rework_round=round_number, due_on=due_on)
    act.note = {
        "level": level,
        "round": round_number,
        "faults": len(faults),
        "due_on": str(due_on),
        "calendar": days.version,
    }
    return round_number


@action("application.return", on=Application, given=Returned)
def return_for_rework(act: Doing, returned: Returned) -> None:
    """Back to the applicant with numbered faults and a deadline in working days (WH-20)."""
    level = level_of(act.subject.state)
    _say(act, "return", returned, name_faults(act, level, returned.faults))


@action("application.hand_to_self_implementation", on=Application, given=HandedOver)
def hand_to_self_implementation(act: Doing, handed: HandedOver) -> None:
    """The rounds are used up: the committee carries it out by itself, followed by one line a quarter (WH-11)."""
    level = level_of(act.subject.state)
    _say(act, "hand_over", handed, rounds_used(act.subject, level))
    _row(act).update(due_on=None)
    act.note = {"level": level}
    opens_project(act, "self_implemented")
