"""What a unit has brought to a call and what its secretary may still bring."""

from __future__ import annotations

from dataclasses import dataclass

from touyan.core.scheme import selects
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.units.models import Unit
from touyan.stages.application.conditions import NOT_COUNTED
from touyan.stages.application.matters import stage_of, unit_matter
from touyan.stages.application.models import Application, Call
from touyan.stages.application.queries import of_call


@dataclass(frozen=True, slots=True)
class Standing:
    """The reader's own unit before a call: counts, what is left, its applications."""

    unit: str
    is_asked: bool
    used: int
    most: int | None
    listed: tuple[Application, ...]

    @property
    def left(self) -> int | None:
        """How many may still be handed in; None without a quota."""
        return None if self.most is None else max(self.most - self.used, 0)


def standing(actor: Actor, call: Call) -> Standing | None:
    """For people of a unit that applies; None for the offices that receive."""
    post = next(
        (p for p in actor.posts if p.kind in ("secretary", "deputy_secretary", "checker", "drafter")), None
    )
    if post is None:
        return None
    unit = Unit.objects.visible(actor).get(pk=post.unit)
    stage = stage_of(call.scheme_version)
    matter = unit_matter(unit, call.scheme_version.rules)
    limits = [q.max for q in stage.quota if selects(q.applies_to, matter)]
    listed = tuple(of_call(actor, call).filter(unit=unit).order_by("number"))
    used = sum(a.state not in NOT_COUNTED for a in listed)
    return Standing(
        unit.label, selects(stage.applies_to, matter), used, min(limits) if limits else None, listed
    )
