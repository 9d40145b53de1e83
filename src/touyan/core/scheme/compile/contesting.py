"""Blueprint of the contest: listed, scored from sheets and counts, settled by another hand."""

from __future__ import annotations

from collections.abc import Callable

from touyan.core.scheme.compile.draft import Draft
from touyan.core.scheme.shape.scheme import Scheme

ENTERED = ("contest.enter_sheets", "contest.enter_counts", "contest.close_scoring")


def contest(scheme: Scheme) -> Draft | None:
    """Draw one contest; a round of each lower unit walks the same road in the hands of that unit's people (YQ-18)."""
    stage = scheme.contest
    if stage is None:
        return None
    draft = Draft("contest")
    draft.state("planned", "shortlisted", "scoring", "scored")
    draft.state("awarded", final=True)
    _road(draft, "is_last_round" if stage.rounds else "", (stage.clerk,), (stage.confirmer,))
    if stage.rounds:
        clerks = tuple(one.clerk for one in stage.rounds)
        _road(draft, "is_lower_round", clerks, tuple(one.confirmer for one in stage.rounds))
    return draft


def _road(draft: Draft, guard: str, clerks: tuple[str, ...], confirmers: tuple[str, ...]) -> None:
    for verb, source, target, needs in (
        ("shortlist", "planned", "shortlisted", ("list_fits",)),
        ("relist", "shortlisted", "planned", ()),
        ("open_scoring", "shortlisted", "scoring", ()),
        ("enter_sheets", "scoring", None, ()),
        ("enter_counts", "scoring", None, ()),
        ("close_scoring", "scoring", "scored", ("marks_complete",)),
    ):
        draft.edge(f"contest.{verb}", source, target, *clerks, needs=needs, guard=guard)
    draft.edge("contest.send_back", "scored", "scoring", *confirmers, guard=guard, not_by=ENTERED)
    draft.edge(
        "contest.confirm", "scored", "awarded", *confirmers,
        needs=("award_ties_decided",), guard=guard, not_by=ENTERED,
    )  # fmt: skip


BLUEPRINTS: tuple[Callable[[Scheme], Draft | None], ...] = (contest,)
