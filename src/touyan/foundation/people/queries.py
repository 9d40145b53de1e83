"""Reads about people, and the building of an actor from posts held today."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, DateField, FilteredRelation, Prefetch, Q

from touyan.core.workflow import PostValue
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.prepared import Prepared
from touyan.foundation.ledger.scope import ScopedQuerySet
from touyan.foundation.people.models import Delegation, Person, Post
from touyan.foundation.people.rules import HOUSE_POSTS
from touyan.foundation.units.models import Relation, Unit


def _open_on(day: Any) -> Q:
    return Q(from_on__lte=day) & (Q(to_on__isnull=True) | Q(to_on__gte=day))


def _held(tenant: Any, person: Any, today: Any) -> ScopedQuerySet:
    """Posts in office on a day, own or lent, each once per tree its unit guides."""
    lent = Q(delegations__to_person=person, delegations__state="active") & Q(
        delegations__from_on__lte=today, delegations__to_on__gte=today
    )
    guided = Q(unit__lower_edges__kind=Relation.GUIDANCE, unit__lower_edges__from_on__lte=today) & (
        Q(unit__lower_edges__to_on__isnull=True) | Q(unit__lower_edges__to_on__gte=today)
    )
    return (
        Post.objects.of_tenant(tenant)
        .filter(_open_on(today), state="in_office")
        .filter(Q(person=person) | lent)
        .annotate(guides=FilteredRelation("unit__lower_edges", condition=guided))
        .order_by("id")
        .values_list("pk", "kind", "unit_id", "unit__path", "person_id", "guides__lower__path")
    )


_HELD = Prepared(_held, tenant=BigIntegerField(), person=BigIntegerField(), today=DateField())


def actor_of(person: Person, today: date, request_id: str = "") -> Actor:
    """The person as an actor: posts confirmed and in their days, posts delegated to them, and their reach.

    One statement: each post comes once per tree its unit guides today.
    """
    rows = _HELD.rows(tenant=person.tenant_id, person=person.pk, today=today)
    held = {
        pk: PostValue(pk, kind, unit, path, is_delegated=owner != person.pk)
        for pk, kind, unit, path, owner, _ in rows
    }
    posts = tuple(sorted(held.values(), key=lambda post: (post.is_delegated, post.id)))
    business = {post.id for post in posts if post.kind not in HOUSE_POSTS}
    paths = {post.path for post in posts if post.id in business}
    reach = _shortest(paths | {lower for pk, *_, lower in rows if lower and pk in business})
    is_house = any(post.kind in {"security_admin", "security_person"} for post in posts)
    return Actor(
        person=person.pk,
        tenant=person.tenant_id,
        name=person.name,
        posts=posts,
        reach=reach,
        directory=("/",) if is_house else reach,
        lang=person.lang,
        stages=frozenset(person.tenant.stages),
        request_id=request_id,
    )


def _shortest(paths: set[str]) -> tuple[str, ...]:
    """Prefixes only, sorted: a prefix that lies inside another says nothing new."""
    return tuple(sorted(p for p in paths if not any(p != other and p.startswith(other) for other in paths)))


def people(actor: Actor) -> ScopedQuerySet:
    """People the actor may look up."""
    return Person.objects.visible(actor)


def person(actor: Actor, key: UUID) -> Person:
    """One person. Raises Person.DoesNotExist out of reach."""
    found: Person = people(actor).select_related("home").get(key=key)
    return found


def oneself(actor: Actor) -> Person:
    """The actor's own row."""
    found: Person = Person.objects.of_tenant(actor.tenant).select_related("home").get(pk=actor.person)
    return found


def posts(actor: Actor) -> ScopedQuerySet:
    """Posts in reach."""
    return Post.objects.visible(actor)


def post(actor: Actor, key: UUID) -> Post:
    """One post in reach."""
    found: Post = posts(actor).select_related("unit", "person__home").get(key=key)
    return found


