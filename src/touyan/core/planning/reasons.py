"""Why a task stands where it stands: the one link, limit or bound that binds it, as a code and facts.

A link binds where its follower stands exactly at the boundary the link asks for. Where several bind, the
predecessor that comes first in the input is named, so that the same plan always gives the same words.
"""

from __future__ import annotations

from touyan.core.findings import Finding
from touyan.core.planning.frame import Bond, Frame, Leaf
from touyan.core.planning.model import Link
from touyan.core.planning.passes import allowed, asked, earliest_by_constraint, face_of, latest_by_constraint


def tight_source(frame: Frame, leaf: Leaf) -> tuple[Leaf, Bond] | None:
    """The leaf and bond that hold a leaf exactly where it is; of several leaves the first in input."""
    best: tuple[Leaf, Bond] | None = None
    for bond in leaf.incoming:
        boundary = leaf.early_finish if bond.to_finish else leaf.early_start
        one = _asking(frame, bond, face_of(leaf, bond.to_finish), boundary)
        if one is not None and (best is None or one.index < best[0].index):
            best = (one, bond)
    return best


def _asking(frame: Frame, bond: Bond, face: int, boundary: int) -> Leaf | None:
    """The first source that asks for just this boundary; the sources of many are looked through once."""
    if len(bond.sources) == 1:
        one = bond.sources[0]
        return one if asked(bond, one, face, frame.axis) == boundary else None
    key = (id(bond), face, False)
    if key not in frame.firsts:
        frame.firsts[key] = {asked(bond, one, face, frame.axis): one for one in reversed(bond.sources)}
    return frame.firsts[key].get(boundary)


def lag_kind(link: Link) -> str:
    """The part of a sentence's code that tells the lag: none, after or before, in working or calendar days."""
    if not link.lag:
        return "plain"
    side = "after" if link.lag > 0 else "before"
    return f"{side}_{link.unit}s"


def early_reason(frame: Frame, leaf: Leaf) -> Finding:
    """What keeps a task from standing earlier."""
    kept = _kept_reason(leaf)
    if kept is not None:
        return kept
    tight = tight_source(frame, leaf)
    if tight is not None:
        link = tight[1].link
        code = f"early_{link.type.lower()}_{lag_kind(link)}"
        return _note(code, {"with": link.source, "lag": abs(link.lag)})
    constraint = leaf.task.constraint
    if constraint is not None and earliest_by_constraint(frame, leaf) == leaf.early_start:
        return _note(f"early_{constraint.type.lower()}", {"on": constraint.on})
    status = frame.status_floor
    if status is not None and frame.plan.status_date is not None and leaf.first_day == status:
        return _note("early_status", {"on": frame.plan.status_date})
    return _note("early_start", {})


def late_reason(frame: Frame, leaf: Leaf) -> Finding:
    """What keeps a task from standing later (the reason shown when planning backward)."""
    kept = _kept_reason(leaf)
    if kept is not None:
        return kept
    tight = _tight_target(frame, leaf)
    if tight is not None:
        code = f"late_{tight.link.type.lower()}_{lag_kind(tight.link)}"
        return _note(code, {"with": tight.owner, "lag": abs(tight.link.lag)})
    constraint = leaf.task.constraint
    if constraint is not None and latest_by_constraint(frame, leaf) == leaf.late_start:
        return _note(f"late_{constraint.type.lower()}", {"on": constraint.on})
    return _note("late_finish", {})


def _tight_target(frame: Frame, leaf: Leaf) -> Bond | None:
    best: tuple[int, Bond] | None = None
    for bond in leaf.outgoing:
        boundary = leaf.late_finish if bond.from_finish else leaf.late_start
        one = _granting(frame, bond, face_of(leaf, bond.from_finish), boundary)
        if one is not None and (best is None or one.index < best[0]):
            best = (one.index, bond)
    return best[1] if best else None


def _granting(frame: Frame, bond: Bond, face: int, boundary: int) -> Leaf | None:
    """The first target that grants just this boundary; the targets of many are looked through once."""
    if len(bond.targets) == 1:
        one = bond.targets[0]
        return one if _granted(frame, bond, one, face) == boundary else None
    key = (id(bond), face, True)
    if key not in frame.firsts:
        frame.firsts[key] = {_granted(frame, bond, one, face): one for one in reversed(bond.targets)}
    return frame.firsts[key].get(boundary)


def _granted(frame: Frame, bond: Bond, target: Leaf, from_face: int) -> int:
    wanted = target.late_finish if bond.to_finish else target.late_start
    return allowed(bond, wanted, face_of(target, bond.to_finish), from_face, frame.axis)


def _kept_reason(leaf: Leaf) -> Finding | None:
    if leaf.has_fact:
        return _note("early_fact", {"on": leaf.task.actual_start})
    if leaf.is_pinned:
        return _note("early_pin", {})
    return None


def parent_reason(children: int) -> Finding:
    """A parent's dates come from the tasks below it."""
    return _note("early_children", {"count": children})


def _note(code: str, facts: dict[str, object]) -> Finding:
    return Finding(f"plan_{code}", "", facts, "note")
