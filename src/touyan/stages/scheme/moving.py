"""Moving a matter under way to a later version of its scheme, and back while nothing happened since.

A kind that can move says so with `movable`; a stage that knows something that would be lost says so with `hinders`, one that keeps
deadlines of parts with `reschedules`. The verbs, their conditions and their edges are the same for every kind: the house lays
them over the machines, because no scheme can know the versions that come after it (docs/decisions/0007).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from touyan.core.findings import Finding
from touyan.core.workflow import Edge, Label
from touyan.foundation.ledger.actor import system
from touyan.foundation.ledger.door import Doing, perform
from touyan.foundation.ledger.history import last_done
from touyan.foundation.ledger.models import Act, Subject
from touyan.foundation.ledger.registry import (
    HOUSE_ROLE,
    KEEPER,
    action,
    condition,
    house_edge,
    subject_models,
)
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.rulebook.models import SchemeVersion

Hinder = Callable[[Sequence[Any], SchemeVersion], Iterable[tuple[int, Finding]]]
Deadline = Callable[[Any, SchemeVersion], date | None]
Parts = Callable[[Sequence[Any], SchemeVersion], Iterable[tuple[int, Subject, date]]]


@dataclass(frozen=True, slots=True)
class Move:
    """To which version (its key), and why."""

    version: str
    reason: str


@dataclass(frozen=True, slots=True)
class Back:
    """Why the move is taken back."""

    reason: str


@dataclass(frozen=True, slots=True)
class NewDue:
    """The day (ISO) a part is due from now on."""

    due_on: str


@dataclass(slots=True)
class Mover:
    """How a kind of matter is moved: how its rows are read, what it is called, how its own deadline follows.

    `due` gives the day the present step would be due under the other version, None for "as it was"; `hinders` say what stands in the
    way, `since` what forbids the way back, `parts` which parts are due later under the new version.
    """

    model: type[Subject]
    rows: Callable[[ScopedQuerySet], ScopedQuerySet]
    title: Callable[[Any], str]
    url: str
    due: Deadline | None = None
    hinders: list[Hinder] = field(default_factory=list)
    since: list[Callable[[Any], Iterable[Finding]]] = field(default_factory=list)
    parts: list[Parts] = field(default_factory=list)


MOVERS: dict[str, Mover] = {}
"""By kind, in the order of the path."""

MOVE, BACK = (
    Label("转到新版本", "Move to the new version"),
    Label("退回原版本", "Move back to the earlier version"),
)
RESCHEDULE = Label("期限按新版本顺延", "Due later under the new version")


def movable(
    model: type[Subject],
    *,
    rows: Callable[[ScopedQuerySet], ScopedQuerySet],
    title: Callable[[Any], str],
    url: str,
    due: Deadline | None = None,
) -> Mover:
    """Declare a kind that can be moved; answers with its mover, which later stages add to."""
    kind = model.KIND
    mover = MOVERS[kind] = Mover(model, rows, title, url, due)
    action(f"{kind}.move", on=model, given=Move)(lambda act, move: _move(mover, act, move))
    action(f"{kind}.move_back", on=model, given=Back)(lambda act, back: _move_back(mover, act, back))
    condition("fits_version", on=model)(lambda matter, move: fits(mover, matter, move))
    condition("nothing_since", on=model)(lambda matter, back: nothing_since(mover, matter, back))
    everywhere: frozenset[str] = frozenset()
    house_edge(kind, Edge(f"{kind}.move", everywhere, None, (KEEPER,), needs=("fits_version",), label=MOVE))
    house_edge(
        kind, Edge(f"{kind}.move_back", everywhere, None, (KEEPER,), needs=("nothing_since",), label=BACK)
    )
    return mover


def hinders(kind: str) -> Callable[[Hinder], Hinder]:
    """Register something that keeps a matter where it is: `(matters, new version) -> (matter id, finding)`, for all at once."""

    def register(hinder: Hinder) -> Hinder:
        MOVERS[kind].hinders.append(hinder)
        return hinder

    return register


def reschedules(part: type[Subject], of: str) -> Callable[[Parts], Parts]:
    """Register which parts of a moved matter are due later: `(matters, new version) -> (matter id, part, new day)`, for all at once; each is an act of its own."""
    action(f"{part.KIND}.reschedule", on=part, given=NewDue)(_reschedule)
    edge = Edge(f"{part.KIND}.reschedule", frozenset(), None, (HOUSE_ROLE.name,), label=RESCHEDULE)
    house_edge(part.KIND, edge)

    def register(later: Parts) -> Parts:
        MOVERS[of].parts.append(later)
        return later

    return register


def named(words: Label | None, code: str) -> dict[str, str]:
    """Facts `name` and `name_en` of a sentence: a label's words, the bare code where there is none."""
    return {"name": words.zh if words else code, "name_en": (words.en or words.zh) if words else code}


def judged(mover: Mover, matters: Sequence[Any], new: SchemeVersion) -> dict[int, tuple[Finding, ...]]:
    """Why each matter cannot be moved, () where it can: the preview's and the door's one answer, however many there are."""
    found: dict[int, list[Finding]] = {one.pk: list(_misfits(one, new)) for one in matters}
    fitting = [one for one in matters if not found[one.pk]]
    for hinder in mover.hinders if fitting else ():
        for pk, finding in hinder(fitting, new):
            found[pk].append(finding)
    return {pk: tuple(findings) for pk, findings in found.items()}


