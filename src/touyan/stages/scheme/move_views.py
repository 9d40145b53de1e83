"""Moving matters under way to a published version: the dry run, the confirmation, what became of it, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from touyan.foundation.web.pages import page
from touyan.foundation.web.reasons import lang_of
from touyan.foundation.web.submit import attempt, once
from touyan.foundation.wording import sentence
from touyan.stages.scheme import move_queries, preview, queries
from touyan.stages.scheme.actions import Batch
from touyan.stages.scheme.jobs import run_small
from touyan.stages.scheme.move_reading import differences_shown, group_shown
from touyan.stages.scheme.moving import MOVERS

if TYPE_CHECKING:
    from touyan.foundation.rulebook.models import SchemeVersion


@page("scheme.move", load=queries.version, needs="scheme.move_matters", posts=("scheme.move_matters",))
def move(request: HttpRequest, new: SchemeVersion) -> HttpResponse:
    """First the dry run of one kind: what moves, what changes for it, what stays and why. Then the confirmed move itself."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    lang = lang_of(request)
    olds = preview.earlier_versions(actor, new)
    numbers = preview.counts(actor, olds)
    kind = request.POST.get("kind") or request.GET.get("kind", "")
    first = next((k for k, n in numbers.items() if n), next(iter(MOVERS)))
    kind = kind if numbers.get(kind) else first
    found = preview.groups(actor, new, olds, kind) if numbers[kind] else []
    digest = preview.shown_digest(found)
    typed = ""
    if request.method == "POST":
        typed = request.POST.get("reason", "")[:400]
        keys = preview.chosen(found, request.POST.getlist("group"), request.POST.getlist("matter"))
        if request.POST.get("shown", "") != digest:
            messages.error(request, sentence("move.changed", lang=lang))
        elif not request.POST.get("agree"):
            messages.error(request, _("请勾选“已核对以上内容”再确认。"))
        else:
            answer = _carried_out(request, new, {kind: keys}, typed, "move")
            if answer is not None:
                return answer
    used = {group.old.pk: group.old for group in found}
    context = {
        "version": new,
        "kind": kind,
        "kind_words": sentence(f"kind.{kind}", lang=lang),
        "tabs": [
            {
                "label": sentence(f"kind.{k}", lang=lang),
                "url": f"/schemes/{new.key}/move?kind={k}",
                "current": k == kind,
                "count": n,
            }
            for k, n in numbers.items()
            if n
        ],
        "groups": [group_shown(group, kind, new, lang) for group in found],
        "differences": [
            differences_shown(preview.differences(kind, old, new), new, lang) for old in used.values()
        ],
        "total": sum(len(group.movable) for group in found),
        "has_earlier": bool(olds),
        "shown": digest,
        "typed": typed,
        "breadcrumbs": _crumbs(new, _("转到新版本")),
    }
    return render(request, "scheme/move.html", context)


def _carried_out(
    request: HttpRequest,
    new: SchemeVersion,
    matters: dict[str, list[str]],
    reason: str,
    verb: Literal["move", "move_back"],
) -> HttpResponse | None:
    """The act that names the matters, then the run; None, with the reasons told, when the door refuses."""
    run = request.POST.get("idempotency_key", "")[:40] or once()
    batch = Batch(matters, reason, run, verb, lang_of(request))
    tried = attempt(request, "scheme.move_matters", new, batch)
    for told in tried.reasons:
        messages.error(request, told)
    if not tried.is_done:
        return None
    run_small(new, batch)
    return HttpResponseRedirect(f"/schemes/{new.key}/moved?run={run}")


@page("scheme.moved", load=queries.version, needs="scheme.move_matters", posts=("scheme.move_matters",))
def moved(request: HttpRequest, new: SchemeVersion) -> HttpResponse:
    """Every move to this version; of one of them the progress, what was refused and why, and the way back."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    lang = lang_of(request)
    wanted = request.GET.get("run", "")
    if request.method == "POST":
        wanted = request.POST.get("of", "")
        batch = move_queries.batch(actor, new, wanted)
        if batch is None:
            raise Http404
        picked = set(request.POST.getlist("matter"))
        every = bool(request.POST.get("all"))
        keys = {
            kind: [str(one.key) for one in rows if every or str(one.key) in picked]
            for kind, rows in move_queries.still_there(actor, new, batch)
        }
        answer = _carried_out(request, new, keys, request.POST.get("reason", "")[:400], "move_back")
        if answer is not None:
            return answer
    context: dict[str, Any] = {"version": new, "breadcrumbs": _crumbs(new, _("转移记录"))}
    one = move_queries.batch(actor, new, wanted) if wanted else None
    if wanted and one is None:
        raise Http404
    if one is None:
        return render(
            request, "scheme/moved.html", context | {"batches": move_queries.batches(actor, new, lang)}
        )
    there = move_queries.still_there(actor, new, one) if one["verb"] == "move" and one["is_over"] else []
    context |= {
        "batch": one,
        "there": [
            {
                "label": sentence(f"kind.{kind}", lang=lang),
                "rows": [
                    {
                        "key": row.key,
                        "title": MOVERS[kind].title(row),
                        "url": MOVERS[kind].url.format(key=row.key),
                    }
                    for row in rows[: move_queries.SHOWN]
                ],
                "count": len(rows),
            }
            for kind, rows in there
        ],
    }
    return render(request, "scheme/moved.html", context)


def _crumbs(new: SchemeVersion, here: str) -> list[dict[str, str]]:
    return [
        {"label": _("方案"), "url": "/schemes"},
        {"label": new.title, "url": f"/schemes/{new.key}"},
        {"label": here, "url": ""},
    ]
