"""Conditions of vetting and of the scoring session that a scheme may ask for."""

from __future__ import annotations

from typing import Any

from touyan.core.findings import Finding
from touyan.foundation.ledger.registry import condition
from touyan.stages.application.models import Application
from touyan.stages.review.contest_scoring import entries_of, lacking, places_tied, portions, settles, terms
from touyan.stages.review.contest_terms import LAST
from touyan.stages.review.contests import Confirmed, Listing
from touyan.stages.review.models import Contest, Meeting
from touyan.stages.review.scoring import lacking_sheets
from touyan.stages.review.vetting import last_level, level_of, rounds_used


@condition("faults_named", on=Application)
def faults_named(application: Application, given: Any) -> tuple[Finding, ...]:  # noqa: ARG001 - one shape
    """At least one fault, each with its field, the problem and the demand (domain.md 3.3)."""
    if given is None:
        return ()
    if not given.faults:
        return (Finding("vetting.no_faults", "faults"),)
    return tuple(
        Finding("vetting.fault_incomplete", f"faults[{number - 1}]", {"number": number})
        for number, fault in enumerate(given.faults, 1)
        if not (fault.field.strip() and fault.problem.strip() and fault.demand.strip())
    )


def _rounds(application: Application) -> tuple[int, int]:
    rules = application.scheme_version.rules
    level = level_of(application.state) or last_level(rules)
    return rounds_used(application, level), rules.vetting.rework.max_rounds


@condition("rework_rounds_left", on=Application)
def rework_rounds_left(application: Application, given: object) -> tuple[Finding, ...]:  # noqa: ARG001 - one shape
    """This level has not yet returned it as often as the scheme allows (WH-20)."""
    used, most = _rounds(application)
    return () if used < most else (Finding("vetting.rounds_used_up", facts={"used": used, "most": most}),)


@condition("rework_rounds_used", on=Application)
def rework_rounds_used(application: Application, given: object) -> tuple[Finding, ...]:  # noqa: ARG001 - one shape
    """Handing over is only for applications that could not be mended in the rounds allowed (WH-11, WH-20)."""
    used, most = _rounds(application)
    return (
        () if used >= most else (Finding("vetting.rounds_left", facts={"used": used, "left": most - used}),)
    )


@condition("sheets_complete", on=Meeting)
def sheets_complete(meeting: Meeting, given: object) -> tuple[Finding, ...]:  # noqa: ARG001 - one shape
    """A late or missing sheet blocks the closing (domain.md 4.1)."""
    return lacking_sheets(meeting)


@condition("is_last_round", on=Contest)
def is_last_round(contest: Contest, given: object) -> tuple[Finding, ...]:  # noqa: ARG001 - one shape
    """The contest of the whole scheme."""
    return () if contest.round == LAST else (Finding("contest.other_round"),)


@condition("is_lower_round", on=Contest)
def is_lower_round(contest: Contest, given: object) -> tuple[Finding, ...]:  # noqa: ARG001 - one shape
    """A round held in a unit below (YQ-18)."""
    return () if contest.round != LAST else (Finding("contest.other_round"),)


@condition("list_fits", on=Contest)
def list_fits(contest: Contest, given: Listing | None) -> tuple[Finding, ...]:
    """Size and composition are the scheme's, everybody left out is told why (YQ-20, YQ-21)."""
    if given is None:
        return ()
    entries, mine = entries_of(contest), terms(contest)
    chosen = [e for e in entries if str(e.application.key) in given.chosen]
    if not chosen or len(chosen) != len(set(given.chosen)):
        return (Finding("contest.nobody_listed", "chosen"),)
    found: list[Finding] = []
    if mine.shortlist is not None and len(chosen) != mine.shortlist.size:
        facts = {"n": len(chosen), "size": mine.shortlist.size}
        found.append(Finding("contest.list_size", "chosen", facts))
    for place, (row, wanted, has) in enumerate(portions(contest, chosen), 1):
        if wanted != has:
            kinds = row.applies_to.unit_kinds
            facts = {"number": place, "n": has, "wanted": wanted, "kinds": kinds}
            found.append(Finding("contest.list_portion", f"portion-{place}", facts))
    silent = [
        e for e in entries if e not in chosen and not given.feedback.get(str(e.application.key), "").strip()
    ]
    found += [
        Finding("contest.feedback_missing", str(e.application.key), {"title": e.application.title})
        for e in silent
    ]
    return tuple(found)


@condition("marks_complete", on=Contest)
def marks_complete(contest: Contest, given: object) -> tuple[Finding, ...]:  # noqa: ARG001 - one shape
    """A late or missing sheet blocks the closing (domain.md 4.1)."""
    return lacking(contest)


@condition("award_ties_decided", on=Contest)
def award_ties_decided(contest: Contest, given: Confirmed | None) -> tuple[Finding, ...]:
    """A tie on the edge of an award is decided by people and on record, never by over-award (domain.md 4.1)."""
    tied = places_tied(contest)
    if given is None or not tied:
        return ()
    facts = {"n": sum(len(keys) for keys, _ in tied)}
    if not settles(contest, given.awards):
        return (Finding("contest.tie_open", "awards", facts),)
    return () if given.record.strip() else (Finding("contest.tie_record_missing", "record", facts),)
