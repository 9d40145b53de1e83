"""Verbs of the approval notice: draft, reserve a number, issue, void (domain.md 3.2, 3.24).

With the number the list is frozen: what was numbered is what is signed. A void number stays void and is shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from touyan.core.findings import Finding, Refusal
from touyan.foundation.ledger.door import Doing
from touyan.foundation.ledger.registry import action
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.stages.approval.listed import FULL, listed_keys, rows
from touyan.stages.approval.models import Decision, DocumentNumber, Notice
from touyan.stages.approval.numbering import reserve_document_number


@dataclass(frozen=True, slots=True)
class NewNotice:
    """A notice about a decision (its key): the listed applications by key, and the words around the lists.

    `demands` are (heading, text) pairs.
    """

    decision: str
    title: str
    recipients: str
    basis: str
    approved: tuple[str, ...] = ()
    self_implemented: tuple[str, ...] = ()
    demands: tuple[tuple[str, str], ...] = ()
    copy_to: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a notice is void."""

    reason: str


@action("notice.draft", on=SchemeVersion, given=NewNotice)
def draft(act: Doing, new: NewNotice) -> None:
    """Draft the notice of the signer's body; it lists only what the decision approved or left to its committee."""
    decision = Decision.objects.of_tenant(act.tenant).select_related("meeting").get(key=new.decision)
    if decision.meeting is None or decision.meeting.scheme_version_id != act.subject.pk:
        raise Refusal((Finding("notice.other_scheme", "decision"),))
    full, light = listed_keys(decision, FULL), listed_keys(decision, ("self_implemented",))
    if not new.approved and not new.self_implemented:
        raise Refusal((Finding("notice.nothing_listed", "approved"),))
    if set(new.approved) - set(full) or set(new.self_implemented) - set(light):
        raise Refusal((Finding("notice.not_decided", "approved"),))
    if taken := listed_elsewhere(act.tenant, decision) & {*new.approved, *new.self_implemented}:
        raise Refusal((Finding("notice.listed_already", "approved", {"n": len(taken)}),))
    rules = act.subject.rules
    signer = rules.roles[rules.decision.notice.signer]
    act.create(
        Notice(
            tenant_id=act.tenant,
            unit_id=act.subject.bodies.get(signer.named, decision.unit_id),
            scheme_version=act.subject,
            decision=decision,
            title=new.title,
            paper={
                "recipients": new.recipients,
                "basis": new.basis,
                "approved": list(new.approved),
                "self_implemented": list(new.self_implemented),
                "demands": [list(pair) for pair in new.demands],
                "copy_to": new.copy_to,
            },
        )
    )


def listed_elsewhere(tenant: int, decision: Decision) -> set[str]:
    """Keys already listed in another notice of the decision that is not void."""
    papers = (
        Notice.objects.of_tenant(tenant)
        .filter(decision=decision)
        .exclude(state="void")
        .values_list("paper", flat=True)
    )
    return {
        key for paper in papers for key in (*paper.get("approved", ()), *paper.get("self_implemented", ()))
    }


@action("notice.reserve_number", on=Notice)
def reserve_number(act: Doing) -> None:
    """Take the next number of the issuing unit's code and year, and freeze the lists."""
    notice = act.subject
    if not notice.unit.document_code:
        raise Refusal((Finding("notice.no_code", facts={"unit": notice.unit.name}),))
    number = reserve_document_number(notice.unit, act.today)
    paper = notice.paper | {
        "approved_rows": rows(act.tenant, notice.paper["approved"]),
        "self_implemented_rows": rows(act.tenant, notice.paper["self_implemented"]),
    }
    Notice.objects.of_tenant(act.tenant).filter(pk=notice.pk).update(number=number, paper=paper)
    act.note = {"number": str(number)}


def _mark(act: Doing, status: str) -> None:
    if act.subject.number_id:
        DocumentNumber.objects.of_tenant(act.tenant).filter(pk=act.subject.number_id).update(status=status)
        act.note = {"number": str(act.subject.number)}


@action("notice.issue", on=Notice)
def issue(act: Doing) -> None:
    """Signed: the day of signature is the day of the document."""
    Notice.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(issued_on=act.today)
    _mark(act, "issued")


@action("notice.void", on=Notice, given=Reason)
def void(act: Doing, why: Reason) -> None:
    """Not issued: its number is void for ever and stays in the register of numbers."""
    if not why.reason.strip():
        raise Refusal((Finding("notice.reason_missing", "reason"),))
    _mark(act, "void")
    act.note |= {"reason": why.reason.strip()[:200]}
