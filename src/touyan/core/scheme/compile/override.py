"""A scheme's own words and ways: labels, states and edges laid over a blueprint, and what can be wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from touyan.core.scheme.compile.draft import CONDITIONS, Draft
from touyan.core.scheme.decode import Fault, suggestion
from touyan.core.scheme.nodes import Path
from touyan.core.scheme.shape.scheme import EdgeRule, MachineRule, Scheme
from touyan.core.workflow.machine import Edge, Label, State


def override(draft: Draft, scheme: Scheme) -> Draft:
    """Lay the scheme's changes over a draft; the draft itself where there are none."""
    rule = scheme.machines.get(draft.kind)  # type: ignore[call-overload]
    if rule is None:
        return draft
    made = Draft(draft.kind)
    for state in (*draft.states.values(), *(State(s.name, s.label, s.final) for s in rule.states.values())):
        made.states[state.name] = State(state.name, rule.labels.get(state.name, state.label), state.final)
    replaced = {edge.action for edge in rule.edges} | set(rule.drop)
    kept = [edge for edge in draft.edges if edge.action not in replaced]
    made.edges = [_named(edge, rule) for edge in (*kept, *(_edge_of(edge) for edge in rule.edges))]
    return made


def _edge_of(rule: EdgeRule) -> Edge:
    label = rule.label or Label("")
    return Edge(
        rule.action,
        frozenset(rule.sources),
        rule.target,
        rule.roles,
        rule.needs,
        rule.leader_only,
        rule.not_by,
        label,
    )


def _named(edge: Edge, rule: MachineRule) -> Edge:
    label = rule.actions.get(edge.action.partition(".")[2])
    if label is None or edge.label.zh:
        return edge
    return replace(edge, label=label)


def override_faults(draft: Draft, rule: MachineRule) -> Iterator[Fault]:
    """States, actions and conditions the override names but nobody knows."""
    root = ("machines", draft.kind)
    actions = {edge.action for edge in draft.edges}
    verbs = {action.partition(".")[2] for action in actions}
    yield from _strange("state", rule.labels, {*draft.states, *rule.states}, (*root, "labels"))
    yield from _strange("action", rule.actions, verbs, (*root, "actions"))
    yield from _strange("action", rule.drop, actions, (*root, "drop"))
    for i, edge in enumerate(rule.edges):
        yield from _edge_faults(draft, rule, edge, (*root, "edges", i))


def _edge_faults(draft: Draft, rule: MachineRule, edge: EdgeRule, path: Path) -> Iterator[Fault]:
    states, actions = {*draft.states, *rule.states}, {e.action for e in draft.edges}
    if edge.action not in actions:
        yield _unknown("action", edge.action, actions, (*path, "action"))
    if edge.target is not None and edge.target not in states:
        yield _unknown("state", edge.target, states, (*path, "to"))
    yield from _strange("state", edge.sources, states, (*path, "from"))
    yield from _strange("condition", edge.needs, CONDITIONS[draft.kind], (*path, "needs"))
    yield from _strange("action", edge.not_by, actions, (*path, "not_by"))


def _strange(space: str, names: Iterable[str], known: Iterable[str], path: Path) -> Iterator[Fault]:
    """Report each name not known; a list's item stands under its number, a map's under its key."""
    for i, name in enumerate(names):
        if name not in known:
            yield _unknown(space, name, known, (*path, name if isinstance(names, Mapping) else i))


def _unknown(space: str, value: str, known: Iterable[str], path: Path) -> Fault:
    return Fault(f"scheme.unknown_{space}", path, {"value": value, **suggestion(value, sorted(known))})


def shape_faults(draft: Draft, rule: MachineRule) -> Iterator[Fault]:
    """States nobody can reach, states nobody can leave, ends that are left again, and roads that lead to no end."""
    reached, ending, is_broken = _reached(draft), _ending(draft), False

    def fault(code: str, name: str) -> Fault:
        path = ("machines", draft.kind, *(("states", name) if name in rule.states else ()))
        return Fault(code, path, {"kind": draft.kind, "state": name})

    for name, state in draft.states.items():
        is_left = any(e.target not in (None, name) and name in e.sources for e in draft.edges)
        if name not in reached:
            yield fault("scheme.dead_state", name)
        elif not state.final and not is_left:
            yield fault("scheme.no_way_out", name)
        elif state.final and is_left:
            yield fault("scheme.final_left", name)
        else:
            continue
        is_broken = True
    if ending and not is_broken:
        yield from (fault("scheme.no_end", name) for name in draft.states if name not in ending)


def _reached(draft: Draft) -> set[str]:
    reached, grown = {draft.initial}, True
    while grown:
        found = {e.target for e in draft.edges if e.target is not None and e.sources & reached} - reached
        reached, grown = reached | found, bool(found)
    return reached


def _ending(draft: Draft) -> set[str]:
    """States from which an end can be reached; empty for a matter that has none, as a call that may always be extended."""
    ending, grown = {name for name, state in draft.states.items() if state.final}, True
    while grown:
        found = {n for e in draft.edges if e.target in ending for n in e.sources} - ending
        ending, grown = ending | found, bool(found)
    return ending
