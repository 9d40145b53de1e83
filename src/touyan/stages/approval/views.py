"""Pages of the decision: recording it, the register, revisions to verify, the release that follows."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from touyan.core.scheme import label as said
from touyan.foundation.ledger.door import may
from touyan.foundation.ledger.history import trail_of
from touyan.foundation.ledger.registry import machine_of
from touyan.foundation.publicity.actions import NewRelease
from touyan.foundation.web.listing import window
from touyan.foundation.web.pages import page
from touyan.foundation.web.reasons import lang_of, words
from touyan.foundation.web.submit import add_reasons, attempt, buttons, done_or_back
from touyan.stages.application.differences import difference_rows
from touyan.stages.approval import queries
from touyan.stages.approval.actions import Rejected, Verified
from touyan.stages.approval.decisions import RETURNED, alive_items, outcomes_of
from touyan.stages.approval.forms import ReleaseForm
from touyan.stages.approval.publishing import payload, release_rules, title_of
from touyan.stages.approval.recording import first_draft, recorded, typed
from touyan.stages.approval.tables import decision_list, revision_list

CRUMB = {"label": gettext_lazy("立项"), "url": "/approval"}


def tabs(current: str) -> list[dict[str, Any]]:
    """The pages of this stage."""
    pages = (
        ("/approval", _("决定登记簿")),
        ("/approval/revisions", _("修改后立项")),
        ("/approval/notices", _("立项文件")),
        ("/approval/numbers", _("文号登记")),
        ("/releases", _("公示与公开")),
    )
    return [{"label": words_, "url": url, "current": url == current} for url, words_ in pages]


def outcome_words(rules: Any, lang: str) -> list[tuple[str, str]]:
    """Every outcome of the scheme in words."""
    return [
        (name, _("退回修改") if name == RETURNED else said(rules.decision.outcomes[name].label, lang))
        for name in outcomes_of(rules)
    ]


@page(
    "decision.record",
    load=queries.meeting,
    needs="meeting.record_decision",
    posts=("meeting.record_decision",),
)
def record(request: HttpRequest, meeting: Any) -> HttpResponse:
    """Record what the meeting decided on each application; the tie at the edge only by the named body's vote."""
    items = alive_items(meeting)
    if request.method != "POST":
        return _record_page(request, meeting, items, first_draft(meeting, items), [])
    data = typed(request.POST, items)
    tried = attempt(request, "meeting.record_decision", meeting, recorded(data, meeting.held_on))
    if not tried.done:
        return _record_page(request, meeting, items, data, tried.reasons)
    messages.success(request, _("决定已登记，各项申报已按结论办理。"))
    return HttpResponseRedirect(f"/approval/{tried.done.act.note['decision']}")


def _row(item: Any, lines: dict[str, Any], drafted: dict[str, Any], *, is_refused: bool) -> dict[str, Any]:
    """A line of the record; one that was changed lies open after a refusal, as its reason is what may be missing."""
    key = str(item.application.key)
    line = lines[key]
    is_changed = line["outcome"] != drafted[key]["outcome"]
    is_open = bool(line["reason"] or line["text"]) or (is_refused and is_changed)
    return {"item": item, "key": key, "line": line, "is_open": is_open}


def _record_page(
    request: HttpRequest, meeting: Any, items: list[Any], data: dict[str, Any], reasons: list[str]
) -> HttpResponse:
    lang = lang_of(request)
    rules = meeting.scheme_version.rules
    form = rules.forms[rules.application.form]
    ranked = sorted(items, key=lambda i: (i.rank is None, i.rank or 0, i.order))
    drafted = first_draft(meeting, items)["lines"]
    context = {
        "meeting": meeting,
        "data": data,
        "rows": [_row(i, data["lines"], drafted, is_refused=bool(reasons)) for i in ranked],
        "outcomes": outcome_words(rules, lang),
        "fields": [
            (f"{s.name}.{f.name}", said(f.label, lang))
            for s in form.sections.values()
            for f in s.fields.values()
            if f.source == "asked"
        ],
        "tie": meeting.tie,
        "tie_body": said(rules.bodies[meeting.tie["body"]].label, lang) if meeting.tie else "",
        "tied": [i for i in ranked if i.outcome == "tied"],
        "document_required": rules.decision.document_required,
        "workdays": rules.decision.revision_workdays,
        "reasons": [{"url": "#record", "text": r} for r in reasons],
        "breadcrumbs": [
            {"label": _("例会"), "url": "/meetings"},
            {"label": meeting.title, "url": f"/meetings/{meeting.key}"},
            {"label": _("登记决定")},
        ],
    }
    return render(request, "approval/record.html", context, status=422 if reasons else 200)


@page("decision.list")
def register(request: HttpRequest) -> HttpResponse:
    """The decision register."""
    context = window(request, queries.decisions(request.actor), decision_list(lang_of(request)))  # type: ignore[attr-defined]
    return render(
        request, "approval/list.html", context | {"title": _("决定登记簿"), "tabs": tabs("/approval")}
    )


