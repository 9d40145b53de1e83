"""The two passes: early dates forward from `start`, late dates backward from `finish`.

A link asks for a boundary; a task stands at the least boundary all its links and limits allow (early) or at the
greatest (late). Lags in working days are sums. A lag in calendar days counts from the day of the start or end and
goes on to the next worked day, so it is turned into a boundary by the faces of both ends:

    from a beginning:       first worked day on or after day + lag, its beginning
    from an end, to a start: first worked day after day + lag, its beginning
    from an end, to an end:  first worked day on or after day + lag, its end
"""

from __future__ import annotations

from touyan.core.planning.axis import Axis
from touyan.core.planning.frame import Bond, Frame, Leaf

FAR = 10**60
"""Beyond every boundary a calculation can reach (inputs stay below 1E+41)."""

START, FINISH, OPENING, CLOSING = range(4)
"""Faces of a moment: a task's start or finish, a milestone at the beginning or end of its day; odd ones end a day."""


def face_of(leaf: Leaf, is_finish: bool) -> int:
    """The face of a task's start or finish; a milestone has one for both."""
    if leaf.is_milestone:
        return CLOSING if leaf.is_end else OPENING
    return FINISH if is_finish else START


def day_kept(from_face: int, to_face: int) -> int:
    """One boundary more where a milestone at the end of its day waits for one at the beginning of its day.

    In working time the end of a day is the beginning of the next, but a follower may at the earliest stand on
    the same day, so it is never dated before the milestone it waits for.
    """
    return 1 if from_face == OPENING and to_face == CLOSING else 0


def asked(bond: Bond, source: Leaf, to_face: int, axis: Axis) -> int:
    """The least boundary a bond allows its follower, as far as one of its sources is concerned."""
    boundary = source.early_finish if bond.from_finish else source.early_start
    from_face = face_of(source, bond.from_finish)
    more = day_kept(from_face, to_face)
    if not bond.is_calendar:
        return boundary + bond.lag + more
    kept = source.finish_day if bond.from_finish else source.start_day
    day = (axis.day_of(boundary - from_face % 2) if kept is None else kept) + bond.lag
    if not from_face % 2:
        return axis.first(day) + more
    return axis.first(day) + 1 if to_face % 2 else axis.first(day + 1)


def allowed(bond: Bond, boundary: int, to_face: int, from_face: int, axis: Axis) -> int:
    """The greatest boundary of a source from which the bond still asks at most `boundary` of its follower."""
    boundary -= day_kept(from_face, to_face)
    if not bond.is_calendar:
        return boundary - bond.lag
    if not from_face % 2:
        return axis.latest(axis.day_of(boundary) - bond.lag)
    day = axis.day_of(boundary - 1) if to_face % 2 else axis.day_of(boundary) - 1
    return axis.latest(day - bond.lag) + 1


class Asks:
    """What each bond asks of its followers, looked up once for all of them."""

    def __init__(self, axis: Axis) -> None:
        self._axis = axis
        self._known: dict[tuple[int, int], int] = {}

    def of(self, bond: Bond, to_face: int) -> int:
        """The least boundary allowed by all sources; they must have been placed."""
        if len(bond.sources) == 1:
            return asked(bond, bond.sources[0], to_face, self._axis)
        key = (id(bond), to_face)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = max(asked(bond, one, to_face, self._axis) for one in bond.sources)
        return known


class Grants:
    """What each bond grants its sources, from the late (or early) places of its followers."""

    def __init__(self, axis: Axis, is_late: bool) -> None:
        self._axis = axis
        self._is_late = is_late
        self._known: dict[tuple[int, int], int] = {}

    def of(self, bond: Bond, from_face: int) -> int:
        """The greatest boundary of a source that no follower forbids."""
        if len(bond.targets) == 1:
            return self._one(bond, bond.targets[0], from_face)
        key = (id(bond), from_face)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = min(self._one(bond, one, from_face) for one in bond.targets)
        return known

    def _one(self, bond: Bond, target: Leaf, from_face: int) -> int:
        if self._is_late:
            boundary = target.late_finish if bond.to_finish else target.late_start
        else:
            boundary = target.early_finish if bond.to_finish else target.early_start
        return allowed(bond, boundary, face_of(target, bond.to_finish), from_face, self._axis)


