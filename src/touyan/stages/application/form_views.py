"""The form itself: filled in, saved by itself, handed on; nothing typed is ever lost.

Two versions travel with it: `version` is that of the private draft (the autosave behaviour keeps it up to date), `base`
that of the application the text was written on.

Posting it saves first and hands on afterwards, so that a refused submission still leaves the text in place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from touyan.core.workflow import Denied
from touyan.fieldwork.needs.queries import open_needs_near
from touyan.fieldwork.needs.rules import SOURCE_WORDS
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.ledger.door import Refused, Stale, allowed, keep, perform
from touyan.foundation.ledger.registry import machine_of
from touyan.foundation.web.pages import page
from touyan.foundation.web.reasons import lang_of, words
from touyan.stages.application import queries
from touyan.stages.application.actions import SEEN, Saved
from touyan.stages.application.conditions import gaps_of
from touyan.stages.application.differences import difference_rows
from touyan.stages.application.filling import posted_need, put_files, raise_need, typed_of, whole, with_row
from touyan.stages.application.handing import hand_on_acts, linked_reasons, told_reasons
from touyan.stages.application.kinds import FILES, Answers, asked, first
from touyan.stages.application.matters import faults_of, form_of
from touyan.stages.application.questions import check_rows, outline, sections_of

DRAFT = "application.draft"
"""Private rows: what this person typed and did not save yet."""


@page("application.form", load=queries.application, posts=("application.save",))
def form(request: Any, found: Any) -> HttpResponse:
    """The form of an application that is still being written."""
    found.__dict__["_today"] = request.clock.today
    verdict = allowed(request.actor, found, "application.save")["application.save"]
    if isinstance(verdict, Denied):
        return HttpResponseRedirect(f"/applications/{found.key}")
    return _posted(request, found) if request.method == "POST" else _shown(request, found)


def _shown(request: Any, found: Any) -> HttpResponse:
    kept = queries.marks(request.actor, found.key, DRAFT, SEEN)
    draft, seen = kept.get(DRAFT), kept.get(SEEN)
    typed = draft.data if draft and draft.data.get("answers") else None
    is_newer = typed is not None and typed["answers"] != _without_files(found)
    is_taken = is_newer and (typed["base"] == found.version or request.GET.get("draft") == "mine")
    answers = {**found.answers, **typed["answers"]} if typed and is_taken else found.answers
    return _page(
        request,
        found,
        answers,
        restored_at=draft.at if draft and is_taken else None,
        offered_at=draft.at if draft and is_newer and not is_taken else None,
        draft_version=draft.version if draft else 0,
        seen_answers=seen.data.get("answers") if seen else None,
        typed=typed if is_taken else None,
    )


def _without_files(found: Any) -> Answers:
    files = {path for path, f in asked(form_of(found.scheme_version)) if f.type in FILES}
    return {path: value for path, value in found.answers.items() if path not in files}


def _page(request: Any, found: Any, answers: Answers, *, status: int = 200, **more: Any) -> HttpResponse:
    lang = lang_of(request)
    stored, found.answers = found.answers, dict(answers)
    gaps = gaps_of(found)
    is_checked = "check" in request.GET or bool(more.get("reasons"))
    needs = (
        open_needs_near(request.actor, found.unit)
        if first(form_of(found.scheme_version), "need_link")
        else []
    )
    faults = faults_of(found)
    told_faults = [_fault_question(fault, (more.get("typed") or {}).get("faults", {})) for fault in faults]
    sections = sections_of(found, answers, gaps, lang, faults=told_faults, needs=needs, is_checked=is_checked)
    placed = {f["number"] for s in sections for q in s["questions"] for f in q["faults"]}
    found.answers = stored
    seen_answers = more.get("seen_answers")
    return render(
        request,
        "application/form.html",
        {
            "application": found,
            "state": words(machine_of(found).label_of(found.state), lang),
            "breadcrumbs": [
                {"label": _("申报"), "url": "/applications"},
                {"label": found.title or found.number, "url": f"/applications/{found.key}"},
                {"label": _("填写")},
            ],
            "sections": sections,
            "outline": outline(sections, gaps),
            "today": request.clock.today,
            "left": calendar_of().workdays_left(request.clock.today, found.due_on) if found.due_on else 0,
            "gaps": linked_reasons(gaps, found, lang) if is_checked else [],
            "lacking": len({g.place for g in gaps}),
            "acts": hand_on_acts(request.actor, found, lang),
            "faults": told_faults,
            "loose_faults": [f for f in told_faults if f["number"] not in placed],
            "items": _item_questions(found, more.get("typed") or {}),
            "changed": difference_rows(found, seen_answers, answers, lang)
            if seen_answers is not None
            else [],
            "has_seen": seen_answers is not None,
            "sent_back_for": queries.sent_back_for(found),
            "checks": check_rows(found, answers, lang),
            "sources": [(name, words(label, lang)) for name, label in SOURCE_WORDS.items()],
            **more,
        },
        status=status,
    )


def _fault_question(fault: Any, typed: Mapping[str, str]) -> dict[str, Any]:
    """A fault with the room for its answer, as the question template wants it."""
    return {
        "number": fault.number,
        "field": fault.field,
        "problem": fault.problem,
        "demand": fault.demand,
        "answer": typed.get(str(fault.number), fault.answer),
        "field_name": f"fault-{fault.number}",
        "answer_label": _("第 %(n)s 条的修改情况") % {"n": fault.number},
    }


def _item_questions(found: Any, typed: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the meeting wants changed, with the answers as typed; nothing outside that state."""
    answers = typed.get("items", {})
    items = found.revision_items if found.state == "revising" else []
    return [item | {"answer": answers.get(str(item["number"]), item.get("answer", ""))} for item in items]


