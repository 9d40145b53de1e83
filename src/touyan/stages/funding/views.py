"""Pages of staged money: the county's list, one project's stages, and the steps of each stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from touyan.core.amounts import capitals, fen_of
from touyan.foundation.ledger.registry import machine_of
from touyan.foundation.web.listing import window
from touyan.foundation.web.pages import page
from touyan.foundation.web.reasons import lang_of, words
from touyan.foundation.web.rendering import money
from touyan.foundation.web.submit import add_reasons, attempt, buttons, done_or_back
from touyan.stages.approval.awards import bonus_fen
from touyan.stages.funding import queries
from touyan.stages.funding.actions import Cancelled, Paid
from touyan.stages.funding.forms import CancelForm, PayForm
from touyan.stages.funding.slip import slip, stage_word
from touyan.stages.funding.tables import money_list
from touyan.stages.plan.printing import paper_answer

if TYPE_CHECKING:
    from touyan.stages.approval.models import Project
    from touyan.stages.funding.models import Tranche

DEMONSTRATION = "演示数据"
VERBS = ("tranche.request", "tranche.approve", "tranche.pay", "tranche.cancel")
TONES = {
    "locked": "none",
    "due": "warn",
    "requested": "calm",
    "approved": "calm",
    "paid": "good",
    "cancelled": "none",
}


def _sums(sums: queries.Sums, lang: Any, *, is_bonus: bool = False) -> list[dict[str, Any]]:
    told = (
        (_("奖金") if is_bonus else _("核定"), sums.planned),
        (_("已释放"), sums.released),
        (_("已付"), sums.paid),
        (_("取消"), sums.cancelled),
        (_("未付"), sums.left),
    )
    return [{"label": label, "value": money(fen, lang)} for label, fen in told if fen or label != _("取消")]


@page("funding.list")
def register(request: HttpRequest) -> HttpResponse:
    """All projects with money in reach, and their sums."""
    actor, lang = request.actor, lang_of(request)  # type: ignore[attr-defined]
    own, bonus = queries.county_sums(actor)
    listing = money_list(lang, has_bonuses=bonus.planned > 0)
    context = window(request, queries.projects(actor), listing)
    context["sums"] = _sums(own, lang)
    if bonus.planned:
        context["bonus_sums"] = _sums(bonus, lang, is_bonus=True)
    return render(request, "funding/list.html", context)


@page("funding.project", load=queries.project)
def project_money(request: HttpRequest, project: Project) -> HttpResponse:
    """The stages of one project's money."""
    return _shown(request, project)


def _shown(request: HttpRequest, project: Project, wrong: dict[str, Any] | None = None) -> HttpResponse:
    """The stages; `wrong` is a form with its faults and the stage it belongs to."""
    lang = lang_of(request)
    parts = queries.tranches(request.actor, project)  # type: ignore[attr-defined]
    wrong = wrong or {}
    rows = [
        {
            "one": one,
            "stage": stage_word(one),
            "state": words(machine_of(one).label_of(one.state), lang),
            "tone": TONES[one.state],
            "capitals": capitals(one.amount_fen),
            "buttons": {b.action.rpartition(".")[2]: b for b in buttons(request, one, *VERBS)},
            "pay_form": wrong["pay_form"]
            if wrong.get("of") == one.pk and "pay_form" in wrong
            else PayForm(initial={"yuan": f"{one.amount_fen / 100:.2f}"}),
            "cancel_form": CancelForm(),
        }
        for one in parts
    ]
    streams = _streams(project, rows, lang)
    context = {
        "project": project,
        "streams": streams,
        "heading": "h3" if len(streams) > 1 else "h2",
        "capitals": capitals(project.granted_fen),
        "tabs": [
            {"label": _("计划"), "url": f"/plans/{project.key}"},
            {"label": _("责任矩阵"), "url": f"/plans/{project.key}/responsibility"},
            {"label": _("资金"), "url": f"/funding/{project.key}", "current": True},
        ],
        "breadcrumbs": [{"label": _("资金"), "url": "/funding"}, {"label": project.title, "url": ""}],
    }
    return render(request, "funding/project.html", context)