def run_forward(frame: Frame, start: int) -> None:
    """Place every leaf as early as links, its own limits, the status date and `start` (an ordinal) allow."""
    status = frame.status_floor
    floor = start if status is None else max(start, status)
    asks = Asks(frame.axis)
    for leaf in frame.order:
        if leaf.is_fixed:
            continue
        if leaf.is_milestone:
            _place_milestone(frame, leaf, floor, asks)
            continue
        earliest = floor
        if leaf.task.constraint is not None:
            earliest = max(floor, earliest_by_constraint(frame, leaf))
        for bond in leaf.incoming:
            source = bond.source
            if source is not None:
                boundary = (source.early_finish if bond.from_finish else source.early_start) + bond.lag
            else:
                boundary = asks.of(bond, face_of(leaf, bond.to_finish))
            if bond.to_finish:
                boundary -= leaf.duration
            if boundary > earliest:  # noqa: PLR1730 - the innermost step, three times faster than a call
                earliest = boundary
        leaf.early_start = earliest
        leaf.early_finish = earliest + leaf.duration


def _place_milestone(frame: Frame, leaf: Leaf, floor: int, asks: Asks) -> None:
    constraint = leaf.task.constraint
    if (
        constraint is not None
        and constraint.type in {"SNET", "MSO"}
        and any(b.from_finish for b in leaf.incoming)
    ):
        wanted = max(asks.of(bond, OPENING) for bond in leaf.incoming)
        leaf.is_end = frame.limit(constraint) < wanted
    earliest = max(floor + leaf.is_end, earliest_by_constraint(frame, leaf))
    for bond in leaf.incoming:
        earliest = max(earliest, asks.of(bond, face_of(leaf, bond.to_finish)))
    leaf.early_start = leaf.early_finish = earliest


def earliest_by_constraint(frame: Frame, leaf: Leaf) -> int:
    """The least start boundary a task's own constraint allows (SNET, MSO, FNET, MFO)."""
    constraint = leaf.task.constraint
    if constraint is None or constraint.type in {"SNLT", "FNLT"}:
        return -FAR
    if constraint.type in {"SNET", "MSO"}:
        return frame.limit(constraint)
    return frame.limit(constraint) + 1 - leaf.duration


def latest_by_constraint(frame: Frame, leaf: Leaf) -> int:
    """The greatest start boundary a task's own constraint allows (SNLT, MSO, FNLT, MFO)."""
    constraint = leaf.task.constraint
    if constraint is None or constraint.type in {"SNET", "FNET"}:
        return FAR
    day = frame.limit(constraint)
    if leaf.is_milestone:
        return day + leaf.is_end
    return day if constraint.type in {"SNLT", "MSO"} else day + 1 - leaf.width


def run_backward(frame: Frame, finish: int) -> None:
    """Place every leaf as late as followers, its own limits and `finish` (the ordinal of the last day) allow."""
    grants = Grants(frame.axis, is_late=True)
    for leaf in reversed(frame.order):
        if leaf.is_pinned:
            leaf.late_start, leaf.late_finish = leaf.early_start, leaf.early_finish
            continue
        latest = finish + 1 - leaf.width
        if leaf.is_milestone and not leaf.is_end:
            latest = finish
        if leaf.task.constraint is not None:
            latest = min(latest, latest_by_constraint(frame, leaf))
        for bond in leaf.outgoing:
            target = bond.target
            if target is not None:
                boundary = (target.late_finish if bond.to_finish else target.late_start) - bond.lag
            else:
                boundary = grants.of(bond, face_of(leaf, bond.from_finish))
            if bond.from_finish:
                boundary -= leaf.width
            if boundary < latest:  # noqa: PLR1730 - the innermost step, three times faster than a call
                latest = boundary
        leaf.late_start = latest
        leaf.late_finish = latest + leaf.width


def free_floats(frame: Frame, finish: int) -> dict[int, int]:
    """By task index: how many working days each leaf can slip before a follower's early date moves.

    Without followers it slips up to `finish`. Never below 0: a task that is already too late cannot slip.
    """
    grants = Grants(frame.axis, is_late=False)
    free = {}
    for leaf in frame.order:
        slack = FAR if leaf.outgoing else finish - leaf.last_day
        for bond in leaf.outgoing:
            target = bond.target
            if target is not None:
                boundary = (target.early_finish if bond.to_finish else target.early_start) - bond.lag
            else:
                boundary = grants.of(bond, face_of(leaf, bond.from_finish))
            room = boundary - (leaf.early_finish if bond.from_finish else leaf.early_start)
            if room < slack:  # noqa: PLR1730 - the innermost step, three times faster than a call
                slack = room
        free[leaf.index] = max(0, slack)
    return free
