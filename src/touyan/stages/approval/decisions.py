"""What a record of the meeting must contain before it is a decision, and what it proposes for each application.

The proposal comes from the cut; where the cut ends in a tie, only the vote of the body named by the scheme
fills the open places (WH-11; never an id). A decision that differs from the proposal says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from touyan.core.findings import Finding
from touyan.core.scheme import Scheme
from touyan.stages.review.actions import NamedFault
from touyan.stages.review.models import AgendaItem, Meeting

RETURNED = "returned"
VERBS = {
    "approved": "application.approve",
    "approved_after_revision": "application.approve_after_revision",
    "self_implemented": "application.self_implement",
    RETURNED: "application.return_from_meeting",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the body decided on one application (its key). `items` are the revisions demanded, `faults` a return's."""

    application: str
    outcome: str
    reason: str = ""
    items: tuple[str, ...] = ()
    faults: tuple[NamedFault, ...] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """The record of the meeting: title, day (ISO), item of the minutes, document number, words, a verdict for each.

    `tie_chosen` are the keys that the named body voted into the open places, `tie_record` where that vote stands.
    """

    title: str
    held_on: str
    item: str = ""
    document_number: str = ""
    text: str = ""
    verdicts: tuple[Verdict, ...] = ()
    tie_chosen: tuple[str, ...] = ()
    tie_record: str = ""


def outcomes_of(rules: Scheme) -> tuple[str, ...]:
    """What may be decided under these rules."""
    known = [name for name in rules.decision.outcomes if name in VERBS]
    return (*known, RETURNED) if rules.vetting else tuple(known)


def alive_items(meeting: Meeting) -> list[AgendaItem]:
    """Agenda items still to be decided, in the order of the agenda."""
    return list(
        AgendaItem.objects.of_tenant(meeting.tenant_id)
        .filter(meeting=meeting, application__state="meeting")
        .select_related("application__unit", "application__leader")
        .order_by("order", "id")
    )


def proposal(rules: Scheme, side: str, *, is_voted_in: bool | None = None) -> str:
    """The outcome that follows from the side of the cut; "" where nothing follows and the body must say."""
    if side == "tied" and is_voted_in is not None:
        side = "chosen" if is_voted_in else "left"
    allowed = outcomes_of(rules)
    wanted = {"chosen": "approved", "left": "self_implemented"}.get(side, "")
    return wanted if wanted in allowed else ""


def proposals(meeting: Meeting, recorded: Recorded, items: list[AgendaItem]) -> dict[str, str]:
    """The proposed outcome by application key, the vote on a tie counted in."""
    rules = meeting.scheme_version.rules
    return {
        key: proposal(rules, item.outcome, is_voted_in=key in recorded.tie_chosen)
        for item in items
        for key in (str(item.application.key),)
    }


def lacking(meeting: Meeting, recorded: Recorded, items: list[AgendaItem]) -> tuple[Finding, ...]:
    """Everything that keeps the record from being complete, each with its place."""
    rules = meeting.scheme_version.rules
    verdicts = {v.application: v for v in recorded.verdicts}
    wanted = proposals(meeting, recorded, items)
    found: list[Finding] = []
    if not recorded.title.strip():
        found.append(Finding("decision.title_missing", "title"))
    if rules.decision.document_required and not recorded.document_number.strip():
        found.append(Finding("decision.document_missing", "document_number"))
    for item in items:
        key = str(item.application.key)
        found += _lacking_one(rules, verdicts.get(key), wanted[key], {"title": item.application.title}, key)
    return tuple(found)


def _lacking_one(
    rules: Scheme, verdict: Verdict | None, wanted: str, facts: dict[str, Any], key: str
) -> list[Finding]:
    if verdict is None or verdict.outcome not in outcomes_of(rules):
        return [Finding("decision.outcome_missing", key, facts)]
    found = []
    if wanted and verdict.outcome != wanted and not verdict.reason.strip():
        found.append(Finding("decision.reason_missing", key, facts))
    if verdict.outcome == "approved_after_revision" and not any(i.strip() for i in verdict.items):
        found.append(Finding("decision.items_missing", key, facts))
    if verdict.outcome == RETURNED and not verdict.faults:
        found.append(Finding("decision.faults_missing", key, facts))
    return found


def tie_findings(meeting: Meeting, recorded: Recorded) -> tuple[Finding, ...]:
    """Whether the vote on a tie is on record: exactly as many of the tied as places are open, and where it stands."""
    tie = meeting.tie
    if not tie:
        return ()
    rules = meeting.scheme_version.rules
    facts = {"n": len(tie["tied"]), "places": tie["open_places"], "body": rules.bodies[tie["body"]].label.zh}
    chosen = set(recorded.tie_chosen)
    if not chosen <= set(tie["tied"]) or len(chosen) != min(tie["open_places"], len(tie["tied"])):
        return (Finding("meeting.tie_open", "tie_chosen", facts),)
    if not recorded.tie_record.strip():
        return (Finding("meeting.tie_record_missing", "tie_record", facts),)
    return ()


def entry_of(item: AgendaItem, verdict: Verdict, wanted: str) -> dict[str, Any]:
    """One line of the register: no person, only the matter, its figures and what was decided."""
    return {
        "application": str(item.application.key),
        "title": item.application.title,
        "unit": item.application.unit.label,
        "score": item.score,
        "rank": item.rank,
        "proposed": wanted,
        "outcome": verdict.outcome,
        "reason": verdict.reason.strip(),
        "items": [text.strip() for text in verdict.items if text.strip()],
    }
