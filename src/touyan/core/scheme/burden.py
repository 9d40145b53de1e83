"""What a scheme asks of people, in minutes: by whom, how often, and the worst month of the year.

Every estimate comes from one written table of seconds (`SECONDS`), so that two counties can be compared and a clerk can say
where it is wrong. What the house fills in by itself costs a glance, what is asked costs typing (domain.md 4.8 rules 1, 2, 9).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from types import MappingProxyType
from typing import Literal

from touyan.core.scheme.shape.delivery import ReportRule
from touyan.core.scheme.shape.forms import Field, Form
from touyan.core.scheme.shape.people import EVERYTHING, Selector
from touyan.core.scheme.shape.results import Assessment
from touyan.core.scheme.shape.scheme import Scheme
from touyan.core.workflow.machine import Label

SECONDS: Mapping[str, int] = MappingProxyType({
    "text": 20, "long_text": 180, "list": 40, "table": 60, "indicators": 90, "tasks": 75, "budget": 45, "people": 25,
    "choice": 6, "multi_choice": 10, "number": 10, "money": 12, "percent": 8, "date": 8, "period": 15, "yes_no": 3,
    "checks": 10, "need_link": 20, "attachment": 60, "phone": 15, "opinion": 90, "photo": 60, "location": 20,
})  # fmt: skip
"""Seconds of typing a field costs; for lists and tables per row."""
GLANCE = 5
"""Seconds to look over one thing the house filled in."""
TAP = 10
"""Seconds of an answer by one tap."""
LINE = 60
"""Seconds of a single line of words."""
SIGN = 60
"""Seconds to read and sign or hand on what somebody else filled in."""
ROWS = {"indicators": 3, "tasks": 5, "budget": 4, "people": 4, "list": 2, "table": 3}
"""Rows assumed where the form sets no smaller limit."""
TIMES_A_YEAR: Mapping[str, int] = MappingProxyType(
    {"week": 52, "half_month": 24, "month": 12, "quarter": 4, "year": 1, "once": 1}
)
Rhythm = Literal["week", "half_month", "month", "quarter", "year", "once"]


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked: what, of which role, how often, seconds each time; `no_change` seconds where one tap answers.

    `applies_to` says of whom; `is_of_unit` whether the applying unit itself is asked, not an office.
    """

    what: Label
    role: str
    rhythm: Rhythm
    seconds: int
    applies_to: Selector
    is_of_unit: bool
    no_change: int | None = None

    @property
    def minutes_a_month(self) -> Fraction:
        """Minutes a month, the year's times spread evenly."""
        return Fraction(self.seconds * TIMES_A_YEAR[self.rhythm], 60 * 12)


@dataclass(frozen=True, slots=True)
class Burden:
    """All asks, minutes a month of the unit and of the offices (rounded up), and the unit's heaviest single month."""

    asks: tuple[Ask, ...]
    unit_minutes: int
    office_minutes: int
    heaviest_minutes: int


def seconds_of(field: Field) -> int:
    """Seconds one field costs; what is not asked costs a glance."""
    if field.source != "asked":
        return GLANCE
    most = field.max_items or ROWS.get(field.type, 1)
    rows = max(field.min_items or 0, min(most, ROWS.get(field.type, 1)))
    each = SECONDS[field.type]
    if field.type in ("text", "long_text", "opinion") and field.max_chars:
        each = max(20, min(each * 2, field.max_chars * 2 // 3))
    share = 1 if field.required else Fraction(1, 2)
    return ceil(each * rows * share)


def seconds_of_form(form: Form) -> int:
    """Seconds of typing a whole form costs by the table."""
    return sum(seconds_of(field) for _, field in form.fields())


def honest_seconds(form: Form) -> int:
    """Seconds a form is counted with: what the scheme itself says it takes, never less than the typing alone."""
    return max(form.minutes * 60, seconds_of_form(form))


def _is_of_unit(scheme: Scheme, role: str) -> bool:
    return scheme.roles[role].of in ("own", "assigned")


def _report_seconds(scheme: Scheme, rule: ReportRule) -> int:
    return honest_seconds(scheme.forms[rule.form]) if rule.form else LINE


def _rating(stage: Assessment) -> Iterator[Ask]:
    """For one person assessed: a sheet of each rater, and each sheet typed once more by the office."""
    sheet = SECONDS["number"] * sum(len(part.indicators) for part in stage.parts)
    for group in stage.raters:
        yield Ask(group.label, group.role, "once", sheet, group.units, is_of_unit=False)
    sheets = sum(group.quorum for group in stage.raters)
    what = Label("录入测评票", "Entering the sheets")
    yield Ask(what, stage.enters, "once", sheet * sheets, stage.applies_to, is_of_unit=False)


def _asks(scheme: Scheme) -> Iterator[Ask]:
    stage, plan, progress, assessment = scheme.application, scheme.plan, scheme.progress, scheme.assessment
    if stage:
        form = scheme.forms[stage.form]
        yield Ask(form.label, stage.drafter, "once", honest_seconds(form), stage.applies_to, is_of_unit=True)
        for role in (stage.checker, stage.leader):
            if role:
                yield Ask(form.label, role, "once", SIGN, stage.applies_to, is_of_unit=True)
    if plan and plan.commitment:
        form = scheme.forms[plan.commitment.form]
        yield Ask(form.label, plan.leader, "once", honest_seconds(form), plan.applies_to, is_of_unit=True)
    client = scheme.client_acceptance
    if client:
        what = Label("群众验收记录", "Record of residents' acceptance")
        yield Ask(what, client.role, "once", LINE, EVERYTHING, _is_of_unit(scheme, client.role))
    for rule in progress.reports.values() if progress else ():
        seconds, tap = _report_seconds(scheme, rule), TAP if rule.no_change else None
        mine = _is_of_unit(scheme, rule.role)
        yield Ask(rule.label, rule.role, rule.cadence.every, seconds, rule.applies_to, mine, tap)
        if rule.accepted_by:
            own = _is_of_unit(scheme, rule.accepted_by)
            yield Ask(rule.label, rule.accepted_by, rule.cadence.every, SIGN, rule.applies_to, own)
    if assessment and assessment.subject == "post":
        yield from _rating(assessment)
    elif assessment:
        people = sum(
            1
            for p in assessment.parts
            for i in p.indicators
            if i.measure in ("judged", "resident_satisfaction")
        )
        seconds = SECONDS["indicators"] * ROWS["indicators"] + SECONDS["text"] * 2 * people
        own = _is_of_unit(scheme, assessment.enters)
        yield Ask(
            Label("考核实际值", "Actual figures"),
            assessment.enters,
            "once",
            seconds,
            assessment.applies_to,
            own,
        )


def _whole(minutes: Fraction) -> int:
    return ceil(minutes)


def burden(scheme: Scheme) -> Burden:
    """What one project of the heaviest kind costs its unit and the offices a month."""
    asks = tuple(_asks(scheme))
    unit = sum((a.minutes_a_month for a in asks if a.is_of_unit), Fraction(0))
    office = sum((a.minutes_a_month for a in asks if not a.is_of_unit), Fraction(0))
    monthly = sum(
        (
            Fraction(a.seconds * max(TIMES_A_YEAR[a.rhythm] // 12, 1), 60)
            for a in asks
            if a.is_of_unit and a.rhythm != "once"
        ),
        Fraction(0),
    )
    once = max(
        (Fraction(a.seconds, 60) for a in asks if a.is_of_unit and a.rhythm == "once"), default=Fraction(0)
    )
    return Burden(asks, _whole(unit), _whole(office), _whole(monthly + once))
