"""The one door: `perform`, `perform_many`, `allowed`, `keep`.

Order inside one transaction (architecture.md 5): load in scope and lock, compare the version seen, snapshot, decide,
body, state, act, effects; commit; deliver effects. Refusals are recorded too: in scope on the matter's chain,
out of scope on the actor's own, so that a stranger cannot write into somebody else's record.
"""

from __future__ import annotations

import dataclasses
import hashlib
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar, cast
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, models, transaction

from touyan.core.chain import START, link
from touyan.core.findings import Finding, Refusal
from touyan.core.workflow import Allowed, Decision, Denied, PostValue, decide
from touyan.foundation.calendar.clock import Clock, clock, real_now
from touyan.foundation.ledger.actor import Actor, system
from touyan.foundation.ledger.models import Act, Answer, Effect, Head, Kept, Subject, canonical
from touyan.foundation.ledger.registry import ACTIONS, Action, machine_of, subject_models
from touyan.foundation.ledger.snapshots import position

log = logging.getLogger(__name__)

S = TypeVar("S", bound=Subject)


_AFTER: list[Callable[[Subject], None]] = []


def after_each_act(follow: Callable[[Subject], None]) -> Callable[[Subject], None]:
    """Register something derived that must be fresh after every act, inside its transaction (the search rows)."""
    if follow not in _AFTER:
        _AFTER.append(follow)
    return follow


class Refused(Exception):  # noqa: N818 - an answer, not a fault of the program
    """The door says no; `reasons` are findings with sentences."""

    def __init__(self, reasons: Sequence[Finding]) -> None:
        super().__init__(", ".join(f.code for f in reasons))
        self.reasons = tuple(reasons)


class OutOfScope(Exception):  # noqa: N818
    """For this actor the matter does not exist."""


class Stale(Refused):
    """Somebody changed the matter after the actor saw it."""


class Doing:
    """What an action's body is told, and where it leaves what must follow."""

    def __init__(
        self, actor: Actor, subject: Any, now: datetime, today: date, post: PostValue | None
    ) -> None:
        self.actor = actor
        self.subject = subject
        self.now = now
        self.today = today
        self.post = post
        self.created: Subject | None = None
        self.note: dict[str, Any] = {}
        self._effects: list[tuple[str, str, Subject, dict[str, Any]]] = []
        self._after: list[Callable[[], None]] = []

    @property
    def tenant(self) -> int:
        """The county this happens in."""
        return self.actor.tenant

    def create(self, made: S) -> S:
        """Save a new matter in its machine's first state; the act is then recorded on it."""
        if not made.state:
            made.state = machine_of(made).initial
        made.version = 1
        made.save(force_insert=True)
        self.created = made
        return made

    def effect(
        self, action: str, subject: Subject, given: dict[str, Any] | None = None, key: str = ""
    ) -> None:
        """Another action that must follow, done by the engine; `key` makes a repeat do nothing."""
        self._effects.append((action, key, subject, given or {}))

    def after_commit(self, follow: Callable[[], None]) -> None:
        """Something to do once the act is safe (waking the event stream)."""
        self._after.append(follow)


@dataclass(frozen=True, slots=True)
class Done:
    """What the door answers: the act, and the matter it was recorded on."""

    act: Act
    subject: Any
    is_repeat: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a bulk answer."""

    subject: Any
    reasons: tuple[Finding, ...] = field(default=())
    done: Done | None = None

    @property
    def is_possible(self) -> bool:
        """Whether the action was, or would be, done."""
        return not self.reasons


def _plain(given: Any) -> Any:
    return (
        dataclasses.asdict(given)
        if dataclasses.is_dataclass(given) and not isinstance(given, type)
        else given
    )


def _digest(given: Any) -> str:
    return hashlib.sha256(canonical(_plain(given))).hexdigest()


def _load(known: Action, actor: Actor, subject: Subject) -> Subject:
    model = type(subject)
    rows = model.objects.of_tenant(actor.tenant) if known.reaches_beyond else model.objects.visible(actor)
    try:
        return cast("Subject", rows.select_for_update(of=("self",)).get(pk=subject.pk))
    except ObjectDoesNotExist as missing:
        raise OutOfScope(f"{known.name}: {model.KIND} {subject.pk}") from missing


def append(act: Act, root: Subject) -> Act:
    """Link an act to the end of its root's chain. Call only inside the door's transaction."""
    head = Head.objects.select_for_update().filter(root_kind=root.KIND, root_key=root.key).first()
    if head is None:
        head = Head(tenant_id=act.tenant_id, root_kind=root.KIND, root_key=root.key, seq=0, hash=START)
    act.root_kind, act.root_key = root.KIND, root.key
    act.seq, act.previous = head.seq + 1, head.hash
    act.hash = link(head.hash, canonical(act.material()))
    act.save(force_insert=True)
    head.seq, head.hash = act.seq, act.hash
    head.save()
    return act


def _new_act(
    actor: Actor, name: str, subject: Subject, post: PostValue | None, now: Clock, *, done: bool
) -> Act:
    return Act(
        tenant_id=actor.tenant,
        at=now.now,
        on=now.today,
        person=actor.person,
        post=post.id if post else None,
        unit=post.unit if post else None,
        action=name,
        subject_kind=subject.KIND,
        subject_key=subject.key,
        is_done=done,
        request_id=actor.request_id,
    )


def _record_refusal(
    actor: Actor, name: str, subject: Subject, reasons: Sequence[Finding], given: Any
) -> None:
    act = _new_act(
        actor, name, subject, actor.posts[0] if actor.posts else None, clock(actor.tenant), done=False
    )
    act.before = act.after = subject.state
    act.given = _digest(given)
    act.reasons = [{"code": f.code, "place": f.place} for f in reasons]
    append(act, subject.root())


def _record_stranger(actor: Actor, name: str, subject: Subject, given: Any) -> None:
    """A refusal out of scope stands on the actor's own chain and names only the kind of matter."""
    own = subject_models()["person"].objects.everything().filter(pk=actor.person, tenant=actor.tenant).first()
    if own is None:
        return
    with transaction.atomic():
        act = _new_act(actor, name, own, None, clock(actor.tenant), done=False)
        act.before = act.after = own.state
        act.given = _digest(given)
        act.reasons = [{"code": "door.out_of_scope", "place": subject.KIND}]
        append(act, own)


