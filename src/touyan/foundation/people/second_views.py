"""The code of the authenticator: asked at sign-in, taken up under one's own account, dropped when a phone is lost."""

from __future__ import annotations

import base64
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from touyan.core.findings import Finding
from touyan.foundation.papers.code import code_png
from touyan.foundation.people import one_time, queries, second, signing
from touyan.foundation.people.forms import CodeForm
from touyan.foundation.people.rules import HOUSE_POSTS
from touyan.foundation.web.pages import PUBLIC, page
from touyan.foundation.web.reasons import told
from touyan.foundation.web.submit import attempt, done_or_back

WAITING = "second"
WRONG = (Finding("second.wrong_code"),)
WRONG_FIRST = (Finding("second.wrong_first"),)
ISSUER = "Touyan"


@page("people.code", audience=PUBLIC, posts=("person.sign_in", "person.spend_recovery"))
def code(request: HttpRequest) -> HttpResponse:
    """The second half of signing in; without a first half it leads back to it."""
    begun = signing.half_begun(request)
    if begun is None:
        return HttpResponseRedirect("/sign-in")
    person, target = begun
    form, status = CodeForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        is_right = second.is_code_of(person, form.cleaned_data["code"], signing.address_of(request))
        if is_right:
            signing.begin(request, person)
            return HttpResponseRedirect("/account/password" if person.must_change else target)
        form.add_error("code", "".join(told(signing.TOO_MANY if is_right is None else WRONG, request)))
        status = 429 if is_right is None else 200
    return render(request, "people/code.html", {"form": form, "narrow": True}, status=status)


@page("people.second", posts=("person.enrol_second",))
def authenticator(request: HttpRequest) -> HttpResponse:
    """Take up an authenticator: the code to photograph, its first code as proof, then the recovery codes once."""
    actor = request.actor  # type: ignore[attr-defined]
    me = queries.oneself(actor)
    form = CodeForm(request.POST or None)
    waiting = request.session.get(WAITING)
    if request.method == "POST" and waiting and form.is_valid():
        made = second.enrolled(waiting, form.cleaned_data["code"])
        if made is None:
            form.add_error("code", "".join(told(WRONG_FIRST, request)))
        else:
            attempt(request, "person.enrol_second", me, made.given)
            return _taken_up(request, made.recovery)
    if not waiting:
        waiting = request.session[WAITING] = second.sealed_secret(one_time.new_secret())
    secret = second.opened_secret(waiting)
    context = {
        "form": form,
        "picture": base64.b64encode(code_png(one_time.address_of(secret, ISSUER, me.login), 4)).decode(
            "ascii"
        ),
        "secret": one_time.as_text(secret),
        "has_one": second.of(me) is not None,
        "is_demanded": actor.holds(*HOUSE_POSTS),
        "narrow": True,
    }
    return _once(render(request, "people/second.html", context))


def _taken_up(request: HttpRequest, recovery: tuple[str, ...]) -> HttpResponse:
    """Sessions elsewhere have ended; this one goes on. The recovery codes are shown this one time."""
    del request.session[WAITING]
    signing.renew(request, queries.oneself(request.actor))  # type: ignore[attr-defined]
    messages.success(request, _("手机动态码已启用，其他设备上的登录已退出。"))
    return _once(render(request, "people/second_done.html", {"recovery": recovery, "narrow": True}))


def _once(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


@page("people.drop_second", load=queries.person, posts=("person.drop_second",), only_post=True)
def drop(request: HttpRequest, found: Any) -> HttpResponse:
    """The phone is lost: a security person makes room for another, also for the security administrator's."""
    return done_or_back(
        request,
        attempt(request, "person.drop_second", found),
        _("动态码已停用，本人下次登录后重新启用。"),
        f"/people/{found.key}",
    )
