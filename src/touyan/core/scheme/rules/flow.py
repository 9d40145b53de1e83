"""Checks that what begins can also end: stages that feed each other, gates with a source, roles somebody can hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from touyan.core.scheme.decode import Fault
from touyan.core.scheme.nodes import Path
from touyan.core.scheme.rules.across import stage_path
from touyan.core.scheme.shape.delivery import Cadence
from touyan.core.scheme.shape.people import EVERYTHING
from touyan.core.scheme.shape.scheme import Scheme

# worked days the longest period of each rhythm has: weekends off, or none
_MOST_DAYS = {
    "CN": {"week": 5, "half_month": 12, "month": 23, "quarter": 66, "year": 262},
    "every-day": {"week": 7, "half_month": 16, "month": 31, "quarter": 92, "year": 366},
}
# which list shows what a publicity period is about
_SHOWN_BY = {
    "decision": ("approved_list", "self_implemented_list"),
    "assessment": ("assessment_grades",),
    "award": ("contest_awards",),
}

_OF_A_PLAN = ("scheduled_progress", "tasks_accepted")
_BROUGHT_BY_LISTS = ("tasks_owned", "plan_feasible", "responsible_person_named")
_ASKED_BY_GATE = {"budget_set": "budget", "assessment_set": "indicators"}


def _absent(scheme: Scheme, kind: str, needed: str) -> Fault:
    return Fault("scheme.stage_absent", stage_path(scheme, kind), {"stage": needed})


def decided_somewhere(scheme: Scheme) -> Iterator[Fault]:
    """A decision is recorded at a meeting; without one whoever waits for it waits for ever."""
    if scheme.decision is not None and scheme.meeting is None:
        yield _absent(scheme, "decision", "meeting")


def _full_track(scheme: Scheme) -> bool:
    """Whether some projects run as full projects that begin with an application."""
    if scheme.application is None:
        return False
    if scheme.decision is None or scheme.filing is not None:
        return True
    return any(outcome.track == "full" for outcome in scheme.decision.outcomes.values())


def projects_begin_and_end(scheme: Scheme) -> Iterator[Fault]:
    """Carrying out needs something that begins projects, a plan to start them by, and somebody who accepts their tasks."""
    has_source = scheme.application is not None or scheme.task_list is not None
    carrying = [k for k in ("plan", "funding", "progress", "supervision") if getattr(scheme, k) is not None]
    carrying += ["assessment"] if scheme.project_assessment is not None else []
    carrying += ["promotion"] if scheme.promotion is not None else []
    if carrying and not has_source:
        yield _absent(scheme, carrying[0], "application")
    elif carrying and scheme.plan is None and scheme.progress is None:
        yield _absent(scheme, carrying[0], "progress")
    elif scheme.plan is not None and scheme.progress is None:
        yield _absent(scheme, "plan", "progress")
    elif scheme.progress is not None and scheme.plan is None and _full_track(scheme):
        yield _absent(scheme, "progress", "plan")
    elif scheme.plan is not None and scheme.task_list is None and not _full_track(scheme):
        yield Fault("scheme.stage_idle", stage_path(scheme, "plan"), {"stage": "plan"})


def publicity_can_be_held(scheme: Scheme) -> Iterator[Fault]:
    """What is to be shown stands in a list that can be prepared; an assessment would wait for it for ever (domain.md 4.3)."""
    stage, releases = scheme.publicity, scheme.publication.releases if scheme.publication else ()
    for i, of in enumerate(stage.of if stage else ()):
        wanted = _SHOWN_BY[of]
        if not any(release.what in wanted for release in releases):
            path = (*stage_path(scheme, "publicity"), "of", i)
            yield Fault("scheme.nothing_shown", path, {"of": of, "releases": ", ".join(wanted)})


def gates_have_a_source(scheme: Scheme) -> Iterator[Fault]:
    """A start gate asks only for what the scheme lets people say: a budget, targets, an assessment of projects (SB-20)."""
    plan = scheme.plan
    for i, gate in enumerate(plan.start_gate if plan else ()):
        path = (*stage_path(scheme, "plan"), "start_gate", i)
        if gate == "assessment_set" and scheme.project_assessment is None:
            yield Fault("scheme.stage_absent", path, {"stage": "assessment"})
        wanted = _ASKED_BY_GATE.get(gate)
        for form, types in _asked(scheme) if wanted else ():
            if wanted not in types:
                yield Fault("scheme.gate_unasked", path, {"gate": gate, "type": wanted, "form": form})


def lists_start_at_once(scheme: Scheme) -> Iterator[Fault]:
    """Measures begin with the import of their list: the plan asks for nothing a list does not bring, and ends no sooner (JS-07)."""
    plan, listed = scheme.plan, scheme.task_list
    if plan is None or listed is None:
        return
    root = stage_path(scheme, "plan")
    if plan.commitment is not None:
        yield Fault("scheme.list_waits", (*root, "commitment"), {"gate": "commitment"})
    for i, gate in enumerate(plan.start_gate):
        if gate not in _BROUGHT_BY_LISTS:
            yield Fault("scheme.list_waits", (*root, "start_gate", i), {"gate": gate})
    if plan.finish_by is not None and plan.finish_by < listed.finish_by:
        facts = {"plan": plan.finish_by, "list": listed.finish_by}
        yield Fault("scheme.list_later", (*root, "finish_by"), facts)


def _asked(scheme: Scheme) -> Iterator[tuple[str, set[str]]]:
    """The application form with the types of what it asks."""
    if scheme.application is not None:
        form = scheme.forms[scheme.application.form]
        yield form.name, {field.type for _, field in form.fields() if field.source == "asked"}


def measures_have_a_source(scheme: Scheme) -> Iterator[Fault]:
    """Targets that are assessed are asked of everybody: without any the score would wait for ever (WH-28, FY-16)."""
    stage = scheme.project_assessment
    forms = _without_targets(scheme)
    for i, part in enumerate(stage.parts if stage and forms else ()):
        for j, indicator in enumerate(part.indicators):
            if indicator.measure == "indicator_completion":
                path = (*stage_path(scheme, "assessment"), "parts", i, "indicators", j, "measure")
                yield Fault("scheme.targets_unasked", path, {"form": ", ".join(forms)})


def _without_targets(scheme: Scheme) -> list[str]:
    """Ways in by which an assessed project may come without targets."""
    stage, application, found = scheme.project_assessment, scheme.application, list[str]()
    if stage is None:
        return found
    if scheme.task_list is not None and "listed" in (stage.applies_to.outcomes or ("listed",)):
        found.append("task_list")
    if application is not None:
        fields = [f for _, f in scheme.forms[application.form].fields() if f.type == "indicators"]
        if not any(f.source == "asked" and (f.required or f.min_items) for f in fields):
            found.append(application.form)
    return found


def light_work_is_measured(scheme: Scheme) -> Iterator[Fault]:
    """What is only followed has neither plan nor tasks, so no score may wait for them (WH-11)."""
    stage, decision = scheme.project_assessment, scheme.decision
    if stage is None or decision is None:
        return
    wanted = stage.applies_to.outcomes
    light = [o for o in decision.outcomes.values() if o.track == "light" and (not wanted or o.name in wanted)]
    planned = [i.measure for part in stage.parts for i in part.indicators if i.measure in _OF_A_PLAN]
    if light and planned:
        facts = {"outcome": light[0].label.zh, "measure": ", ".join(dict.fromkeys(planned))}
        yield Fault("scheme.light_unmeasured", (*stage_path(scheme, "assessment"), "applies_to"), facts)


def money_falls_due(scheme: Scheme) -> Iterator[Fault]:
    """Every instalment has something that lets it go: a start, a marked milestone, the closing. A notice lets nothing go."""
    funding = scheme.funding
    for key in ("stages", "award_stages"):
        for i, stage in enumerate(getattr(funding, key) if funding else ()):
            if stage.at == "publicity":
                path = (*stage_path(scheme, "funding"), key, i, "at")
                yield Fault("scheme.never_due", path, {"stage": stage.label.zh, "at": stage.at})


def contest_lets_somebody_through(scheme: Scheme) -> Iterator[Fault]:
    """Who waits goes on by an award, so there are some; and who is approved waits no more (YQ-18, YQ-30)."""
    stage = scheme.contest
    if stage is None or stage.entries != "waiting":
        return
    root = stage_path(scheme, "contest")
    if not stage.awards:
        yield Fault("scheme.missing_key", (*root, "awards"), {"key": "awards"})


def rounds_in_order(scheme: Scheme) -> Iterator[Fault]:
    """No round among the waiting follows one among the approved: they wait no more (YQ-18)."""
    stage = scheme.contest
    if stage is None:
        return
    root, is_approved = stage_path(scheme, "contest"), False
    steps: list[tuple[Path, str]] = [(("rounds", i), one.entries) for i, one in enumerate(stage.rounds)]
    for path, entries in [*steps, ((), stage.entries)]:
        if is_approved and entries == "waiting":
            yield Fault("scheme.waits_no_more", (*root, *path, "entries"))
        is_approved = is_approved or entries == "approved"


def _cadences(scheme: Scheme) -> Iterator[tuple[Cadence, Path]]:
    if scheme.progress:
        root = (*stage_path(scheme, "progress"), "reports")
        yield from (
            (rule.cadence, (*root, name, "cadence")) for name, rule in scheme.progress.reports.items()
        )
    if scheme.supervision and scheme.supervision.circular:
        yield scheme.supervision.circular, (*stage_path(scheme, "supervision"), "circular")


def due_some_day(scheme: Scheme) -> Iterator[Fault]:
    """The nth worked day exists in at least one period of the rhythm."""
    for cadence, path in _cadences(scheme):
        n, most = cadence.due.n, _MOST_DAYS[scheme.calendar][cadence.every]
        if n is not None and n > most:
            yield Fault(
                "scheme.due_never", (*path, "due", "n"), {"n": n, "every": cadence.every, "most": most}
            )


def reviews_can_be_opened(scheme: Scheme) -> Iterator[Fault]:
    """A review falls due on a worked day, and a project has one review a period (WH-26)."""
    reviews = [r for r in scheme.progress.reports.values() if r.style == "review"] if scheme.progress else []
    seen: dict[str, str] = {}
    for rule in reviews:
        path = (*stage_path(scheme, "progress"), "reports", rule.name, "cadence")
        if rule.cadence.due.roll == "none":
            yield Fault("scheme.review_day_off", (*path, "due", "roll"), {"review": rule.label.zh})
        if rule.cadence.every in seen:
            facts = {"review": rule.label.zh, "other": seen[rule.cadence.every], "every": rule.cadence.every}
            yield Fault("scheme.review_twice", (*path, "every"), facts)
        seen.setdefault(rule.cadence.every, rule.label.zh)


def filing_leaves_work(scheme: Scheme) -> Iterator[Fault]:
    """Where everything is filed nothing is vetted, decided or compared (SB-12)."""
    if scheme.filing is None or scheme.filing.applies_to != EVERYTHING:
        return
    for kind in ("vetting", "meeting", "decision", "contest"):
        if getattr(scheme, kind) is not None:
            yield Fault("scheme.stage_idle", stage_path(scheme, kind), {"stage": kind})


def applied_for_by_the_unit(scheme: Scheme) -> Iterator[Fault]:
    """Who drafts does so for the unit he acts under, who signs leads the project there: both are the unit's own (WH-14)."""
    stage = scheme.application
    for key in ("drafter", "leader") if stage else ():
        role = scheme.roles[getattr(stage, key)]
        if role.of != "own":
            path = (*stage_path(scheme, "application"), key)
            yield Fault("scheme.unit_elsewhere", path, {"role": role.name, "of": role.of})


def money_is_asked_for(scheme: Scheme) -> Iterator[Fault]:
    """Instalments of a budget need a form that asks for one; otherwise nothing is ever granted (YQ-32)."""
    funding, application = scheme.funding, scheme.application
    if funding is None or application is None or funding.amount_from != "budget":
        return
    if not any("budget" in types for _, types in _asked(scheme)):
        yield Fault("scheme.money_unasked", stage_path(scheme, "funding"), {"form": application.form})


RULES: tuple[Callable[[Scheme], Iterable[Fault]], ...] = (
    decided_somewhere,
    projects_begin_and_end,
    publicity_can_be_held,
    gates_have_a_source,
    lists_start_at_once,
    measures_have_a_source,
    light_work_is_measured,
    money_falls_due,
    contest_lets_somebody_through,
    rounds_in_order,
    due_some_day,
    reviews_can_be_opened,
    filing_leaves_work,
    applied_for_by_the_unit,
    money_is_asked_for,
)
