"""Checks across the file: windows, quiet hours, forms and their fields, cuts, gates, overrides, burden."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from math import ceil

from touyan.core.scheme.decode import Fault, suggestion
from touyan.core.scheme.nodes import Path
from touyan.core.scheme.shape.scheme import STAGE_ORDER, Scheme
from touyan.core.scheme.shape.terms import MOST_YEARS

_TIMES_A_MONTH = {
    "week": Fraction(52, 12), "half_month": Fraction(2), "month": Fraction(1), "quarter": Fraction(1, 3),
    "year": Fraction(1, 12),
}  # fmt: skip
# what a publicity period must have shown before the release it holds back
_SHOWN = {
    "approved_list": "decision", "self_implemented_list": "decision", "assessment_grades": "assessment",
    "contest_awards": "award",
}  # fmt: skip


def stage_path(scheme: Scheme, kind: str) -> Path:
    """Where the stage of that kind stands in the file."""
    return ("stages", next(i for i, stage in enumerate(scheme.stages) if stage.kind == kind))


def windows_follow(scheme: Scheme) -> Iterator[Fault]:
    """Windows stand in the order in which they begin and end; they may overlap."""
    windows = tuple(scheme.windows.values())
    for before, here in pairwise(windows):
        if here.start < before.start or here.end < before.end:
            yield Fault(
                "scheme.windows_order", ("windows", here.name), {"name": here.name, "before": before.name}
            )


def _times(scheme: Scheme) -> Iterator[tuple[str, str, Path]]:
    """Every time of day the scheme sets: what, when, where."""
    supervision, progress = scheme.supervision, scheme.progress
    if supervision:
        root = stage_path(scheme, "supervision")
        for i, step in enumerate(supervision.escalation):
            yield step.do, step.time, (*root, "escalation", i, "time")
        if supervision.circular and supervision.circular.due.time:
            yield "circular", supervision.circular.due.time, (*root, "circular", "due", "time")
    if progress:
        for name, rule in progress.reports.items():
            path = (*stage_path(scheme, "progress"), "reports", name, "cadence", "due", "time")
            if rule.cadence.due.time:
                yield name, rule.cadence.due.time, path


def nothing_at_night(scheme: Scheme) -> Iterator[Fault]:
    """Nothing goes out or falls due in quiet hours (domain.md 4.8 rule 7)."""
    start, end = scheme.quiet.start, scheme.quiet.end
    for what, time, path in _times(scheme):
        is_quiet = start <= time < end if start <= end else time >= start or time < end
        if is_quiet:
            yield Fault("scheme.quiet_hours", path, {"do": what, "time": time, "start": start, "end": end})


def checks_point_at_fields(scheme: Scheme) -> Iterator[Fault]:
    """Every item of a check names fields its form has, or asks a question; what a check computes is required."""
    for check in scheme.checks.values():
        known = dict(scheme.forms[check.form].fields())
        for item in check.items.values():
            path = ("checks", check.name, "items", item.name)
            if not item.fields and item.question is None:
                yield Fault("scheme.check_empty", path, {"check": check.name, "item": item.name})
            if "submit" in check.at and not item.fields:
                yield Fault("scheme.check_not_computed", path, {"check": check.name, "item": item.name})
            for i, name in enumerate(item.fields):
                if name not in known:
                    facts = {"field": name, "form": check.form, **suggestion(name, known)}
                    yield Fault("scheme.no_such_field", (*path, "fields", i), facts)


def published_fields_public(scheme: Scheme) -> Iterator[Fault]:
    """Only fields of class P0 are published."""
    stage = scheme.publication
    known = {f"{form.name}.{path}": f for form in scheme.forms.values() for path, f in form.fields()}
    for i, release in enumerate(stage.releases if stage else ()):
        for j, name in enumerate(release.fields):
            path = (*stage_path(scheme, "publication"), "releases", i, "fields", j)
            if name not in known:
                facts = {"field": name, "form": name.partition(".")[0], **suggestion(name, known)}
                yield Fault("scheme.no_such_field", path, facts)
            elif release.audience == "public" and known[name].privacy != "P0":
                yield Fault("scheme.private_published", path, {"field": name, "privacy": known[name].privacy})


def cut_possible(scheme: Scheme) -> Iterator[Fault]:
    """Check that the cut is not above what the source's own figures say was declared."""
    declared = scheme.seen.get("declared")
    meeting = scheme.meeting
    if meeting and declared and meeting.cut.n is not None and meeting.cut.n > declared.value:
        path = (*stage_path(scheme, "meeting"), "cut", "n")
        yield Fault("scheme.cut_too_big", path, {"n": meeting.cut.n, "declared": int(declared.value)})


