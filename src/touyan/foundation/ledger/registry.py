"""What the door knows: actions, subjects by kind, named conditions and the house's own machines.

Filled by decorators when the apps load; read by the door, `touyan verify` and the architecture tests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.apps import apps

from touyan.core.findings import Finding
from touyan.core.workflow import Edge, Machine, Role
from touyan.foundation.ledger.models import Subject
from touyan.foundation.wording import sentence

Body = Callable[..., Any]
Condition = Callable[[Any, Any], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Action:
    """A verb: its name, the kind of matter it is done to, the input it takes and its body."""

    name: str
    on: type[Subject]
    given: type | None
    body: Body
    reaches_beyond: bool


ACTIONS: dict[str, Action] = {}
CONDITIONS: dict[tuple[str, str], Condition] = {}
HOUSE_MACHINES: dict[str, Machine] = {}
HOUSE_EDGES: dict[str, list[Edge]] = {}
HOUSE_ROLE = Role("house", of="system")
"""Who stands behind an edge that only the engine goes."""
KEEPER = "keeper"
"""In a house edge, whoever keeps the scheme the matter is under: its `owner.role`."""


def action(
    name: str, *, on: type[Subject], given: type | None = None, reaches_beyond: bool = False
) -> Callable[[Body], Body]:
    """Declare a verb of the product. Its body does only its own app's writes and never touches state.

    `reaches_beyond` marks an action whose actor may stand outside the matter's scope (raising an objection to
    something published, claiming a need): the door then loads by key inside the tenant and leaves the
    question to the roles.
    """

    def register(body: Body) -> Body:
        if name in ACTIONS:
            raise RuntimeError(f"action {name} is declared twice")
        ACTIONS[name] = Action(name, on, given, body, reaches_beyond)
        return body

    return register


def condition(name: str, *, on: type[Subject]) -> Callable[[Condition], Condition]:
    """Declare a named check of a matter: `(subject, given) -> findings`, empty when it holds."""

    def register(check: Condition) -> Condition:
        CONDITIONS[(on.KIND, name)] = check
        return check

    return register


def house_machine(machine: Machine) -> Machine:
    """Declare the machine of a kind that no scheme rules (units, people, needs)."""
    HOUSE_MACHINES[machine.kind] = machine
    return machine


def house_edge(kind: str, edge: Edge) -> None:
    """Declare something the house itself lets happen to every matter of a kind a scheme rules, whatever the scheme says.

    Its `sources` are replaced by every state of the scheme's machine that is not final; the role `keeper` is the one that keeps the
    scheme. Stored machines stay as they were published: the edge is laid over them when they are read.
    """
    HOUSE_EDGES.setdefault(kind, []).append(edge)


def is_house_edge(kind: str, edge: Edge) -> bool:
    """Whether the house laid the edge over the scheme's machine."""
    return any(edge.action == laid.action for laid in HOUSE_EDGES.get(kind, ()))


def with_house_edges(machine: Machine, keeper: Role | None) -> Machine:
    """The machine as the door reads it: the scheme's own edges, then the house's."""
    wanted = HOUSE_EDGES.get(machine.kind, [])
    open_states = frozenset(s.name for s in machine.states.values() if not s.final)
    known = {HOUSE_ROLE.name: HOUSE_ROLE, **({keeper.name: keeper} if keeper else {})}
    laid = tuple(
        replace(
            e, sources=open_states, roles=tuple(keeper.name if r == KEEPER and keeper else r for r in e.roles)
        )
        for e in wanted
        if keeper or KEEPER not in e.roles
    )
    if not laid:
        return machine
    used = {name: known[name] for e in laid for name in e.roles}
    return replace(machine, edges=(*machine.edges, *laid), roles={**used, **machine.roles})


@cache
def subject_models() -> Mapping[str, type[Subject]]:
    """Every kind of matter by name."""
    return {m.KIND: m for m in apps.get_models() if issubclass(m, Subject) and m.KIND}


def machine_of(subject: Subject) -> Machine:
    """The machine a matter is judged by: that of the scheme version it began under, else the house's."""
    version = getattr(subject, "scheme_version", None)
    if version is not None:
        found = version.machine(subject.KIND)
        if found is not None:
            return found
    return HOUSE_MACHINES[subject.KIND]


@cache
def action_words(lang: str) -> Mapping[str, str]:
    """Words for every declared action: of the house's own edges where they have some, else the bare name."""
    words = dict.fromkeys(ACTIONS, "")
    houses = [machine.edges for machine in HOUSE_MACHINES.values()]
    for edges in (*houses, *HOUSE_EDGES.values()):
        for edge in edges:
            if edge.label.zh:
                words[edge.action] = (edge.label.en or edge.label.zh) if lang == "en" else edge.label.zh
    return {
        name: said or sentence(f"action.{name}", lang="en" if lang == "en" else "zh")
        for name, said in words.items()
    }
