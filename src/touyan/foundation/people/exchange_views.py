"""Pages for tables in and out, and for handing over first-login slips once."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from touyan.foundation.papers.typefaces import FontsPending
from touyan.foundation.people import batches, slips
from touyan.foundation.people.exchange import people_ledger, posts_ledger
from touyan.foundation.people.queries import county_of
from touyan.foundation.sheets import write_template
from touyan.foundation.units.actions import Exported
from touyan.foundation.units.exchange import units_ledger
from touyan.foundation.web.pages import page
from touyan.foundation.web.reasons import lang_of
from touyan.foundation.web.submit import attempt

KEEPERS = frozenset({"security_admin"})
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLES = {"units": "单位", "people": "人员", "posts": "任职"}


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "no-store"
    return response


def _known(kind: str) -> batches.Kind:
    if kind not in batches.KINDS:
        raise Http404
    return batches.KINDS[kind]


@page("exchange.start", duty=KEEPERS, posts=("-",))
def start(request: HttpRequest, kind: str) -> HttpResponse:
    """Template, export, and the upload that is only judged, never written at once."""
    _known(kind)
    fault = ""
    if request.method == "POST":
        sent = request.FILES.get("table")
        if sent is None:
            fault = _("请先选择要上传的表格文件。")
        elif (sent.size or 0) > batches.LIMITS.file_bytes:
            fault = _("文件超过 4 MB，请分成几个表格上传。")
        else:
            key = batches.take_in(request.actor, kind, sent.name or "", sent.read(), lang_of(request))  # type: ignore[attr-defined]
            return HttpResponseRedirect(f"/exchange/batch/{key}")
    tabs = [
        {"label": words, "url": f"/exchange/{name}", "current": name == kind}
        for name, words in TITLES.items()
    ]
    return render(
        request, "people/exchange.html", {"kind": kind, "title": TITLES[kind], "tabs": tabs, "fault": fault}
    )


@page("exchange.template", duty=KEEPERS)
def template(request: HttpRequest, kind: str) -> HttpResponse:  # noqa: ARG001 - views share one shape
    """The empty table with its rules in the cells."""
    known = _known(kind)
    return _file(write_template(known.title, known.columns, known.sheet), XLSX, f"{known.title}.xlsx")


@page("exchange.export", posts=("unit.export_people",), only_post=True)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Everything in reach in the template's shape. Phones go along only for the security administrator, and that is an act."""
    _known(kind)
    actor = request.actor  # type: ignore[attr-defined]
    demonstration = "演示数据，不作任何依据" if request.person.tenant.is_demonstration else ""  # type: ignore[attr-defined]
    name = f"{TITLES[kind]}名录.xlsx"
    if kind == "units":
        return _file(units_ledger(actor, demonstration), XLSX, name)
    keeps = actor.holds("security_admin")
    if kind == "people":
        content, count = people_ledger(actor, with_phones=keeps, demonstration=demonstration)
    else:
        content, count = posts_ledger(actor, demonstration)
    if keeps:
        tried = attempt(
            request, "unit.export_people", county_of(actor), Exported(count, with_phones=kind == "people")
        )
        if not tried.is_done:
            for reason in tried.reasons:
                messages.error(request, reason)
            return HttpResponseRedirect(f"/exchange/{kind}")
    return _file(content, XLSX, name)


def _batch(request: HttpRequest, key: UUID) -> dict[str, Any]:
    found = batches.batch(request.actor, str(key))  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


@page("exchange.batch", duty=KEEPERS)
def batch(request: HttpRequest, key: UUID) -> HttpResponse:
    """The dry run: what would be new, changed, unchanged; every finding with its cell; later the progress and the result."""
    found = _batch(request, key)
    run = found.pop("run")
    found.pop("file", None)
    context = {
        "b": found,
        "title": TITLES[found["kind"]],
        "count": found["new"] + found["changed"],
        "progress": run.progress if run else 0,
        "failed": bool(run and run.state == "failed"),
        "slips": slips.waiting_slips(request.actor, found["key"]) if found["state"] == "done" else 0,  # type: ignore[attr-defined]
    }
    return render(request, "people/batch.html", context)


@page(
    "exchange.write",
    duty=KEEPERS,
    posts=(
        "person.add",
        "person.correct",
        "person.rehome",
        "unit.add_below",
        "unit.rename",
        "unit.correct",
        "unit.move",
        "post.appoint",
        "post.end",
    ),
    only_post=True,
)
def write(request: HttpRequest, key: UUID) -> HttpResponse:
    """Write the good rows: at once when few, in the background when many."""
    found = _batch(request, key)
    batches.write_or_ask(request.actor, found["key"], lang_of(request))  # type: ignore[attr-defined]
    return HttpResponseRedirect(f"/exchange/batch/{found['key']}")


@page("exchange.bad", duty=KEEPERS)
def bad(request: HttpRequest, key: UUID) -> HttpResponse:
    """Only the bad rows, findings beside them, ready to be mended and sent again."""
    found = _batch(request, key)
    content = batches.bad_rows(request.actor, found["key"], lang_of(request))  # type: ignore[attr-defined]
    if content is None:
        raise Http404
    return _file(content, XLSX, f"{TITLES[found['kind']]}待改行.xlsx")


@page("slips.hand_over", duty=KEEPERS, posts=("-",))
def hand_over(request: HttpRequest, key: UUID) -> HttpResponse:
    """Says how many slips wait; a POST hands them over once and destroys them."""
    actor, about = request.actor, str(key)  # type: ignore[attr-defined]
    count = slips.waiting_slips(actor, about)
    if request.method != "POST":
        return render(request, "people/slips.html", {"count": count})
    found = slips.sealed_slips(actor, about)
    if not found:
        return render(request, "people/slips.html", {"count": 0})
    try:
        response = _file(
            slips.slips_pdf(found, settings.SITE_URL, settings.DATA / "fonts"),
            "application/pdf",
            "首次登录单.pdf",
        )
    except FontsPending:
        response = render(request, "people/slips_print.html", {"slips": found, "address": settings.SITE_URL})
        response["Cache-Control"] = "no-store"
    slips.destroy_slips(actor, about)
    return response
