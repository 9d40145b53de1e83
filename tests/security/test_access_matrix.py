"""Every route, principal, position and method: no surprise; and the matrix itself can fail."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest
from django.middleware.csrf import CsrfViewMiddleware

from tests.security.ground import settled
from tests.security.matrix import POSITIONS, places, run
from touyan.foundation.ledger import scope
from touyan.foundation.people import middleware, queries
from touyan.foundation.people.models import Person
from touyan.foundation.web import methods, pages
from touyan.stages.appraisal import sight
from touyan.stages.appraisal.models import PostAssessment

EVERY = 12
PARTS = 4
EVERYWHERE = {"Call", "SchemeVersion"}
"""Kinds that the whole county sees: where they stand makes no difference."""


@pytest.fixture
def filled(county, caplog):
    """Something of every kind in every position; forged forms by the thousand are told by their answers, not by the log."""
    caplog.set_level("ERROR", logger="django.security.csrf")
    return settled(county)


def test_every_kind_of_matter_a_route_names_stands_in_every_position(filled):
    lacking = {}
    for path, _, subjects in places():
        there = {place for place, row in subjects.items() if row is not None}
        kind = type(next(iter(row for row in subjects.values() if row is not None), None)).__name__
        if "unknown" in subjects and kind not in EVERYWHERE and not there >= set(POSITIONS) - {"unknown"}:
            lacking[path] = there
    assert lacking == {}


def test_no_request_is_answered_otherwise_than_a_slow_model_of_sight_expects(filled):
    seen = run(every=EVERY)
    assert seen.told == []
    assert seen.count > 2500


@pytest.mark.full
@pytest.mark.parametrize("part", range(PARTS))
def test_not_one_of_all_requests_is_answered_otherwise(filled, part):
    seen = run(part=(part, PARTS))
    assert seen.told == []
    assert seen.asked - seen.answered == set(), "nobody at all is answered there: that proves nothing"


STREET = ("street-drafter", "community-secretary", "n-vetter")


def without_scope(patch: Any) -> None:
    patch.setattr(
        scope.ScopedQuerySet,
        "narrowed_to",
        lambda rows, actor: rows.filter(**{f"{rows.model.TENANT_LOOKUP}_id": actor.tenant}),
    )


def without_tenant(patch: Any) -> None:
    patch.setattr(scope.ScopedQuerySet, "narrowed_to", lambda rows, actor: rows)


def without_loader(patch: Any) -> None:
    loaded = pages._loaded
    patch.setattr(
        pages,
        "_loaded",
        lambda rule, actor, path: loaded(rule, replace(actor, reach=("/",), directory=("/",)), path),
    )


def without_personal(patch: Any) -> None:
    patch.setattr(PostAssessment, "SCOPE", "matters")


def without_handling(patch: Any) -> None:
    patch.setattr(sight, "_handles", lambda actor, version: version.rules.post_assessment is not None)


def without_telling(patch: Any) -> None:
    patch.setattr(sight, "SHOWN", ("open", "scored", "provisional", "final"))


def without_sign_in(patch: Any) -> None:
    patch.setattr(pages, "SIGNED_IN", "nobody")


def without_duty(patch: Any) -> None:
    patch.setattr("touyan.foundation.ledger.actor.Actor.holds", lambda actor, *kinds: True)


def without_needs(patch: Any) -> None:
    patch.setattr(pages, "allowed", lambda actor, found, *names: dict.fromkeys(names))


def without_roles(patch: Any) -> None:
    deciding = import_module("touyan.core.workflow.decide")
    patch.setattr(deciding, "holds", lambda role, person, posts, at: (True, None))


EVERY_METHOD = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


def without_methods(patch: Any) -> None:
    patch.setattr(pages.Rule, "methods", EVERY_METHOD)


def without_methods_front_and_page(patch: Any) -> None:
    patch.setattr(methods, "SPOKEN", EVERY_METHOD)
    patch.setattr(pages.Rule, "methods", property(lambda rule: rule_methods(rule) + EVERY_METHOD[3:]))


rule_methods = pages.Rule.methods.fget


def without_tokens(patch: Any) -> None:
    patch.setattr(CsrfViewMiddleware, "process_view", lambda *told: None)


def without_stamp(patch: Any) -> None:
    behind = middleware.person_behind
    patch.setattr(
        middleware,
        "person_behind",
        lambda pk, stamp: behind(pk, Person.plain.values_list("stamp", flat=True).get(pk=pk)),
    )


def without_dismissal(patch: Any) -> None:
    behind = middleware.person_behind

    def any_state(pk: int, stamp: str) -> Any:
        Person.plain.filter(pk=pk).update(state="active")
        return behind(pk, stamp)

    patch.setattr(middleware, "person_behind", any_state)


def without_idle_end(patch: Any) -> None:
    patch.setattr(middleware.settings, "IDLE_MINUTES", 10**6)


def without_last_hour(patch: Any) -> None:
    patch.setattr(middleware.settings, "SESSION_COOKIE_AGE", 10**9)


def without_slip(patch: Any) -> None:
    patch.setattr(middleware, "_to_password", lambda request: middleware.HttpResponseRedirect("/desk"))


def without_days(patch: Any) -> None:
    patch.setattr(queries, "_open_on", lambda day: queries.Q())
    patch.setattr(queries, "_HELD", queries.Prepared(queries._held, **queries._HELD._slots))


def without_confirmation(patch: Any) -> None:
    held = queries._held

    def any_post(tenant: Any, person: Any, today: Any) -> Any:
        rows = held(tenant, person, today)
        rows.query.where.children = [
            one for one in rows.query.where.children if getattr(one, "rhs", "") != "in_office"
        ]
        return rows

    patch.setattr(queries, "_HELD", queries.Prepared(any_post, **queries._HELD._slots))


REMOVED = {
    without_scope: STREET,
    without_tenant: STREET,
    without_loader: STREET,
    without_personal: ("street-secretary",),
    without_handling: ("inspector",),
    without_telling: ("sibling-secretary",),
    without_sign_in: ("",),
    without_duty: ("org-vetter",),
    without_needs: ("street-drafter",),
    without_roles: ("street-drafter",),
    without_methods: ("org-vetter",),
    without_methods_front_and_page: ("",),
    without_tokens: ("org-vetter",),
    without_stamp: ("stale",),
    without_dismissal: ("left",),
    without_idle_end: ("idle",),
    without_last_hour: ("outworn",),
    without_slip: ("slip",),
    without_days: ("former",),
    without_confirmation: ("proposed",),
}
"""A check taken out of the product, and who notices."""
UNDER = dict.fromkeys((without_personal, without_handling, without_telling), "/appraisals/<")
"""Where it is noticed, as far as it is in one place only."""


@pytest.mark.parametrize("removed", REMOVED, ids=lambda removed: removed.__name__)
def test_the_matrix_fails_when_any_one_check_is_removed(filled, monkeypatch, removed):
    removed(monkeypatch)
    assert run(limit=1, only=REMOVED[removed], under=UNDER.get(removed, "")).told != []
