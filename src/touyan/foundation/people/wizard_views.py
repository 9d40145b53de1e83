"""The first-run wizard: county, five founders, scheme; gone for good once a county stands."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from touyan.foundation.calendar.clock import CHINA, real_now
from touyan.foundation.ledger.door import Refused
from touyan.foundation.people import wizard
from touyan.foundation.people.rules import POST_KINDS
from touyan.foundation.people.wizard_forms import CountyForm, SchemeForm, TokenForm, seat_forms
from touyan.foundation.units.queries import is_founded
from touyan.foundation.web.pages import PUBLIC, page
from touyan.foundation.web.reasons import told
from touyan.foundation.web.templatetags.asking import faults as faults_in

PATHS = ("/setup", "/setup/people", "/setup/scheme")


def _steps(now: int) -> list[dict[str, str]]:
    labels = (_("县（市、区）"), _("三员与安全员"), _("方案"))
    return [
        {
            "label": label,
            "state": "done" if index < now else "now" if index == now else "next",
            "url": PATHS[index] if index < now else "",
        }
        for index, label in enumerate(labels)
    ]


def _open(request: HttpRequest) -> dict[str, Any]:
    """What was told so far. Raises Http404 once a county stands."""
    if is_founded():
        raise Http404
    return dict(request.session.get(wizard.SESSION, {}))


def _show(request: HttpRequest, now: int, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = render(
        request,
        f"wizard/{('county', 'people', 'scheme')[now]}.html",
        context | {"steps": _steps(now)},
        status=status,
    )
    response["Cache-Control"] = "no-store"
    return response


@page("setup.county", audience=PUBLIC, posts=("-",))
def setup(request: HttpRequest) -> HttpResponse:
    """The token where it is needed, then the county."""
    known = _open(request)
    if not wizard.may_found(request):
        wizard.setup_token()
        form = TokenForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            if wizard.open_with_token(request, form.cleaned_data["token"]):
                return HttpResponseRedirect("/setup")
            form.add_error("token", _("设置口令不对，请核对后重新填写。"))
        return render(request, "wizard/token.html", {"form": form, "narrow": True})
    form = CountyForm(request.POST or None, initial=known.get("county"))
    if request.method == "POST" and form.is_valid():
        request.session[wizard.SESSION] = known | {"county": form.cleaned_data}
        return HttpResponseRedirect("/setup/people")
    return _show(request, 0, {"form": form})


@page("setup.people", audience=PUBLIC, posts=("-",))
def people(request: HttpRequest) -> HttpResponse:
    """Three administrators and two security persons, five different people."""
    known = _open(request)
    if not wizard.may_found(request) or "county" not in known:
        return HttpResponseRedirect("/setup")
    forms = seat_forms(request.POST or None)
    shown: list[dict[str, str]] = []
    valid = [form.is_valid() for _label, form in forms]
    if request.method == "POST" and all(valid):
        given = [form.cleaned_data for _label, form in forms]
        seats = [
            {
                "kind": kind,
                "name": one["name"].strip(),
                "login": one["login"],
                "hashed": make_password(one["password"]) if one["password"] else "",
            }
            for kind, one in zip(wizard.SEATS, given, strict=True)
        ]
        faults = told(wizard.seat_faults(tuple(wizard.Seat(**seat) for seat in seats)), request)
        if not faults:
            request.session[wizard.SESSION] = known | {"seats": seats}
            return HttpResponseRedirect("/setup/scheme")
        shown = [{"url": "#seat0-name", "text": text} for text in faults]
    for label, form in forms:
        shown += [one | {"text": f"{label}：{one['text']}"} for one in faults_in(form)]
    return _show(request, 1, {"forms": forms, "faults": shown})


@page(
    "setup.scheme",
    audience=PUBLIC,
    posts=("unit.found", "person.add", "post.appoint", "post.confirm", "scheme.upload"),
)
def scheme(request: HttpRequest) -> HttpResponse:
    """The scheme, then everything at once; the answer is the founding paper, shown this one time."""
    known = _open(request)
    if not wizard.may_found(request) or "seats" not in known:
        return HttpResponseRedirect("/setup")
    form = SchemeForm(request.POST or None, schemes=wizard.schemes(), initial={"scheme": ""})
    if request.method == "POST" and form.is_valid():
        seats = tuple(wizard.Seat(**seat) for seat in known["seats"])
        plan = wizard.FoundingPlan(
            known["county"]["county"], known["county"]["region_code"], seats, form.cleaned_data["scheme"]
        )
        try:
            founded = wizard.found(plan)
        except Refused as no:
            for reason in told(no.reasons, request):
                form.add_error(None, reason)
        else:
            request.session.flush()
            return _paper(request, plan, founded)
    return _show(request, 2, {"form": form, "known": known})


def _paper(request: HttpRequest, plan: wizard.FoundingPlan, founded: wizard.Founded) -> HttpResponse:
    """The founding act for signing, with the first passwords of those who chose none."""
    rows = [(POST_KINDS[s.kind].zh, s.name, s.login, founded.slips.get(s.login, "")) for s in plan.seats]
    context = {
        "plan": plan,
        "administrators": rows[:3],
        "named": rows[3:],
        "scheme_title": founded.scheme_title,
        "has_slips": bool(founded.slips),
        "on": real_now().astimezone(CHINA).date(),
        "address": settings.SITE_URL,
    }
    response = render(request, "wizard/done.html", context)
    response["Cache-Control"] = "no-store"
    return response
