"""The page on which residents' part in each phase is read and put on record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from touyan.foundation.web.pages import page
from touyan.foundation.web.reasons import lang_of
from touyan.foundation.web.submit import add_reasons, attempt, buttons
from touyan.foundation.wording import sentence
from touyan.stages.application import queries
from touyan.stages.application.residents import LONGEST, MOST, Part, asked_phases, parts_of_residents


class PartForm(forms.Form):
    """One thing residents took part in."""

    phase = forms.ChoiceField(label=gettext_lazy("哪个阶段"))
    what = forms.CharField(label=gettext_lazy("群众做了什么"), max_length=LONGEST)
    how_many = forms.IntegerField(label=gettext_lazy("参与人数"), min_value=1, max_value=MOST)
    on = forms.DateField(label=gettext_lazy("日期"))

    def __init__(self, *given: Any, phases: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["phase"].choices = phases  # type: ignore[attr-defined]


@page("application.residents", load=queries.application, posts=("application.record_residents",))
def residents(request: HttpRequest, one: Any) -> HttpResponse:
    """Phase by phase what is on record; whoever records adds a line, nothing is changed afterwards."""
    phases = [(phase, sentence(f"term.phase.{phase}", lang=lang_of(request))) for phase in asked_phases(one)]
    if not phases:
        raise Http404
    today = request.clock.today  # type: ignore[attr-defined]
    form = PartForm(request.POST or None, phases=phases, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        part = Part(told["phase"], told["what"], told["how_many"], told["on"].isoformat())
        tried = attempt(request, "application.record_residents", one, part)
        if tried.is_done:
            messages.success(request, _("群众参与已记录。"))
            return HttpResponseRedirect(f"/applications/{one.key}/residents")
        add_reasons(form, tried.reasons)
    rows = parts_of_residents(request.actor, one)  # type: ignore[attr-defined]
    acts = buttons(request, one, "application.record_residents")
    context = {
        "application": one,
        "phases": [
            {"label": label, "rows": [row for row in rows if row.phase == phase]} for phase, label in phases
        ],
        "form": form,
        "act": acts[0] if acts else None,
        "breadcrumbs": [
            {"label": _("申报"), "url": "/applications"},
            {"label": one.title, "url": f"/applications/{one.key}"},
            {"label": _("群众参与")},
        ],
    }
    return render(request, "application/residents.html", context, status=422 if form.errors else 200)
