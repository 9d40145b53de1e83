"""Conditions of a release: its publicity is over, its objections answered, its publicity done where one is asked."""

from __future__ import annotations

from touyan.core.findings import Finding
from touyan.foundation.calendar.clock import clock
from touyan.foundation.ledger.registry import condition
from touyan.foundation.papers.numbering import day_words
from touyan.foundation.publicity.models import Objection, Release


@condition("publicity_over", on=Release)
def publicity_over(release: Release, given: object) -> tuple[Finding, ...]:  # noqa: ARG001 - one shape
    """The last day of the period lies behind us."""
    if release.closes_on is not None and clock(release.tenant_id).today > release.closes_on:
        return ()
    last = day_words(release.closes_on) if release.closes_on else ""
    return (Finding("release.publicity_running", facts={"last": last}),)


@condition("objections_closed", on=Release)
def objections_closed(release: Release, given: object) -> tuple[Finding, ...]:  # noqa: ARG001 - one shape
    """No objection waits for its answer."""
    n = Objection.objects.of_tenant(release.tenant_id).filter(release=release, state="open").count()
    return (Finding("release.objections_open", facts={"n": n}),) if n else ()


@condition("publicity_done", on=Release)
def publicity_done(release: Release, given: object) -> tuple[Finding, ...]:  # noqa: ARG001 - one shape
    """What the scheme wants publicised first is not published straight from the draft."""
    return (
        (Finding("release.publicity_first"),) if release.state == "draft" and needs_publicity(release) else ()
    )


def needs_publicity(release: Release) -> bool:
    """Whether the scheme asks for a publicity period before this kind of release."""
    rules = release.scheme_version.rules if release.scheme_version else None
    if rules is None or rules.publicity is None or rules.publication is None:
        return False
    return any(rule.what == release.kind and rule.after_publicity for rule in rules.publication.releases)
