"""Checks inside one shape: sums, orders, exactly-one choices, and what burden rules refuse outright."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from touyan.core.scheme.decode import Fault, suggestion
from touyan.core.scheme.plain import decimal_text
from touyan.core.scheme.shape.delivery import (
    Cadence,
    Due,
    Escalation,
    Evidence,
    Funding,
    LightLevel,
    LightRule,
    LightTest,
    Problems,
    Progress,
    ReportRule,
)
from touyan.core.scheme.shape.forms import Field, Taxonomy
from touyan.core.scheme.shape.people import Quota, RoleRule
from touyan.core.scheme.shape.results import Assessment, Indicator, Part
from touyan.core.scheme.shape.review import Cut, Meeting, Rework
from touyan.core.scheme.shape.scheme import Window
from touyan.core.scheme.shape.terms import BANNED_MEASURES, COUNTED_TRACES, DERIVABLE, OPEN_VOTE

MANY_ROUNDS = 3
_GRAVITY = {"red": 0, "orange": 1, "yellow": 2, "blue": 3}
_LIST_TYPES = frozenset(
    {"list", "table", "indicators", "tasks", "budget", "people", "attachment", "multi_choice"}
)


def quota_in_order(quota: Quota) -> Iterator[Fault]:
    """Check that the least is not above the most."""
    if quota.min > quota.max:
        yield Fault("scheme.quota_order", ("min",), {"min": quota.min, "max": quota.max})


def rounds_bearable(rework: Rework) -> Iterator[Fault]:
    """More rounds than three tire everybody and outlast the year."""
    if rework.max_rounds > MANY_ROUNDS:
        facts = {"rounds": rework.max_rounds, "limit": MANY_ROUNDS}
        yield Fault("scheme.many_rounds", ("max_rounds",), facts, "warning")


def points_add_up(meeting: Meeting) -> Iterator[Fault]:
    """Criteria points add up to the full marks."""
    total = sum((c.points for c in meeting.criteria.values()), Decimal(0))
    if total != meeting.full_marks:
        facts = {"sum": decimal_text(total), "full": decimal_text(meeting.full_marks)}
        yield Fault("scheme.points_sum", ("criteria",), facts)
    if meeting.cut.score is not None and meeting.cut.score > meeting.full_marks:
        facts = {"score": decimal_text(meeting.cut.score), "full": decimal_text(meeting.full_marks)}
        yield Fault("scheme.cut_above_full", ("cut", "score"), facts)
    if meeting.step <= 0:
        yield Fault("scheme.step_not_positive", ("step",), {"step": decimal_text(meeting.step)})
    if meeting.trim is not None and meeting.trim.high + meeting.trim.low >= meeting.trim.min_judges:
        dropped = meeting.trim.high + meeting.trim.low
        yield Fault(
            "scheme.trim_all", ("trim", "min_judges"), {"dropped": dropped, "min": meeting.trim.min_judges}
        )


def cut_complete(cut: Cut) -> Iterator[Fault]:
    """Check that the number a cut needs is there, another is not."""
    needed = {"top_n": "n", "score_line": "score"}.get(cut.rule)
    for key in ("n", "score"):
        given = getattr(cut, key) is not None
        if key == needed and not given:
            yield Fault("scheme.missing_key", (key,), {"key": key})
        elif given and key != needed:
            yield Fault("scheme.cut_extra", (key,), {"key": key, "rule": cut.rule})


def due_one_way(due: Due) -> Iterator[Fault]:
    """Check that a due date is said in exactly one of the contract's ways, with what belongs to it."""
    ways = [
        w
        for w in ("nth_workday_of", "last_workday_of", "day", "window_last_workdays")
        if getattr(due, w) is not None
    ]
    if len(ways) != 1:
        yield Fault("scheme.due_ways", (), {"count": len(ways)})
        return
    partner = {"nth_workday_of": "n", "day": "roll", "window_last_workdays": "of"}.get(ways[0])
    for key in ("n", "roll", "of"):
        given = getattr(due, key) is not None
        if key == partner and not given:
            yield Fault("scheme.missing_key", (key,), {"key": key})
        elif given and key != partner:
            yield Fault("scheme.due_extra", (key,), {"key": key, "way": ways[0]})


def due_in_period(cadence: Cadence) -> Iterator[Fault]:
    """Check that the due date counts in the period of the rhythm."""
    for key in ("nth_workday_of", "last_workday_of", "of"):
        said = getattr(cadence.due, key)
        if said is not None and said != cadence.every:
            yield Fault("scheme.due_period", ("due", key), {"every": cadence.every, "of": said})


def window_in_order(window: Window) -> Iterator[Fault]:
    """Check that a window does not end before it begins."""
    if window.end < window.start:
        yield Fault("scheme.window_order", ("to",), {"start": window.start, "end": window.end})


