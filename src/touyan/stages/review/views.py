"""Pages of vetting: what waits for me, one application with only its changes, passing together, the return's paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from touyan.core.scheme import label as said
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.ledger.door import keep
from touyan.foundation.ledger.registry import machine_of
from touyan.foundation.web.listing import window
from touyan.foundation.web.pages import page
from touyan.foundation.web.reasons import because, lang_of, words
from touyan.foundation.web.rendering import Lang, day_text
from touyan.foundation.web.submit import attempt, buttons
from touyan.stages.application.differences import difference_rows
from touyan.stages.application.reading import parts_of
from touyan.stages.review import queries
from touyan.stages.review.actions import HandedOver, Passed, Returned
from touyan.stages.review.bulk import dry_run, run
from touyan.stages.review.downloads import download
from touyan.stages.review.marking import named, typed, with_rows_changed
from touyan.stages.review.paper import rework_paper
from touyan.stages.review.tables import vetting_list
from touyan.stages.review.vetting import level_of, questions, rounds_used

VERBS = {
    "pass": "application.pass",
    "return": "application.return",
    "hand_over": "application.hand_to_self_implementation",
}
EMPTY_ROW = {"field": "", "problem": "", "demand": ""}


@page("review.list")
def to_vet(request: HttpRequest) -> HttpResponse:
    """What waits for my judgement, or everything being vetted."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    versions = queries.schemes(actor)
    is_all = request.GET.get("scope") == "all"
    rows = queries.in_vetting(actor) if is_all else queries.mine_to_vet(actor, versions)
    drafts = queries.all_drafts(actor)
    listing = vetting_list(
        lang_of(request), request.clock.today, versions[0].rules if versions else None, drafts
    )  # type: ignore[attr-defined]
    context = window(request, rows, listing)
    is_vetter = bool(queries.my_states(actor, versions))
    act = {"label": _("通过选中的申报"), "name": "do", "value": "preview", "kind": "primary"}
    context |= {"is_all": is_all, "bulk_acts": [act] if is_vetter else []}
    return render(request, "review/list.html", context)


def _chosen(request: HttpRequest) -> list[Any]:
    wanted = [key for key in request.POST.getlist("chosen") if len(key) == 36][:200]
    try:
        return queries.chosen(request.actor, wanted)  # type: ignore[attr-defined]
    except (ValueError, TypeError) as wrong:
        raise Http404 from wrong


