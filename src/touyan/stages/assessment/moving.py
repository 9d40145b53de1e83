"""Assessments of a moved project: what was scored by the old parts and grades is not scored again by others."""

from __future__ import annotations

from collections.abc import Iterator

from touyan.core.findings import Finding
from touyan.core.scheme import Scheme, plain
from touyan.stages.approval.moving import part_keeps


@part_keeps("assessment", "grade")
def scored_stands(assessments: list[tuple[str, str]], old: Scheme, new: Scheme) -> Iterator[Finding]:
    """Open ones are scored by the new rules; a score given stays with the rules it was given by."""
    was, now = old.project_assessment, new.project_assessment
    same = was is not None and now is not None and all(
        plain(getattr(was, name)) == plain(getattr(now, name)) for name in ("parts", "grades", "indicator_cap")
    )  # fmt: skip
    if not same and any(state != "open" for state, _ in assessments):
        yield Finding("move.scored")