def pcts_add_up(funding: Funding) -> Iterator[Fault]:
    """Instalments add up to a hundred percent, different hands approve and pay."""
    for key, stages in (("stages", funding.stages), ("award_stages", funding.award_stages)):
        total = sum((s.pct for s in stages), Decimal(0))
        if stages and total != 100:
            yield Fault("scheme.pct_sum", (key,), {"sum": decimal_text(total)})
    if funding.requester == funding.approver:
        yield Fault("scheme.same_role", ("approver",), {"role": funding.approver, "other": "requester"})


def streams_apart(funding: Funding) -> Iterator[Fault]:
    """Own money and bonus share no instalment, each keeps its rounding, and the bonus is not paid twice (YQ-31)."""
    own, bonus = [s.id for s in funding.stages], [s.id for s in funding.award_stages]
    for i, name in enumerate(bonus):
        if name in own:
            yield Fault("scheme.twice", ("award_stages", i, "id"), {"name": name})
    for key, rest, ids, others, where in (
        ("rest_to", funding.rest_to, own, bonus, "funding.stages"),
        ("award_rest_to", funding.award_rest_to, bonus, own, "funding.award_stages"),
    ):
        # a name that stands in neither list is reported as undeclared by itself
        if rest in others and rest not in ids and ids:
            yield Fault("scheme.undeclared", (key,), {"value": rest, "where": where, **suggestion(rest, ids)})
    if bonus and funding.award_rest_to is None:
        yield Fault("scheme.missing_key", ("award_rest_to",), {"key": "award_rest_to"})
    if funding.award_rest_to is not None and not bonus:
        yield Fault("scheme.missing_key", ("award_stages",), {"key": "award_stages"})
    if bonus and funding.amount_from == "award":
        yield Fault("scheme.bonus_twice", ("award_stages",))


def light_test_one(test: LightTest) -> Iterator[Fault]:
    """Check that a light test says exactly one thing."""
    count = sum(v is not None for v in (test.gap_over, test.overdue_over, test.due_within))
    if count != 1:
        yield Fault("scheme.light_test", (), {"count": count})


def _gap_of(level: LightLevel) -> Decimal | None:
    return min((t.gap_over for t in level.any if t.gap_over is not None), default=None)


def lights_ordered(rule: LightRule) -> Iterator[Fault]:
    """Check that the gravest light stands first and asks for the greater delay."""
    for i in range(1, len(rule.levels)):
        before, here = rule.levels[i - 1], rule.levels[i]
        if _GRAVITY[here.light] <= _GRAVITY[before.light]:
            yield Fault(
                "scheme.lights_order", ("levels", i, "light"), {"light": here.light, "before": before.light}
            )
            continue
        gap_before, gap = _gap_of(before), _gap_of(here)
        if gap_before is not None and gap is not None and gap >= gap_before:
            facts = {"gap": decimal_text(gap), "gap_before": decimal_text(gap_before)}
            yield Fault(
                "scheme.lights_gap", ("levels", i), {"light": here.light, "before": before.light, **facts}
            )


def nothing_forced(evidence: Evidence) -> Iterator[Fault]:
    """Photos are never demanded, places never recorded (domain.md 4.8 rule 3)."""
    if evidence.photo == "required":
        yield Fault("scheme.photo_required", ("photo",))
    if evidence.location != "never":
        yield Fault("scheme.location_recorded", ("location",))


def field_sound(item: Field) -> Iterator[Fault]:
    """Check that a field asks nothing the house knows or the burden rules forbid, and its limits fit its type."""
    if item.type == "photo" and item.required:
        yield Fault("scheme.photo_required", ("required",))
    if item.type == "location":
        yield Fault("scheme.location_recorded", ("type",))
    if item.source == "asked" and item.name in DERIVABLE:
        yield Fault("scheme.asks_known", (), {"field": item.name, "source": DERIVABLE[item.name]})
    if item.type in ("choice", "multi_choice", "checks") and not item.options and item.choose_from is None:
        yield Fault("scheme.no_options", (), {"field": item.name})
    if item.type == "table" and not item.columns:
        yield Fault("scheme.no_columns", (), {"field": item.name})
    if item.min_items is not None and item.max_items is not None and item.min_items > item.max_items:
        yield Fault("scheme.items_order", ("min_items",), {"min": item.min_items, "max": item.max_items})
    if item.max_chars is not None and item.type not in ("text", "long_text", "opinion", "list"):
        yield Fault("scheme.limit_misfit", ("max_chars",), {"type": item.type, "limit": "max_chars"})
    for limit in ("min_items", "max_items"):
        if getattr(item, limit) is not None and item.type not in _LIST_TYPES:
            yield Fault("scheme.limit_misfit", (limit,), {"type": item.type, "limit": limit})


