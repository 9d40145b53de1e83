"""The menu: every app adds its own entry; a reader sees those that are for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from touyan.foundation.ledger.actor import Actor


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu. `order` follows the path of a matter; `shown` decides from the actor alone.

    `also` are further beginnings of addresses under which the reader still stands on this line.
    """

    order: int
    label: str | Promise
    url: str
    shown: Callable[[Actor], bool]
    also: tuple[str, ...] = ()

    def holds(self, path: str) -> bool:
        """Whether a page belongs under this line."""
        return any(path == begun or path.startswith(begun + "/") for begun in (self.url, *self.also))


_ENTRIES: list[Entry] = []


def business(actor: Actor) -> bool:
    """Whoever works on matters."""
    return bool(actor.reach)


def duty(*kinds: str) -> Callable[[Actor], bool]:
    """Holders of one of these posts."""
    return lambda actor: actor.holds(*kinds)


def with_stage(kinds: tuple[str, ...], shown: Callable[[Actor], bool] = business) -> Callable[[Actor], bool]:
    """Only where a scheme in force has one of these stages; while none is in force everything is offered."""
    return lambda actor: (not actor.stages or not actor.stages.isdisjoint(kinds)) and shown(actor)


def add_entry(
    order: int,
    label: str | Promise,
    url: str,
    shown: Callable[[Actor], bool] = business,
    also: tuple[str, ...] = (),
) -> None:
    """Add a line to the menu, once, when the app loads its addresses."""
    if all(entry.url != url for entry in _ENTRIES):
        _ENTRIES.append(Entry(order, label, url, shown, also))
        _ENTRIES.sort(key=lambda entry: entry.order)


def entries(actor: Actor, path: str) -> list[dict[str, object]]:
    """The lines for this reader, the one he stands on marked."""
    return [
        {
            "label": str(e.label),
            "url": e.url,
            "current": e.holds(path),
            "count": 0,
        }
        for e in _ENTRIES
        if e.shown(actor)
    ]
