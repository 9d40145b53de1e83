"""Explaining who decides, who may apply with what, and the way to the decision."""

from __future__ import annotations

from collections.abc import Iterator

from touyan.core.scheme.explain.lines import Line, Term, line
from touyan.core.scheme.shape.people import EVERYTHING, Selector
from touyan.core.scheme.shape.scheme import Scheme


def whom(scheme: Scheme, selector: Selector) -> Line:
    """Name the matters a rule is for."""
    options = {name: dict(t.options) for name, t in scheme.taxonomies.items()}
    parts: list[Line] = []
    spaces = (("unit_kinds", "unit_kind"), ("outcomes", "outcome"))
    for attribute, space in spaces:
        values = getattr(selector, attribute)
        if values:
            parts.append(line(f"for.{attribute}", values=tuple(Term(space, v) for v in values)))
    for attribute, taxonomy in (("classes", "class"), ("sizes", "size")):
        values = getattr(selector, attribute)
        if values:
            parts.append(line(f"for.{attribute}", values=tuple(options[taxonomy][v] for v in values)))
    if selector.groups:
        parts.append(line("for.groups", values=tuple(scheme.groups[g].label for g in selector.groups)))
    if selector.places:
        parts.append(line("for.places", values=selector.places))
    return line("for.these", parts=tuple(parts)) if parts else line("for.all")


def basis(scheme: Scheme) -> Iterator[Line]:
    """Place, year, document, owner."""
    yield line("basis", label=scheme.label, place=scheme.place, year=scheme.year)
    if scheme.last_year and scheme.last_year > scheme.year:
        yield line("basis.years", last=scheme.last_year)
    if scheme.document:
        yield line("document", title=scheme.document.title)
    owner = scheme.owner
    yield line("owner", body=scheme.bodies[owner.body].label, office=scheme.bodies[owner.office].label)
    if owner.supervisor:
        yield line("supervisor", body=scheme.bodies[owner.supervisor].label)


def people(scheme: Scheme) -> Iterator[Line]:
    """Every role and who holds it."""
    for role in scheme.roles.values():
        posts = tuple(scheme.posts[p].label if p in scheme.posts else Term("post", p) for p in role.posts)
        facts = {"label": role.label, "posts": posts or (line("any_post"),)}
        if role.of == "body":
            yield line("role.body", body=scheme.bodies[role.named].label, **facts)
        else:
            yield line("role.place", of=Term("role_place", role.of), **facts)


def windows(scheme: Scheme) -> Iterator[Line]:
    """Tell the year's dates."""
    for window in scheme.windows.values():
        yield line("window", label=window.label or window.name, start=window.start, end=window.end)


def forms(scheme: Scheme) -> Iterator[Line]:
    """Tell what each form asks, and what it does not ask because the house knows it."""
    for form in scheme.forms.values():
        fields = tuple(f for _, f in form.fields())
        sections = tuple(line("quoted", label=s.label) for s in form.sections.values())
        yield line("form", label=form.label, minutes=form.minutes, count=len(sections), sections=sections)
        must = tuple(f.label for f in fields if f.required)
        if must:
            yield line("form.must", label=form.label, fields=must)
        known = tuple(f.label for f in fields if f.source != "asked")
        if known:
            yield line("form.known", label=form.label, fields=known)


def lists(scheme: Scheme) -> Iterator[Line]:
    """Tell what there is to choose from, and who belongs to which group."""
    for taxonomy in scheme.taxonomies.values():
        options = tuple(taxonomy.options.values())
        yield line(f"list.{taxonomy.pick}", label=taxonomy.label, options=options)
    for group in scheme.groups.values():
        yield line("group", label=group.label, whom=whom(scheme, group.of))


def checks(scheme: Scheme) -> Iterator[Line]:
    """Tell the named checks."""
    for check in scheme.checks.values():
        items = tuple(item.label for item in check.items.values())
        at = tuple(Term("check_at", a) for a in check.at)
        yield line("check", label=check.label, items=items, count=len(items), at=at)


def application(scheme: Scheme) -> Iterator[Line]:
    """Who may apply, how many, by when."""
    stage = scheme.application
    if stage is None:
        return
    roles = scheme.roles
    yield line("application.whom", whom=whom(scheme, stage.applies_to), form=scheme.forms[stage.form].label)
    steps = tuple(roles[r].label for r in (stage.drafter, stage.checker, stage.leader) if r)
    yield line("application.steps", steps=steps)
    if stage.leader_only:
        yield line("application.in_person", leader=roles[stage.leader].label)
    for quota in stage.quota:
        facts = {"min": quota.min, "max": quota.max, "per": Term("per", quota.per)}
        if quota.applies_to == EVERYTHING:
            yield line("application.quota", **facts)
        else:
            yield line("application.quota_for", whom=whom(scheme, quota.applies_to), **facts)
    if stage.finish_by:
        yield line("application.finish", finish=stage.finish_by)
    if stage.checks:
        yield line("application.checks", checks=tuple(scheme.checks[c].label for c in stage.checks))


