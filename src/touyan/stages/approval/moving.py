"""Projects moved to another version of their scheme, together with everything that hangs on them.

The parts of a project have no version of their own: their project's rules are theirs. All of them are read at once, as
(kind, state, detail), so that a thousand projects cost one statement; each later stage says what its own part must not lose.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast

from touyan.core.findings import Finding
from touyan.core.scheme import Scheme
from touyan.foundation.ledger.registry import subject_models
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.wording import sentence
from touyan.stages.approval.models import Project, ProjectPart
from touyan.stages.scheme.moving import hinders, movable, named

Told = Callable[[list[tuple[str, str]], Scheme, Scheme], Iterator[Finding]]
_TOLD: dict[str, tuple[str, Told]] = {}

PROJECTS = movable(
    Project,
    rows=lambda found: found.select_related("unit"),
    title=lambda one: one.title,
    url="/projects/{key}",
)


def part_keeps(kind: str, detail: str) -> Callable[[Told], Told]:
    """Register what a part must find in the new rules: `([(state, detail)], old, new) -> findings`; `detail` is a column."""

    def register(told: Told) -> Told:
        _TOLD[kind] = (detail, told)
        return told

    return register


@hinders("project")
def outcome_gone(projects: Sequence[Project], new: SchemeVersion) -> Iterator[tuple[int, Finding]]:
    """A project's result and award are words of the rules it was decided by."""
    rules = new.rules
    outcomes = set(rules.decision.outcomes) if rules.decision else set()
    awards = {a.name for a in rules.contest.awards} if rules.contest else set()
    for one in projects:
        before = one.scheme_version.rules.decision
        if before and one.outcome in before.outcomes and one.outcome not in outcomes:
            yield (
                one.pk,
                Finding("move.outcome_gone", facts=named(before.outcomes[one.outcome].label, one.outcome)),
            )
        if one.award and one.award not in awards:
            yield one.pk, Finding("move.award_gone", facts=named(None, one.award))


@hinders("project")
def parts_lost(projects: Sequence[Project], new: SchemeVersion) -> Iterator[tuple[int, Finding]]:
    """Every part must find its state in the new machine of its kind, and what its own stage needs of the rules."""
    parts = _parts_of(new.tenant_id, [one.pk for one in projects])
    for one in projects:
        for kind, rows in parts[one.pk].items():
            machine = new.machine(kind)
            states = {state for state, _ in rows}
            if machine is None or not states <= set(machine.states):
                yield one.pk, Finding("move.part_lost", facts=_called(kind))
            elif kind in _TOLD:
                for finding in _TOLD[kind][1](rows, one.scheme_version.rules, new.rules):
                    yield one.pk, finding


def _called(kind: str) -> dict[str, str]:
    return {"name": sentence(f"kind.{kind}"), "name_en": sentence(f"kind.{kind}", lang="en")}


def _parts_of(tenant: int, projects: list[int]) -> dict[int, dict[str, list[tuple[str, str]]]]:
    kinds = {kind: model for kind, model in subject_models().items() if issubclass(model, ProjectPart)}
    queries = [_told(kind, model, tenant, projects) for kind, model in sorted(kinds.items())]
    found: dict[int, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for pk, kind, state, detail in queries[0].union(*queries[1:]) if queries else ():
        found[pk][kind].append((state, detail))
    return found


def _told(kind: str, model: Any, tenant: int, projects: list[int]) -> Any:
    column = _TOLD[kind][0] if kind in _TOLD else ""
    detail = Cast(F(column), CharField(max_length=200)) if column else Value("", CharField(max_length=200))
    rows = model.objects.of_tenant(tenant).filter(project__in=projects).order_by()
    return rows.annotate(what=Value(kind, CharField(max_length=40)), detail=detail).values_list(
        "project_id", "what", "state", "detail"
    )
