"""Pages of the approval notice: draft, preview, number, issue, void, download, the register of numbers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from touyan.foundation.ledger.history import trail_of
from touyan.foundation.ledger.registry import machine_of
from touyan.foundation.papers.document import Heading, Paragraph
from touyan.foundation.papers.numbering import labelled
from touyan.foundation.web.listing import window
from touyan.foundation.web.pages import page
from touyan.foundation.web.reasons import lang_of, words
from touyan.foundation.web.submit import add_reasons, attempt, buttons, done_or_back
from touyan.stages.approval import queries
from touyan.stages.approval.forms import NoticeForm
from touyan.stages.approval.listed import FULL, listed_keys
from touyan.stages.approval.notices import NewNotice, Reason, listed_elsewhere
from touyan.stages.approval.paper import notice_paper
from touyan.stages.approval.tables import notice_list, number_list
from touyan.stages.approval.views import CRUMB, tabs
from touyan.stages.review.downloads import download

DEMANDS = (
    "压实责任：领题书记要亲自抓、具体抓，不得以其他工作代替项目推进。",
    "倒排工期：各单位要编制计划、签订承诺书，逐项明确责任人和完成时限。",
    "跟踪问效：按月报送进展，按季度接受督查，年底统一考核。",
)


@page("notice.list")
def all_notices(request: HttpRequest) -> HttpResponse:
    """Approval notices."""
    context = window(request, queries.notices(request.actor), notice_list(lang_of(request)))  # type: ignore[attr-defined]
    return render(
        request, "approval/list.html", context | {"title": _("立项文件"), "tabs": tabs("/approval/notices")}
    )


@page("notice.numbers")
def all_numbers(request: HttpRequest) -> HttpResponse:
    """Every number given; void ones stay."""
    context = window(request, queries.numbers(request.actor), number_list(lang_of(request)))  # type: ignore[attr-defined]
    return render(
        request, "approval/list.html", context | {"title": _("文号登记"), "tabs": tabs("/approval/numbers")}
    )


@page("notice.new", load=queries.decision, posts=("notice.draft",))
def new_notice(request: HttpRequest, one: Any) -> HttpResponse:
    """Draft the notice about a decision; what another notice lists already is not offered again."""
    version = one.meeting.scheme_version
    taken = listed_elsewhere(one.tenant_id, one)
    titles = {line["application"]: f"{line['title']}（{line['unit']}）" for line in one.outcomes}
    full = [(key, titles[key]) for key in listed_keys(one, FULL) if key not in taken]
    light = [(key, titles[key]) for key in listed_keys(one, ("self_implemented",)) if key not in taken]
    initial = {
        "title": _("%(year)s年度书记项目立项") % {"year": version.rules.year},
        "recipients": "各党（工）委：",
        "basis": f"经{one.unit.name}审议，现将{version.rules.year}年度书记项目立项有关事项通知如下。",
        "approved": [key for key, _title in full],
        "self_implemented": [key for key, _title in light],
        "demands": "\n".join(DEMANDS),
    }
    form = NoticeForm(request.POST or None, initial=initial, approved=full, self_implemented=light)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        new = NewNotice(
            str(one.key), told["title"], told["recipients"], told["basis"], tuple(told.get("approved", ())),
            tuple(told.get("self_implemented", ())), form.demand_pairs(), told["copy_to"],
        )  # fmt: skip
        tried = attempt(request, "notice.draft", version, new)
        if tried.done:
            messages.success(request, _("文件已拟好，核对后编号。"))
            return HttpResponseRedirect(f"/approval/notices/{tried.done.subject.key}")
        add_reasons(form, tried.reasons)
    crumbs = [CRUMB, {"label": one.title, "url": f"/approval/{one.key}"}, {"label": _("拟文")}]
    context = {
        "form": form,
        "decision": one,
        "nothing_left": not full and not light,
        "back": [{"label": _("看这次决定"), "url": f"/approval/{one.key}"}],
        "breadcrumbs": crumbs,
    }
    return render(request, "approval/notice_new.html", context)


@page("notice.one", load=queries.notice)
def one_notice(request: HttpRequest, one: Any) -> HttpResponse:
    """The notice as it will be printed, its number and what can be done."""
    lang, today = lang_of(request), request.clock.today  # type: ignore[attr-defined]
    paper = notice_paper(one, today)
    context = {
        "notice": one,
        "paper": paper,
        "body": [
            {"is_heading": isinstance(b, Heading), "label": label, "block": b}
            for b, label in labelled(paper.body)
            if isinstance(b, Heading | Paragraph)
        ],
        "state": words(machine_of(one).label_of(one.state), lang),
        "buttons": {
            b.action.rpartition(".")[2]: b
            for b in buttons(request, one, "notice.reserve_number", "notice.issue", "notice.void")
        },
        "trail": trail_of(request.actor, one, lang, 10),  # type: ignore[attr-defined]
        "today": today,
        "breadcrumbs": [CRUMB, {"label": _("立项文件"), "url": "/approval/notices"}, {"label": one.title}],
    }
    return render(request, "approval/notice.html", context)


@page("notice.number", load=queries.notice, posts=("notice.reserve_number",), only_post=True)
def number(request: HttpRequest, one: Any) -> HttpResponse:
    """Take the next number of the year."""
    return done_or_back(
        request,
        attempt(request, "notice.reserve_number", one),
        _("已编发文字号。"),
        f"/approval/notices/{one.key}",
    )


@page("notice.issue", load=queries.notice, posts=("notice.issue",), only_post=True)
def issue(request: HttpRequest, one: Any) -> HttpResponse:
    """Sign it."""
    return done_or_back(
        request, attempt(request, "notice.issue", one), _("文件已签发。"), f"/approval/notices/{one.key}"
    )


@page("notice.void", load=queries.notice, posts=("notice.void",), only_post=True)
def void(request: HttpRequest, one: Any) -> HttpResponse:
    """Put it aside; its number stays void."""
    tried = attempt(request, "notice.void", one, Reason(request.POST.get("reason", "").strip()[:200]))
    return done_or_back(
        request, tried, _("文件已作废，文号保留在文号登记中，不再使用。"), f"/approval/notices/{one.key}"
    )


@page("notice.file", load=queries.notice)
def file(request: HttpRequest, one: Any, kind: str) -> HttpResponse:
    """Word or PDF in the layout of GB/T 9704."""
    paper = notice_paper(one, request.clock.today)  # type: ignore[attr-defined]
    return download(request, paper, one.title, kind, f"/approval/notices/{one.key}")
