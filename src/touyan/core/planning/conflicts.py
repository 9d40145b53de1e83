"""What links, bounds or a task's own other limits do not allow: told, never moved silently.

Judged on the early dates. A pinned task is compared with everything that asks something of it; any other task only
where it has a limit that can be overrun (MSO, MFO, SNLT, FNLT). Each cause is one conflict: every link that alone
would overrun the limit, then `start`, `finish`, the own limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from touyan.core.findings import Finding
from touyan.core.planning.frame import Frame, Leaf
from touyan.core.planning.model import Conflict
from touyan.core.planning.passes import asked, face_of, latest_by_constraint


@dataclass(frozen=True, slots=True)
class Bounds:
    """The worked days the plan counts from; None where that bound was not given."""

    start: int | None
    finish: int | None


def conflicts_of(frame: Frame, bounds: Bounds) -> list[Conflict]:
    """All conflicts, by the order of tasks in the input."""
    found: list[Conflict] = []
    for leaf in sorted(frame.order, key=lambda one: one.index):
        if leaf.is_pinned:
            found += _of_pinned(frame, leaf, bounds)
        elif leaf.task.constraint is not None and leaf.task.constraint.type not in {"SNET", "FNET"}:
            found += _of_limited(frame, leaf, bounds)
    return found


def _conflict(leaf: Leaf, code: str, against: str, words: str) -> Conflict:
    facts: dict[str, object] = {"task": leaf.task.id, "type": code, "with": against}
    if leaf.task.constraint is not None:
        facts["on"] = leaf.task.constraint.on
    if leaf.task.pinned is not None:
        facts["start"], facts["finish"] = leaf.task.pinned.start, leaf.task.pinned.finish
    return Conflict(leaf.task.id, code, against, Finding(f"plan_conflict_{words}", "", facts, "warning"))


def _overrunning(frame: Frame, leaf: Leaf, limit: int) -> Iterator[str]:
    """Names of the predecessors whose links alone ask for a start boundary after `limit`, each once."""
    told = set()
    for bond in leaf.incoming:
        face = face_of(leaf, bond.to_finish)
        wanted = max(asked(bond, one, face, frame.axis) for one in bond.sources)
        if bond.to_finish:
            wanted -= leaf.width
        if wanted > limit and bond.link.source not in told:
            told.add(bond.link.source)
            yield bond.link.source


def _of_pinned(frame: Frame, leaf: Leaf, bounds: Bounds) -> Iterator[Conflict]:
    for source in _overrunning(frame, leaf, leaf.early_start):
        yield _conflict(leaf, "pinned", source, "pinned_link")
    status = frame.status_floor
    if bounds.start is not None and leaf.first_day < bounds.start:
        yield _conflict(leaf, "pinned", "start", "pinned_start")
    elif status is not None and leaf.first_day < status:
        yield _conflict(leaf, "pinned", "start", "pinned_status")
    if bounds.finish is not None and leaf.last_day > bounds.finish:
        yield _conflict(leaf, "pinned", "finish", "pinned_finish")
    constraint = leaf.task.constraint
    if constraint is not None and _breaks(frame, leaf):
        yield _conflict(leaf, "pinned", constraint.type, "pinned_limit")


def _breaks(frame: Frame, leaf: Leaf) -> bool:
    """Whether kept dates break the task's own limit."""
    constraint = leaf.task.constraint
    if constraint is None:
        return False
    day = frame.limit(constraint)
    stands = leaf.first_day if constraint.type in {"SNET", "SNLT", "MSO"} else leaf.last_day
    if constraint.type in {"SNET", "FNET"}:
        return stands < day
    if constraint.type in {"SNLT", "FNLT"}:
        return stands > day
    return stands != day


def _of_limited(frame: Frame, leaf: Leaf, bounds: Bounds) -> Iterator[Conflict]:
    constraint = leaf.task.constraint
    if constraint is None:
        return
    code = constraint.type
    if leaf.has_fact:
        if _breaks(frame, leaf):
            yield _conflict(leaf, code, leaf.task.id, "limit_fact")
        return
    limit = latest_by_constraint(frame, leaf)
    for source in _overrunning(frame, leaf, limit):
        yield _conflict(leaf, code, source, "limit_link")
    floor = frame.status_floor
    if bounds.start is not None and bounds.start + leaf.is_end > limit:
        yield _conflict(leaf, code, "start", "limit_start")
    elif floor is not None and floor + leaf.is_end > limit:
        yield _conflict(leaf, code, "start", "limit_status")
    if bounds.finish is not None and code in {"MSO", "MFO"}:
        latest = bounds.finish + (leaf.is_end or not leaf.is_milestone) - leaf.width
        if limit > latest:
            yield _conflict(leaf, code, "finish", "limit_finish")
