"""What an application is judged by: its form, its stage's rules, the people of its unit, the day.

Conditions, pages and papers ask the same few questions of one loaded application; the answers are remembered on the
row, so that a page with five buttons asks the database once.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

from django.db.models import Q

from touyan.core.scheme import Matter, Scheme, grouped
from touyan.core.scheme.shape.forms import Form
from touyan.core.scheme.shape.review import Application as Stage
from touyan.core.scheme.shape.review import VettingLevel
from touyan.foundation.calendar.clock import clock
from touyan.foundation.people.models import Post
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.units.models import Unit
from touyan.stages.application.answers import derived
from touyan.stages.application.models import Application, Fault

INNER = ("draft", "checking", "signing")
"""States inside the unit: nobody above reads what was not handed in yet."""


def stage_of(version: SchemeVersion) -> Stage:
    """The application stage of a scheme. A call exists only where there is one."""
    stage = version.rules.application
    if stage is None:
        raise ValueError("the scheme has no application stage")
    return stage


def form_of(version: SchemeVersion) -> Form:
    """The form the scheme asks applicants to fill in."""
    return version.rules.forms[stage_of(version).form]


def matter_of(application: Application) -> Matter:
    """The application as selectors see it; class and size come from the taxonomies of these names."""
    told = derived(form_of(application.scheme_version), application.answers)
    return grouped(
        application.scheme_version.rules.groups,
        replace(unit_matter(application.unit), klass=told["klass"], size=told["size"]),
    )


def unit_matter(unit: Unit, rules: Scheme | None = None) -> Matter:
    """A unit as selectors see it before it has applied for anything, with its groups where the rules are given."""
    matter = Matter(unit_kind=unit.kind, place=unit.code)
    return grouped(rules.groups, matter) if rules else matter


def today_of(application: Application) -> date:
    """The tenant's day, asked once for a loaded row."""
    if "_today" not in application.__dict__:
        application.__dict__["_today"] = clock(application.tenant_id).today
    return cast("date", application.__dict__["_today"])


def posts_of(application: Application) -> list[Post]:
    """Who holds a post in the applying unit today, asked once for a loaded row."""
    if "_posts" not in application.__dict__:
        application.__dict__["_posts"] = holders(
            application.tenant_id, application.unit_id, today_of(application)
        )
    return cast("list[Post]", application.__dict__["_posts"])


def holders(tenant: int, unit: int, today: date) -> list[Post]:
    """Posts of a unit that are confirmed and in their days."""
    open_today = Q(from_on__lte=today) & (Q(to_on__isnull=True) | Q(to_on__gte=today))
    return list(
        Post.objects.of_tenant(tenant)
        .filter(open_today, unit=unit, state="in_office")
        .select_related("person")
        .order_by("id")
    )


def leader_of(application: Application) -> Post | None:
    """The post of the leader in office (WH-14: the secretary of that very unit)."""
    rules = application.scheme_version.rules
    kinds = rules.roles[stage_of(application.scheme_version).leader].posts
    return next((post for post in posts_of(application) if post.kind in kinds), None)


def contact_of(application: Application) -> Post | None:
    """The post of the drafter: the contact of the application."""
    rules = application.scheme_version.rules
    kinds = rules.roles[stage_of(application.scheme_version).drafter].posts
    return next((post for post in posts_of(application) if post.kind in kinds), None)


def level_of(application: Application) -> VettingLevel | None:
    """The vetting level a state such as vetting.<name> or returned.<name> speaks of."""
    stem, _, name = application.state.partition(".")
    vetting = application.scheme_version.rules.vetting
    if vetting is None or stem not in ("vetting", "returned"):
        return None
    return vetting.levels.get(name)


def faults_of(application: Application) -> list[Fault]:
    """The numbered faults of the running round, () unless it was returned; asked once for a loaded row."""
    stem, _, level = application.state.partition(".")
    if stem != "returned":
        return []
    if "_faults" not in application.__dict__:
        application.__dict__["_faults"] = list(
            Fault.objects.of_tenant(application.tenant_id)
            .filter(application=application, round=application.rework_round, level=level)
            .order_by("number"),
        )
    return cast("list[Fault]", application.__dict__["_faults"])
