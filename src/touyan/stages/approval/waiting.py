"""What waits for somebody inside projects: every stage says which of its matters, the desk reads them all in one statement.

A desk line says little of a matter, so the stages' rows are brought to one shape and read as one union. However many
duties a person's posts bring, the desk asks no more often; whose turn it is, is judged from the roles alone, conditions
and four eyes on the matter's own page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, CharField, DateField, F, Value
from django.db.models.functions import Cast, Coalesce, NullIf

from touyan.core.workflow import Position
from touyan.core.workflow.decide import holds
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.rulebook.queries import published_versions

Ask = Callable[[Actor, date], "ScopedQuerySet | None"]
_ASKED: list[Ask] = []


@dataclass(frozen=True, slots=True)
class Waiting:
    """One matter as a desk tells it. `words`, `note`, `sort` and `figure` are what its stage put there; `leader` leads the project."""

    kind: str
    key: UUID
    state: str
    due_on: date | None
    words: str
    note: str
    sort: str
    figure: int
    project: UUID
    title: str
    light: str
    leader: int
    unit: int
    path: str
    unit_label: str
    version: SchemeVersion

    def is_for(self, actor: Actor, *actions: str) -> bool:
        """Whether one of the actor's posts fits a role of one of these actions in the present state."""
        machine = self.version.machine(self.kind)
        if machine is None:
            return False
        leaders = {"leader": frozenset({self.leader})}
        at = Position(self.state, self.unit, self.path, dict(self.version.bodies), leaders)
        return any(
            holds(machine.roles[name], actor.person, actor.posts, at)[0]
            for action in actions
            for edge in machine.edges_of(action)
            if self.state in edge.sources
            for name in edge.roles
            if name in machine.roles
        )


def waits(ask: Ask) -> Ask:
    """Register a stage's matters: `(actor, today) -> rows(...)`, None where nothing concerns this actor."""
    if ask not in _ASKED:
        _ASKED.append(ask)
    return ask


def rows(
    matters: ScopedQuerySet, *, project: str = "project__", due_on: str = "", words: str = "", **more: Any
) -> ScopedQuerySet:
    """The matters in the shape of `Waiting`; `project` leads to their project ("" for projects themselves).

    `more` are `note` and `sort`, fields with words, and `figure`, a whole number as a field or an expression.
    """
    nothing = Value("", output_field=CharField())
    said = [F(more[name]) if name in more else nothing for name in ("note", "sort")]
    figure = more.get("figure", Value(0))
    unit = f"{project}unit__"
    found: ScopedQuerySet = matters.order_by().values_list(
        Value(matters.model.KIND, output_field=CharField()),
        F("key"),
        F("state"),
        F(due_on) if due_on else Cast(Value(None), DateField()),
        F(words) if words else nothing,
        *said,
        Cast(figure, BigIntegerField()),
        F(f"{project}key"),
        F(f"{project}title"),
        F(f"{project}light"),
        F(f"{project}leader_id"),
        F(f"{project}unit_id"),
        F(f"{unit}path"),
        Coalesce(NullIf(F(f"{unit}short_name"), nothing), F(f"{unit}name")),
        F(f"{project}scheme_version_id"),
    )
    return found


def waiting(actor: Actor, today: date, kind: str) -> list[Waiting]:
    """Matters of a kind that wait in reach, soonest due first; all kinds are one statement a request."""
    if not actor.request_id:
        return list(_together(actor, today).get(kind, ()))
    return list(_in_request(actor, today, actor.request_id).get(kind, ()))


@lru_cache(maxsize=8)
def _in_request(actor: Actor, today: date, request_id: str) -> Mapping[str, list[Waiting]]:  # noqa: ARG001 - keys the memory
    return _together(actor, today)


def _together(actor: Actor, today: date) -> Mapping[str, list[Waiting]]:
    found: dict[str, list[Waiting]] = defaultdict(list)
    asked = [one for ask in _ASKED if (one := ask(actor, today)) is not None]
    if not asked:
        return found
    versions = {version.pk: version for version in published_versions(actor)}
    for row in asked[0].union(*asked[1:], all=True):
        if row[-1] in versions:
            found[row[0]].append(Waiting(*row[:-1], version=versions[row[-1]]))
    for some in found.values():
        some.sort(key=lambda one: (one.due_on is None, one.due_on or today, one.title, str(one.key)))
    return found
