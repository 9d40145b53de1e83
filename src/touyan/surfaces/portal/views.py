"""The portal: what is being done near me, what came of it, say what you need and follow it. No account, no personal data."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from touyan.core.findings import Finding
from touyan.fieldwork.needs.actions import NewNeed
from touyan.fieldwork.needs.rules import NEED_MACHINE
from touyan.foundation.calendar.days import calendar_of
from touyan.foundation.ledger.actor import system
from touyan.foundation.ledger.door import Refused, perform
from touyan.foundation.publicity.limits import WINDOW, is_within_limit
from touyan.foundation.units.choosing import UnitField
from touyan.foundation.web.pages import PUBLIC, page
from touyan.foundation.web.reasons import lang_of, told, words
from touyan.foundation.web.submit import add_reasons
from touyan.stages.publication import public
from touyan.stages.publication.guard import PATTERNS

SOURCE = "resident_demand"


class NeedForm(forms.Form):
    """What a resident misses: place, one line, the rest. No name, no telephone."""

    unit = UnitField(label=gettext_lazy("在哪里"))
    title = forms.CharField(
        label=gettext_lazy("一句话说清缺什么"),
        max_length=60,
        help_text=gettext_lazy("例如：巷口没有路灯，晚上看不清路。"),
    )
    text = forms.CharField(
        label=gettext_lazy("具体情况"),
        max_length=800,
        widget=forms.Textarea({"rows": 5}),
        help_text=gettext_lazy("在哪里，影响多少人，多久了。请不要写姓名和电话，用查询码就能看到答复。"),
    )

    def __init__(self, *args: Any, places: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["unit"].offer(places, blank=_("请选择"))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Nobody's telephone or identity number is taken in, not even the writer's own."""
        given = super().clean() or {}
        for name in ("title", "text"):
            if any(pattern.search(given.get(name, "")) for pattern in PATTERNS.values()):
                self.add_error(name, _("请删去电话、证件号码和邮箱；这里不收个人信息。"))
        return given


def _county(request: HttpRequest) -> public.County:
    found = public.county(request.GET.get("county", "")[:40])
    if found is None:
        raise Http404
    return found


def _frame(place: public.County, path: str) -> dict[str, Any]:
    ask = f"?county={place.slug}"
    entries = (
        (_("正在做什么"), "/public"),
        (_("成果"), "/public/results"),
        (_("公示与公开"), "/public/notices"),
        (_("反映一个需求"), "/public/needs/new"),
        (_("查询答复"), "/public/needs"),
    )
    return {
        "nav": [{"label": label, "url": url + ask, "current": path == url} for label, url in entries],
        "tenant_name": place.name,
        "home_url": f"/public{ask}",
        "search_url": "/public/search",
        "county": place,
        "ask": ask,
        "user_name": "",
        "stream_url": "",
    }


def _card(one: Any) -> dict[str, Any]:
    told_page = one.payload.get("page", {})
    return {"url": f"/public/projects/{one.about_key}", **told_page}


@page("portal.home", audience=PUBLIC)
def home(request: HttpRequest) -> HttpResponse:
    """What is being done in the county, by area or by unit."""
    place = _county(request)
    found = public.public_releases(place)
    cards = [_card(one) for one in public.newest_pages(found)]
    by = "unit" if request.GET.get("by") == "unit" else "area"
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    rest = _("其他")
    for card in sorted(cards, key=lambda c: (c.get(by) or rest, c.get("unit", ""), c.get("title", ""))):
        groups[card.get(by) or rest].append(card)
    if rest in groups:
        groups[rest] = groups.pop(rest)
    context = {
        "groups": [
            {"name": name, "cards": told_cards, "id": f"g{n}"}
            for n, (name, told_cards) in enumerate(groups.items(), 1)
        ],
        "count": len(cards),
        "by": by,
        "open": _open_notices(found, place),
    }
    return render(request, "portal/home.html", _frame(place, "/public") | context)


def _open_notices(found: list[Any], place: public.County) -> list[dict[str, Any]]:
    days = calendar_of()
    return [
        {"release": one, "left": days.workdays_left(place.today, one.closes_on)}
        for one in found
        if one.state == "in_publicity" and one.closes_on is not None and one.closes_on >= place.today
    ]


@page("portal.notices", audience=PUBLIC)
def notices(request: HttpRequest) -> HttpResponse:
    """Publicity notices with the days left and how to object, then the lists that stand."""
    place = _county(request)
    found = public.public_releases(place)
    running = _open_notices(found, place)
    shown = {n["release"].pk for n in running}
    rest = [one for one in found if one.pk not in shown and one.kind != public.PAGE]
    context = {"open": running, "rest": [{"release": one, "on": _posted(one)} for one in rest]}
    return render(request, "portal/notices.html", _frame(place, "/public/notices") | context)