@page("decision.one", load=queries.decision)
def one_decision(request: HttpRequest, one: Any) -> HttpResponse:
    """One entry: what was decided on each application and where it stands now."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    lang = lang_of(request)
    version = one.meeting.scheme_version
    now = queries.states_of(actor, one)
    names = dict(outcome_words(version.rules, lang))
    rows = [_decided_row(line, now.get(line["application"]), names, lang) for line in one.outcomes]
    context = {
        "decision": one,
        "rows": rows,
        "notices": [
            {"notice": n, "state": words(machine_of(n).label_of(n.state), lang)}
            for n in queries.notices_of(actor, one)
        ],
        "releases": [
            {"release": r, "state": words(version.machine("release").label_of(r.state), lang)}
            for r in queries.releases_of(actor, one)
        ],
        "may_draft": may(actor, version, "notice.draft"),
        "may_prepare": bool(release_rules(version.rules)) and may(actor, version, "release.prepare"),
        "tie": one.meeting.tie,
        "tie_body": said(version.rules.bodies[one.meeting.tie["body"]].label, lang)
        if one.meeting.tie
        else "",
        "trail": trail_of(actor, one.meeting, lang, 6),
        "breadcrumbs": [CRUMB, {"label": one.title}],
    }
    return render(request, "approval/decision.html", context)


def _decided_row(line: dict[str, Any], application: Any, names: dict[str, str], lang: Any) -> dict[str, Any]:
    project = getattr(application, "project", None) if application is not None else None
    return {
        "line": line,
        "outcome": names.get(line["outcome"], line["outcome"]),
        "is_changed": bool(line["proposed"]) and line["proposed"] != line["outcome"],
        "proposed": names.get(line["proposed"], ""),
        "state": words(machine_of(application).label_of(application.state), lang)
        if application is not None
        else "",
        "project": project,
    }


@page("decision.release", load=queries.decision, posts=("release.prepare",))
def prepare_release(request: HttpRequest, one: Any) -> HttpResponse:
    """Lay down what is to be made public about the decision."""
    version = one.meeting.scheme_version
    rules = version.rules
    names = {"approved_list": _("拟立项项目清单"), "self_implemented_list": _("由各党（工）委组织实施清单")}
    choices = [(rule.what, names[rule.what]) for rule in release_rules(rules)]
    form = ReleaseForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        content = payload(
            one, rules, told["what"], {name: told[name] for name in ("phone", "address", "email")}
        )
        new = NewRelease(told["what"], one.KIND, str(one.key), title_of(one, rules, told["what"]), content)
        tried = attempt(request, "release.prepare", version, new)
        if tried.done:
            messages.success(request, _("公示内容已备好，等发布人开始公示。"))
            return HttpResponseRedirect(f"/releases/{tried.done.subject.key}")
        add_reasons(form, tried.reasons)
    crumbs = [CRUMB, {"label": one.title, "url": f"/approval/{one.key}"}, {"label": _("准备公示")}]
    return render(
        request, "approval/release_new.html", {"form": form, "decision": one, "breadcrumbs": crumbs}
    )


@page("revision.list")
def revisions(request: HttpRequest) -> HttpResponse:
    """Revisions under way."""
    listing = revision_list(lang_of(request), request.clock.today)  # type: ignore[attr-defined]
    context = window(request, queries.revising(request.actor), listing)  # type: ignore[attr-defined]
    return render(
        request,
        "approval/list.html",
        context | {"title": _("修改后立项"), "tabs": tabs("/approval/revisions")},
    )


@page("revision.one", load=queries.revision)
def revision(request: HttpRequest, one: Any) -> HttpResponse:
    """The items demanded, each with its answer, and only what changed in the text."""
    lang = lang_of(request)
    texts = queries.last_versions(one)
    is_answered = one.state == "revision_answered"
    context = {
        "one": one,
        "state": words(machine_of(one).label_of(one.state), lang),
        "changes": difference_rows(one, texts[1].answers, texts[0].answers, lang)
        if is_answered and len(texts) > 1
        else [],
        "is_answered": is_answered,
        "buttons": {
            b.action.rpartition(".")[2]: b
            for b in buttons(request, one, "application.verify_revision", "application.reject_revision")
        },
        "breadcrumbs": [
            CRUMB,
            {"label": _("修改后立项"), "url": "/approval/revisions"},
            {"label": one.title},
        ],
    }
    return render(request, "approval/revision.html", context)


@page("revision.verify", load=queries.revision, posts=("application.verify_revision",), only_post=True)
def verify(request: HttpRequest, one: Any) -> HttpResponse:
    """Every item answered as demanded."""
    tried = attempt(
        request, "application.verify_revision", one, Verified(request.POST.get("remark", "").strip()[:200])
    )
    return done_or_back(
        request,
        tried,
        _("修改已核对通过，项目立项。"),
        "/approval/revisions" if tried.is_done else f"/approval/revisions/{one.key}",
    )


@page("revision.reject", load=queries.revision, posts=("application.reject_revision",), only_post=True)
def reject(request: HttpRequest, one: Any) -> HttpResponse:
    """Something is still wanting."""
    tried = attempt(
        request, "application.reject_revision", one, Rejected(request.POST.get("remark", "").strip()[:400])
    )
    return done_or_back(request, tried, _("已退回继续修改。"), f"/approval/revisions/{one.key}")