def _posted(request: Any, found: Any) -> HttpResponse:
    post = request.POST
    if "add_row" in post or "remove_row" in post:
        return _page(
            request,
            found,
            {**found.answers, **with_row(request, found)},
            draft_version=post.get("version", "0"),
            new_need=posted_need(post),
            typed=typed_of(request, found),
        )
    typed = typed_of(request, found)
    answers, raised = typed["answers"], {}
    try:
        raised = raise_need(request, found)
        answers |= raised
        done = perform(
            "application.save",
            subject=found,
            actor=request.actor,
            given=Saved(answers, typed["faults"], typed["items"]),
            seen=whole(post.get("base", "")),
            key=post.get("idempotency_key", "")[:64],
        )
    except Refused as no:
        return _refused(request, found, no, typed, {} if raised else posted_need(post))
    keep(request.actor, DRAFT, {}, about=found.key)
    has_files = put_files(request, done.subject)
    then = post.get("then", "")
    if then in HANDED_ON and has_files:
        return _handed_on(request, queries.application(request.actor, found.key), then)
    return _saved(request, found)


def _refused(
    request: Any, found: Any, no: Refused, typed: dict[str, Any], new_need: dict[str, str]
) -> HttpResponse:
    """The same page with the text as typed; where somebody was faster, both texts side by side."""
    fresh = queries.application(request.actor, found.key)
    fresh.__dict__["_today"] = request.clock.today
    lang = lang_of(request)
    is_stale, answers = isinstance(no, Stale), typed["answers"]
    return _page(
        request,
        fresh,
        {**fresh.answers, **answers},
        status=409 if is_stale else 200,
        reasons=told_reasons(no.reasons, fresh, lang),
        conflict=difference_rows(fresh, fresh.answers, {**fresh.answers, **answers}, lang)
        if is_stale
        else [],
        draft_version=request.POST.get("version", "0"),
        new_need=new_need,
        typed=typed,
    )


def _saved(request: Any, found: Any) -> HttpResponse:
    messages.success(request, _("已保存。"))
    return HttpResponseRedirect(
        f"/applications/{found.key}/form{'?check=1' if 'check' in request.POST else ''}"
    )


INSIDE = ("pass_to_check", "pass_to_sign")
"""Ways on within the unit: an unfinished text may go on there, but whoever hands it on is told."""
HANDED_ON = {  # words are marked here and translated where they are shown
    "pass_to_check": gettext_noop("已交审核人审核。"),
    "pass_to_sign": gettext_noop("已交书记签发。"),
    "submit": gettext_noop("申报已提交。"),
    "resubmit": gettext_noop("修改后的申报已重新提交。"),
    "answer_revision": gettext_noop("修改情况已报送核对。"),
}


def _handed_on(request: Any, application: Any, then: str) -> HttpResponse:
    key = request.POST.get("idempotency_key", "")[:50]
    try:
        perform(
            f"application.{then}",
            subject=application,
            actor=request.actor,
            seen=application.version,
            key=f"{key}:{then}" if key else "",
        )
    except Refused as no:
        fresh = queries.application(request.actor, application.key)
        fresh.__dict__["_today"] = request.clock.today
        reasons = told_reasons(no.reasons, fresh, lang_of(request))
        messages.info(request, _("文字已保存，还没有交出去。"))
        draft = queries.marks(request.actor, fresh.key, DRAFT).get(DRAFT)
        return _page(
            request, fresh, fresh.answers, reasons=reasons, draft_version=draft.version if draft else 0
        )
    application.__dict__["_today"] = request.clock.today
    lacking = len({gap.place for gap in gaps_of(application)}) if then in INSIDE else 0
    if lacking:
        more = _("还有 %(n)s 处没有填，提交以前要补齐。") % {"n": lacking}
        messages.warning(request, _(HANDED_ON[then]) + more)
    else:
        messages.success(request, _(HANDED_ON[then]))
    return HttpResponseRedirect(f"/applications/{application.key}")


@page(
    "application.autosave", load=queries.application, needs="application.save", posts=("-",), only_post=True
)
def autosave(request: Any, found: Any) -> JsonResponse:
    """What is typed, kept privately until it is saved: `{version, saved_at}`, or 409 when another window was here."""
    base = whole(request.POST.get("base", ""))
    data = typed_of(request, found) | {"base": found.version if base is None else base}
    try:
        kept = keep(request.actor, DRAFT, data, about=found.key, seen=whole(request.POST.get("version", "")))
    except Stale:
        return JsonResponse({"reason": _("您在另一个窗口里也改过这份申报。")}, status=409)
    return JsonResponse({"version": kept.version, "saved_at": kept.at.isoformat()})


@page("application.drop_draft", load=queries.application, posts=("-",), only_post=True)
def drop_draft(request: HttpRequest, found: Any) -> HttpResponse:
    """Throw the private draft away and go on from the saved text."""
    keep(request.actor, DRAFT, {}, about=found.key)  # type: ignore[attr-defined]
    messages.success(request, _("已改用保存过的内容。"))
    return HttpResponseRedirect(f"/applications/{found.key}/form")
