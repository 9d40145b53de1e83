"""Money of a moved project: stages already reckoned must stand in the new rules with the same share."""

from __future__ import annotations

from collections.abc import Iterator

from touyan.core.findings import Finding
from touyan.core.scheme import Scheme
from touyan.stages.approval.moving import part_keeps
from touyan.stages.scheme.moving import named


@part_keeps("tranche", "stage")
def stages_stand(tranches: list[tuple[str, str]], old: Scheme, new: Scheme) -> Iterator[Finding]:
    """Amounts were counted from the old shares; another share would make them wrong without anybody having said so."""
    was = {s.id: s for s in old.funding.stages} if old.funding else {}
    now = {s.id: s.pct for s in new.funding.stages} if new.funding else {}
    live = {stage for state, stage in tranches if state != "cancelled"}
    for stage in sorted(live):
        before = was.get(stage)
        if before is None or now.get(stage) != before.pct:
            yield Finding("move.money_reckoned", facts=named(before.label if before else None, stage))
