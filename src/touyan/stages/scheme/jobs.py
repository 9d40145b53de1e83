"""Many matters moved to a version in one go: the version's own act named them, here each moves by an act of its own.

The run is a row of the queue, so that a thousand matters neither hold a browser nor stop half way: a run that was cut off finds
those already moved and goes on with the rest. A few matters are moved while their reader waits, on the same road.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from touyan.core.findings import Finding
from touyan.foundation.calendar.clock import clock, real_now
from touyan.foundation.jobs.actions import job, run_at_once
from touyan.foundation.jobs.models import Run
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.door import OutOfScope, Refused, perform
from touyan.foundation.ledger.history import act_noted, done_because_of
from touyan.foundation.ledger.models import Act, Subject
from touyan.foundation.people.models import Person
from touyan.foundation.people.queries import actor_of
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.wording import say
from touyan.stages.scheme.actions import Batch
from touyan.stages.scheme.moving import MOVERS, Back, Move

AT_ONCE = 30
"""So many matters are moved while the browser waits: about a second."""
CHUNK = 25
SHOWN = 200
LEASE = timedelta(minutes=5)

Tell = Callable[[int, int], None]


def run_small(version: SchemeVersion, batch: Batch) -> None:
    """Carry a small batch out while its reader waits; a large one is left to the worker."""
    if batch.count <= AT_ONCE:
        run_at_once(batch.run_key(version))


@job("move")
def carry_out(run: Run) -> dict[str, Any]:
    """Move every matter of a batch as the person who asked for it; what cannot be moved is told and stays."""
    person = Person.objects.of_tenant(run.tenant_id).select_related("tenant", "home").get(pk=run.asked_by)
    actor = actor_of(person, clock(run.tenant_id).today)
    version = SchemeVersion.objects.of_tenant(run.tenant_id).get(key=UUID(run.given["version"]))
    cause = act_noted(version, "scheme.move_matters", "run", run.given["run"])
    assert cause is not None

    def tell(done: int, every: int) -> None:
        Run.objects.of_tenant(run.tenant_id).filter(pk=run.pk).update(
            progress=done * 100 // max(every, 1), leased_until=real_now() + LEASE
        )

    return _each(actor, version, run.given, cause, tell)


def _each(
    actor: Actor, version: SchemeVersion, given: dict[str, Any], cause: Act, tell: Tell
) -> dict[str, Any]:
    moved = {(act.subject_kind, str(act.subject_key)) for act in done_because_of(cause)}
    every = [(kind, key) for kind in _in_order(given) for key in given["matters"].get(kind, ())]
    refused: list[dict[str, str]] = []
    done = 0
    for begin in range(0, len(every), CHUNK):
        for kind, key, matter in _loaded(actor, every[begin : begin + CHUNK]):
            reasons = () if (kind, key) in moved else _one(actor, matter, version, given, cause)
            done += not reasons
            if reasons:
                told = "；".join(say(reason, given["lang"]) for reason in reasons)
                title = MOVERS[kind].title(matter) if matter is not None else ""
                refused.append({"kind": kind, "key": key, "title": title, "text": told})
        tell(min(begin + CHUNK, len(every)), len(every))
    return {"done": done, "refused": refused[:SHOWN], "more": max(len(refused) - SHOWN, 0)}


def _in_order(given: dict[str, Any]) -> list[str]:
    """There in the order of the path, back against it: a call goes last, because what was begun from it stands in its way."""
    kinds = list(MOVERS)
    return kinds if given["verb"] == "move" else kinds[::-1]


def _loaded(actor: Actor, chunk: list[tuple[str, str]]) -> Iterator[tuple[str, str, Any]]:
    found: dict[tuple[str, str], Any] = {}
    for kind in {kind for kind, _ in chunk}:
        mover = MOVERS[kind]
        rows = mover.model.objects.visible(actor).filter(key__in=[UUID(key) for k, key in chunk if k == kind])
        found |= {(kind, str(one.key)): one for one in mover.rows(rows)}
    yield from ((kind, key, found.get((kind, key))) for kind, key in chunk)


def _one(
    actor: Actor, matter: Subject | None, version: SchemeVersion, given: dict[str, Any], cause: Act
) -> tuple[Finding, ...]:
    if matter is None:
        return (Finding("door.out_of_scope"),)
    is_move = given["verb"] == "move"
    told = Move(str(version.key), given["reason"]) if is_move else Back(given["reason"])
    try:
        perform(f"{matter.KIND}.{given['verb']}", subject=matter, actor=actor, given=told, cause=cause.pk)
    except Refused as no:
        return no.reasons
    except OutOfScope:
        return (Finding("door.out_of_scope"),)
    return ()
