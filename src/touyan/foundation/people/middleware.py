"""The signed-in person behind a request, as an actor; sessions end when idle, when stale, when rights are withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from touyan.foundation.calendar.clock import at, real_now
from touyan.foundation.ledger.actor import Actor, anonymous
from touyan.foundation.people.queries import actor_of
from touyan.foundation.people.rules import ADMINISTRATORS
from touyan.foundation.people.second import must_enrol
from touyan.foundation.people.sessions import person_behind
from touyan.foundation.units.queries import is_founded

PERSON, STAMP, SEEN, BEGUN = "person", "stamp", "seen", "begun"
OWN_PASSWORD = "/account/password"  # noqa: S105 - an address
OWN_SECOND = "/account/second"
OPEN_WITH_SLIP = frozenset({OWN_PASSWORD, "/sign-out", "/language", "/look"})
OPEN_WITHOUT_SECOND = OPEN_WITH_SLIP | {OWN_SECOND}
ENTRANCES = frozenset({"/", "/sign-in"})


class ActorMiddleware:
    """Sets `request.actor` and `request.clock` for every request but static files.

    Whoever signed in with a slip may do nothing but change the password, whoever holds a privileged post in
    production nothing but take up an authenticator. Where no county stands yet, the
    entrances lead to the first-run wizard.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Resolve the session into an actor; a dead session is emptied."""
        request.actor, request.person, request.clock = _resolve(request)  # type: ignore[attr-defined]
        if getattr(request.person, "must_change", False) and request.path not in OPEN_WITH_SLIP:  # type: ignore[attr-defined]
            return _to_password(request)
        if request.path not in OPEN_WITHOUT_SECOND and _lacks_second(request):
            return _to(request, OWN_SECOND)
        if request.person is None and request.path in ENTRANCES and not is_founded():  # type: ignore[attr-defined]
            return HttpResponseRedirect("/setup")
        return self.get_response(request)


def _lacks_second(request: HttpRequest) -> bool:
    """Whether somebody with privileged posts has not taken up an authenticator yet."""
    has_one = getattr(request.person, "authenticator_id", None) is not None  # type: ignore[attr-defined]
    return must_enrol(request.actor, has_one=has_one)  # type: ignore[attr-defined]


def _to_password(request: HttpRequest) -> HttpResponse:
    return _to(request, OWN_PASSWORD)


def _to(request: HttpRequest, address: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=403)
        response["HX-Redirect"] = address
        return response
    return HttpResponseRedirect(address)


def _resolve(request: HttpRequest) -> tuple[Actor, object, object]:
    if PERSON not in request.session:
        return anonymous(), None, None
    person = person_behind(request.session.get(PERSON), request.session.get(STAMP))
    if person is None:
        request.session.flush()
        return anonymous(), None, None
    now = at(real_now(), person.stored_day)  # type: ignore[attr-defined]
    actor = actor_of(person, now.today, request.request_id)  # type: ignore[attr-defined]
    minutes = settings.ADMINISTRATOR_IDLE_MINUTES if actor.holds(*ADMINISTRATORS) else settings.IDLE_MINUTES
    moment = int(real_now().timestamp())
    is_idle = moment - int(request.session.get(SEEN, moment)) > timedelta(minutes=minutes).total_seconds()
    if is_idle or moment - int(request.session.get(BEGUN, moment)) > settings.SESSION_COOKIE_AGE:
        request.session.flush()
        return anonymous(), None, None
    if moment - int(request.session.get(SEEN, 0)) > 60:
        request.session[SEEN] = moment
    return actor, person, now
