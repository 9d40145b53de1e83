"""Explaining the carrying out: plan, money, reports, lights, supervision, assessment, publication."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from touyan.core.scheme.compile import compile_scheme
from touyan.core.scheme.explain.lines import Line, Term, line
from touyan.core.scheme.explain.opening import whom
from touyan.core.scheme.rules.across import monthly_minutes
from touyan.core.scheme.shape.delivery import Cadence, Escalation, LightTest
from touyan.core.scheme.shape.results import Assessment
from touyan.core.scheme.shape.scheme import Scheme
from touyan.core.workflow.machine import Label


def rhythm(cadence: Cadence) -> Line:
    """Put a cadence into words."""
    due, every = cadence.due, Term("every", cadence.every)
    clock = line("clock", time=due.time) if due.time else ""
    if due.nth_workday_of:
        return line("due.nth", every=every, n=due.n, clock=clock)
    if due.last_workday_of:
        return line("due.last", every=every, clock=clock)
    if due.window_last_workdays:
        return line("due.window", every=every, n=due.window_last_workdays, clock=clock)
    return line("due.day", every=every, n=due.day, roll=Term("roll", due.roll or "none"), clock=clock)


def plan(scheme: Scheme) -> Iterator[Line]:
    """Planning and the start gate."""
    stage = scheme.plan
    if stage is None:
        return
    if stage.finish_by:
        yield line("plan.finish", direction=Term("direction", stage.direction), finish=stage.finish_by)
    else:
        yield line("plan", direction=Term("direction", stage.direction))
    if stage.commitment:
        code = "plan.commitment_public" if stage.commitment.is_public else "plan.commitment"
        yield line(
            code, leader=scheme.roles[stage.leader].label, form=scheme.forms[stage.commitment.form].label
        )
    if stage.start_gate:
        yield line("plan.gate", gates=tuple(Term("gate", gate) for gate in stage.start_gate))
    if stage.stage_gate:
        closes, waives = (
            scheme.roles[name].label for name in (stage.stage_gate.closes, stage.stage_gate.waives)
        )
        yield line("plan.stage_gate", closes=closes, waives=waives)


def funding(scheme: Scheme) -> Iterator[Line]:
    """Staged money."""
    stage = scheme.funding
    if stage is None:
        return
    for stream in stage.streams:
        stages = tuple(line("tranche", label=s.label, pct=s.pct) for s in stream.stages)
        if not stream.is_bonus:
            yield line("funding", stages=stages)
            continue
        last = next(s.label for s in stream.stages if s.id == stream.rest_to)
        yield line("funding.bonus", stages=stages, rest=last)
    if stage.amount_from == "award":
        yield line("funding.from_award")
    rest = next(s.label for s in stage.stages if s.id == stage.rest_to)
    roles = {key: scheme.roles[getattr(stage, key)].label for key in ("requester", "approver", "payer")}
    yield line("funding.hands", rest=rest, **roles)
    if stage.blocked_by_red:
        yield line("funding.red")
    if stage.clawback:
        yield line("funding.clawback", days=stage.clawback_workdays)


def _test(test: LightTest) -> Line:
    if test.gap_over is not None:
        return line("light.gap", points=test.gap_over)
    if test.due_within is not None:
        return line("light.due", days=test.due_within)
    return line("light.overdue", days=test.overdue_over) if test.overdue_over else line("light.late")


def progress(scheme: Scheme) -> Iterator[Line]:
    """Tell reports, lights, evidence, follow-up."""
    stage = scheme.progress
    if stage is None:
        return
    for rule in stage.reports.values():
        facts = {"label": rule.label, "role": scheme.roles[rule.role].label, "due": rhythm(rule.cadence)}
        yield line(f"report.{rule.style}", whom=whom(scheme, rule.applies_to), **facts)
        if rule.no_change:
            yield line("report.no_change", label=rule.label)
    for level in stage.lights.levels:
        yield line("light", light=Term("light", level.light), tests=tuple(_test(t) for t in level.any))
    yield line("light.else", light=Term("light", stage.lights.otherwise))
    evidence = stage.evidence
    yield line(f"evidence.photo_{evidence.photo}", max=evidence.max_attachments)
    if evidence.linked_to_task:
        yield line("evidence.linked")
    yield line("evidence.sample", pct=evidence.sample_check_pct)
    if stage.follow_up:
        role = scheme.roles[stage.follow_up.role].label
        yield line(
            "follow_up", role=role, every=Term("every", stage.follow_up.every), times=stage.follow_up.times
        )


def _trigger(step: Escalation) -> Line:
    if step.before_workdays is not None:
        return line("trigger.before", days=step.before_workdays)
    if step.after_workdays is not None:
        return line("trigger.after", days=step.after_workdays)
    return line("trigger.reds", count=step.reds_in_year)


def supervision(scheme: Scheme) -> Iterator[Line]:
    """Reminders, problems, circulars."""
    stage = scheme.supervision
    if stage is None:
        return
    for step in stage.escalation:
        yield line("escalation", trigger=_trigger(step), do=Term("escalation", step.do))
    problems = stage.problems
    roles = {key: scheme.roles[getattr(problems, key)].label for key in ("finder", "rectifier", "verifier")}
    yield line("problems", days=problems.rectify_workdays, **roles)
    if stage.circular:
        yield line("circular", due=rhythm(stage.circular))
    yield line("quiet", start=scheme.quiet.start, end=scheme.quiet.end)


def assessment(scheme: Scheme) -> Iterator[Line]:
    """Parts, indicators, grades, consequences."""
    stage = scheme.assessment
    if stage is None:
        return
    parts = tuple(line("part", label=p.label, weight=p.weight) for p in stage.parts)
    if stage.subject == "post":
        yield from _posts(scheme, stage, parts)
    else:
        yield line("assessment", parts=parts, whom=whom(scheme, stage.applies_to))
    if stage.like_economic_indicators:
        yield line("assessment.economic", cap=stage.indicator_cap)
    for part in stage.parts:
        items = tuple(
            line("indicator", label=i.label, points=i.points, measure=Term("measure", i.measure))
            for i in part.indicators
        )
        yield line("assessment.part", label=part.label, items=items)
    for grade in stage.grades:
        quota = line("grade.quota", pct=grade.quota_pct) if grade.quota_pct is not None else ""
        yield line("grade", label=grade.label, score=grade.at_least, quota=quota)
    yield line("assessment.pass", score=stage.pass_score)
    for feed in stage.feeds:
        share = line("feed.share", pct=feed.share) if feed.share is not None else ""
        yield line("feed", to=Term("feed", feed.to), share=share)
    labels = {grade.name: grade.label for grade in stage.grades}
    for item in stage.consequences:
        yield line(
            "consequence",
            grade=labels[item.grade],
            propose=tuple(Term("consequence", p) for p in item.propose),
        )


def _post_words(scheme: Scheme, names: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(scheme.posts[name].label if name in scheme.posts else Term("post", name) for name in names)


def _posts(scheme: Scheme, stage: Assessment, parts: tuple[Line, ...]) -> Iterator[Line]:
    """An assessment of people: whose posts, who rates, what multiplies, who may read."""
    if stage.subjects:
        posts = _post_words(scheme, stage.subjects.posts)
        yield line("assessment.posts", parts=parts, posts=posts, whom=whom(scheme, stage.subjects.applies_to))
    labels = {part.id: part.label for part in stage.parts}
    for profile in stage.profiles:
        told = tuple(
            line("part", label=labels[name], weight=weight) for name, weight in profile.weights.items()
        )
        yield line("assessment.profile", whom=whom(scheme, profile.applies_to), parts=told)
    for group in stage.raters:
        facts = {"role": scheme.roles[group.role].label, "weight": group.weight, "quorum": group.quorum}
        yield line("assessment.rater", label=group.label, **facts)
    for rule in stage.coefficients:
        held: object = _post_words(scheme, rule.posts) or line("assessment.any_post")
        if rule.titles:
            held = line("assessment.titles", posts=held, titles=rule.titles)
        facts = {"posts": held, "coefficient": rule.coefficient}
        yield line("assessment.coefficient", whom=whom(scheme, rule.applies_to), **facts)
    if stage.reader:
        yield line("assessment.readers", reader=scheme.roles[stage.reader].label)


def publication(scheme: Scheme) -> Iterator[Line]:
    """Tell what leaves the house."""
    stage = scheme.publication
    if stage is None:
        return
    yield line("publication", releaser=scheme.roles[stage.releaser].label)
    for release in stage.releases:
        code = "release.after" if release.after_publicity else "release"
        yield line(code, what=Term("release", release.what), audience=Term("audience", release.audience))


def own_ways(scheme: Scheme) -> Iterator[Line]:
    """Tell where the scheme leaves the usual way: names, states, actions."""
    machines = compile_scheme(replace(scheme, machines={})).machines if scheme.machines else {}
    for kind, rule in scheme.machines.items():
        of = Line(f"kind.{kind}")
        states = {name: state.label for name, state in rule.states.items()}
        for name, label in rule.labels.items():
            yield line(
                "own.state_called", kind=of, state=states.get(name) or _usual(scheme, kind, name), label=label
            )
        for verb, label in rule.actions.items():
            named = next(
                (a for a in machines[kind].actions() if a.partition(".")[2] == verb), f"{kind}.{verb}"
            )
            yield line("own.action_called", kind=of, action=Line(f"action.{named}"), label=label)
        for label in states.values():
            yield line("own.state", kind=of, label=label)
        for action in rule.drop:
            yield line("own.dropped", kind=of, action=Line(f"action.{action}"))
        for edge in rule.edges:
            roles = tuple(scheme.roles[name].label for name in edge.roles)
            yield line("own.edge", kind=of, action=edge.label or Line(f"action.{edge.action}"), roles=roles)


def _usual(scheme: Scheme, kind: str, state: str) -> Label | Line:
    """What the house calls a state; one of a level after the level."""
    stem, _, level = state.partition(".")
    if not level or scheme.vetting is None:
        return Line(f"state.{kind}.{state}")
    named = scheme.vetting.levels[level].label
    return named if stem == "vetting" else Line(f"state.{kind}.{stem}", {"level": named})


def burden(scheme: Scheme) -> Iterator[Line]:
    """Tell what a unit spends on reports, and the figures of the source."""
    yield line("burden", minutes=monthly_minutes(scheme), limit=scheme.burden_minutes)


def figures(scheme: Scheme) -> Iterator[Line]:
    """Figures of the source, for reconciling only."""
    for seen in scheme.seen.values():
        yield line(f"seen.{seen.about}", label=seen.label, value=seen.value)