def secretary_of(tenant: int, unit: int, on: date) -> Post | None:
    """The secretary in office on a day (WH-14)."""
    return (
        Post.objects.of_tenant(tenant)
        .filter(_open_on(on), unit_id=unit, kind="secretary", state="in_office")
        .select_related("person")
        .first()
    )


def names_of(tenant: int, ids: set[int]) -> dict[int, str]:
    """Names by person id, for acts and lists inside one tenant."""
    return dict(Person.objects.of_tenant(tenant).filter(pk__in=ids).values_list("pk", "name"))


def masked(phone: str) -> str:
    """138****1234; short numbers show only the last two signs."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 8 else ("*" * max(len(phone) - 2, 0)) + phone[-2:]


def holders_in(tenant: int, unit: int, kinds: frozenset[str], on: date) -> list[int]:
    """Ids of the people who hold one of these posts in a unit on a day: whom a notice goes to."""
    return list(
        Post.objects.of_tenant(tenant)
        .filter(_open_on(on), unit_id=unit, kind__in=kinds, state="in_office")
        .values_list("person_id", flat=True)
        .distinct()
    )


def directory(actor: Actor) -> ScopedQuerySet:
    """People in reach with their unit and the posts they hold; three statements whatever the number of rows."""
    held = Post.objects.visible(actor).filter(state="in_office").select_related("unit").order_by("id")
    # Units of the county alone, said once more: so the index of paths gives the order, and nobody is sorted.
    return (
        people(actor)
        .filter(home__tenant=actor.tenant)
        .select_related("home")
        .prefetch_related(Prefetch("posts", queryset=held, to_attr="held"))
    )


def posts_of(actor: Actor, one: Person) -> list[Post]:
    """A person's posts in reach, newest first."""
    return list(posts(actor).filter(person=one).select_related("unit").order_by("-from_on", "-id"))


def posts_in(actor: Actor, unit: Unit) -> list[Post]:
    """Posts of a unit in reach, those held now first."""
    return list(posts(actor).filter(unit=unit).select_related("person__home").order_by("-from_on", "-id"))


def is_known(actor: Actor, person: Person) -> bool:
    """Whether this person's own page is open to the actor: a post may be in reach while its holder's home unit is not."""
    return person.home.path.startswith(actor.directory)


def people_in(actor: Actor, unit: Unit, limit: int) -> list[Person]:
    """People whose home is this unit, up to one more than the limit."""
    return list(people(actor).filter(home=unit).order_by("state", "id")[: limit + 1])


def candidates(actor: Actor) -> list[Person]:
    """Active people in reach, by unit, for choosing one."""
    return list(people(actor).filter(state="active").select_related("home").order_by("home__path", "id"))


def own_posts(actor: Actor) -> list[Post]:
    """Posts of one's own that can be lent: in office and not of the house."""
    found = Post.objects.of_tenant(actor.tenant).filter(person_id=actor.person, state="in_office")
    return list(found.exclude(kind__in=HOUSE_POSTS).select_related("unit").order_by("id"))


def colleagues(actor: Actor) -> list[Person]:
    """Active people of the units of one's own posts, without oneself."""
    found = Person.objects.of_tenant(actor.tenant).filter(
        home__posts__person_id=actor.person, home__posts__state="in_office", state="active"
    )
    return list(found.exclude(pk=actor.person).select_related("home").order_by("home__path", "id").distinct())


def own_post(actor: Actor, key: UUID) -> Post:
    """One of one's own posts. Raises Post.DoesNotExist otherwise."""
    found: Post = (
        Post.objects.of_tenant(actor.tenant).select_related("unit").get(key=key, person_id=actor.person)
    )
    return found


def delegation(actor: Actor, key: UUID) -> Delegation:
    """One delegation in reach."""
    found: Delegation = (
        Delegation.objects.visible(actor).select_related("post__unit", "to_person").get(key=key)
    )
    return found


def county_of(actor: Actor) -> Unit:
    """The county the actor works in."""
    found: Unit = Unit.objects.visible(actor).get(kind="county")
    return found
