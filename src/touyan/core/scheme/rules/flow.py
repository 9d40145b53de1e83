"""Checks that what begins can also end: stages that feed each other, gates with a source, roles somebody can hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from touyan.core.scheme.decode import Fault
from touyan.core.scheme.nodes import Path
from touyan.core.scheme.rules.across import stage_path
from touyan.core.scheme.shape.delivery import Cadence
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
    plan, application = scheme.plan, scheme.application
    if plan is None or application is None:
        return
    types = {field.type for _, field in scheme.forms[application.form].fields() if field.source == "asked"}
    sources = {"budget_set": ("budget",), "assessment_set": ("indicators",)}
    for i, gate in enumerate(plan.start_gate):
        path = (*stage_path(scheme, "plan"), "start_gate", i)
        if gate == "assessment_set" and scheme.project_assessment is None:
            yield Fault("scheme.stage_absent", path, {"stage": "assessment"})
        for wanted in sources.get(gate, ()):
            if wanted not in types:
                facts = {"gate": gate, "type": wanted, "form": application.form}
                yield Fault("scheme.gate_unasked", path, facts)


def money_falls_due(scheme: Scheme) -> Iterator[Fault]:
    """Every instalment has something that lets it go: a start, a marked milestone, the closing. A notice lets nothing go."""
    funding = scheme.funding
    for i, stage in enumerate(funding.stages if funding else ()):
        if stage.at == "publicity":
            path = (*stage_path(scheme, "funding"), "stages", i, "at")
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


def drafted_by_the_unit(scheme: Scheme) -> Iterator[Fault]:
    """Who drafts does so for the unit whose post he acts under, so that post is the unit's own (architecture.md 4)."""
    stage = scheme.application
    if stage is not None and scheme.roles[stage.drafter].of not in ("own", "tenant"):
        facts = {"role": stage.drafter, "of": scheme.roles[stage.drafter].of}
        yield Fault("scheme.drafter_elsewhere", (*stage_path(scheme, "application"), "drafter"), facts)


RULES: tuple[Callable[[Scheme], Iterable[Fault]], ...] = (
    decided_somewhere,
    projects_begin_and_end,
    publicity_can_be_held,
    gates_have_a_source,
    money_falls_due,
    contest_lets_somebody_through,
    rounds_in_order,
    due_some_day,
    drafted_by_the_unit,
)
