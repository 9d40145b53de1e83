"""Who is on which roll: the posts a scheme assesses, and the people of each rater group, inside the owner's own area."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from touyan.core.scheme.posts import PostMatter, is_assessed
from touyan.core.scheme.select import selects
from touyan.core.scheme.shape.appraisal import RaterGroup
from touyan.core.scheme.shape.results import Assessment as Stage
from touyan.foundation.people.models import Post
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.units.models import Relation, Unit
from touyan.stages.application.matters import unit_matter
from touyan.stages.plan.days import open_on

HELD = ("in_office", "ended")
"""States of posts that were confirmed; their days say when they were held."""


def stage_of(version: SchemeVersion) -> Stage:
    """The scheme's assessment of people. An assessment exists only where there is one."""
    stage = version.rules.post_assessment
    if stage is None:
        raise ValueError("the scheme assesses no posts")
    return stage


def area_of(version: SchemeVersion) -> Q:
    """Units of the owner's own area: those its body and its office stand in or guide, and all below them.

    A town's scheme speaks of the town, although its county is the tenant.
    """
    owner = version.rules.owner
    bodies = [version.bodies[name] for name in dict.fromkeys((owner.body, owner.office))]
    paths = set(
        Unit.objects.of_tenant(version.tenant_id).filter(pk__in=bodies).values_list("path", flat=True)
    )
    guided = Relation.objects.filter(upper_id__in=bodies, kind=Relation.GUIDANCE, to_on__isnull=True)
    area = Q()
    for path in sorted(paths | set(guided.values_list("lower__path", flat=True))):
        area |= Q(unit__path__startswith=path)
    return area


def post_matter(version: SchemeVersion, post: Post) -> PostMatter:
    """A post as the scheme's rules see it."""
    return PostMatter(post.kind, post.title, unit_matter(post.unit, version.rules))


def reference_day(version: SchemeVersion, today: date) -> date:
    """The day on which a post must be held to be assessed: today, and after the year its last day (FY-26)."""
    return min(today, date(version.year, 12, 31))


def posts_assessed(version: SchemeVersion, today: date, **only: object) -> list[Post]:
    """Posts the scheme assesses (those `only` narrows them to), by unit; one person's two posts are two assessments."""
    stage = stage_of(version)
    if stage.subjects is None:
        return []
    found = Post.objects.of_tenant(version.tenant_id).filter(
        area_of(version),
        open_on(reference_day(version, today)),
        state__in=HELD,
        kind__in=stage.subjects.posts,
        **only,
    )
    rows = found.select_related("unit", "person").order_by("unit__order", "unit_id", "id")
    return [post for post in rows if is_assessed(stage, post_matter(version, post))]


def roll_of(version: SchemeVersion, group: RaterGroup, on: date, besides: int) -> int:
    """How many people are on a group's roll on a day, without the person assessed: nobody rates himself."""
    role = version.rules.roles[group.role]
    found = Post.objects.of_tenant(version.tenant_id).filter(open_on(on), state__in=HELD, kind__in=role.posts)
    if role.of == "body":
        found = found.filter(unit_id=version.bodies[role.named])
        return found.exclude(person_id=besides).values("person_id").distinct().count()
    rows = found.filter(area_of(version)).exclude(person_id=besides).select_related("unit")
    return len(
        {post.person_id for post in rows if selects(group.units, unit_matter(post.unit, version.rules))}
    )
