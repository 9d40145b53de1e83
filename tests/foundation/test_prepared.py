"""A prepared read gives what the plain one gives, for every value, and asks the database each time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import BigIntegerField
from django.test.utils import CaptureQueriesContext

from touyan.foundation.ledger.prepared import Prepared
from touyan.foundation.people.models import Delegation, Person, Post
from touyan.foundation.people.queries import _HELD, _held, actor_of

DAY = date(2026, 3, 20)


@pytest.fixture
def lent(county):
    """A drafter's post is lent to the checker for a week."""
    post = Post.objects.of_tenant(county.tenant).get(person=county.person("street-drafter"), kind="drafter")
    Delegation.objects.create(
        tenant_id=county.tenant, post=post, to_person=county.person("street-checker"), from_on=DAY,
        to_on=DAY + timedelta(days=7), reason="休假", state="active", version=1,
    )  # fmt: skip
    return county


def test_the_posts_of_everybody_on_every_day_are_those_of_the_unprepared_read(lent):
    compared = 0
    for person in Person.objects.everything():
        for day in (DAY - timedelta(days=1000), DAY, DAY + timedelta(days=8)):
            plain = sorted(_held(person.tenant_id, person.pk, day), key=repr)
            assert sorted(_HELD.rows(tenant=person.tenant_id, person=person.pk, today=day), key=repr) == plain
            compared += len(plain)
    assert compared > 100


def test_a_lent_post_counts_on_its_days_and_not_after(lent):
    stand_in = lent.person("street-checker")
    kinds = [{post.kind for post in actor_of(stand_in, day).posts} for day in (DAY, DAY + timedelta(days=8))]
    assert kinds == [{"checker", "drafter"}, {"checker"}]


def test_a_post_that_ends_is_gone_with_the_next_read(county):
    person = county.person("street-drafter")
    assert actor_of(person, DAY).posts
    Post.objects.of_tenant(county.tenant).filter(person=person).update(state="ended")
    assert actor_of(person, DAY).posts == ()


def test_the_statement_is_built_once_and_run_each_time(county):
    built = []

    def posts(person):
        built.append(person)
        return Post.objects.of_tenant(county.tenant).filter(person=person).values_list("pk")

    read = Prepared(posts, person=BigIntegerField())
    people = [county.person(login).pk for login in ("street-drafter", "street-checker", "org-vetter")]
    with CaptureQueriesContext(connection) as asked:
        found = [read.rows(person=pk) for pk in people]
    assert found == [list(Post.plain.filter(person=pk).values_list("pk")) for pk in people]
    assert (len(built), len(asked)) == (1, 3)


def test_a_value_that_is_missing_is_an_error_and_no_wider_read(county):
    with pytest.raises(KeyError):
        _HELD.rows(tenant=county.tenant, person=1)