def task_list(scheme: Scheme) -> Iterator[Line]:
    """Tell how the issued list becomes work."""
    stage = scheme.task_list
    if stage is None:
        return
    facts = {"whom": whom(scheme, stage.applies_to), "leader": scheme.roles[stage.leader].label}
    yield line("task_list", role=scheme.roles[stage.role].label, **facts)
    yield line("task_list.days", start=stage.starts_on, finish=stage.finish_by)


def entries(scheme: Scheme) -> Iterator[Line]:
    """Tell what is required, what may be started from or claimed, what is filed, what is put forward."""
    for required in scheme.required.values():
        yield line("required", label=required.label, whom=whom(scheme, required.applies_to))
    if scheme.catalogue:
        items = tuple(line("quoted", label=item.label) for item in scheme.catalogue.values())
        yield line("catalogue", count=len(items), items=items)
    single = tuple(line("quoted", label=i.label) for i in scheme.catalogue.values() if i.claims == "one")
    if single:
        yield line("catalogue.single", items=single)
    if scheme.participation:
        phases = tuple(Term("phase", phase) for phase in scheme.participation.phases)
        yield line("participation", phases=phases, role=scheme.roles[scheme.participation.role].label)
    client = scheme.client_acceptance
    if client:
        role = scheme.roles[client.role].label
        yield line("client_acceptance", role=role, n=client.at_least, pct=client.satisfied_pct)
    filing, promotion = scheme.filing, scheme.promotion
    if filing:
        facts = {"whom": whom(scheme, filing.applies_to), "role": scheme.roles[filing.role].label}
        if filing.workdays:
            yield line("filing_days", days=filing.workdays, **facts)
        else:
            yield line("filing", **facts)
    if promotion:
        role = scheme.roles[promotion.role].label
        yield line("promotion", whom=whom(scheme, promotion.applies_to), to=promotion.to, role=role)


def vetting(scheme: Scheme) -> Iterator[Line]:
    """Level after level, and rework."""
    stage = scheme.vetting
    if stage is None:
        return
    for number, level in enumerate(stage.levels.values(), start=1):
        role = scheme.roles[level.role].label
        if level.workdays:
            yield line("vetting.level_days", number=number, level=level.label, role=role, days=level.workdays)
        else:
            yield line("vetting.level", number=number, level=level.label, role=role)
    rework = stage.rework
    yield line("vetting.rework", rounds=rework.max_rounds, days=rework.workdays)
    if rework.then:
        yield line("vetting.then", outcome=Term("outcome", rework.then))
    if stage.checks:
        yield line("vetting.checks", checks=tuple(scheme.checks[c].label for c in stage.checks))


def meeting(scheme: Scheme) -> Iterator[Line]:
    """How the meeting scores and cuts."""
    stage = scheme.meeting
    if stage is None:
        return
    criteria = tuple(line("criterion", label=c.label, points=c.points) for c in stage.criteria.values())
    facts = {"body": scheme.bodies[stage.body].label, "scorer": scheme.roles[stage.scorer].label}
    yield line("meeting.criteria", criteria=criteria, full=stage.full_marks, **facts)
    rounding = Term("rounding", stage.rounding.mode)
    yield line(
        "meeting.marks",
        step=stage.step,
        quorum=stage.quorum,
        decimals=stage.rounding.decimals,
        rounding=rounding,
    )
    if stage.trim:
        yield line("meeting.trim", high=stage.trim.high, low=stage.trim.low, min=stage.trim.min_judges)
    yield line(f"cut.{stage.cut.rule}", n=stage.cut.n, score=stage.cut.score)
    yield line("meeting.tie", body=scheme.bodies[stage.tie.body].label)
    if stage.recusal:
        yield line("meeting.recusal")


def decision(scheme: Scheme) -> Iterator[Line]:
    """Tell what may come out."""
    stage = scheme.decision
    if stage is None:
        return
    yield line("decision", body=scheme.bodies[stage.body].label, clerk=scheme.roles[stage.clerk].label)
    for outcome in stage.outcomes.values():
        yield line("decision.outcome", label=outcome.label, track=Term("track", outcome.track))
    if stage.verifier and "approved_after_revision" in stage.outcomes:
        yield line(
            "decision.revision", days=stage.revision_workdays, verifier=scheme.roles[stage.verifier].label
        )
    if stage.notice:
        signer = scheme.roles[stage.notice.signer].label
        yield line("decision.notice", style=Term("notice", stage.notice.style), signer=signer)


def publicity(scheme: Scheme) -> Iterator[Line]:
    """Tell the publicity period."""
    stage = scheme.publicity
    if stage is None:
        return
    of = tuple(Term("publicity_of", item) for item in stage.of)
    yield line("publicity", of=of, days=stage.workdays)
    objection = stage.objection
    facts = {"role": scheme.roles[objection.role].label, "days": objection.answer_workdays}
    yield line("publicity.objection_named" if objection.real_name else "publicity.objection", **facts)
