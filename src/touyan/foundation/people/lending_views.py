"""Lending a post during leave, and taking it back; leader-only acts stay with the leader."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from touyan.foundation.people import queries
from touyan.foundation.people.actions import Leave
from touyan.foundation.people.forms import LeaveForm
from touyan.foundation.web.pages import page
from touyan.foundation.web.submit import add_reasons, attempt, done_or_back


@page("people.delegate", posts=("delegation.grant",))
def delegate(request: HttpRequest) -> HttpResponse:
    """One's own post to a colleague of the same unit for dated leave."""
    actor = request.actor  # type: ignore[attr-defined]
    own, near = queries.own_posts(actor), queries.colleagues(actor)
    form = LeaveForm(request.POST or None, posts=own, people=near, initial={"from_on": request.clock.today})  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        leave = Leave(
            given["to_person"], given["from_on"].isoformat(), given["to_on"].isoformat(), given["reason"]
        )
        tried = attempt(request, "delegation.grant", queries.own_post(actor, UUID(given["post"])), leave)
        if tried.is_done:
            messages.success(request, _("委托已登记，到期自动收回。须由本人办理的事项仍由您办理。"))
            return HttpResponseRedirect("/account")
        add_reasons(form, tried.reasons)
    return render(request, "people/delegate.html", {"form": form, "can": bool(own and near)})


@page("people.revoke", load=queries.delegation, posts=("delegation.revoke",), only_post=True)
def revoke(request: HttpRequest, found: Any) -> HttpResponse:
    """The post comes back before the last day."""
    return done_or_back(request, attempt(request, "delegation.revoke", found), _("委托已收回。"), "/account")
