"""Pages of what stands between the start and the end: the stages closed one by one, and what residents said of the result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from touyan.foundation.web.pages import page
from touyan.foundation.web.submit import Tried, add_reasons, attempt, buttons, done_or_back
from touyan.stages.plan import queries
from touyan.stages.plan.accepting import LONGEST, MOST, Heard, verdicts_on
from touyan.stages.plan.pages import common
from touyan.stages.plan.passing import Closing, Waiver, is_gated, stages_in

if TYPE_CHECKING:
    from touyan.stages.approval.models import Project


class HeardForm(forms.Form):
    """One visit of residents."""

    on = forms.DateField(label=gettext_lazy("验收日期"))
    present = forms.IntegerField(label=gettext_lazy("到场人数"), min_value=1, max_value=MOST)
    satisfied = forms.IntegerField(label=gettext_lazy("满意人数"), min_value=0, max_value=MOST)
    words = forms.CharField(
        label=gettext_lazy("群众的意见"), max_length=LONGEST, required=False, widget=forms.Textarea,
        help_text=gettext_lazy("只写意见，不写姓名。"),
    )  # fmt: skip


@page("plan.stages", load=queries.project, posts=("project.close_stage", "project.waive_stage"))
def stages(request: HttpRequest, project: Project) -> HttpResponse:
    """Each stage: how many tasks are accepted, which are open, who closed or waived it; and the way to do so."""
    if not is_gated(project):
        raise Http404
    tried, name, at = Tried(), request.POST.get("stage", ""), f"/plans/{project.key}/stages"
    if request.POST.get("do") == "waive":
        tried = attempt(request, "project.waive_stage", project, Waiver(name, request.POST.get("reason", "")))
        if tried.is_done:
            return done_or_back(request, tried, _("已豁免，下一阶段可以报完成。"), at)
    elif request.method == "POST":
        tried = attempt(request, "project.close_stage", project, Closing(name))
        return done_or_back(request, tried, _("阶段已关闭。"), at)
    ways = {
        b.action.rpartition(".")[2]: b
        for b in buttons(request, project, "project.close_stage", "project.waive_stage")
    }
    context = {
        "stages": stages_in(project),
        "close": ways.get("close_stage"),
        "waive": ways.get("waive_stage"),
        "fault": " ".join(tried.reasons),
        "about": name,
        "typed": request.POST.get("reason", ""),
    }
    status = 422 if tried.reasons else 200
    return render(request, "plan/stages.html", common(request, project, "stages") | context, status=status)


@page("plan.acceptance", load=queries.project, posts=("project.record_acceptance",))
def acceptance(request: HttpRequest, project: Project) -> HttpResponse:
    """What residents said of the result, and the form that puts one visit on record."""
    rules = project.scheme_version.rules.client_acceptance
    if rules is None:
        raise Http404
    form = HeardForm(request.POST or None, initial={"on": request.clock.today})  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = form.cleaned_data
        given = Heard(told["on"].isoformat(), told["present"], told["satisfied"], told["words"])
        tried = attempt(request, "project.record_acceptance", project, given)
        if tried.is_done:
            return done_or_back(request, tried, _("群众验收已记录。"), f"/plans/{project.key}/acceptance")
        add_reasons(form, tried.reasons)
    context = {
        "form": form,
        "rules": rules,
        "verdicts": verdicts_on(request.actor, project),  # type: ignore[attr-defined]
        "act": next(iter(buttons(request, project, "project.record_acceptance")), None),
    }
    status = 422 if form.errors else 200
    return render(
        request, "plan/acceptance.html", common(request, project, "acceptance") | context, status=status
    )
