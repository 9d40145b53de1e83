"""Blueprints of the beginning: the scheme version, the call, the application, the need."""

from __future__ import annotations

from collections.abc import Callable

from touyan.core.scheme.compile.draft import ANYONE, SYSTEM, Draft, anywhere
from touyan.core.scheme.shape.people import EVERYTHING
from touyan.core.scheme.shape.review import Application, Vetting
from touyan.core.scheme.shape.scheme import Scheme


def scheme_version(scheme: Scheme) -> Draft:
    """Draw what may be begun under a published scheme."""
    draft, office = Draft("scheme_version"), scheme.owner.role
    draft.state("published")
    draft.state("retired", final=True)
    if scheme.application:
        draft.edge("call.create", "published", None, office)
    if scheme.decision and scheme.decision.notice:
        draft.edge("notice.draft", "published", None, scheme.decision.notice.drafter)
    if scheme.publication:
        draft.edge("release.prepare", "published", None, scheme.publication.preparer)
    if scheme.task_list:
        draft.edge("task_list.import", "published", None, scheme.task_list.role)
        draft.edge("task_list.assign", "published", None, SYSTEM)
    if scheme.post_assessment:
        draft.edge("post_assessment.begin", "published", None, scheme.post_assessment.enters)
        draft.edge("post_assessment.open", "published", None, SYSTEM)
    draft.edge("need.raise", "published", None, ANYONE)
    draft.edge("scheme.retire", "published", "retired", office)
    return draft


def _wide(scheme: Scheme, role: str) -> str:
    return anywhere(role) if scheme.roles[role].of == "own" else role


def call(scheme: Scheme) -> Draft | None:
    """Draw the call: opened, extended (also after closing), closed; applications and the meeting hang on it."""
    if scheme.application is None:
        return None
    draft, office = Draft("call"), scheme.owner.role
    draft.state("draft", "open", "closed")
    draft.edge("call.open", "draft", "open", office)
    draft.edge("call.close", "open", "closed", office)
    draft.edge("call.extend", ("open", "closed"), "open", office)
    needs = ("call_open", "item_free") if scheme.catalogue else ("call_open",)
    draft.edge("application.create", "open", None, _wide(scheme, scheme.application.drafter), needs=needs)
    draft.edge("call.take_promotion", "open", None, SYSTEM)
    if scheme.required:
        draft.edge("application.begin_required", "open", None, SYSTEM)
        draft.edge("call.begin_required", "open", None, SYSTEM, office)
    if scheme.meeting:
        draft.edge("meeting.create", ("open", "closed"), None, scheme.meeting.clerk)
    if scheme.contest:
        lower = tuple(_wide(scheme, one.clerk) for one in scheme.contest.rounds)
        draft.edge("contest.create", ("open", "closed"), None, scheme.contest.clerk, *lower)
    return draft


def application(scheme: Scheme) -> Draft | None:
    """Draw the longest road: draft, check, signature, level after level, meeting, decision."""
    stage = scheme.application
    if stage is None:
        return None
    draft = Draft("application")
    _inside_the_unit(draft, stage)
    levels = tuple(scheme.vetting.levels) if scheme.vetting else ()
    decided = "meeting" if scheme.decision else "approved"
    first = f"vetting.{levels[0]}" if levels else decided
    _submit(draft, scheme, stage, first)
    if scheme.vetting:
        _vetting(draft, stage, scheme.vetting, decided, has_decision=scheme.decision is not None)
    _decision(draft, scheme, levels[-1] if levels else None)
    _ways_out(draft, scheme)
    return draft


def _inside_the_unit(draft: Draft, stage: Application) -> None:
    draft.state("draft")
    draft.edge("application.attach_scan", "draft", None, stage.drafter)
    if stage.checker is None:
        draft.state("signing")
        draft.edge("application.pass_to_sign", "draft", "signing", stage.drafter)
        draft.edge("application.send_back", "signing", "draft", stage.leader)
        return
    draft.state("checking", "signing")
    draft.edge("application.pass_to_check", "draft", "checking", stage.drafter)
    draft.edge(
        "application.pass_to_sign",
        "checking",
        "signing",
        stage.checker,
        not_by=("application.pass_to_check",),
    )
    draft.edge("application.send_back", "checking", "draft", stage.checker)
    draft.edge("application.send_back", "signing", "draft", stage.leader, stage.checker)


def _hand_in_needs(stage: Application) -> tuple[str, ...]:
    wanted = (
        ("call_open", True),
        ("form_complete", True),
        ("secretary_in_office", stage.leader_only),
        ("quota_left", bool(stage.quota)),
        ("within_year", stage.finish_by is not None),
    )
    return tuple(name for name, is_asked in wanted if is_asked)


def _submit(draft: Draft, scheme: Scheme, stage: Application, first: str) -> None:
    """To the first level, to the register, or to whichever of the two the application is for (SB-12)."""
    needs, filing = _hand_in_needs(stage), scheme.filing
    roads = [(first, "")] if filing is None else [("filing", "is_filed"), (first, "is_vetted")]
    if filing is not None and filing.applies_to == EVERYTHING:
        roads = [("filing", "")]
    for target, guard in roads:
        draft.edge(
            "application.submit", "signing", target, stage.leader,
            needs=needs, leader_only=stage.leader_only, guard=guard,
        )  # fmt: skip
    if filing is not None:
        draft.state("filing")
        draft.state("filed", final=True)
        draft.edge("application.file", "filing", "filed", filing.role)
        draft.edge("application.send_back", "filing", "draft", filing.role)


