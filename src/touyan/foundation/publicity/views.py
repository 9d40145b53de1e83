"""Pages of releases and objections, inside and for the public."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from touyan.core.findings import Finding
from touyan.foundation.calendar.clock import clock
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.ledger.actor import system
from touyan.foundation.ledger.door import Refused, perform
from touyan.foundation.ledger.history import trail_of
from touyan.foundation.ledger.registry import machine_of
from touyan.foundation.publicity import queries
from touyan.foundation.publicity.actions import NewObjection, ObjectionAnswer, Withdrawal
from touyan.foundation.publicity.limits import WINDOW, is_within_limit
from touyan.foundation.publicity.tables import release_list
from touyan.foundation.rulebook.queries import is_concerned
from touyan.foundation.web.listing import window
from touyan.foundation.web.pages import PUBLIC, page
from touyan.foundation.web.reasons import lang_of, told, words
from touyan.foundation.web.rendering import day_text
from touyan.foundation.web.submit import add_reasons, attempt, buttons, done_or_back

CRUMB = {"label": gettext_lazy("公示与公开"), "url": "/releases"}
VERBS = {
    "open": ("release.open_publicity", gettext_lazy("公示已开始。")),
    "close": ("release.close_publicity", gettext_lazy("公示已结束。")),
    "publish": ("release.publish", gettext_lazy("已对外发布。")),
}


class ObjectionForm(forms.Form):
    """A real-name objection to one item."""

    item = forms.ChoiceField(label=gettext_lazy("对哪个项目有异议"))
    name = forms.CharField(
        label=gettext_lazy("姓名"),
        max_length=40,
        required=False,
        widget=forms.TextInput(
            {"autocomplete": "name", "privacy": gettext_lazy("只有核实人员看得到，不公开")}
        ),
    )
    contact = forms.CharField(
        label=gettext_lazy("电话或地址"),
        max_length=60,
        required=False,
        widget=forms.TextInput({"privacy": gettext_lazy("只有核实人员看得到，不公开")}),
    )
    text = forms.CharField(
        label=gettext_lazy("具体事实"), max_length=2000, widget=forms.Textarea({"rows": 6})
    )

    def __init__(self, *args: Any, release: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        rows = release.payload.get("rows", [])
        rules = release.scheme_version.rules.publicity if release.scheme_version else None
        for name in ("name", "contact"):
            self.fields[name].required = rules is not None and rules.objection.real_name
        self.fields["item"].choices = [("", _("请选择"))] + [
            (r["key"], " ".join(r["cells"][:2])) for r in rows
        ]  # type: ignore[attr-defined]

    def given(self) -> NewObjection:
        """As the door takes it."""
        told_ = self.cleaned_data
        return NewObjection(told_["item"], told_["name"], told_["contact"], told_["text"])


class AnswerForm(forms.Form):
    """The answer to an objection."""

    is_upheld = forms.ChoiceField(
        label=gettext_lazy("核实结论"),
        choices=(("no", gettext_lazy("异议不成立")), ("yes", gettext_lazy("异议成立，这一项暂缓"))),
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(label=gettext_lazy("答复"), max_length=2000, widget=forms.Textarea({"rows": 5}))


@page("release.list")
def all_releases(request: HttpRequest) -> HttpResponse:
    """Everything made public, or on its way."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    context = window(request, queries.releases(actor), release_list(lang_of(request)))
    may_prepare = is_concerned(actor, "scheme_version", "release.prepare")
    return render(request, "publicity/list.html", context | {"may_prepare": may_prepare})


