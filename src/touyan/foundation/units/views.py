"""Pages about units: list, tree, one unit, and the security administrator's changes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from touyan.foundation.ledger.history import trail_of
from touyan.foundation.units import queries
from touyan.foundation.units.actions import Facts, Guide, Move, NewUnit, Rename
from touyan.foundation.units.forms import FactsForm, GuideForm, MoveForm, NewUnitForm, RenameForm
from touyan.foundation.units.parts import parts
from touyan.foundation.units.rules import UNIT_KINDS, UNIT_MACHINE
from touyan.foundation.units.tables import tree, unit_list
from touyan.foundation.web.listing import window
from touyan.foundation.web.pages import key_of, page
from touyan.foundation.web.reasons import lang_of, words
from touyan.foundation.web.submit import add_reasons, attempt, buttons, done_or_back

CHANGES = (
    "unit.add_below",
    "person.add",
    "post.appoint",
    "unit.rename",
    "unit.correct",
    "unit.move",
    "unit.guide",
    "unit.close",
)
ADDRESSES = {
    "unit.add_below": "add",
    "person.add": "people/add",
    "post.appoint": "appoint",
    "unit.rename": "rename",
    "unit.correct": "correct",
    "unit.move": "move",
    "unit.guide": "guide",
    "unit.close": "close",
}


def _keeps(request: HttpRequest) -> bool:
    return bool(request.actor.holds("security_admin"))  # type: ignore[attr-defined]


@page("units.list")
def unit_register(request: HttpRequest) -> HttpResponse:
    """All units of the county as a flat list with their path."""
    actor = request.actor  # type: ignore[attr-defined]
    context = window(request, queries.units(actor), unit_list(actor, lang_of(request)))
    return render(request, "units/list.html", context | {"keeps": _keeps(request)})


@page("units.tree")
def unit_tree(request: HttpRequest) -> HttpResponse:
    """The tree, folding without script; of a large one the upper levels, the rest on demand."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    below, after = request.GET.get("below", ""), request.GET.get("after", "")
    upper = queries.units(actor).filter(key=key_of(below)).first() if below else None
    found, count, more = queries.tree_of(actor, upper, after)
    at = f"&below={upper.key}" if upper else ""
    context = {
        "tree": tree(found),
        "count": count,
        "left": count - len(found),
        "upper": upper,
        "more_url": f"/units/tree?after={more}{at}" if more else "",
    }
    return render(request, "units/tree.html", context)


@page("units.detail", load=queries.unit)
def unit(request: HttpRequest, found: Any) -> HttpResponse:
    """One unit: facts, posts, units below, dated relations, and what may be changed."""
    actor, lang = request.actor, lang_of(request)  # type: ignore[attr-defined]
    above, below = queries.units_around(actor, found)
    changes = buttons(request, found, *CHANGES) if _keeps(request) else []
    context = {
        "unit": found,
        "kind": words(UNIT_KINDS[found.kind], lang),
        "state": words(UNIT_MACHINE.label_of(found.state), lang),
        "above": above,
        "below": below,
        "edges": queries.edges_at(actor, found),
        "changes": [(b, f"/units/{found.key}/{ADDRESSES[b.action]}") for b in changes],
        "tabs": _tabs(found, "facts"),
    }
    return render(request, "units/detail.html", context | parts("facts", request, found))


@page("units.record", load=queries.unit)
def unit_record(request: HttpRequest, found: Any) -> HttpResponse:
    """The unit's people, its matters in reach, and what was done to it."""
    actor = request.actor  # type: ignore[attr-defined]
    context = {
        "unit": found,
        "matters": queries.matters_of(actor, found),
        "trail": trail_of(actor, found, lang_of(request)),
        "tabs": _tabs(found, "record"),
    }
    return render(request, "units/record.html", context | parts("record", request, found))


def _tabs(found: Any, current: str) -> list[dict[str, Any]]:
    return [
        {"label": _("概况"), "url": f"/units/{found.key}", "current": current == "facts"},
        {"label": _("人员与经过"), "url": f"/units/{found.key}/record", "current": current == "record"},
    ]


def _asked(
    request: HttpRequest, found: Any, form: Any, title: str, verb: str, text: str = ""
) -> HttpResponse:
    context = {
        "unit": found,
        "form": form,
        "ask_title": title,
        "verb": verb,
        "text": text,
        "version": found.version,
    }
    return render(request, "units/change.html", context)


