"""Routes as declarations: who may come, which matter is loaded, which action a post does.

A view without a declaration stops the start (security.md 5.1). The access matrix is generated from here and
from the URL resolver, never from a list kept by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.checks import CheckMessage, Error
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, URLResolver, get_resolver

from touyan.core.workflow import Denied
from touyan.foundation.ledger.actor import Actor
from touyan.foundation.ledger.door import allowed
from touyan.foundation.web.faults import Forbidden, NotSignedIn

PUBLIC, SIGNED_IN = "public", "signed_in"
Load = Callable[..., Any]
View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a route promises: audience, loader of its matter, action its GET needs, methods."""

    name: str
    audience: str
    load: Load | None
    needs: str
    posts: tuple[str, ...]
    duty: frozenset[str]
    only_post: bool

    @property
    def methods(self) -> tuple[str, ...]:
        """Methods the route answers; all others are refused before anything is loaded."""
        if self.only_post:
            return ("POST",)
        return ("GET", "HEAD", "POST") if self.posts else ("GET", "HEAD")


RULES: dict[str, Rule] = {}
Ask = Callable[[HttpRequest, Rule], HttpResponse | None]
_ASKED_BEFORE: list[Ask] = []


def before_each_post(ask: Ask) -> Ask:
    """Register a question put before a post is carried out: its page, or None to let the post go on."""
    if ask not in _ASKED_BEFORE:
        _ASKED_BEFORE.append(ask)
    return ask


def _asked_before(request: HttpRequest, rule: Rule) -> HttpResponse | None:
    if request.method != "POST":
        return None
    return next((page for ask in _ASKED_BEFORE if (page := ask(request, rule)) is not None), None)


def page(
    name: str,
    *,
    audience: str = SIGNED_IN,
    load: Load | None = None,
    needs: str = "",
    posts: tuple[str, ...] = (),
    duty: frozenset[str] = frozenset(),
    only_post: bool = False,
) -> Callable[[View], View]:
    """Declare a view.

    `load(actor, key, ...)` fetches the matter in scope (404 otherwise) and hands it to the view as second argument. `needs` is an
    action the actor must be allowed to do on that matter to see the page at all. `posts` names the actions its POST
    performs ("-" for private drafts, sign-in and the like). `duty` limits a page to holders of these post
    kinds (the three administrators' own pages).
    """

    def declare(view: View) -> View:
        rule = Rule(name, audience, load, needs, posts, duty, only_post)
        if name in RULES:
            raise RuntimeError(f"route {name} is declared twice")
        RULES[name] = rule

        @wraps(view)
        def guarded(request: HttpRequest, **path: Any) -> HttpResponse:
            if request.method not in rule.methods:
                return HttpResponseNotAllowed(rule.methods)
            actor: Actor = request.actor  # type: ignore[attr-defined]
            if rule.audience == SIGNED_IN and not actor.is_signed_in:
                raise NotSignedIn
            if rule.duty and not actor.holds(*rule.duty):
                raise Http404
            loaded = () if rule.load is None else (_loaded(rule, actor, path),)
            question = _asked_before(request, rule)
            if question is not None:
                return question
            return view(request, *loaded, **(_rest(path) if loaded else path))

        guarded.rule = rule  # type: ignore[attr-defined]
        return guarded

    return declare


def _loaded(rule: Rule, actor: Actor, path: dict[str, Any]) -> Any:
    assert rule.load is not None
    try:
        found = rule.load(actor, path["key"]) if "key" in path else rule.load(actor)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    if rule.needs:
        verdict = allowed(actor, found, rule.needs)[rule.needs]
        if isinstance(verdict, Denied):
            raise Forbidden(found, rule.needs, verdict.reasons)
    return found


def _rest(path: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in path.items() if name != "key"}


def routes() -> Iterator[tuple[str, URLPattern]]:
    """Every route of the product: path and pattern."""

    def walk(prefix: str, patterns: list[Any]) -> Iterator[tuple[str, URLPattern]]:
        for entry in patterns:
            if isinstance(entry, URLResolver):
                yield from walk(prefix + str(entry.pattern), entry.url_patterns)
            else:
                yield prefix + str(entry.pattern), entry

    yield from walk("/", get_resolver().url_patterns)


def undeclared_routes(**_: Any) -> list[CheckMessage]:
    """Start-up check: a route without a rule is an error."""
    return [
        Error(f"{path} has no declared rule", id="touyan.E001")
        for path, pattern in routes()
        if getattr(pattern.callback, "rule", None) is None
    ]


def key_of(text: str) -> UUID:
    """A public key from text. Raises Http404 when it is none."""
    try:
        return UUID(text)
    except ValueError as wrong:
        raise Http404 from wrong