def _vetting(draft: Draft, stage: Application, vetting: Vetting, decided: str, *, has_decision: bool) -> None:
    levels = tuple(vetting.levels.values())
    for level in levels:
        draft.state(f"vetting.{level.name}", label=level.label)
        draft.state(f"returned.{level.name}")
    again = tuple(n for n in _hand_in_needs(stage) if n in ("form_complete", "within_year"))
    for i, level in enumerate(levels):
        here, returned = f"vetting.{level.name}", f"returned.{level.name}"
        onward = f"vetting.{levels[i + 1].name}" if i + 1 < len(levels) else decided
        draft.edge("application.pass", here, onward, level.role)
        draft.edge(
            "application.return", here, returned, level.role, needs=("faults_named", "rework_rounds_left")
        )
        draft.edge(
            "application.resubmit", returned, here, stage.leader,
            needs=("faults_answered", *again), leader_only=stage.leader_only,
        )  # fmt: skip
        if vetting.rework.then and has_decision:
            draft.edge(
                "application.hand_to_self_implementation", here, "self_implemented", level.role,
                needs=("rework_rounds_used",),
            )  # fmt: skip


def _decision(draft: Draft, scheme: Scheme, last_level: str | None) -> None:
    decision, stage = scheme.decision, scheme.application
    assert stage is not None
    if decision is None:
        if any(edge.target == "approved" for edge in draft.edges):
            draft.state("approved", final=True)
        return
    draft.state("meeting")
    recorded = ("decision_recorded",)
    if "approved" in decision.outcomes:
        draft.edge("application.approve", "meeting", "approved", decision.clerk, needs=recorded)
    if "approved_after_revision" in decision.outcomes:
        draft.state("revising", "revision_answered")
        draft.edge(
            "application.approve_after_revision", "meeting", "revising", decision.clerk,
            needs=(*recorded, "items_named"),
        )  # fmt: skip
        draft.edge(
            "application.answer_revision", "revising", "revision_answered", stage.leader,
            needs=("items_answered",),
        )  # fmt: skip
        draft.edge(
            "application.verify_revision", "revision_answered", "approved", decision.verifier,
            not_by=("application.answer_revision",),
        )  # fmt: skip
        draft.edge(
            "application.reject_revision", "revision_answered", "revising", decision.verifier,
            not_by=("application.answer_revision",),
        )  # fmt: skip
    if "self_implemented" in decision.outcomes:
        draft.edge(
            "application.self_implement", "meeting", "self_implemented", decision.clerk, needs=recorded
        )
    if last_level:
        draft.edge(
            "application.return_from_meeting", "meeting", f"returned.{last_level}", decision.clerk,
            needs=(*recorded, "faults_named"),
        )  # fmt: skip
    contest = scheme.contest
    if contest and "waiting" in (contest.entries, *(one.entries for one in contest.rounds)):
        draft.state("not_selected", final=True)
        draft.edge("application.leave_out", "meeting", "not_selected", SYSTEM)
    if {"approved", "approved_after_revision"} & set(decision.outcomes):
        draft.state("approved", final=True)
    if "self_implemented" in decision.outcomes:
        draft.state("self_implemented", final=True)


def _ways_out(draft: Draft, scheme: Scheme) -> None:
    stage = scheme.application
    assert stage is not None
    before = tuple(s for s in draft.states if s.partition(".")[0] not in ("revising", "revision_answered"))
    undecided = tuple(s for s in before if not draft.states[s].final)
    draft.state("withdrawn", final=True)
    draft.edge(
        "application.withdraw", undecided, "withdrawn", stage.leader,
        needs=("not_required",) if scheme.required else (),
    )  # fmt: skip
    later = tuple(s for s in undecided if s != "draft")
    draft.edge("application.attach_scan", later, None, stage.drafter, stage.leader)
    if scheme.participation:
        told = tuple(s for s in draft.states if s not in ("withdrawn", "not_selected"))
        draft.edge("application.record_residents", told, None, scheme.participation.role)
    being_written = tuple(
        s
        for s in draft.states
        if s.partition(".")[0] in ("draft", "checking", "signing", "returned", "revising")
    )
    for verb in ("application.save", "application.attach", "application.detach"):
        draft.edge(verb, being_written, None, stage.drafter, stage.checker, stage.leader)
    done = tuple(s for s in ("approved", "self_implemented", "filed") if s in draft.states)
    if done and (scheme.plan or scheme.progress):
        draft.edge("project.open", done, None, SYSTEM)
        if scheme.contest and "approved" in done:
            draft.edge("application.award", "approved", None, SYSTEM)


def need(scheme: Scheme) -> Draft | None:
    """Draw the need: raised by whoever has one, claimed by a unit, linked to its project or declined.

    From the claim on it belongs to the unit that claimed it, whose own people link it.
    """
    stage, office = scheme.application, scheme.owner.role
    if stage is None:
        return None
    draft = Draft("need")
    draft.state("open", "claimed")
    draft.state("linked", "declined", final=True)
    draft.edge("need.claim", "open", "claimed", _wide(scheme, stage.drafter), _wide(scheme, stage.leader))
    draft.edge("need.link", "claimed", "linked", stage.drafter, stage.leader)
    draft.edge("need.decline", ("open", "claimed"), "declined", office)
    return draft


BLUEPRINTS: tuple[Callable[[Scheme], Draft | None], ...] = (scheme_version, call, application, need)