def _streams(project: Project, rows: list[dict[str, Any]], lang: Any) -> list[dict[str, Any]]:
    """The project's own money and the bonus of its award, each with its rows and sums; what a project has not is left out."""
    told = []
    for is_bonus in (False, True):
        mine = [row for row in rows if row["one"].is_bonus == is_bonus]
        parts = [row["one"] for row in mine]
        whole = _bonus_of(project, parts) if is_bonus else project.granted_fen
        if mine or whole or not (is_bonus or rows):
            told.append(
                {
                    "rows": [{**row, "place": place} for place, row in enumerate(mine, 1)],
                    "sums": _sums(queries.sums_of(whole, parts), lang, is_bonus=is_bonus),
                    "whole": whole,
                    "capitals": capitals(whole),
                    "is_bonus": is_bonus,
                }
            )
    return told


def _bonus_of(project: Project, parts: list[Tranche]) -> int:
    """What the bonus stages share, in fen; before the start, what they will share. An award after the end pays nothing."""
    if parts or project.state in ("closed", "light"):
        return sum(one.amount_fen for one in parts)
    rules = project.scheme_version.rules
    is_beside = rules.funding is not None and bool(rules.funding.award_stages)
    return bonus_fen(rules, project.award) if is_beside else 0


def _done(request: HttpRequest, tranche: Tranche, tried: Any, told: str) -> HttpResponse:
    return done_or_back(request, tried, told, f"/funding/{tranche.project.key}")


@page("tranche.request", load=queries.tranche, posts=("tranche.request",), only_post=True)
def request_money(request: HttpRequest, tranche: Tranche) -> HttpResponse:
    """Ask for the money."""
    return _done(request, tranche, attempt(request, "tranche.request", tranche), _("已申请拨付。"))


@page("tranche.approve", load=queries.tranche, posts=("tranche.approve",), only_post=True)
def approve(request: HttpRequest, tranche: Tranche) -> HttpResponse:
    """Say yes."""
    return _done(
        request, tranche, attempt(request, "tranche.approve", tranche), _("已批准拨付，等财务支付。")
    )


@page("tranche.pay", load=queries.tranche, posts=("tranche.pay",), only_post=True)
def pay(request: HttpRequest, tranche: Tranche) -> HttpResponse:
    """Enter what was paid; a wrong figure keeps what was typed on the page."""
    form = PayForm(request.POST)
    if form.is_valid():
        given = Paid(fen_of(form.cleaned_data["yuan"]), form.cleaned_data["voucher"])
        tried = attempt(request, "tranche.pay", tranche, given)
        if tried.is_done:
            return _done(request, tranche, tried, _("支付已登记。"))
        add_reasons(form, tried.reasons)
    return _shown(request, tranche.project, {"pay_form": form, "of": tranche.pk})


@page("tranche.cancel", load=queries.tranche, posts=("tranche.cancel",), only_post=True)
def cancel(request: HttpRequest, tranche: Tranche) -> HttpResponse:
    """Not paid any more."""
    given = Cancelled(request.POST.get("reason", "").strip()[:120])
    return _done(request, tranche, attempt(request, "tranche.cancel", tranche, given), _("已取消这期拨付。"))


@page("tranche.slip", load=queries.tranche)
def slip_file(request: HttpRequest, tranche: Tranche, kind: str) -> HttpResponse:
    """拨付单 as Word or PDF."""
    actor = request.actor  # type: ignore[attr-defined]
    parts = queries.tranches(actor, tranche.project)
    is_demonstration = request.clock.is_demonstration  # type: ignore[attr-defined]
    paper = slip(tranche, parts, queries.hands_on(actor, tranche), DEMONSTRATION if is_demonstration else "")
    return paper_answer(paper, f"拨付单-{tranche.project.number}-{tranche.order}", kind)