@page("release.one", load=queries.release)
def one_release(request: HttpRequest, one: Any) -> HttpResponse:
    """One release: its content, its period, the objections and what can be done."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    lang = lang_of(request)
    rows = one.payload.get("rows", [])
    objections = queries.objections_of(actor, one)
    held = {
        str(o.item_key): "open" if o.state == "open" else "upheld"
        for o in objections
        if o.state == "open" or o.is_upheld
    }
    shown = {
        b.action.rpartition(".")[2]: b
        for b in buttons(
            request, one, *(verb for verb, _done in VERBS.values()), "release.withdraw", "objection.raise"
        )
    }
    titles = {r["key"]: r["cells"][0] if r["cells"] else "" for r in rows}
    context = {
        "release": one,
        "state": words(machine_of(one).label_of(one.state), lang),
        "rows": [{"cells": r["cells"], "held": held.get(r["key"], "")} for r in rows],
        "objections": [
            {"objection": o, "title": titles.get(str(o.item_key), ""), "is_open": o.state == "open"}
            for o in objections
        ],
        "buttons": shown,
        "is_public": one.state in queries.PUBLIC_STATES and one.payload.get("audience") == "public",
        "left": calendar_of().workdays_left(request.clock.today, one.closes_on) if one.closes_on else 0,  # type: ignore[attr-defined]
        "today": request.clock.today,  # type: ignore[attr-defined]
        "trail": trail_of(actor, one, lang, 12),
        "breadcrumbs": [CRUMB, {"label": one.title}],
    }
    return render(request, "publicity/release.html", context)


@page(
    "release.act", load=queries.release, posts=tuple(verb for verb, _done in VERBS.values()), only_post=True
)
def act(request: HttpRequest, one: Any, verb: str) -> HttpResponse:
    """Open or close the publicity, or publish: each a named act of the releaser."""
    action, done = VERBS[verb]
    return done_or_back(request, attempt(request, action, one), str(done), f"/releases/{one.key}")


@page("release.withdraw", load=queries.release, posts=("release.withdraw",), only_post=True)
def withdraw(request: HttpRequest, one: Any) -> HttpResponse:
    """Take it away from every public page at once."""
    tried = attempt(
        request, "release.withdraw", one, Withdrawal(request.POST.get("reason", "").strip()[:200])
    )
    return done_or_back(request, tried, _("已撤下，公开页面即刻看不到。"), f"/releases/{one.key}")


@page("objection.new", load=queries.release, needs="objection.raise", posts=("objection.raise",))
def new_objection(request: HttpRequest, one: Any) -> HttpResponse:
    """The office enters an objection that came by letter or telephone."""
    form = ObjectionForm(request.POST or None, release=one)
    if request.method == "POST" and form.is_valid():
        tried = attempt(request, "objection.raise", one, form.given())
        if tried.done:
            messages.success(
                request,
                _("异议已登记，答复期限 %(day)s。")
                % {"day": day_text(tried.done.subject.due_on, lang_of(request))},
            )
            return HttpResponseRedirect(f"/releases/{one.key}")
        add_reasons(form, tried.reasons)
    crumbs = [CRUMB, {"label": one.title, "url": f"/releases/{one.key}"}, {"label": _("登记异议")}]
    return render(
        request, "publicity/objection_new.html", {"form": form, "release": one, "breadcrumbs": crumbs}
    )


@page("objection.one", load=queries.objection, posts=("objection.answer",))
def one_objection(request: HttpRequest, one: Any) -> HttpResponse:
    """An objection and its answer; who raised it is shown only to whoever answers."""
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = ObjectionAnswer(form.cleaned_data["answer"], form.cleaned_data["is_upheld"] == "yes")
        tried = attempt(request, "objection.answer", one, given)
        if tried.done:
            messages.success(request, _("异议已答复。"))
            return HttpResponseRedirect(f"/releases/{one.release.key}")
        add_reasons(form, tried.reasons)
    may = next((b for b in buttons(request, one, "objection.answer") if b.is_allowed), None)
    rows = one.release.payload.get("rows", [])
    context = {
        "objection": one,
        "form": form,
        "may": may,
        "title": next((r["cells"][0] for r in rows if r["key"] == str(one.item_key)), ""),
        "state": words(machine_of(one).label_of(one.state), lang_of(request)),
        "breadcrumbs": [
            CRUMB,
            {"label": one.release.title, "url": f"/releases/{one.release.key}"},
            {"label": _("异议")},
        ],
    }
    return render(request, "publicity/objection.html", context)


@page("public.release", audience=PUBLIC, load=queries.published, posts=("objection.raise",))
def public_release(request: HttpRequest, one: Any) -> HttpResponse:
    """What the public reads, and the form for a real-name objection while the period runs."""
    is_open = (
        one.state == "in_publicity"
        and one.closes_on is not None
        and clock(one.tenant_id).today <= one.closes_on
    )
    form = ObjectionForm(request.POST or None, release=one)
    if request.method == "POST" and is_open and form.is_valid():
        reasons = _raise_from_outside(request, one, form.given())
        if not reasons:
            messages.success(request, _("您的异议已收到，核实后按您留的联系方式答复。"))
            return HttpResponseRedirect(f"/public/{one.key}")
        add_reasons(form, reasons)
    context = {
        "release": one,
        "payload": one.payload,
        "form": form,
        "is_open": is_open,
        "tenant_name": one.unit.tenant.name,
    }
    return render(request, "publicity/public.html", context)


def _raise_from_outside(request: HttpRequest, one: Any, given: NewObjection) -> list[str]:
    """Hand the objection to the door as received by the engine; who sent it stands in the objection itself."""
    if not is_within_limit(request.META.get("REMOTE_ADDR", "")):
        minutes = int(WINDOW.total_seconds() // 60)
        return told((Finding("objection.too_many", facts={"minutes": minutes}),), request)
    try:
        perform("objection.raise", subject=one, actor=system(one.tenant_id), given=given)
    except Refused as no:
        return told(no.reasons, request, one)
    return []
