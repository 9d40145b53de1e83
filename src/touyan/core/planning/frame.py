"""A plan made ready for calculation: leaves with their widths and limits as boundaries, links as bonds.

Only tasks without children are calculated. A link that stands on a parent or comes from one is one bond between
two groups of leaves, looked at once from each side, so that two phases of a thousand tasks cost two thousand
steps, not a million.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from touyan.core.planning.axis import Axis
from touyan.core.planning.model import Constraint, Link, Plan, Task
from touyan.core.planning.network import Outline


class Leaf:
    """A task without children. Boundaries are ordinals: `start` begins day `start`, `finish` ends day `finish`-1.

    A milestone has one boundary (`start` = `finish`) and a face: at the end of its day (`is_end`) the boundary
    ends day boundary-1, at the beginning it begins day boundary.
    """

    __slots__ = (
        "duration", "early_finish", "early_start", "finish_day", "has_fact", "incoming", "index", "is_end", "is_fixed",
        "is_milestone", "is_pinned", "late_finish", "late_start", "outgoing", "start_day", "task", "width",
    )  # fmt: skip

    def __init__(self, index: int, task: Task) -> None:
        self.index = index
        self.task = task
        self.duration = self.width = task.duration or 0
        self.is_milestone = not self.duration
        self.has_fact = task.actual_start is not None
        self.is_pinned = task.pinned is not None and not self.has_fact
        self.is_fixed = self.has_fact or self.is_pinned
        self.is_end = False
        self.start_day: int | None = None
        self.finish_day: int | None = None
        self.early_start = self.early_finish = self.late_start = self.late_finish = 0
        self.incoming: list[Bond] = []
        self.outgoing: list[Bond] = []

    @property
    def first_day(self) -> int:
        """The worked day on which the task starts early."""
        return self.early_start - 1 if self.is_milestone and self.is_end else self.early_start

    @property
    def last_day(self) -> int:
        """The worked day on which the task finishes early."""
        return self.early_finish if self.is_milestone and not self.is_end else self.early_finish - 1

    @property
    def late_first_day(self) -> int:
        """The worked day on which the task starts late."""
        return self.late_start - 1 if self.is_milestone and self.is_end else self.late_start


class Bond:
    """One link between the leaves it waits for and the leaves that wait.

    `source` and `target` stand for the plain case, where the boundary is a sum: one leaf, a lag in working days,
    and for `target` no milestone.
    """

    __slots__ = (
        "at", "from_finish", "is_calendar", "lag", "link", "owner", "source", "sources", "target", "targets",
        "to_finish",
    )  # fmt: skip

    def __init__(
        self, link: Link, owner: str, at: tuple[int, int], sources: list[Leaf], targets: list[Leaf]
    ) -> None:
        self.link = link
        self.owner = owner
        self.at = at
        self.sources = sources
        self.targets = targets
        self.from_finish = link.type[0] == "F"
        self.to_finish = link.type[1] == "F"
        self.lag = link.lag
        self.is_calendar = link.unit == "day"
        self.source = sources[0] if len(sources) == 1 and not self.is_calendar else None
        self.target = (
            targets[0] if len(targets) == 1 and not self.is_calendar and targets[0].duration else None
        )

    @property
    def place(self) -> str:
        """The path of the link in the input."""
        return f"tasks[{self.at[0]}].links[{self.at[1]}]"


@dataclass(slots=True)
class Frame:
    """The leaves in order of calculation, and which leaves each task of the plan stands for."""

    axis: Axis
    plan: Plan
    order: list[Leaf]
    leaves_of: list[list[Leaf]]
    firsts: dict[tuple[int, int, bool], dict[int, Leaf]] = field(default_factory=dict)
    """For a bond of many leaves, the first leaf in input by the boundary it stands for; filled by `reasons`."""

    def first(self, day: date) -> int:
        """A day that counts from the next worked day, as an ordinal."""
        return self.axis.first(day.toordinal())

    def latest(self, day: date) -> int:
        """A day that counts from the last worked day before it, as an ordinal."""
        return self.axis.latest(day.toordinal())

    def limit(self, constraint: Constraint) -> int:
        """The worked day a constraint means."""
        by_start = constraint.type in {"SNET", "SNLT", "MSO"}
        return self.first(constraint.on) if by_start else self.latest(constraint.on)

    @property
    def status_floor(self) -> int | None:
        """The first worked day after the status date."""
        status = self.plan.status_date
        return None if status is None else self.axis.first(status.toordinal() + 1)


def outline_of(task: Task) -> Outline:
    """A task's place in the network."""
    return Outline(task.id, task.parent, tuple([link.source for link in task.links]))