def _misfits(matter: Any, new: SchemeVersion) -> Iterable[Finding]:
    """What can be said of versions and states alone."""
    old = matter.scheme_version
    if old.pk == new.pk:
        yield Finding("move.already_there", facts={"number": new.number})
        return
    if not is_later(new, old):
        yield Finding("move.not_later", facts={"number": new.number})
        return
    here, there = old.machine(matter.KIND), new.machine(matter.KIND)
    words = here.label_of(matter.state) if here else Label(matter.state, matter.state)
    if there is None:
        yield Finding("move.no_machine")
    elif matter.state not in there.states:
        yield Finding("move.no_state", facts=named(words, matter.state))


def is_later(new: SchemeVersion, old: SchemeVersion) -> bool:
    """Whether one version is in force and follows another of the same scheme and year."""
    same = (new.tenant_id, new.scheme_id, new.year) == (old.tenant_id, old.scheme_id, old.year)
    return same and new.state == "published" and new.number > old.number


def fits(mover: Mover, matter: Any, move: Move | None) -> tuple[Finding, ...]:
    """The condition of the move: a later version of the same scheme in which nothing of the matter is lost."""
    if move is None:
        return ()
    if not move.reason.strip():
        return (Finding("move.no_reason", "reason"),)
    new = _version(matter.tenant_id, move.version)
    return (Finding("move.no_version"),) if new is None else judged(mover, [matter], new)[matter.pk]


def nothing_since(mover: Mover, matter: Any, back: Back | None) -> tuple[Finding, ...]:
    """The condition of the way back: the move is the last thing that was done to the matter or any part of it."""
    if back is not None and not back.reason.strip():
        return (Finding("move.no_reason", "reason"),)
    last = last_done(matter)
    if last is None or last.action != f"{matter.KIND}.move" or last.subject_key != matter.key:
        return (Finding("move.something_since"),)
    return tuple(finding for told in mover.since for finding in told(matter))


def later_due(mover: Mover, matter: Any, new: SchemeVersion) -> date | None:
    """The day the matter's present step is due after a move; a move never takes days away that were already given."""
    due_on: date | None = getattr(matter, "due_on", None)
    told = mover.due(matter, new) if mover.due is not None else None
    return max(due_on, told) if due_on and told else told or due_on


def parts_later(
    mover: Mover, matters: Sequence[Any], new: SchemeVersion
) -> Iterator[tuple[int, Subject, date]]:
    """Every open part of these matters the new version gives more time, with its new day."""
    for later in mover.parts if matters else ():
        yield from later(matters, new)


def _version(tenant: int, key: str) -> SchemeVersion | None:
    found: SchemeVersion | None = SchemeVersion.objects.of_tenant(tenant).filter(key=UUID(key)).first()
    return found


def _move(mover: Mover, act: Doing, move: Move) -> None:
    """One matter comes under the new version, with its own deadline and those of its parts, or nothing of it does."""
    matter, new = act.subject, _version(act.tenant, move.version)
    assert new is not None
    due = later_due(mover, matter, new)
    shifted = [(part, on) for _pk, part, on in parts_later(mover, [matter], new)]
    for part, on in shifted:
        perform(
            f"{part.KIND}.reschedule", subject=part, actor=system(act.tenant), given=NewDue(on.isoformat())
        )
    act.note = {
        "reason": move.reason.strip(),
        "from": [str(matter.scheme_version.key), matter.scheme_version.number],
        "to": [str(new.key), new.number],
        "parts": [[part.KIND, str(part.key), part.due_on.isoformat()] for part, _ in shifted],  # type: ignore[attr-defined]
    }
    values: dict[str, Any] = {"scheme_version": new}
    if mover.due is not None:
        act.note["due"] = matter.due_on.isoformat() if matter.due_on else ""
        values["due_on"] = due
    mover.model.objects.of_tenant(act.tenant).filter(pk=matter.pk).update(**values)


def _move_back(mover: Mover, act: Doing, back: Back) -> None:
    """The matter and its deadlines are again as the move found them."""
    matter, last = act.subject, last_done(act.subject)
    assert isinstance(last, Act)
    old = _version(act.tenant, last.note["from"][0])
    for kind, key, was in last.note["parts"]:
        part = subject_models()[kind].objects.of_tenant(act.tenant).get(key=UUID(key))
        perform(f"{kind}.reschedule", subject=part, actor=system(act.tenant), given=NewDue(was))
    act.note = {"reason": back.reason.strip(), "from": last.note["to"], "to": last.note["from"], "parts": []}
    values: dict[str, Any] = {"scheme_version": old}
    if mover.due is not None:
        values["due_on"] = date.fromisoformat(last.note["due"]) if last.note["due"] else None
    mover.model.objects.of_tenant(act.tenant).filter(pk=matter.pk).update(**values)


def _reschedule(act: Doing, new: NewDue) -> None:
    act.note = {"due": [act.subject.due_on.isoformat(), new.due_on]}
    rows = type(act.subject).objects.of_tenant(act.tenant)
    rows.filter(pk=act.subject.pk).update(due_on=date.fromisoformat(new.due_on))