def outcomes_reachable(scheme: Scheme) -> Iterator[Fault]:
    """Check that rework and revision lead to known outcomes, and every followed outcome reports."""
    decision, vetting, progress = scheme.decision, scheme.vetting, scheme.progress
    if decision is None:
        return  # `decision_present` speaks of this
    if vetting and vetting.rework.then and vetting.rework.then not in decision.outcomes:
        path = (*stage_path(scheme, "vetting"), "rework", "then")
        yield Fault("scheme.outcome_unknown", path, {"outcome": vetting.rework.then})
    if "approved_after_revision" in decision.outcomes and decision.verifier is None:
        path = (*stage_path(scheme, "decision"), "verifier")
        yield Fault("scheme.missing_key", path, {"key": "verifier"})
    for outcome in decision.outcomes.values():
        selected = progress.reports.values() if progress else ()
        heard = any(not r.applies_to.outcomes or outcome.name in r.applies_to.outcomes for r in selected)
        if outcome.track != "none" and outcome.name != "approved_after_revision" and progress and not heard:
            path = (*stage_path(scheme, "decision"), "outcomes", outcome.name)
            yield Fault("scheme.outcome_silent", path, {"outcome": outcome.name}, "warning")


def decision_present(scheme: Scheme) -> Iterator[Fault]:
    """Check that a meeting's scores and a way out of rework need a decision that takes them up."""
    if scheme.decision is not None:
        return
    if scheme.meeting:
        yield Fault("scheme.stage_absent", stage_path(scheme, "meeting"), {"stage": "decision"})
    if scheme.vetting and scheme.vetting.rework.then:
        path = (*stage_path(scheme, "vetting"), "rework", "then")
        yield Fault("scheme.stage_absent", path, {"stage": "decision"})


def stages_in_order(scheme: Scheme) -> Iterator[Fault]:
    """Stages stand in the order of the path, because readers take the file for the year."""
    for (_, before), (j, here) in pairwise(enumerate(scheme.stages)):
        if STAGE_ORDER.index(here.kind) < STAGE_ORDER.index(before.kind):
            facts = {"stage": here.kind, "before": before.kind}
            yield Fault("scheme.stages_order", ("stages", j, "kind"), facts)


def application_begins(scheme: Scheme) -> Iterator[Fault]:
    """Vetting, meeting and decision judge applications; without an application there is nothing to judge."""
    if scheme.application is not None:
        return
    for stage in scheme.stages:
        if stage.kind in ("vetting", "meeting", "decision"):
            yield Fault("scheme.stage_absent", stage_path(scheme, stage.kind), {"stage": "application"})


def publicity_has_subject(scheme: Scheme) -> Iterator[Fault]:
    """Check that a publicity period has something to show, and a release that waits for one has a period."""
    stages = {stage.kind for stage in scheme.stages}
    if scheme.publicity:
        for i, of in enumerate(scheme.publicity.of):
            needed = "contest" if of == "award" else of
            if needed not in stages:
                path = (*stage_path(scheme, "publicity"), "of", i)
                yield Fault("scheme.stage_absent", path, {"stage": needed})
    for i, release in enumerate(scheme.publication.releases if scheme.publication else ()):
        path = (*stage_path(scheme, "publication"), "releases", i, "after_publicity")
        if release.after_publicity and scheme.publicity is None:
            yield Fault("scheme.stage_absent", path, {"stage": "publicity"})
        elif release.after_publicity and _SHOWN.get(release.what) not in (
            scheme.publicity.of if scheme.publicity else ()
        ):
            yield Fault("scheme.never_shown", path, {"what": release.what})


