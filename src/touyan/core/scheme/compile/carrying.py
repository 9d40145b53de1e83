"""Blueprints of carrying out: project, task, report, quarterly review."""

from __future__ import annotations

from collections.abc import Callable

from touyan.core.scheme.compile.draft import SYSTEM, Draft
from touyan.core.scheme.shape.scheme import Scheme


def project(scheme: Scheme) -> Draft | None:
    """Full track with plan, commitment and start gate; light track for what runs on its own (WH-11)."""
    plan, progress, office = scheme.plan, scheme.progress, scheme.owner.role
    if plan is None and progress is None:
        return None
    draft = Draft("project")
    draft.state("preparing")
    engine = SYSTEM if scheme.task_list else None
    if plan or scheme.task_list:
        draft.edge("project.save_plan", "preparing", None, plan.role if plan else None, engine)
        draft.edge("project.schedule", "preparing", None, plan.role if plan else None, engine)
    if plan and plan.commitment:
        draft.state("committed")
        draft.edge(
            "project.commit", "preparing", "committed", plan.leader, needs=("plan_complete",),
            leader_only=scheme.application is None or scheme.application.leader_only,
        )  # fmt: skip
        draft.edge("project.withdraw_commitment", "committed", "preparing", plan.leader)
    draft.state("running", "closing")
    ready = "committed" if "committed" in draft.states else "preparing"
    heard = ("residents_before_start",) if scheme.participation else ()
    starters = (plan.role, plan.leader) if plan else (SYSTEM,)
    # nobody signed it, so the start itself looks whether the plan is whole
    whole = ("plan_complete",) if ready == "preparing" and (plan or scheme.task_list) else ()
    draft.edge(
        "project.start",
        ready,
        "running",
        *starters,
        engine,
        needs=(*whole, *(plan.start_gate if plan else ()), *heard),
    )
    if scheme.task_list:
        draft.edge("project.revise_tasks", "running", None, SYSTEM)
    closers = (progress.accepted_by,) if progress else (office,)
    finisher = plan.leader if plan else scheme.task_list.leader if scheme.task_list else office
    gate = plan.stage_gate if plan else None
    if gate:
        draft.edge("project.close_stage", "running", None, gate.closes)
        draft.edge("project.waive_stage", "running", None, gate.waives)
    asked = (
        *(("stages_closed",) if gate else ()),
        *(("residents_before_finish",) if scheme.participation else ()),
    )
    draft.edge("project.finish", "running", "closing", finisher, needs=("tasks_accepted", *asked))
    draft.edge("project.reopen", "closing", "running", *closers)
    client = scheme.client_acceptance
    if client:
        draft.edge("project.record_acceptance", "closing", None, client.role)
    draft.edge(
        "project.close", "closing", "closed", *closers,
        needs=("residents_accepted",) if client else (), not_by=("project.finish",),
    )  # fmt: skip
    if scheme.decision and any(o.track == "light" for o in scheme.decision.outcomes.values()):
        draft.state("light")
        draft.edge("project.follow_lightly", "preparing", "light", SYSTEM)
        draft.edge("project.close", "light", "closed", *closers, office)
    draft.state("closed", final=True)
    _children(draft, scheme)
    return draft


def _children(draft: Draft, scheme: Scheme) -> None:
    live = tuple(s for s in ("running", "closing", "light") if s in draft.states)
    if scheme.promotion:
        draft.edge(
            "project.promote", tuple(s for s in draft.states if s != "light"), None, scheme.promotion.role,
            needs=("call_takes_promotion",),
        )  # fmt: skip
    if scheme.progress:
        draft.edge("report.open", live, None, SYSTEM)
        if any(rule.style == "review" for rule in scheme.progress.reports.values()):
            draft.edge("review.open", live, None, SYSTEM, scheme.owner.role)
    if scheme.supervision:
        draft.edge("problem.open", ("running", "closing"), None, scheme.supervision.problems.finder)
    if scheme.contest:
        draft.edge("project.award", tuple(draft.states), None, SYSTEM)
    if scheme.contest and scheme.funding:
        draft.edge("project.stage_money", live, None, SYSTEM)
    if scheme.funding:
        draft.edge(
            "tranche.plan", tuple(s for s in draft.states if s not in ("light", "closed")), None, SYSTEM
        )
    if scheme.project_assessment:
        scorer = scheme.project_assessment.scorer
        draft.edge("assessment.open", ("running", "closing", "closed"), None, SYSTEM, scorer)


def task(scheme: Scheme) -> Draft | None:
    """Draw the task: claimed done by its owner and accepted by another hand."""
    stage, plan = scheme.progress, scheme.plan
    if stage is None:
        return None
    draft, planner = Draft("task"), plan.role if plan else None
    draft.state("open", "claimed")
    draft.state("accepted", final=True)
    draft.edge("task.record_progress", "open", None, stage.task_role, planner)
    gated = ("earlier_stages_closed",) if plan and plan.stage_gate else ()
    draft.edge("task.claim_done", "open", "claimed", stage.task_role, planner, needs=gated)
    draft.edge("task.accept", "claimed", "accepted", stage.accepted_by, not_by=("task.claim_done",))
    draft.edge("task.send_back", "claimed", "open", stage.accepted_by, not_by=("task.claim_done",))
    return draft


def report(scheme: Scheme) -> Draft | None:
    """Draw the report: it falls due, is handed in (or "no change" with one tap), and read by somebody."""
    stage = scheme.progress
    if stage is None:
        return None
    rules = tuple(rule for rule in stage.reports.values() if rule.style != "review")
    if not rules:
        return None
    draft, makers = Draft("report"), tuple(rule.role for rule in rules)
    readers = tuple(rule.accepted_by or scheme.owner.role for rule in rules)
    draft.state("due", "submitted", "returned")
    draft.state("accepted", final=True)
    draft.edge("report.save", ("due", "returned"), None, *makers)
    draft.edge("report.submit", ("due", "returned"), "submitted", *makers)
    if any(rule.no_change for rule in rules):
        quick = tuple(rule.role for rule in rules if rule.no_change)
        draft.edge("report.submit_no_change", "due", "submitted", *quick)
    draft.edge("report.return", "submitted", "returned", *readers)
    draft.edge(
        "report.accept",
        "submitted",
        "accepted",
        *readers,
        not_by=("report.submit", "report.submit_no_change"),
    )
    return draft


def quarterly_review(scheme: Scheme) -> Draft | None:
    """Draw the review: the office looks at a project and writes down what it concludes."""
    rules = scheme.progress.reports.values() if scheme.progress else ()
    reviewers = tuple(rule.role for rule in rules if rule.style == "review")
    if not reviewers:
        return None
    draft = Draft("quarterly_review")
    draft.state("open")
    draft.state("concluded", final=True)
    draft.edge("review.conclude", "open", "concluded", *reviewers)
    return draft


BLUEPRINTS: tuple[Callable[[Scheme], Draft | None], ...] = (project, task, report, quarterly_review)
