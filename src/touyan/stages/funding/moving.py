"""Money of a moved project: stages already reckoned must stand in the new rules with the same share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from touyan.core.findings import Finding
from touyan.core.scheme import Scheme
from touyan.stages.approval.moving import part_keeps
from touyan.stages.scheme.moving import named


@part_keeps("tranche", "stage")
def stages_stand(tranches: list[tuple[str, str]], old: Scheme, new: Scheme) -> Iterator[Finding]:
    """Amounts were counted from the old shares; another share would make them wrong without anybody having said so."""
    was, now = _shares(old), _shares(new)
    words = {s.id: s.label for s in old.funding.every_stage} if old.funding else {}
    live = {stage for state, stage in tranches if state != "cancelled"}
    for stage in sorted(live):
        if stage not in was or now.get(stage) != was[stage]:
            yield Finding("move.money_reckoned", facts=named(words.get(stage), stage))


def _shares(rules: Scheme) -> dict[str, tuple[Any, ...]]:
    """By stage of money, what its amount was counted from; a bonus beside the budget is counted from the awards."""
    bonuses = {one.name: one.bonus for one in rules.contest.awards} if rules.contest else {}
    return {
        stage.id: (stage.pct, bonuses if stream.is_bonus else None)
        for stream in (rules.funding.streams if rules.funding else ())
        for stage in stream.stages
    }