def frame_of(plan: Plan, axis: Axis, order: Sequence[int]) -> Frame:
    """Compile a plan whose structure is sound; `order` comes from `network.examine`."""
    index = {task.id: i for i, task in enumerate(plan.tasks)}
    parents = {index[task.parent] for task in plan.tasks if task.parent is not None}
    groups = [[] if i in parents else [Leaf(i, task)] for i, task in enumerate(plan.tasks)]
    leaves = [groups[node][0] for node in order if node < len(groups) and node not in parents]
    if parents:
        _gather(plan, index, order, groups)
    frame = Frame(axis, plan, leaves, groups)
    _tie(frame, index)
    for leaf in leaves:
        _fix(frame, leaf)
    return frame


def _gather(plan: Plan, index: dict[str, int], order: Sequence[int], groups: list[list[Leaf]]) -> None:
    """Give every parent the leaves below it, in input order; a far face stands behind all children's."""
    size = len(plan.tasks)
    parents = {i for i, group in enumerate(groups) if not group}
    for node in order:
        task = node - size if node - size in parents else node
        if task >= size or (node < size and node in parents):
            continue
        groups[task].sort(key=_by_input)
        up = plan.tasks[task].parent
        if up is not None:
            groups[index[up]] += groups[task]


def _by_input(leaf: Leaf) -> int:
    return leaf.index


def _tie(frame: Frame, index: dict[str, int]) -> None:
    for i, task in enumerate(frame.plan.tasks):
        targets = frame.leaves_of[i]
        for j, link in enumerate(task.links):
            sources = frame.leaves_of[index[link.source]]
            bond = Bond(link, task.id, (i, j), sources, targets)
            for leaf in sources:
                leaf.outgoing.append(bond)
            for leaf in targets:
                leaf.incoming.append(bond)


def _fix(frame: Frame, leaf: Leaf) -> None:
    """The face of a milestone as far as it is known beforehand, and the boundaries of kept dates."""
    task = leaf.task
    kind = task.constraint.type if task.constraint else None
    if leaf.is_milestone and not leaf.is_pinned:
        leaf.is_end = kind in {"FNET", "MFO"} or any(bond.from_finish for bond in leaf.incoming)
    if leaf.has_fact:
        _fix_fact(frame, leaf)
    elif task.pinned is not None:
        _keep(frame, leaf, task.pinned.start, task.pinned.finish)


def _fix_fact(frame: Frame, leaf: Leaf) -> None:
    task = leaf.task
    start = task.actual_start
    if start is None:
        return
    if leaf.is_milestone or task.actual_finish is not None:
        _keep(frame, leaf, start, task.actual_finish or start)
        return
    leaf.start_day = start.toordinal()
    leaf.early_start = frame.first(start)
    leaf.early_finish = leaf.early_start + leaf.duration
    if frame.plan.status_date is not None:
        leaf.early_finish = max(leaf.early_finish, frame.first(frame.plan.status_date) + 1)
    leaf.width = leaf.early_finish - leaf.early_start


def _keep(frame: Frame, leaf: Leaf, start: date, finish: date) -> None:
    leaf.start_day, leaf.finish_day = start.toordinal(), finish.toordinal()
    if leaf.is_milestone:
        leaf.early_start = leaf.early_finish = frame.latest(start) + 1 if leaf.is_end else frame.first(start)
        return
    leaf.early_start, leaf.early_finish = frame.first(start), frame.latest(finish) + 1
    leaf.width = leaf.early_finish - leaf.early_start
