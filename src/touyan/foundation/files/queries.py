"""Reads about files: a file is seen by whoever sees the matter it belongs to, and by nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from touyan.foundation.files.models import Attachment
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.models import Subject
from touyan.foundation.ledger.registry import subject_models

Owner = Callable[[Actor, UUID], object]
_OWNERS: dict[str, Owner] = {}


def served_through(kind: str, load: Owner) -> None:
    """Name the reading function of a kind of matter; without one its plain scope decides."""
    _OWNERS[kind] = load


def attachment(actor: Actor, key: UUID) -> Attachment:
    """One file of a matter in reach. Raises ObjectDoesNotExist when file or matter are out of it."""
    found: Attachment = Attachment.objects.visible(actor).get(key=key)
    load = _OWNERS.get(found.about_kind)
    if load is not None:
        load(actor, found.about_key)
    else:
        subject_models()[found.about_kind].objects.visible(actor).get(key=found.about_key)
    return found


def attachments(actor: Actor, about: Subject, purposes: Iterable[str] = ()) -> list[Attachment]:
    """The files of a matter already loaded in scope, oldest first; of some purposes only when named."""
    rows = Attachment.objects.visible(actor).filter(about_kind=about.KIND, about_key=about.key)
    wanted = tuple(purposes)
    return list((rows.filter(purpose__in=wanted) if wanted else rows).order_by("id"))