def taxonomy_wide(taxonomy: Taxonomy) -> Iterator[Fault]:
    """Warn of a list of one, which leaves nothing to choose."""
    if len(taxonomy.options) == 1:
        yield Fault("scheme.one_option", ("options",), {"name": taxonomy.name}, "warning")


def role_complete(role: RoleRule) -> Iterator[Fault]:
    """`named` is there for a body and an assigned person, and only there."""
    if role.of in ("body", "assigned") and not role.named:
        yield Fault("scheme.missing_key", ("named",), {"key": "named"})
    if role.of not in ("body", "assigned") and role.named:
        yield Fault("scheme.role_named", ("named",), {"of": role.of})
    if role.of not in ("assigned", "anyone") and not role.posts:
        yield Fault("scheme.missing_key", ("posts",), {"key": "posts"})


def measure_allowed(indicator: Indicator) -> Iterator[Fault]:
    """Open web votes and online counters are never a score; counted traces are warned of (domain.md 4.8)."""
    if indicator.measure == OPEN_VOTE:
        yield Fault("scheme.open_vote", ("measure",), {"indicator": indicator.id})
    elif indicator.measure in BANNED_MEASURES:
        yield Fault("scheme.banned_measure", ("measure",), {"measure": indicator.measure})
    elif indicator.measure in COUNTED_TRACES:
        yield Fault("scheme.counts_traces", ("measure",), {"measure": indicator.measure}, "warning")


def part_adds_up(part: Part) -> Iterator[Fault]:
    """Check that the indicators of a part share its hundred points."""
    total = sum((i.points for i in part.indicators), Decimal(0))
    if total != 100:
        yield Fault("scheme.indicator_sum", ("indicators",), {"part": part.id, "sum": decimal_text(total)})


def assessment_sound(assessment: Assessment) -> Iterator[Fault]:
    """Weights add up, grades descend to zero, the process does not outweigh the result."""
    total = sum((p.weight for p in assessment.parts), Decimal(0))
    if total != 100:
        yield Fault("scheme.weight_sum", ("parts",), {"sum": decimal_text(total)})
    process = sum((p.weight for p in assessment.parts if p.view == "process"), Decimal(0))
    if process > 40:
        yield Fault("scheme.process_heavy", ("parts",), {"weight": decimal_text(process)}, "warning")
    grades = assessment.grades
    for i in range(1, len(grades)):
        if grades[i].at_least >= grades[i - 1].at_least:
            facts = {"grade": grades[i].name, "before": grades[i - 1].name}
            yield Fault("scheme.grades_order", ("grades", i, "from"), facts)
    if grades[-1].at_least > 0:
        facts = {"grade": grades[-1].name, "score": decimal_text(grades[-1].at_least)}
        yield Fault("scheme.grades_open", ("grades", len(grades) - 1, "from"), facts)


def report_has_form(rule: ReportRule) -> Iterator[Fault]:
    """Check that a report or review is written on a form; a line needs none."""
    if rule.style != "line" and rule.form is None:
        yield Fault("scheme.missing_key", ("form",), {"key": "form"})


def two_hands_on_problems(problems: Problems) -> Iterator[Fault]:
    """Who rectifies does not verify."""
    if problems.rectifier == problems.verifier:
        yield Fault("scheme.same_role", ("verifier",), {"role": problems.verifier, "other": "rectifier"})


def two_hands_on_tasks(progress: Progress) -> Iterator[Fault]:
    """Who does a task does not accept it."""
    if progress.task_role == progress.accepted_by:
        yield Fault(
            "scheme.same_role", ("accepted_by",), {"role": progress.accepted_by, "other": "task_role"}
        )


def escalation_one_trigger(step: Escalation) -> Iterator[Fault]:
    """Check that a step has exactly one trigger."""
    count = sum(v is not None for v in (step.before_workdays, step.after_workdays, step.reds_in_year))
    if count != 1:
        yield Fault("scheme.escalation_trigger", (), {"do": step.do, "count": count})


RULES: Mapping[type, tuple[Callable[[Any], Iterable[Fault]], ...]] = {
    Quota: (quota_in_order,),
    Rework: (rounds_bearable,),
    Meeting: (points_add_up,),
    Cut: (cut_complete,),
    Due: (due_one_way,),
    Cadence: (due_in_period,),
    Window: (window_in_order,),
    Funding: (pcts_add_up, streams_apart),
    LightTest: (light_test_one,),
    LightRule: (lights_ordered,),
    Evidence: (nothing_forced,),
    Field: (field_sound,),
    Taxonomy: (taxonomy_wide,),
    RoleRule: (role_complete,),
    Indicator: (measure_allowed,),
    Part: (part_adds_up,),
    Assessment: (assessment_sound,),
    Escalation: (escalation_one_trigger,),
    ReportRule: (report_has_form,),
    Problems: (two_hands_on_problems,),
    Progress: (two_hands_on_tasks,),
}