def _repeat(actor: Actor, key: str, digest: str) -> Done | None:
    """The stored answer of an earlier submission with the same key. Raises `Refused` for another content."""
    earlier = Answer.objects.filter(person=actor.person, key=key).select_related("act").first()
    if earlier is None:
        return None
    if earlier.digest != digest:
        raise Refused((Finding("door.key_reused"),))
    assert earlier.act is not None
    model = subject_models()[earlier.act.subject_kind]
    return Done(earlier.act, model.objects.everything().get(key=earlier.act.subject_key), is_repeat=True)


def perform(
    name: str,
    *,
    subject: Subject,
    actor: Actor,
    given: Any = None,
    seen: int | None = None,
    key: str = "",
    cause: int | None = None,
) -> Done:
    """Do one action to one matter, or say why not.

    `seen` is the version the actor looked at (optimistic locking), `key` the form's idempotency key, `cause` the act an
    effect follows from. Raises `OutOfScope` (the matter does not exist for this actor), `Refused` with
    findings, `Stale` when somebody was faster.
    """
    known = ACTIONS[name]
    digest = _digest([name, str(subject.key), _plain(given)])
    try:
        with transaction.atomic():
            return _through(known, subject, actor, given, seen, key, digest, cause)
    except OutOfScope:
        _record_stranger(actor, name, subject, given)
        raise
    except (Refused, Refusal) as no:
        reasons = no.reasons if isinstance(no, Refused) else no.findings
        with transaction.atomic():
            fresh = type(subject).objects.everything().filter(pk=subject.pk).first()
            if fresh is not None:
                _record_refusal(actor, name, fresh, reasons, given)
        raise no if isinstance(no, Refused) else Refused(reasons) from None
    except IntegrityError:
        raced = _repeat(actor, key, digest) if key else None
        if raced is None:
            raise
        return raced


def _through(
    known: Action,
    subject: Subject,
    actor: Actor,
    given: Any,
    seen: int | None,
    key: str,
    digest: str,
    cause: int | None,
) -> Done:
    if key and (repeat := _repeat(actor, key, digest)) is not None:
        return repeat
    locked = _load(known, actor, subject)
    if seen is not None and seen != locked.version:
        raise Stale((Finding("door.stale", facts={"seen": seen, "now": locked.version}),))
    verdict = _verdict(known.name, locked, actor, given)
    if isinstance(verdict, Denied):
        raise Refused(verdict.reasons)
    now = clock(actor.tenant)
    doing = Doing(actor, locked, now.now, now.today, verdict.post)
    result = known.body(doing, given) if known.given is not None else known.body(doing)
    act = _settle(known.name, doing, verdict, given, cause)
    if key:
        Answer.objects.create(person=actor.person, key=key, digest=digest, act=act, at=real_now())
    effects = [
        Effect.objects.create(
            tenant_id=actor.tenant,
            cause=act,
            key=wanted_key or f"{act.pk}:{index}",
            action=wanted,
            subject_kind=target.KIND,
            subject_key=target.key,
            given=data,
        )
        for index, (wanted, wanted_key, target, data) in enumerate(doing._effects)  # noqa: SLF001 - its own kin
        if not Effect.objects.filter(key=wanted_key or f"{act.pk}:{index}").exists()
    ]
    for effect in effects:
        transaction.on_commit(lambda pk=effect.pk: deliver(pk))  # type: ignore[misc]
    for follow in doing._after:  # noqa: SLF001
        transaction.on_commit(follow)
    return Done(act, doing.created if doing.created is not None else result or locked)