def _changed(
    request: HttpRequest, found: Any, form: Any, action: str, given: Any, told: str
) -> HttpResponse | None:
    """Run one change; None puts the form back on the page with the reasons."""
    tried = attempt(request, action, found, given)
    if not tried.is_done:
        add_reasons(form, tried.reasons)
        return None
    messages.success(request, told)
    return HttpResponseRedirect(f"/units/{found.key}")


@page("units.add", load=queries.unit, needs="unit.add_below", posts=("unit.add_below",))
def add_below(request: HttpRequest, found: Any) -> HttpResponse:
    """A unit below this one."""
    form = NewUnitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tried = attempt(request, "unit.add_below", found, NewUnit(**form.cleaned_data))
        if tried.done:
            messages.success(request, _("单位已新增。"))
            return HttpResponseRedirect(f"/units/{tried.done.subject.key}")
        add_reasons(form, tried.reasons)
    return _asked(request, found, form, _("新增下级单位"), _("新增单位"))


@page("units.rename", load=queries.unit, needs="unit.rename", posts=("unit.rename",))
def rename(request: HttpRequest, found: Any) -> HttpResponse:
    """New names; matters keep pointing at the same unit."""
    form = RenameForm(request.POST or None, initial={"name": found.name, "short_name": found.short_name})
    if request.method == "POST" and form.is_valid():
        gone = _changed(
            request, found, form, "unit.rename", Rename(**form.cleaned_data), _("单位已更名，事项不受影响。")
        )
        if gone:
            return gone
    return _asked(request, found, form, _("单位更名"), _("保存新名称"))


@page("units.correct", load=queries.unit, needs="unit.correct", posts=("unit.correct",))
def correct(request: HttpRequest, found: Any) -> HttpResponse:
    """Codes and order."""
    known = {"code": found.code, "document_code": found.document_code, "order": found.order}
    form = FactsForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        gone = _changed(
            request, found, form, "unit.correct", Facts(**form.cleaned_data), _("单位资料已更正。")
        )
        if gone:
            return gone
    return _asked(request, found, form, _("更正单位资料"), _("保存更正"))


@page("units.move", load=queries.unit, needs="unit.move", posts=("unit.move",))
def move(request: HttpRequest, found: Any) -> HttpResponse:
    """Below another unit from a day on."""
    choices = queries.active_units(request.actor).exclude(path__startswith=found.path)  # type: ignore[attr-defined]
    form = MoveForm(request.POST or None, units=choices, initial={"from_on": request.clock.today})  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        to = Move(form.cleaned_data["upper"], form.cleaned_data["from_on"].isoformat())
        gone = _changed(request, found, form, "unit.move", to, _("隶属关系已调整。"))
        if gone:
            return gone
    return _asked(
        request, found, form, _("调整隶属"), _("调整隶属"), _("下级单位一并移动，原隶属关系按日期留存。")
    )


@page("units.guide", load=queries.unit, needs="unit.guide", posts=("unit.guide",))
def guide(request: HttpRequest, found: Any) -> HttpResponse:
    """This unit guides and watches another one's whole tree."""
    choices = queries.active_units(request.actor).exclude(pk=found.pk)  # type: ignore[attr-defined]
    form = GuideForm(request.POST or None, units=choices)
    if request.method == "POST" and form.is_valid():
        gone = _changed(
            request, found, form, "unit.guide", Guide(form.cleaned_data["lower"]), _("指导关系已设定。")
        )
        if gone:
            return gone
    return _asked(
        request,
        found,
        form,
        _("设定指导关系"),
        _("设定指导关系"),
        _("设定后，本单位有业务岗位的人员能看到被指导单位及其下级的事项。"),
    )


@page("units.end_guidance", load=queries.unit, posts=("unit.end_guidance",), only_post=True)
def end_guidance(request: HttpRequest, found: Any) -> HttpResponse:
    """The guidance ends today."""
    tried = attempt(request, "unit.end_guidance", found, Guide(str(key_of(request.POST.get("lower", "")))))
    return done_or_back(request, tried, _("指导关系已解除。"), f"/units/{found.key}")


@page("units.close", load=queries.unit, needs="unit.close", posts=("unit.close",))
def close(request: HttpRequest, found: Any) -> HttpResponse:
    """Asks, then closes the unit; its matters stay readable."""
    if request.method == "POST":
        return done_or_back(
            request,
            attempt(request, "unit.close", found),
            _("单位已撤销，历史事项仍可查阅。"),
            f"/units/{found.key}",
        )
    return _asked(
        request,
        found,
        None,
        _("撤销单位"),
        _("撤销单位"),
        _("撤销后不能再以该单位办理事项，历史事项和任职记录保留。"),
    )
