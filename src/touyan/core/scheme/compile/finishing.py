"""Blueprints of holding to account: problem, tranche, assessment of projects and of posts."""

from __future__ import annotations

from collections.abc import Callable

from touyan.core.scheme.compile.draft import HOLDER, SYSTEM, Draft
from touyan.core.scheme.shape.scheme import Scheme


def problem(scheme: Scheme) -> Draft | None:
    """Found, rectified, verified by another hand, closed (YQ-46)."""
    if scheme.supervision is None:
        return None
    stage, draft = scheme.supervision.problems, Draft("problem")
    draft.state("open", "rectifying", "rectified")
    draft.state("closed", final=True)
    draft.edge("problem.begin", "open", "rectifying", stage.rectifier)
    draft.edge("problem.report_rectified", "rectifying", "rectified", stage.rectifier)
    same = ("problem.report_rectified",)
    draft.edge("problem.verify", "rectified", "closed", stage.verifier, not_by=same)
    draft.edge("problem.reject_rectification", "rectified", "rectifying", stage.verifier, not_by=same)
    return draft


def tranche(scheme: Scheme) -> Draft | None:
    """Money waits for its milestone, is asked for, approved by another hand, paid or cancelled."""
    stage = scheme.funding
    if stage is None:
        return None
    draft = Draft("tranche")
    draft.state("locked", "due", "requested", "approved")
    draft.state("paid", "cancelled", final=True)
    draft.edge("tranche.unlock", "locked", "due", SYSTEM)
    draft.edge("tranche.request", "due", "requested", stage.requester)
    draft.edge(
        "tranche.approve", "requested", "approved", stage.approver,
        needs=("no_red_notice",) if stage.blocked_by_red else (), not_by=("tranche.request",),
    )  # fmt: skip
    draft.edge("tranche.pay", "approved", "paid", stage.payer, not_by=("tranche.request", "tranche.approve"))
    draft.edge("tranche.cancel", ("locked", "due", "requested", "approved"), "cancelled", stage.approver)
    return draft


def assessment(scheme: Scheme) -> Draft | None:
    """Actuals, score, proposal; another hand confirms, after publicity where the scheme wants it."""
    stage = scheme.project_assessment
    if stage is None:
        return None
    shown = scheme.publicity is not None and "assessment" in scheme.publicity.of
    heard = ("residents_before_grade",) if scheme.participation else ()
    draft = Draft("assessment")
    draft.state("open", "scored", "provisional")
    draft.state("final", final=True)
    draft.edge("assessment.enter_actuals", "open", None, stage.enters)
    draft.edge("assessment.score", "open", "scored", stage.scorer, needs=("actuals_entered",))
    draft.edge("assessment.propose", "scored", "provisional", stage.scorer)
    draft.edge("assessment.reopen", ("scored", "provisional"), "open", stage.confirmer)
    draft.edge(
        "assessment.confirm", "provisional", "final", stage.confirmer,
        needs=(*(("publicity_done",) if shown else ()), *heard), not_by=("assessment.score",),
    )  # fmt: skip
    return draft


def post_assessment(scheme: Scheme) -> Draft | None:
    """Sheets of the rater groups, score, proposal; another hand confirms, the person assessed takes note (FY-27)."""
    stage = scheme.post_assessment
    if stage is None:
        return None
    draft = Draft("post_assessment")
    draft.state("open", "scored", "provisional")
    draft.state("final", final=True)
    draft.edge("post_assessment.enter_sheets", "open", None, stage.enters)
    draft.edge("post_assessment.score", "open", "scored", stage.scorer, needs=("sheets_quorate",))
    draft.edge("post_assessment.propose", "scored", "provisional", stage.scorer)
    draft.edge("post_assessment.reopen", ("scored", "provisional"), "open", stage.confirmer)
    same = ("post_assessment.enter_sheets", "post_assessment.score")
    is_limited = any(grade.quota_pct is not None for grade in stage.grades)
    if is_limited:
        draft.edge("post_assessment.settle_grade", "provisional", None, stage.confirmer, not_by=same)
    draft.edge(
        "post_assessment.confirm", "provisional", "final", stage.confirmer,
        needs=("grade_within_quota",) if is_limited else (), not_by=same,
    )  # fmt: skip
    draft.edge("post_assessment.sign", "final", None, HOLDER)
    return draft


BLUEPRINTS: tuple[Callable[[Scheme], Draft | None], ...] = (
    problem,
    tranche,
    assessment,
    post_assessment,
)
