"""Shared ground of all tests: mode and data folder first, then a county, built once, rolled back per test."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import settings

os.environ["TOUYAN_MODE"] = "test"
os.environ.setdefault("TOUYAN_DATA", tempfile.mkdtemp(prefix="touyan-test-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "touyan.project.settings")

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")


@dataclass
class County:
    """The demonstration county inside a test."""

    place: Any
    scheme: Any

    @property
    def tenant(self) -> int:
        return self.place.county.tenant_id

    def person(self, login: str) -> Any:
        from touyan.foundation.people.models import Person

        return Person.objects.everything().select_related("tenant", "home").get(login=login)

    def actor(self, login: str) -> Any:
        from touyan.foundation.calendar.clock import clock
        from touyan.foundation.people.queries import actor_of

        person = self.person(login)
        return actor_of(person, clock(person.tenant_id).today)

    def unit(self, name: str) -> Any:
        from touyan.foundation.units.models import Unit

        return Unit.objects.of_tenant(self.tenant).get(name=name)

    def today(self, day: date) -> None:
        from touyan.foundation.calendar.demonstration import set_day

        set_day(self.tenant, day)

    def do(self, login: str, action: str, subject: Any, given: Any = None, **more: Any) -> Any:
        """Perform as this person; returns the door's answer."""
        from touyan.foundation.ledger.door import perform

        return perform(action, subject=subject, actor=self.actor(login), given=given, **more)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Build the demonstration organisation once per test database."""
    with django_db_blocker.unblock():
        from touyan.project.demonstration.load import load_organisation

        load_organisation()
    yield


@pytest.fixture(autouse=True)
def forgotten_versions() -> None:
    """Databases are rolled back between tests; the process must not remember their schemes."""
    from touyan.foundation.rulebook.models import forget_known

    forget_known()


@pytest.fixture(autouse=True)
def nobody_is_asked_twice(settings: Any) -> None:
    """Second factor and re-entered passwords have tests of their own; elsewhere people just act."""
    settings.DEMANDS_PROOF = False


@pytest.fixture(autouse=True)
def quiet_requests(caplog: Any) -> None:
    """Refusals are expected by the thousand; their log lines would bury a real failure."""
    caplog.set_level("ERROR", logger="django.request")


@pytest.fixture
def county(db: None) -> County:
    from touyan.foundation.ledger.actor import system
    from touyan.foundation.rulebook.models import SchemeVersion
    from touyan.foundation.units.models import Tenant, Unit
    from touyan.project.demonstration.organisation import Place

    tenant = Tenant.objects.get(slug="wuhua")
    root = Unit.objects.of_tenant(tenant.pk).get(kind="county")
    units = {u.name: u for u in Unit.objects.of_tenant(tenant.pk)}
    scheme = SchemeVersion.objects.of_tenant(tenant.pk).filter(state="published").first()
    return County(Place(root, system(tenant.pk), units=units), scheme)


@pytest.fixture
def client_of(db: None) -> Callable[[str], Any]:
    """A signed-in client for a login."""
    from django.test import Client

    from touyan.foundation.people.models import Person

    def make(login: str) -> Client:
        person = Person.objects.everything().get(login=login)
        client = Client(HTTP_HOST="localhost", raise_request_exception=True)
        session = client.session
        session["person"], session["stamp"] = person.pk, person.stamp
        session.save()
        return client

    return make
