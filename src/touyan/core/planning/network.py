"""The network of tasks as a graph: faults of its structure, the order of calculation, circles by their path.

A parent stands in the graph with two faces: its children begin behind the first, and what waits for the parent
stands behind the second. So a link to or from a parent costs one edge, however many children it has, and a circle
through a parent is found like any other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from touyan.core.findings import Finding


class Outline(NamedTuple):
    """A task's place in the network; None stands where a name could not be read."""

    id: str | None
    parent: str | None = None
    sources: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """`follows[n]` = nodes that wait for node n; node i < `size` is task i, node i + `size` a parent's far face."""

    size: int
    follows: list[list[int]]


def structure_findings(outlines: Sequence[Outline]) -> list[Finding]:
    """Every fault of the structure: names given twice, unknown names, circles (each circle once, by a path)."""
    return examine(outlines)[0]


def examine(outlines: Sequence[Outline]) -> tuple[list[Finding], list[int]]:
    """The faults of the structure, and the nodes in order of calculation (whole where there is no fault)."""
    index: dict[str, int] = {}
    found: list[Finding] = []
    for i, outline in enumerate(outlines):
        if outline.id is None:
            continue
        if outline.id in index:
            found.append(Finding("task_twice", f"tasks[{i}].id", {"task": outline.id}))
        index.setdefault(outline.id, i)
    found += [*_unknown_names(outlines, index), *_own_circles(outlines)]
    graph = graph_of(outlines, index)
    order = order_of(graph)
    if len(order) < len(graph.follows):
        found += _circles(outlines, graph, order)
    return found, order


def _unknown_names(outlines: Sequence[Outline], index: Mapping[str, int]) -> Iterator[Finding]:
    for i, outline in enumerate(outlines):
        if outline.parent is not None and outline.parent not in index:
            yield Finding("parent_unknown", f"tasks[{i}].parent", {"task": outline.parent})
        for j, source in enumerate(outline.sources):
            if source is not None and source not in index:
                yield Finding("link_unknown", f"tasks[{i}].links[{j}].from", {"task": source})


def _own_circles(outlines: Sequence[Outline]) -> Iterator[Finding]:
    for i, outline in enumerate(outlines):
        if outline.id is None:
            continue
        if outline.parent == outline.id:
            yield _circle([outline.id, outline.id], f"tasks[{i}].parent")
        for j, source in enumerate(outline.sources):
            if source == outline.id:
                yield _circle([outline.id, outline.id], f"tasks[{i}].links[{j}]")


def _circle(path: list[str], place: str) -> Finding:
    return Finding("cycle", place, {"path": path, "shown": " → ".join(path)})


def graph_of(outlines: Sequence[Outline], index: Mapping[str, int]) -> Graph:
    """The graph of all sound names; links and parents of a task to itself are left out (told on their own)."""
    size = len(outlines)
    parents = {outline.parent for outline in outlines if outline.parent is not None}
    far = [i + size if outline.id in parents else i for i, outline in enumerate(outlines)]
    follows: list[list[int]] = [[] for _ in range(2 * size if parents else size)]
    for i, outline in enumerate(outlines):
        if outline.parent is not None:
            up = index.get(outline.parent, i)
            if up != i:
                follows[up].append(i)
                follows[far[i]].append(up + size)
        for source in outline.sources:
            before = index.get(source, i) if source is not None else i
            if before != i:
                follows[far[before]].append(i)
    return Graph(size, follows)


def order_of(graph: Graph) -> list[int]:
    """Nodes so that each stands behind all it waits for; nodes on or behind a circle are missing."""
    waits = [0] * len(graph.follows)
    for followers in graph.follows:
        for node in followers:
            waits[node] += 1
    ready = deque(node for node, count in enumerate(waits) if not count)
    order = []
    while ready:
        node = ready.popleft()
        order.append(node)
        for follower in graph.follows[node]:
            waits[follower] -= 1
            if not waits[follower]:
                ready.append(follower)
    return order


def _circles(outlines: Sequence[Outline], graph: Graph, order: Sequence[int]) -> Iterator[Finding]:
    """One circle for each knot of nodes that wait for each other: the shortest through the first of them."""
    left = set(range(len(graph.follows))).difference(order)
    for knot in sorted(_knots(graph, left), key=min):
        tasks = [node % graph.size for node in _shortest_circle(graph, knot)]
        steps = [task for i, task in enumerate(tasks) if not i or tasks[i - 1] != task]
        yield _circle([outlines[task].id or "" for task in steps], _closing_place(outlines, steps))


def _closing_place(outlines: Sequence[Outline], steps: Sequence[int]) -> str:
    """Where the last link of a circle stands; the parent of its first task where it consists of parents alone."""
    for before, after in reversed(list(pairwise(steps))):
        sources = outlines[after].sources
        if outlines[before].id in sources:
            return f"tasks[{after}].links[{sources.index(outlines[before].id)}]"
    return f"tasks[{steps[0]}].parent"


def _shortest_circle(graph: Graph, knot: set[int]) -> list[int]:
    first = min(knot)
    came: dict[int, int] = {}
    ready = deque([first])
    while first not in came:
        node = ready.popleft()
        for follower in graph.follows[node]:
            if follower in knot and follower not in came:
                came[follower] = node
                ready.append(follower)
    path = [first]
    while len(path) == 1 or path[-1] != first:
        path.append(came[path[-1]])
    return path[::-1]


def _knots(graph: Graph, left: set[int]) -> list[set[int]]:
    """Groups of nodes that reach each other, of two nodes and more, among the nodes left over."""
    backward: dict[int, list[int]] = {node: [] for node in left}
    for node in left:
        for follower in graph.follows[node]:
            if follower in left:
                backward[follower].append(node)
    forward = {node: [f for f in graph.follows[node] if f in left] for node in left}
    seen: set[int] = set()
    finished = [node for root in sorted(left) for node in _walk(root, forward, seen)]
    seen = set()
    groups = [set(_walk(root, backward, seen)) for root in reversed(finished)]
    return [group for group in groups if len(group) > 1]


def _walk(root: int, edges: dict[int, list[int]], seen: set[int]) -> Iterable[int]:
    """Nodes reached from a root and not seen before, each after all that it leads to."""
    if root in seen:
        return
    seen.add(root)
    stack = [(root, iter(edges[root]))]
    while stack:
        node, rest = stack[-1]
        step = next((one for one in rest if one not in seen), None)
        if step is None:
            stack.pop()
            yield node
        else:
            seen.add(step)
            stack.append((step, iter(edges[step])))
