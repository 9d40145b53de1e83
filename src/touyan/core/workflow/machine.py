"""A kind of matter as data: its states, its edges, and the roles that may walk them.

A scheme compiles into one machine per subject kind; the house (units, people, posts) brings machines of
its own. A machine is stored as plain JSON with the scheme version and read back unchanged, so that a
matter is always judged by the rules it began under.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Place = Literal["own", "parent", "above", "below", "body", "tenant", "assigned", "anyone", "system"]


@dataclass(frozen=True, slots=True)
class Label:
    """Words for people, in both languages."""

    zh: str
    en: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """Who may: a kind of post held at a place relative to the matter.

    `posts` empty = any post there. `of`: `own` the owning unit; `parent` the unit directly above;
    `above` any unit above; `below` any unit below; `body` a body of the scheme, named by `name_of`; `tenant` anywhere
    in the tenant; `assigned` the person written into the matter under `name_of`; `anyone` whoever is
    signed in to the tenant; `system` the engine itself, delivering an effect.
    """

    name: str
    posts: frozenset[str] = frozenset()
    of: Place = "own"
    name_of: str = ""
    label: Label = Label("")


@dataclass(frozen=True, slots=True)
class State:
    """A state. `final` states may be left by nobody; `sealed` states hide their content from outsiders."""

    name: str
    label: Label = Label("")
    final: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """One way to go: an action, where it may start, where it ends, who may, under which conditions.

    `target` None keeps the state. `needs` names conditions whose findings must be empty. `leader_only`
    refuses a delegate (WH-14, FY-18). `not_by` names actions whose doer on this matter may not do this one
    (four eyes). `guard` names the condition that puts the edge on this matter's road at all: where it does not hold
    another edge of the same action is meant, and its findings are nobody's fault.
    """

    action: str
    sources: frozenset[str]
    target: str | None
    roles: tuple[str, ...]
    needs: tuple[str, ...] = ()
    leader_only: bool = False
    not_by: tuple[str, ...] = ()
    label: Label = Label("")
    guard: str = ""


@dataclass(frozen=True, slots=True)
class Machine:
    """All a kind of matter can go through."""

    kind: str
    initial: str
    states: Mapping[str, State]
    edges: tuple[Edge, ...]
    roles: Mapping[str, Role] = field(default_factory=dict)

    def edges_of(self, action: str) -> tuple[Edge, ...]:
        """Every edge that carries the action, in declared order."""
        return tuple(edge for edge in self.edges if edge.action == action)

    def actions(self) -> tuple[str, ...]:
        """Every action named by an edge, once, in declared order."""
        return tuple(dict.fromkeys(edge.action for edge in self.edges))

    def label_of(self, state: str) -> Label:
        """The words for a state; the bare name where the scheme gave none."""
        known = self.states.get(state)
        return known.label if known and known.label.zh else Label(state, state)


def _label_plain(label: Label) -> dict[str, str]:
    return {"zh": label.zh, "en": label.en}


def to_plain(machine: Machine) -> dict[str, Any]:
    """The machine as JSON-ready values with a fixed order, so that equal machines hash equally."""
    return {
        "kind": machine.kind,
        "initial": machine.initial,
        "states": [
            {"name": s.name, "label": _label_plain(s.label), "final": s.final}
            for s in machine.states.values()
        ],
        "edges": [
            {
                "action": e.action,
                "sources": sorted(e.sources),
                "target": e.target,
                "roles": list(e.roles),
                "needs": list(e.needs),
                "leader_only": e.leader_only,
                "not_by": list(e.not_by),
                "label": _label_plain(e.label),
                **({"guard": e.guard} if e.guard else {}),
            }
            for e in machine.edges
        ],
        "roles": [
            {
                "name": r.name,
                "posts": sorted(r.posts),
                "of": r.of,
                "name_of": r.name_of,
                "label": _label_plain(r.label),
            }
            for r in machine.roles.values()
        ],
    }


def from_plain(plain: Mapping[str, Any]) -> Machine:
    """Read a stored machine back. Raises KeyError or TypeError on a row that was tampered with."""
    return Machine(
        kind=plain["kind"],
        initial=plain["initial"],
        states={s["name"]: State(s["name"], Label(**s["label"]), s["final"]) for s in plain["states"]},
        edges=tuple(
            Edge(
                action=e["action"],
                sources=frozenset(e["sources"]),
                target=e["target"],
                roles=tuple(e["roles"]),
                needs=tuple(e["needs"]),
                leader_only=e["leader_only"],
                not_by=tuple(e["not_by"]),
                label=Label(**e["label"]),
                guard=e.get("guard", ""),
            )
            for e in plain["edges"]
        ),
        roles={
            r["name"]: Role(r["name"], frozenset(r["posts"]), r["of"], r["name_of"], Label(**r["label"]))
            for r in plain["roles"]
        },
    )
