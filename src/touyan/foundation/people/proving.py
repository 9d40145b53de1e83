"""Once more, who is there? Before grave acts the password or code is asked for again (security.md 5.14).

The page that asks carries the posted form along, so that nothing typed is lost; with the right answer the form goes
on as if nothing had been asked. A proof, like signing in itself, counts for five minutes of this session.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from touyan.core.findings import Finding
from touyan.foundation.calendar.clock import real_now
from touyan.foundation.people import second
from touyan.foundation.people.guesses import admitted
from touyan.foundation.people.models import Person
from touyan.foundation.people.signing import PROVED, TOO_MANY, address_of, is_password_of
from touyan.foundation.web.pages import Rule, before_each_post
from touyan.foundation.web.reasons import told

GRAVE = frozenset(
    {
        "release.open_publicity",
        "release.publish",
        "release.withdraw",
        "scheme.publish",
        "notice.issue",
        "tranche.approve",
        "tranche.pay",
        "post.appoint",
        "post.confirm",
        "delegation.grant",
        "person.add",
        "person.issue_slip",
        "person.enable",
        "person.drop_second",
        "person.enrol_second",
        "unit.export_people",
    }
)
"""Publishing, paying, granting, and taking personal data out."""
ANSWER = "proof"
CARRIED_NOT = frozenset({ANSWER, "csrfmiddlewaretoken"})
WRONG = (Finding("proof.wrong"),)


@before_each_post
def ask_again(request: HttpRequest, rule: Rule) -> HttpResponse | None:
    """The page that asks, where a proof is due and was not given rightly; None lets the post go on."""
    person = getattr(request, "person", None)
    if not settings.DEMANDS_PROOF or person is None or not GRAVE & set(rule.posts) or _is_fresh(request):
        return None
    typed = request.POST.get(ANSWER, "")
    faults: tuple[Finding, ...] = ()
    if typed:
        is_right = _is_right(person, typed, address_of(request))
        if is_right:
            request.session[PROVED] = _now()
            return None
        faults = TOO_MANY if is_right is None else WRONG
    return _asking(request, person, told(faults, request))


def _now() -> int:
    return int(real_now().timestamp())


def _is_fresh(request: HttpRequest) -> bool:
    return _now() - int(request.session.get(PROVED, 0)) < settings.PROOF_MINUTES * 60


def _is_right(person: Person, typed: str, address: str) -> bool | None:
    if second.of(person) is not None:
        return second.is_code_of(person, typed, address)
    attempt = admitted(person.login, address)
    if attempt is None:
        return None
    is_right = is_password_of(person, typed)
    if is_right:
        attempt.delete()
    return is_right


def _asking(request: HttpRequest, person: Person, faults: list[str]) -> HttpResponse:
    carried: list[tuple[str, Any]] = [
        (name, value) for name, values in request.POST.lists() if name not in CARRIED_NOT for value in values
    ]
    context = {
        "carried": carried,
        "faults": [{"url": f"#{ANSWER}", "text": text} for text in faults],
        "has_second": second.of(person) is not None,
        "minutes": settings.PROOF_MINUTES,
        "back": _page_before(request),
    }
    response = render(request, "people/prove.html", context, status=403)
    response["Cache-Control"] = "no-store"
    response.is_told = True  # type: ignore[attr-defined]
    return response


def _page_before(request: HttpRequest) -> str:
    """Where "rather not" leads: the page the form stood on, when it was one of ours."""
    before = urlsplit(request.headers.get("Referer", ""))
    return before.path if before.netloc == request.get_host() and before.path else "/desk"
