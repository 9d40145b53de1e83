"""Conditions of the decision, its revisions and its notice."""

from __future__ import annotations

from typing import Any

from touyan.core.findings import Finding
from touyan.foundation.ledger.registry import condition
from touyan.foundation.publicity.holds import held_back_of
from touyan.stages.application.models import Application
from touyan.stages.approval.decisions import Recorded, tie_findings
from touyan.stages.approval.listed import applications_of
from touyan.stages.approval.models import Decision, Notice
from touyan.stages.review.models import Meeting

UNVERIFIED = ("revising", "revision_answered")


@condition("decision_recorded", on=Application)
def decision_recorded(application: Application, given: Any) -> tuple[Finding, ...]:
    """The register holds an entry on this application, with just the outcome that is to be carried out (WH-10)."""
    entries = Decision.objects.of_tenant(application.tenant_id).filter(
        meeting__items__application=application
    )
    if given is not None:
        entries = entries.filter(key=given.decision)
    told = {
        line["outcome"]
        for outcomes in entries.values_list("outcomes", flat=True)
        for line in outcomes
        if line["application"] == str(application.key)
    }
    holds = bool(told) if given is None else given.outcome in told
    return () if holds else (Finding("decision.not_recorded"),)


@condition("items_named", on=Application)
def items_named(application: Application, given: Any) -> tuple[Finding, ...]:
    """Whoever must revise is told what, item by item."""
    if given is None or any(text.strip() for text in given.items):
        return ()
    return (Finding("decision.items_missing", "items", {"title": application.title}),)


@condition("tie_decided", on=Meeting)
def tie_decided(meeting: Meeting, given: Recorded | None) -> tuple[Finding, ...]:
    """A tie on the edge is decided by the vote of the named body, on record."""
    return () if given is None else tie_findings(meeting, given)


@condition("revisions_verified", on=Notice)
def revisions_verified(notice: Notice, given: object) -> tuple[Finding, ...]:  # noqa: ARG001 - one shape
    """A number is given when every listed revision is verified and no listed item is held back by an objection."""
    keys = [*notice.paper.get("approved", ()), *notice.paper.get("self_implemented", ())]
    titles, unverified = {}, []
    for application in applications_of(notice.tenant_id, keys):
        key = str(application.key)
        titles[key] = application.title
        if application.state in UNVERIFIED:
            unverified.append(Finding("notice.revision_open", key, {"title": application.title}))
    return (*unverified, *held_back_of(notice.tenant_id, Application.KIND, titles))
