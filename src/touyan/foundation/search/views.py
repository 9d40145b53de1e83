"""The one search box."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from touyan.foundation.search import queries
from touyan.foundation.web.pages import page
from touyan.foundation.web.reasons import lang_of
from touyan.foundation.wording import sentence


@page("search.search")
def search(request: HttpRequest) -> HttpResponse:
    """Everything in reach that holds the words."""
    words = request.GET.get("q", "").strip()[:100]
    lang = lang_of(request)
    found = queries.found(request.actor, words) if words else []  # type: ignore[attr-defined]
    hits = [{"entry": one, "kind": sentence(f"kind.{one.kind}", lang=lang)} for one in found]
    return render(request, "search/search.html", {"query": words, "hits": hits, "limit": queries.LIMIT})
