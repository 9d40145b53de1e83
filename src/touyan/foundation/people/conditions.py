"""What must hold about people and posts: three administrators apart, an auditor always, no lent house duties."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from touyan.core.findings import Finding
from touyan.foundation.ledger.registry import condition
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.people.kinds import kinds_of
from touyan.foundation.people.models import Authenticator, Person, Post
from touyan.foundation.people.rules import ADMINISTRATORS, HOUSE_POSTS, POST_KINDS
from touyan.foundation.units.models import Unit

Days = tuple[date, date | None]


def _overlapping(tenant: int, days: Days) -> ScopedQuerySet:
    """Posts proposed or held on any of these days: a dated post counts until its last day."""
    begin, last = days
    found = (
        Post.objects.of_tenant(tenant)
        .filter(Q(to_on__isnull=True) | Q(to_on__gte=begin))
        .exclude(state="ended")
    )
    return found if last is None else found.filter(from_on__lte=last)


def appointment_faults(tenant: int, unit: Unit, person: Person, kind: str, days: Days) -> tuple[Finding, ...]:
    """Why this person cannot take this post of the unit on these days; empty when nothing speaks against it.

    WH-14: one secretary a unit; GB/T 22239 8.1.5.1: the three administrators are three persons; the audit
    duty has no last day, so that it cannot run out unseen.
    """
    if kind not in POST_KINDS and kind not in kinds_of(tenant):
        return (Finding("post.kind_unknown", "kind", {"kind": kind}),)
    if days[1] is not None and days[1] < days[0]:
        return (Finding("post.days_out_of_order", "to_on"),)
    near = _overlapping(tenant, days)
    if near.filter(unit=unit, kind=kind, person=person).exists():
        return (Finding("post.already_held", "kind", {"person": person.name, "unit": unit.name}),)
    if kind == "secretary" and near.filter(unit=unit, kind=kind).exists():
        return (Finding("post.secretary_taken", "kind", {"unit": unit.name}),)
    if kind in ADMINISTRATORS and near.filter(person=person, kind__in=ADMINISTRATORS).exists():
        return (Finding("post.administrator_exclusive", "kind"),)
    if kind in HOUSE_POSTS and unit.kind != "county":
        return (Finding("post.house_post_of_county", "kind"),)
    if kind == "audit_admin" and days[1] is not None:
        return (Finding("post.auditor_dated", "to_on"),)
    return ()


def is_colleague(post: Post, person: Person) -> bool:
    """Whether the person belongs to the post's unit, or holds a post in it."""
    if person.home_id == post.unit_id:
        return True
    return (
        Post.objects.of_tenant(post.tenant_id)
        .filter(person=person, unit_id=post.unit_id, state="in_office")
        .exists()
    )


def _is_last_auditor(tenant: int, person: int) -> bool:
    """Whether nobody but this person reads the record: other auditors must be in office and able to sign in."""
    auditors = Post.objects.of_tenant(tenant).filter(
        kind="audit_admin", state="in_office", person__state="active"
    )
    holders = set(auditors.values_list("person_id", flat=True))
    return holders == {person}


@condition("an_auditor_stays", on=Post)
def an_auditor_stays(post: Post, given: object) -> tuple[Finding, ...]:  # noqa: ARG001 - conditions share one shape
    """The last audit administrator cannot leave before another is in office (security.md R24)."""
    if post.kind != "audit_admin" or not _is_last_auditor(post.tenant_id, post.person_id):
        return ()
    return (Finding("post.last_auditor"),)


@condition("an_auditor_stays", on=Person)
def an_auditor_stays_active(person: Person, given: object) -> tuple[Finding, ...]:  # noqa: ARG001 - one shape
    """The last audit administrator's account cannot be disabled."""
    return (Finding("post.last_auditor"),) if _is_last_auditor(person.tenant_id, person.pk) else ()


@condition("has_authenticator", on=Person)
def has_authenticator(person: Person, given: object) -> tuple[Finding, ...]:  # noqa: ARG001 - one shape
    """Only what was taken up can be dropped."""
    found = Authenticator.objects.of_tenant(person.tenant_id).filter(person=person).exists()
    return () if found else (Finding("second.none"),)


@condition("post_may_be_lent", on=Post)
def post_may_be_lent(post: Post, given: object) -> tuple[Finding, ...]:  # noqa: ARG001 - one shape
    """The duties of the house are never lent: that would join what must stay apart."""
    return (Finding("delegation.house_post"),) if post.kind in HOUSE_POSTS else ()


@condition("nobody_in_office", on=Unit)
def nobody_in_office(unit: Unit, given: object) -> tuple[Finding, ...]:  # noqa: ARG001 - one shape
    """A unit is closed only when its posts have ended."""
    held = Post.objects.of_tenant(unit.tenant_id).filter(unit=unit).exclude(state="ended").count()
    return (Finding("unit.posts_held", facts={"count": held}),) if held else ()