@page("review.together", posts=("application.pass",), only_post=True)
def together(request: HttpRequest) -> HttpResponse:
    """First the dry run: who moves, who cannot and why. Then, on a second press, the run itself."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    applications = _chosen(request)
    if not applications:
        messages.warning(request, _("还没有选中申报。请先在列表左边选中要通过的行。"))
        return HttpResponseRedirect("/review")
    drafts = queries.drafts(actor, [str(a.key) for a in applications])
    is_run = request.POST.get("do") == "run"
    rows = run(actor, applications, drafts) if is_run else dry_run(actor, applications, drafts)
    lang = lang_of(request)
    shown = [{"application": r.subject, "reasons": because(r.reasons, r.subject, lang)} for r in rows]
    moving = [s for s in shown if not s["reasons"]]
    if is_run and len(moving) == len(shown):
        messages.success(request, _("已通过 %(n)s 项。") % {"n": len(moving)})
        return HttpResponseRedirect("/review")
    context = {"moving": moving, "staying": [s for s in shown if s["reasons"]], "is_done": is_run}
    return render(request, "review/together.html", context)


@page("review.one", load=queries.vetted, posts=tuple(VERBS.values()))
def vet(request: HttpRequest, one: Any) -> HttpResponse:
    """One application: on a resubmission only what changed, the questions, the fault list, and the verdict."""
    asked = questions(one.scheme_version.rules)
    if request.method != "POST":
        draft = queries.drafts(request.actor, [str(one.key)]).get(str(one.key), {})  # type: ignore[attr-defined]
        return _vet_page(request, one, asked, draft, [])
    data = typed(request.POST, asked)
    if "add_row" in request.POST or "remove_row" in request.POST:
        return _vet_page(request, one, asked, _keep(request, one, with_rows_changed(data, request.POST)), [])
    verb = VERBS.get(request.POST.get("do", ""))
    if verb is None:
        _keep(request, one, data)
        messages.success(request, _("已保存，还没有提交审核结论。"))
        return HttpResponseRedirect(f"/review/{one.key}")
    tried = attempt(request, verb, one, _given(verb, data))
    if not tried.is_done:
        return _vet_page(request, one, asked, _keep(request, one, data), tried.reasons)
    _keep(
        request,
        one,
        {"judgements": data["judgements"] if verb == VERBS["return"] else {}, "remark": "", "faults": []},
    )
    messages.success(request, _done_words(verb, one, data))
    return HttpResponseRedirect("/review" if verb == VERBS["pass"] else f"/review/{one.key}")


def _given(verb: str, data: dict[str, Any]) -> Passed | Returned | HandedOver:
    if verb == VERBS["return"]:
        return Returned(named(data), data["judgements"], data["remark"])
    if verb == VERBS["hand_over"]:
        return HandedOver(data["remark"], data["judgements"])
    return Passed(data["judgements"], data["remark"])


def _done_words(verb: str, one: Any, data: dict[str, Any]) -> str:
    if verb == VERBS["return"]:
        return _("《%(title)s》已退回修改，共 %(n)s 处。") % {"title": one.title, "n": len(named(data))}
    if verb == VERBS["hand_over"]:
        return _("《%(title)s》已转由单位自行组织实施。") % {"title": one.title}
    return _("《%(title)s》已通过本级审核。") % {"title": one.title}


def _keep(request: HttpRequest, one: Any, data: dict[str, Any]) -> dict[str, Any]:
    keep(request.actor, queries.DRAFT, data, about=one.key)  # type: ignore[attr-defined]
    return data


@page("review.draft", load=queries.vetted, posts=("-",), only_post=True)
def draft(request: HttpRequest, one: Any) -> HttpResponse:
    """Keep what is typed while it is typed."""
    _keep(request, one, typed(request.POST, questions(one.scheme_version.rules)))
    return JsonResponse({"version": one.version, "saved_at": request.clock.now.isoformat()})  # type: ignore[attr-defined]


def _vet_page(
    request: HttpRequest, one: Any, asked: Any, data: dict[str, Any], reasons: list[str]
) -> HttpResponse:
    lang, today = lang_of(request), request.clock.today  # type: ignore[attr-defined]
    one.__dict__["_today"] = today
    rules = one.scheme_version.rules
    level = level_of(one.state)
    faults = queries.faults_at(one, level)
    rounds = max((f.round for f in faults), default=0)
    one.__dict__["_rounds"] = {level: rounds}
    texts = queries.last_versions(one)
    is_again = rounds > 0 and len(texts) > 1
    answers = texts[0].answers if texts else one.answers
    stage = rules.vetting.levels.get(level) if rules.vetting else None
    labels = {
        f"{s.name}.{f.name}": said(f.label, lang)
        for s in rules.forms[rules.application.form].sections.values()
        for f in s.fields.values()
    }
    verdicts = (
        {b.action: b for b in buttons(request, one, *VERBS.values())}
        if level and one.state.startswith("vetting.")
        else {}
    )
    context = {
        "one": one,
        "state": words(machine_of(one).label_of(one.state), lang),
        "level": said(stage.label, lang) if stage else "",
        "parts": parts_of(one, answers, lang),
        "is_again": is_again,
        "is_whole": not is_again or "whole" in request.GET,
        "changes": difference_rows(one, texts[1].answers, texts[0].answers, lang) if is_again else [],
        "versions": texts,
        "answered": [
            {"fault": f, "label": labels.get(f.field, f.field)} for f in faults if f.round == rounds
        ],
        "opinions": [_opinion(o, rules, lang) for o in queries.opinions_of(one)],
        "questions": [_question(q, data, labels, lang) for q in asked],
        "rows": data.get("faults") or [dict(EMPTY_ROW)],
        "fields": sorted(labels.items(), key=lambda pair: list(labels).index(pair[0])),
        "remark": data.get("remark", ""),
        "named": len(named(data)) if data.get("faults") else 0,
        "verdicts": {name: verdicts.get(action) for name, action in VERBS.items()},
        "may_judge": any(b is not None and b.is_allowed for b in verdicts.values()),
        "rounds": rounds,
        "rounds_left": max(rules.vetting.rework.max_rounds - rounds, 0) if rules.vetting else 0,
        "due_if_returned": calendar_of().add(today, rules.vetting.rework.workdays) if rules.vetting else None,
        "workdays": rules.vetting.rework.workdays if rules.vetting else 0,
        "left": calendar_of().workdays_left(today, one.due_on) if one.due_on else 0,
        "today": today,
        "reasons": [{"url": "#verdict", "text": r} for r in reasons],
        "breadcrumbs": [{"label": _("审核"), "url": "/review"}, {"label": one.title}],
    }
    return render(request, "review/one.html", context, status=422 if reasons else 200)


def _opinion(opinion: Any, rules: Any, lang: Lang) -> dict[str, Any]:
    stage = rules.vetting.levels.get(opinion.level) if rules.vetting else None
    verdict = {"pass": _("通过"), "return": _("退回修改"), "hand_over": _("转自行组织实施")}[opinion.verdict]
    denied = [q for q in questions(rules) if opinion.judgements.get(q.name, {}).get("holds") is False]
    return {
        "when": day_text(opinion.given_on, lang, year=True),
        "text": f"{said(stage.label, lang) if stage else opinion.level} · {opinion.person.name} · {verdict}",
        "note": "；".join(
            filter(
                None,
                [opinion.remark, *(_("“%(item)s”判断为否") % {"item": said(q.label, lang)} for q in denied)],
            )
        ),
    }


def _question(q: Any, data: dict[str, Any], labels: dict[str, str], lang: str) -> dict[str, Any]:
    typed_one = data.get("judgements", {}).get(q.name, {})
    return {
        "name": q.name,
        "check": said(q.check, lang),
        "label": said(q.label, lang),
        "question": said(q.question, lang) if q.question else "",
        "fields": [{"url": f"#{place}", "label": labels.get(place, place)} for place in q.fields],
        "holds": typed_one.get("holds"),
        "remark": typed_one.get("remark", ""),
    }


@page("review.rework", load=queries.vetted)
def rework(request: HttpRequest, one: Any, kind: str) -> HttpResponse:
    """返工意见书 of the last round of the level it was returned by, as Word or PDF (domain.md 3.3)."""
    level = level_of(one.state)
    faults = queries.faults_at(one, level)
    if not faults or rounds_used(one, level) == 0:
        raise Http404
    paper = rework_paper(one, faults, request.clock.today)  # type: ignore[attr-defined]
    return download(request, paper, _("退回修改意见书"), kind, f"/review/{one.key}")
