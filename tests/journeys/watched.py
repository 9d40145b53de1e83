"""What must hold of the record after every step: chains, matters as told, edges, hands and reach, each act read once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.security.sight import held_by, is_entitled, sees, sight_of
from touyan.core.chain import START, link
from touyan.foundation.calendar.clock import clock
from touyan.foundation.jobs.models import Run
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.models import Act, Effect, Head, canonical
from touyan.foundation.ledger.registry import ACTIONS, HOUSE_MACHINES, machine_of, subject_models
from touyan.foundation.people.models import Person

KINDS = ("application", "project", "task", "report", "tranche", "problem", "meeting", "need")
Place = tuple[str, Any]


@dataclass
class Seen:
    """What was seen of one county so far; `actor` is somebody whose reach is compared with a slow reading of the tree."""

    tenant: int
    actor: Actor
    last: int = 0
    acts: list[Act] = field(default_factory=list)
    ends: dict[Place, tuple[int, str]] = field(default_factory=dict)
    told: dict[Place, Act] = field(default_factory=dict)
    done: Counter[Place] = field(default_factory=Counter)
    versions: dict[Place, int] = field(default_factory=dict)
    sealed: dict[int, str] = field(default_factory=dict)
    handed: dict[int, str] = field(default_factory=dict)

    def read_on(self) -> None:
        """Read the acts since the last look."""
        self.acts = list(Act.objects.filter(pk__gt=self.last).order_by("id"))
        self.last = self.acts[-1].pk if self.acts else self.last
        for act in self.acts:
            if act.is_done and act.tenant_id == self.tenant:
                self.told[(act.subject_kind, act.subject_key)] = act
                self.done[(act.subject_kind, act.subject_key)] += 1


def chain_follows(seen: Seen) -> Iterator[str]:
    """14: each new act is linked to the one before it, and the head is the last of them."""
    grown: dict[Place, Act] = {}
    for act in seen.acts:
        root = (act.root_kind, act.root_key)
        seq, end = seen.ends.get(root, (0, START))
        if (act.seq, act.previous) != (seq + 1, end) or act.hash != link(end, canonical(act.material())):
            yield f"act {act.pk} {act.action}"
        seen.ends[root] = (act.seq, act.hash)
        grown[root] = act
    heads = {
        (head.root_kind, head.root_key): (head.seq, head.hash)
        for head in Head.objects.filter(root_key__in=[key for _, key in grown])
    }
    yield from (f"head of {root[0]}" for root in grown if heads.get(root) != seen.ends[root])


def matters_are_as_told(seen: Seen) -> Iterator[str]:
    """7, 14, 18: state, version and evidence of every matter of the path are those of its last act; versions only grow."""
    for kind in KINDS:
        for matter in subject_models()[kind].objects.of_tenant(seen.tenant):
            place = (kind, matter.key)
            if matter.version < seen.versions.get(place, 0):
                yield f"version of {kind} fell"
            seen.versions[place] = matter.version
            told = seen.told.get(place)
            if told is None:
                if not (matter.BORN_IN_BULK and matter.version == 0):
                    yield f"{kind} without an act"
                continue
            if (matter.state, matter.version) != (told.after, seen.done[place]):
                yield f"{kind} is {matter.state}/{matter.version}, told {told.after}/{seen.done[place]}"
            elif matter.evidence_digest() != told.evidence:
                yield f"{kind} was changed behind the door"


def _matter(act: Act) -> Any:
    return subject_models()[act.subject_kind].objects.everything().filter(key=act.subject_key).first()


def edges_are_followed(seen: Seen) -> Iterator[str]:
    """7: each change of state is an edge of the rules in force, and a refusal changes nothing."""
    for act in seen.acts:
        if not act.is_done:
            if act.before != act.after:
                yield f"refused {act.action} moved something"
            continue
        if not act.before:
            continue
        matter = _matter(act)
        if matter is None:
            yield f"{act.subject_kind} vanished"
            continue
        machines = [machine_of(matter), HOUSE_MACHINES.get(act.subject_kind)]
        edges = [
            e for m in machines if m is not None for e in m.edges_of(act.action) if act.before in e.sources
        ]
        if not any((e.target or act.before) == act.after for e in edges):
            yield f"{act.action}: {act.before} to {act.after}"


def _by_people(seen: Seen) -> Iterator[tuple[Act, Any]]:
    """New acts of people on matters that were there before."""
    for act in seen.acts:
        if act.is_done and act.person > 0 and act.before and act.action in ACTIONS:
            matter = _matter(act)
            if matter is not None:
                yield act, matter


def roles_are_kept(seen: Seen) -> Iterator[str]:
    """2: whoever did it held, on that day, a post that may, by a slow reading of posts and tree."""
    for act, matter in _by_people(seen):
        held = held_by(act.person, clock(act.tenant_id).today)
        if not is_entitled(act.person, held, matter, act.action, act.before):
            yield f"{act.action} by somebody whose job it is not"


def reach_is_kept(seen: Seen) -> Iterator[str]:
    """13: whoever did it could see the matter, unless the action is one of those that reach beyond."""
    for act, matter in _by_people(seen):
        sight = sight_of(Person.plain.get(pk=act.person).login)
        if not ACTIONS[act.action].reaches_beyond and (sight is None or not sees(sight, matter)):
            yield f"{act.action} by somebody who cannot see it"


def effects_once(seen: Seen) -> Iterator[str]:
    """15: what must follow an act stands in the outbox once."""
    keys = Counter(Effect.objects.filter(tenant_id=seen.tenant).values_list("key", flat=True))
    yield from (f"effect {key} {n} times" for key, n in keys.items() if n > 1)


def jobs_do_their_work(seen: Seen) -> Iterator[str]:
    """Whatever the day brings, its jobs run to their end."""
    faults = Run.objects.of_tenant(seen.tenant).exclude(fault="").values_list("job", "given", "fault")
    yield from (f"{job} {given}: {fault}" for job, given, fault in faults)