def finish_fits(scheme: Scheme) -> Iterator[Fault]:
    """Check that the plan does not end later than applications may promise; the gates have what they wait for."""
    plan, application = scheme.plan, scheme.application
    if plan is None:
        return
    if plan.direction == "backward" and plan.finish_by is None:
        yield Fault("scheme.missing_key", (*stage_path(scheme, "plan"), "finish_by"), {"key": "finish_by"})
    if plan.finish_by and application and application.finish_by and plan.finish_by > application.finish_by:
        facts = {"plan": plan.finish_by, "application": application.finish_by}
        yield Fault("scheme.finish_later", (*stage_path(scheme, "plan"), "finish_by"), facts)
    if "commitment_signed" in plan.start_gate and plan.commitment is None:
        i = plan.start_gate.index("commitment_signed")
        path = (*stage_path(scheme, "plan"), "start_gate", i)
        yield Fault("scheme.gate_without", path, {"gate": "commitment_signed", "key": "commitment"})
    yield from _stage_gate_holds(scheme)


def _stage_gate_holds(scheme: Scheme) -> Iterator[Fault]:
    """Stages close when their tasks are accepted, and whoever closes them does not waive it too (YQ-42)."""
    gate = scheme.plan.stage_gate if scheme.plan else None
    if gate is None:
        return
    path = (*stage_path(scheme, "plan"), "stage_gate")
    if scheme.progress is None:
        yield Fault("scheme.stage_absent", path, {"stage": "progress"})
    if gate.closes == gate.waives:
        yield Fault("scheme.same_role", (*path, "waives"), {"role": gate.closes, "other": "closes"})


def years_follow(scheme: Scheme) -> Iterator[Fault]:
    """The last year is not before the first, and nobody can promise more than a term of office."""
    last = scheme.last_year
    if last is not None and not scheme.year <= last < scheme.year + MOST_YEARS:
        yield Fault(
            "scheme.last_year", ("last_year",), {"year": scheme.year, "last": scheme.year + MOST_YEARS - 1}
        )


def client_has_something_to_accept(scheme: Scheme) -> Iterator[Fault]:
    """Residents accept what was planned and carried out (FY-15)."""
    if scheme.client_acceptance and scheme.plan is None and scheme.task_list is None:
        yield Fault("scheme.stage_absent", ("client_acceptance",), {"stage": "plan"})


def time_to_apply(scheme: Scheme) -> Iterator[Fault]:
    """Projects may end later than the window for applying."""
    stage = scheme.application
    window = scheme.windows.get(stage.window) if stage and stage.window else None
    if stage and stage.finish_by and window and stage.finish_by <= window.end:
        facts = {"finish": stage.finish_by, "end": window.end}
        yield Fault("scheme.finish_early", (*stage_path(scheme, "application"), "finish_by"), facts)


def burden_bearable(scheme: Scheme) -> Iterator[Fault]:
    """Minutes of forms per month and unit stay within the scheme's own limit (domain.md 4.8 rule 9)."""
    minutes = monthly_minutes(scheme)
    if minutes > scheme.burden_minutes:
        yield Fault(
            "scheme.burden",
            ("burden_minutes",),
            {"minutes": minutes, "limit": scheme.burden_minutes},
            "warning",
        )


def monthly_minutes(scheme: Scheme) -> int:
    """Estimated minutes per month one unit spends on reports, rounded up."""
    reports = scheme.progress.reports.values() if scheme.progress else ()
    asked = (r for r in reports if r.form is not None and r.style != "review")
    return ceil(sum(scheme.forms[r.form].minutes * _TIMES_A_MONTH[r.cadence.every] for r in asked if r.form))


RULES: tuple[Callable[[Scheme], Iterable[Fault]], ...] = (
    windows_follow,
    nothing_at_night,
    checks_point_at_fields,
    published_fields_public,
    cut_possible,
    application_begins,
    stages_in_order,
    decision_present,
    outcomes_reachable,
    publicity_has_subject,
    finish_fits,
    client_has_something_to_accept,
    years_follow,
    time_to_apply,
    burden_bearable,
)
