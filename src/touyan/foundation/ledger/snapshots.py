"""Rows become the value the pure decision reads: state, owner, bodies, doers, conditions."""

from __future__ import annotations

from typing import Any

from touyan.core.findings import Finding
from touyan.core.workflow import Machine, Position
from touyan.foundation.ledger.models import Act, Subject
from touyan.foundation.ledger.registry import CONDITIONS


def position(subject: Subject, machine: Machine, action: str, given: Any) -> Position:
    """Where the matter stands, with only those doers and conditions that the action's edges ask for."""
    unit, path = subject.own_unit()
    edges = [e for e in machine.edges_of(action) if subject.state in e.sources]
    version = getattr(subject, "scheme_version", None)
    return Position(
        state=subject.state,
        unit=unit,
        path=path,
        bodies=dict(version.bodies) if version is not None else {},
        assigned=subject.assigned(),
        doers=_doers(subject, {name for e in edges for name in e.not_by}),
        conditions={
            name: _findings(subject, name, given)
            for name in {name for e in edges for name in (*e.needs, e.guard) if name}
        },
    )


def _doers(subject: Subject, actions: set[str]) -> dict[str, frozenset[int]]:
    if not actions:
        return {}
    done = Act.objects.filter(
        subject_kind=subject.KIND, subject_key=subject.key, is_done=True, action__in=actions
    ).values_list("action", "person")
    return {name: frozenset(person for act, person in done if act == name) for name in actions}


def _findings(subject: Subject, name: str, given: Any) -> tuple[Finding, ...]:
    check = CONDITIONS.get((subject.KIND, name))
    if check is None:
        return (Finding("door.condition_unknown", facts={"condition": name}),)
    return check(subject, given)
