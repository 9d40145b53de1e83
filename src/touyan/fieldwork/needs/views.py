"""Pages of the register of needs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from touyan.fieldwork.needs import queries
from touyan.fieldwork.needs.actions import Answer, Claim, NewNeed
from touyan.fieldwork.needs.forms import NeedForm, ReasonForm
from touyan.fieldwork.needs.rules import SOURCE_WORDS
from touyan.fieldwork.needs.tables import need_list
from touyan.foundation.ledger.history import trail_of
from touyan.foundation.ledger.registry import machine_of
from touyan.foundation.web.listing import window
from touyan.foundation.web.pages import page
from touyan.foundation.web.reasons import lang_of, words
from touyan.foundation.web.submit import add_reasons, attempt, buttons, done_or_back


@page("needs.list")
def need_register(request: HttpRequest) -> HttpResponse:
    """All needs in reach."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    may_raise = queries.may_raise(actor)
    listing = need_list(lang_of(request), may_raise=may_raise)
    context = window(request, queries.needs(actor), listing) | {"may_raise": may_raise}
    return render(request, "needs/list.html", context)


@page("needs.new", load=queries.own_unit, needs="need.raise", posts=("need.raise",))
def new_need(request: HttpRequest, unit: object) -> HttpResponse:
    """Write a need of one's own unit."""
    form = NeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tried = attempt(request, "need.raise", unit, NewNeed(**form.cleaned_data))
        if tried.done:
            messages.success(request, _("需求已登记。"))
            return HttpResponseRedirect(f"/needs/{tried.done.subject.key}")
        add_reasons(form, tried.reasons)
    return render(request, "needs/new.html", {"form": form, "unit": unit})


@page("needs.detail", load=queries.need)
def need(request: HttpRequest, found: object) -> HttpResponse:
    """One need: its words, where it stands, what can be done."""
    lang = lang_of(request)
    return render(
        request,
        "needs/detail.html",
        {
            "need": found,
            "state": words(machine_of(found).label_of(found.state), lang),  # type: ignore[attr-defined,arg-type]
            "source": words(SOURCE_WORDS[found.source], lang),  # type: ignore[attr-defined]
            "buttons": {
                b.action.rpartition(".")[2]: b for b in buttons(request, found, "need.claim", "need.decline")
            },
            "reason_form": ReasonForm(),
            "trail": trail_of(request.actor, found, lang),  # type: ignore[attr-defined,arg-type]
        },
    )


@page("needs.claim", load=queries.need, posts=("need.claim",), only_post=True)
def claim(request: HttpRequest, found: object) -> HttpResponse:
    """Take the need on for one's own unit."""
    unit = queries.own_unit(request.actor)  # type: ignore[attr-defined]
    tried = attempt(request, "need.claim", found, Claim(str(unit.key)))
    return done_or_back(request, tried, _("需求已由本单位认领。"), f"/needs/{found.key}")  # type: ignore[attr-defined]


@page("needs.decline", load=queries.need, posts=("need.decline",), only_post=True)
def decline(request: HttpRequest, found: object) -> HttpResponse:
    """Not taken up, with a reason."""
    tried = attempt(request, "need.decline", found, Answer(request.POST.get("reason", "").strip()[:300]))
    return done_or_back(request, tried, _("已记录理由。"), f"/needs/{found.key}")  # type: ignore[attr-defined]