def _posted(one: Any) -> date | None:
    told_day = one.payload.get("released_on") or one.payload.get("posted_on") or ""
    return date.fromisoformat(told_day) if told_day else None


@page("portal.results", audience=PUBLIC)
def results(request: HttpRequest) -> HttpResponse:
    """What came of it: the results of the years, newest first."""
    place = _county(request)
    found = [
        one for one in public.public_releases(place) if one.kind in public.RESULTS and one.state == "released"
    ]
    return render(request, "portal/results.html", _frame(place, "/public/results") | {"results": found})


@page("portal.project", audience=PUBLIC, load=public.project_page)
def project(request: HttpRequest, found: Any) -> HttpResponse:
    """One project's public page."""
    place = public.county(found.tenant.slug)
    if place is None:
        raise Http404
    row = found.payload["rows"][0]
    known = {found.payload["page"].get(name) for name in ("title", "unit", "area")}
    pairs = [
        (head, cell)
        for head, cell in zip(found.payload["columns"], row["cells"], strict=True)
        if cell and cell not in known
    ]
    context = {"release": found, "pairs": pairs, "released_on": _posted(found)}
    return render(request, "portal/project.html", _frame(place, "/public/projects") | context)


@page("portal.search", audience=PUBLIC)
def search(request: HttpRequest) -> HttpResponse:
    """Search in public things only."""
    place = _county(request)
    asked = request.GET.get("q", "").strip()[:60]
    parts = asked.split()
    hits = []
    if parts:
        found = public.public_releases(place)
        newest = {one.pk for one in public.newest_pages(found)}
        for one in found:
            if one.kind == public.PAGE and one.pk not in newest:
                continue
            url = f"/public/projects/{one.about_key}" if one.kind == public.PAGE else f"/public/{one.key}"
            lines = _matching(one, parts)[:1]
            hits += [{"title": one.title, "url": url, "text": _summary(one) or line} for line in lines]
    return render(
        request, "portal/search.html", _frame(place, "/public/search") | {"query": asked, "hits": hits}
    )


def _summary(one: Any) -> str:
    """What a project's page says in one line; nothing for a list."""
    told_page = one.payload.get("page", {})
    place = "，".join(filter(None, (told_page.get("unit", ""), told_page.get("area", ""))))
    return f"{place}。{told_page.get('words', '')}" if told_page else ""


def _matching(one: Any, parts: list[str]) -> list[str]:
    """The lines of a release that hold every word; the title counts for each line."""
    page_words = one.payload.get("page", {})
    own = [str(page_words.get(name, "")) for name in ("unit", "area", "words")] + [
        t.get("name", "") for t in page_words.get("targets", [])
    ]
    lines = ["，".join(row.get("cells", [])) for row in one.payload.get("rows", [])]
    lines = [line + "，" + "，".join(own) for line in lines] or ["，".join(own)]
    return [
        line.strip("，")
        for line in lines
        if all(part.lower() in f"{one.title}，{line}".lower() for part in parts)
    ]


@page("portal.need_new", audience=PUBLIC, posts=("need.raise",))
def new_need(request: HttpRequest) -> HttpResponse:
    """Say what you need: handed to the unit by the engine; the answer is found by a code."""
    place = _county(request)
    units = public.places(place)
    form = NeedForm(request.POST or None, places=units)
    if request.method == "POST" and form.is_valid():
        unit = units.get(key=form.cleaned_data["unit"])
        made, reasons = _raise(
            request, place, unit, NewNeed(form.cleaned_data["title"], form.cleaned_data["text"], SOURCE)
        )
        if made is not None:
            return HttpResponseRedirect(
                f"/public/needs?county={place.slug}&code={public.code_of(made.key)}&new=1"
            )
        add_reasons(form, reasons)
    return render(request, "portal/need_new.html", _frame(place, "/public/needs/new") | {"form": form})


def _raise(request: HttpRequest, place: public.County, unit: Any, new: NewNeed) -> tuple[Any, list[str]]:
    if not is_within_limit(request.META.get("REMOTE_ADDR", "")):
        minutes = int(WINDOW.total_seconds() // 60)
        return None, told((Finding("publication.too_many_needs", facts={"minutes": minutes}),), request)
    try:
        return perform("need.raise", subject=unit, actor=system(place.tenant), given=new).subject, []
    except Refused as no:
        return None, told(no.reasons, request, unit)


@page("portal.needs", audience=PUBLIC)
def needs(request: HttpRequest) -> HttpResponse:
    """Follow a need by its code: where it stands and what the answer is."""
    place = _county(request)
    code = request.GET.get("code", "").strip()[:20]
    found = public.need_by_code(code) if code else None
    context = {
        "code": public.code_of(found.key) if found else code,
        "need": found,
        "is_new": "new" in request.GET,
        "state": words(NEED_MACHINE.label_of(found.state), lang_of(request)) if found else "",
    }
    return render(request, "portal/needs.html", _frame(place, "/public/needs") | context)
