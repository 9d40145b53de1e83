"""The audit administrator's page: the record of the county, filtered, and nothing that can be changed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from touyan.foundation.calendar.clock import CHINA
from touyan.foundation.ledger import checkpoints, queries
from touyan.foundation.ledger.registry import HOUSE_MACHINES, action_words
from touyan.foundation.people.queries import names_of
from touyan.foundation.web.listing import Column, Filter, Listing, window
from touyan.foundation.web.pages import PUBLIC, page
from touyan.foundation.web.reasons import lang_of, words
from touyan.foundation.web.rendering import Lang, RowPattern, chip
from touyan.foundation.wording import catalogue, sentence

ROW = RowPattern(
    '<tr><td class="figures">{at}</td><td>{who}</td><td>{what}</td><td>{kind}</td><td>{done:html}</td>'
    '<td>{change}</td><td class="figures small">{hash}</td></tr>'
)


def _state(kind: str, name: str, lang: Lang) -> str:
    """A state in words: the house's own machine knows some, the rule book's sentences the rest; levels of vetting differ by county."""
    machine = HOUSE_MACHINES.get(kind)
    if machine is not None and name in machine.states:
        return words(machine.label_of(name), lang)
    known = (f"state.{kind}.{name}", f"state.{kind}.{name.partition('.')[0]}")
    code = next((code for code in known if code in catalogue()), "")
    return sentence(code, {"level": ""}, lang) if code else _("办理中") if name else ""


def _change(act: Any, lang: Lang) -> str:
    before, after = (_state(act.subject_kind, name, lang) for name in (act.before, act.after))
    return f"{before} → {after}" if before and act.before != act.after else after


def _listing(tenant: int, lang: Lang) -> Listing:
    said = action_words(lang)

    def rows(found: list[Any]) -> SafeString:
        names = names_of(tenant, {act.person for act in found})
        return ROW.rows(
            (
                act.at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S"),
                names.get(act.person, _("系统")),
                said.get(act.action, act.action),
                sentence(f"kind.{act.subject_kind}", lang=lang),
                chip(_("已办"), "good") if act.is_done else chip(_("被拒"), "warn"),
                _change(act, lang),
                act.hash[:12],
            )
            for act in found
        )

    return Listing(
        caption=_("操作记录"),
        columns=(
            Column(_("时间"), "id"),
            Column(_("何人")),
            Column(_("何事"), "action"),
            Column(_("事项类别"), "subject_kind"),
            Column(_("结果")),
            Column(_("状态变化")),
            Column(_("记录指纹")),
        ),
        rows=rows,
        filters=(
            Filter(
                "action",
                _("何事"),
                lambda acts, value: acts.filter(action=value),
                tuple(sorted(said.items())),
            ),
            Filter(
                "done",
                _("结果"),
                lambda acts, value: acts.filter(is_done=value == "yes"),
                (("yes", _("已办")), ("no", _("被拒"))),
            ),
        ),
        order="-id",
        empty_title=_("还没有操作记录"),
    )


@page("audit.acts", duty=frozenset({"audit_admin"}))
def acts(request: HttpRequest) -> HttpResponse:
    """The record, newest first."""
    actor = request.actor  # type: ignore[attr-defined]
    return render(
        request,
        "audit/acts.html",
        window(request, queries.acts(actor), _listing(actor.tenant, lang_of(request))),
    )


@page("audit.verify", audience=PUBLIC)
def verify(request: HttpRequest) -> HttpResponse:
    """What anybody may check: the signed checkpoints and how to recompute them."""
    return render(
        request,
        "audit/verify.html",
        {"checkpoints": queries.last_checkpoints(), "key": checkpoints.public_key()},
    )
