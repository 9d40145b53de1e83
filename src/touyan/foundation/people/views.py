"""Signing in and out, one's own account. The directory's pages stand in `directory_views`."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from touyan.core.findings import Refusal
from touyan.foundation.people import demonstration, second, signing
from touyan.foundation.people.actions import Language, NewPassword, hashed
from touyan.foundation.people.forms import PasswordForm, SignInForm
from touyan.foundation.people.queries import oneself
from touyan.foundation.web.pages import PUBLIC, page
from touyan.foundation.web.reasons import told
from touyan.foundation.web.submit import attempt, done_or_back


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/") else "/desk"


@page("people.sign_in", audience=PUBLIC, posts=("person.sign_in",))
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password; in the demonstration also one click per principal."""
    form = SignInForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        answer = signing.try_password(
            form.cleaned_data["login"], form.cleaned_data["password"], signing.address_of(request)
        )
        if answer.person is not None:
            if second.of(answer.person) is not None:
                signing.begin_half(request, answer.person, _next(request))
                return HttpResponseRedirect("/sign-in/code")
            signing.begin(request, answer.person)
            return HttpResponseRedirect("/account/password" if answer.person.must_change else _next(request))
        form.add_error(None, "".join(told(answer.faults, request)))
        status = 429 if answer.is_limited else 200
    return render(
        request,
        "people/sign_in.html",
        {
            "form": form,
            "next": _next(request),
            "principals": demonstration.principals(request) if settings.IS_DEMONSTRATION else [],
            "other_principals": demonstration.other_principals(request) if settings.IS_DEMONSTRATION else [],
            "narrow": not settings.IS_DEMONSTRATION,
        },
        status=status,
    )


@page("people.sign_in_as", audience=PUBLIC, posts=("person.sign_in",), only_post=True)
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """One click, demonstration only: in every other mode this address does not exist."""
    if not settings.IS_DEMONSTRATION:
        raise Http404
    person = demonstration.principal(request.POST.get("login", ""))
    if person is None:
        raise Http404
    signing.begin(request, person)
    return HttpResponseRedirect(_next(request))


@page("people.sign_out", posts=("person.sign_out",), only_post=True)
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session on the server."""
    signing.finish(request)
    return HttpResponseRedirect("/sign-in")


@page("people.account")
def account(request: HttpRequest) -> HttpResponse:
    """One's own data, posts, delegations and last sign-ins."""
    return render(request, "people/account.html", signing.own_account(request))


@page("people.hear_warning", posts=("person.hear_warning",), only_post=True)
def hear_warning(request: HttpRequest) -> HttpResponse:
    """The owner has read what was tried on the account."""
    me = oneself(request.actor)  # type: ignore[attr-defined]
    return done_or_back(request, attempt(request, "person.hear_warning", me), _("已记下您知悉。"), "/account")


@page("people.password", posts=("person.change_password",))
def password(request: HttpRequest) -> HttpResponse:
    """Change the password; every other session ends."""
    me = oneself(request.actor)  # type: ignore[attr-defined]
    form = PasswordForm(request.POST or None, must_change=me.must_change)
    if request.method == "POST" and form.is_valid():
        if not me.must_change and not signing.is_password_of(me, form.cleaned_data["old"]):
            form.add_error("old", "".join(told(signing.OLD_WRONG, request)))
        elif signing.is_password_of(me, form.cleaned_data["new"]):
            form.add_error("new", "".join(told(signing.UNCHANGED, request)))
        else:
            try:
                made = hashed(form.cleaned_data["new"], me.login)
            except Refusal as no:
                form.add_error("new", "".join(told(no.findings, request)))
            else:
                attempt(request, "person.change_password", me, NewPassword(made))
                me.refresh_from_db()
                signing.renew(request, me)
                messages.success(request, _("密码已修改，其他设备上的登录已退出。"))
                return HttpResponseRedirect("/desk")
    return render(
        request, "people/password.html", {"form": form, "must_change": me.must_change, "narrow": True}
    )


@page("people.language", audience=PUBLIC, posts=("person.choose_language",), only_post=True)
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language of pages; remembered by the browser and the account."""
    chosen = "en" if request.POST.get("language") == "en" else "zh"
    if request.actor.is_signed_in:  # type: ignore[attr-defined]
        attempt(request, "person.choose_language", oneself(request.actor), Language(chosen))  # type: ignore[attr-defined]
    response = HttpResponseRedirect(_next(request))
    response.set_cookie("lang", chosen, max_age=31536000, samesite="Lax", httponly=True)
    return response


@page("people.look", audience=PUBLIC, posts=("-",), only_post=True)
def look(request: HttpRequest) -> HttpResponse:
    """Light or dark, normal or large type; remembered by the browser only."""
    response = HttpResponseRedirect(_next(request))
    for name, known in (("theme", {"auto", "light", "dark"}), ("type_size", {"normal", "large"})):
        if request.POST.get(name) in known:
            response.set_cookie(name, request.POST[name], max_age=31536000, samesite="Lax")
    return response
