"""From a posted form to the door: validated input, the version seen, the form's key; nothing typed is lost."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from touyan.core.workflow import Denied
from touyan.foundation.ledger.door import Done, Refused, allowed, perform
from touyan.foundation.ledger.registry import machine_of
from touyan.foundation.web.reasons import because, lang_of, told, words


@dataclass
class Tried:
    """What became of a post: done, or the sentences that say why not."""

    done: Done | None = None
    reasons: list[str] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        """Whether the door let it through."""
        return self.done is not None


def attempt(request: HttpRequest, action: str, subject: Any, given: Any = None) -> Tried:
    """Run one action for the request's actor; a refusal comes back as sentences instead of an exception."""
    seen = request.POST.get("version", "")
    try:
        done = perform(
            action,
            subject=subject,
            actor=request.actor,  # type: ignore[attr-defined]
            given=given,
            seen=int(seen) if seen.isdigit() else None,
            key=request.POST.get("idempotency_key", "")[:64],
        )
    except Refused as no:
        return Tried(reasons=told(no.reasons, request, subject))
    return Tried(done=done)


def done_or_back(request: HttpRequest, tried: Tried, success: str, to: str) -> HttpResponse:
    """After a post without a form of its own: go on with a sentence, or go back with the reasons."""
    if tried.is_done:
        messages.success(request, success)
    for reason in tried.reasons:
        messages.error(request, reason)
    return HttpResponseRedirect(to)


def once() -> str:
    """A fresh idempotency key for a rendered form."""
    return secrets.token_urlsafe(18)


@dataclass(frozen=True, slots=True)
class Button:
    """An action as this reader sees it: its words, whether it can be pressed, and why not."""

    action: str
    label: str
    is_allowed: bool
    reasons: tuple[str, ...]


def buttons(request: HttpRequest, subject: Any, *names: str, given: Any = None) -> list[Button]:
    """The door's verdicts as buttons.

    Actions that are simply somebody else's, or of another state, are left out; those that are the reader's but not
    possible yet stay, grey, with their reasons.
    """
    lang = lang_of(request)
    machine = machine_of(subject)
    shown: list[Button] = []
    for name, verdict in allowed(request.actor, subject, *names, given=given).items():  # type: ignore[attr-defined]
        edges = machine.edges_of(name)
        label = words(edges[0].label, lang) if edges else name
        if not isinstance(verdict, Denied):
            shown.append(Button(name, words(verdict.edge.label, lang) or label, is_allowed=True, reasons=()))
        elif all(
            f.code not in {"door.not_yours", "door.wrong_state", "door.unknown_action"}
            for f in verdict.reasons
        ):
            shown.append(
                Button(name, label, is_allowed=False, reasons=tuple(because(verdict.reasons, subject, lang)))
            )
    return shown


def add_reasons(form: forms.Form, reasons: list[str]) -> None:
    """Put the door's sentences on top of the form, so that what was typed stays on the page."""
    for reason in reasons:
        form.add_error(None, reason)
