"""Blueprints of the decision: the scoring meeting, the document, publication and objections."""

from __future__ import annotations

from collections.abc import Callable

from touyan.core.scheme.compile.draft import ANYONE, SYSTEM, Draft
from touyan.core.scheme.shape.scheme import Scheme


def meeting(scheme: Scheme) -> Draft | None:
    """Draw the scoring session: opened and closed by the clerk, one sheet per member and entry in between."""
    stage = scheme.meeting
    if stage is None:
        return None
    draft = Draft("meeting")
    draft.state("planned", "scoring", "scored")
    draft.state("decided", final=True)
    draft.edge("meeting.open_scoring", "planned", "scoring", stage.clerk)
    draft.edge("meeting.submit_sheet", "scoring", None, stage.scorer)
    draft.edge("meeting.close_scoring", "scoring", "scored", stage.clerk, needs=("sheets_complete",))
    draft.edge("meeting.record_decision", "scored", "decided", stage.clerk, needs=("tie_decided",))
    return draft


def notice(scheme: Scheme) -> Draft | None:
    """Draw the document of the decision: no number before every demanded revision is verified."""
    stage = scheme.decision.notice if scheme.decision else None
    if stage is None:
        return None
    draft = Draft("notice")
    draft.state("draft", "numbered")
    draft.state("issued", "void", final=True)
    draft.edge("notice.reserve_number", "draft", "numbered", stage.drafter, needs=("revisions_verified",))
    draft.edge("notice.issue", "numbered", "issued", stage.signer)
    draft.edge("notice.void", ("draft", "numbered"), "void", stage.drafter, stage.signer)
    return draft


def release(scheme: Scheme) -> Draft | None:
    """Something made public, after a publicity period where the scheme asks for one."""
    stage, publicity = scheme.publication, scheme.publicity
    if stage is None:
        return None
    draft = Draft("release")
    draft.state("draft")
    ready = ["draft"]
    if publicity:
        draft.state("in_publicity", "publicised")
        ready.append("publicised")
        draft.edge("release.open_publicity", "draft", "in_publicity", publicity.role)
        draft.edge("objection.raise", "in_publicity", None, ANYONE, publicity.objection.role, SYSTEM)
        draft.edge(
            "release.close_publicity", "in_publicity", "publicised", publicity.role,
            needs=("publicity_over", "objections_closed"),
        )  # fmt: skip
    draft.state("released")
    draft.state("withdrawn", final=True)
    draft.edge("release.publish", ready, "released", stage.releaser, needs=("publicity_done",))
    draft.edge("release.withdraw", (*draft.states.keys() - {"withdrawn"},), "withdrawn", stage.releaser)
    return draft


def objection(scheme: Scheme) -> Draft | None:
    """Draw the objection: answered; whether it was upheld is said in the answer."""
    if scheme.publicity is None:
        return None
    draft = Draft("objection")
    draft.state("open")
    draft.state("answered", final=True)
    draft.edge("objection.answer", "open", "answered", scheme.publicity.objection.role)
    return draft


BLUEPRINTS: tuple[Callable[[Scheme], Draft | None], ...] = (meeting, notice, release, objection)