def _verdict(name: str, subject: Subject, actor: Actor, given: Any) -> Decision:
    machine = machine_of(subject)
    at = position(subject, machine, name, given)
    return decide(machine, at, actor.person, actor.posts, name)


def _settle(name: str, doing: Doing, verdict: Allowed, given: Any, cause: int | None) -> Act:
    """Write the guarded state and append the act: on the created matter, else on the subject."""
    recorded = doing.created if doing.created is not None else doing.subject
    act = _new_act(doing.actor, name, recorded, verdict.post, Clock(doing.now, doing.today), done=True)
    if doing.created is None:
        act.before, act.after = doing.subject.state, verdict.state
        moved = (
            type(recorded)
            .objects.everything()
            .filter(pk=recorded.pk, version=recorded.version)
            .update(state=verdict.state, version=models.F("version") + 1)
        )
        if not moved:
            raise Stale((Finding("door.stale"),))
    else:
        act.before, act.after = "", recorded.state
    recorded.refresh_from_db(from_queryset=type(recorded).objects.everything())
    act.given = _digest(given)
    act.evidence = recorded.evidence_digest()
    act.note = doing.note
    act.cause = cause
    for follow in _AFTER:
        follow(recorded)
    return append(act, recorded.root())


def deliver(pk: int) -> bool:
    """Deliver one effect; a second delivery does nothing. Failures stay for the worker to repeat."""
    with transaction.atomic():
        effect = Effect.objects.select_for_update().get(pk=pk)
        if effect.delivered_at is not None:
            return True
        Effect.objects.filter(pk=pk).update(attempts=models.F("attempts") + 1)
    model = subject_models()[effect.subject_kind]
    subject = model.objects.of_tenant(effect.tenant_id).get(key=effect.subject_key)
    known = ACTIONS[effect.action]
    given = known.given(**effect.given) if known.given is not None else None
    try:
        with transaction.atomic():
            claimed = Effect.objects.filter(pk=pk, delivered_at__isnull=True).update(
                delivered_at=clock(effect.tenant_id).now, fault=""
            )
            if claimed:
                perform(
                    effect.action,
                    subject=subject,
                    actor=system(effect.tenant_id),
                    given=given,
                    cause=effect.cause_id,
                )
    except (Refused, OutOfScope) as no:
        log.warning("effect %s not delivered: %s", pk, no)
        Effect.objects.filter(pk=pk).update(fault=str(no)[:200])
        return False
    return True


def perform_many(
    name: str, *, subjects: Iterable[Subject], actor: Actor, given: Any = None, dry_run: bool = False
) -> list[Row]:
    """One action on many matters: each row is done or refused on its own; a dry run only asks."""
    rows: list[Row] = []
    for subject in subjects:
        if dry_run:
            verdict = _verdict(name, subject, actor, given)
            rows.append(Row(subject, verdict.reasons if isinstance(verdict, Denied) else ()))
            continue
        try:
            rows.append(Row(subject, done=perform(name, subject=subject, actor=actor, given=given)))
        except Refused as no:
            rows.append(Row(subject, no.reasons))
        except OutOfScope:
            rows.append(Row(subject, (Finding("door.out_of_scope"),)))
    return rows


def allowed(actor: Actor, subject: Subject, *names: str, given: Any = None) -> dict[str, Decision]:
    """The door's own verdict for each action (all of the machine's when none is named)."""
    wanted = names or machine_of(subject).actions()
    return {name: _verdict(name, subject, actor, given) for name in wanted}


def may(actor: Actor, subject: Subject, name: str, given: Any = None) -> bool:
    """Whether the door would let this action through."""
    return isinstance(_verdict(name, subject, actor, given), Allowed)


def keep(
    actor: Actor, purpose: str, data: dict[str, Any], *, about: UUID | str = "", seen: int | None = None
) -> Kept:
    """Store an actor's own private working data. Raises `Stale` when another window saved meanwhile."""
    with transaction.atomic():
        kept = (
            Kept.objects.of_tenant(actor.tenant)
            .select_for_update()
            .filter(person=actor.person, purpose=purpose, about=str(about))
            .first()
        )
        now = clock(actor.tenant).now
        if kept is None:
            kept = Kept(
                tenant_id=actor.tenant, person=actor.person, purpose=purpose, about=str(about), version=0
            )
        if seen is not None and seen != kept.version:
            raise Stale((Finding("door.stale", facts={"seen": seen, "now": kept.version}),))
        kept.data, kept.at, kept.version = data, now, kept.version + 1
        kept.save()
        return kept


def kept(actor: Actor, purpose: str, *, about: UUID | str = "") -> Kept | None:
    """What this actor kept under a purpose, if anything."""
    return cast(
        "Kept | None",
        Kept.objects.of_tenant(actor.tenant)
        .filter(person=actor.person, purpose=purpose, about=str(about))
        .first(),
    )
