"""Reads about complaints and suggestions: the answering office's, one's own, and one by its code."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from touyan.foundation.feedback.actions import HEADS, digest_of
from touyan.foundation.feedback.models import Feedback
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.scope import ScopedQuerySet


def to_answer(actor: Actor) -> ScopedQuerySet:
    """What came to the offices the actor heads; nobody else reads it, whatever else they may see."""
    headed = [post.unit for post in actor.posts if post.kind in HEADS]
    return Feedback.objects.visible(actor).filter(unit__in=headed).select_related("unit", "asker__home")


def may_answer(actor: Actor) -> bool:
    """Whether the menu shows the list: from the actor's posts alone."""
    return any(post.kind == "head" for post in actor.posts)


def one_to_answer(actor: Actor, key: UUID) -> Feedback:
    """One of them."""
    found: Feedback = to_answer(actor).get(key=key)
    return found


def own(actor: Actor) -> list[Feedback]:
    """What the actor sent under their own name, newest first."""
    return list(
        Feedback.objects.of_tenant(actor.tenant)
        .filter(asker_id=actor.person)
        .select_related("unit")
        .order_by("-id")[:50]
    )


def by_code(code: str) -> dict[str, Any] | None:
    """The state and answer behind a code, without anything that tells who sent it."""
    found = Feedback.objects.everything().filter(code_digest=digest_of(code)).select_related("unit").first()
    if found is None:
        return None
    return {
        "text": found.text,
        "office": found.unit.name,
        "raised_on": found.raised_on,
        "due_on": found.due_on,
        "answer": found.answer,
        "answered_on": found.answered_on,
        "is_answered": found.state == "answered",
    }
