"""The access matrix: every route, principal, position and method, judged by the slow reading of `sight`."""

from __future__ import annotations

import random
import re
import typing
import uuid
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from benchmarks.opening import key_in
from django.test import Client
from django.urls import Resolver404, URLPattern, resolve

from tests.security.asking import FORGED, STRANGE, Asker, Told, session_of
from tests.security.sight import Sight, handles, is_entitled, sees, sight_of
from touyan.foundation.ledger.models import Subject
from touyan.foundation.people.demonstration import PRINCIPALS
from touyan.foundation.units.models import Relation, Unit
from touyan.foundation.web.pages import PUBLIC, Rule, routes
from touyan.stages.application.models import Application
from touyan.stages.review.contest_scoring import terms
from touyan.stages.review.models import Contest, Meeting

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", FORGED)
READING = ("GET", "HEAD")
POSITIONS = ("own", "ancestor", "descendant", "sibling", "other_county", "unknown")
PEOPLE = (*PRINCIPALS, "n-vetter", "")
GHOSTS = ("stale", "idle", "outworn", "left", "former", "proposed", "slip")
"""Accounts and sessions with something wrong about them; they are asked about their own position only."""
WITH_SLIP = ("/account/password", "/sign-out", "/language", "/look")
ANSWERED = {200, 302, 400, 403, 404, 409, 422}


@dataclass(frozen=True)
class Case:
    route: str
    path: str
    rule: Rule
    principal: str
    position: str
    method: str
    subject: Any
    form: str = ""

    @property
    def verbs(self) -> tuple[str, ...]:
        """The methods the route's declaration speaks of."""
        return (() if self.rule.only_post else READING) + (
            ("POST",) if self.rule.posts or self.rule.only_post else ()
        )

    def __str__(self) -> str:
        return f"{self.principal or 'anonymous'} {self.method} {self.path} ({self.position})"


@dataclass
class Outcome:
    """What a run of the matrix saw: requests made, unexpected answers, and whom each keyed route answered."""

    count: int = 0
    told: list[str] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)


@cache
def home_path() -> str:
    """The street the positions are told from; the organisation is the same in every test."""
    return str(Unit.plain.get(name="青石街道").path)


def position_of(subject: Subject) -> str:
    """Where a matter stands, seen from one street."""
    _, path = subject.own_unit()
    if subject.tenant.slug != "wuhua":
        return "other_county"
    home = home_path()
    if path == home:
        return "own"
    if path.startswith(home):
        return "descendant"
    return "ancestor" if home.startswith(path) else "sibling"


def samples(model: type[Subject], fits: Fits) -> dict[str, Any]:
    """One row that fits in each position, where there is one, and one in each further state, by the rules it is under."""
    found: dict[str, Any] = {}
    rows = [row for row in model.plain.all().order_by("id")[:2000] if fits(row)]
    for row in rows:
        found.setdefault(position_of(row), row)
    standings = {_standing(row) for row in found.values()}
    for row in rows:
        if (standing := _standing(row)) not in standings:
            standings.add(standing)
            found[f"{position_of(row)}, {row.state} of {standing[0] or 'the house'}"] = row
    return found


def _standing(row: Any) -> tuple[str, str]:
    rules = getattr(row, "scheme_version", None)
    return (rules.scheme_id if rules is not None else "", row.state)


def model_of(rule: Rule) -> type[Subject] | None:
    """The kind of matter a route's address names by key; None where it names none."""
    if rule.load is None:
        return None
    hinted = typing.get_type_hints(rule.load)["return"]
    assert isinstance(hinted, type) and issubclass(hinted, Subject), (
        f"{rule.name}: loader must name its model"
    )
    return hinted


Fits = Callable[[Any], bool]


def _any(row: Any) -> bool:
    return True


def _has(stage: str) -> Fits:
    """Matters under rules that have this part, and such rules themselves."""
    return lambda row: row.scheme_version is not None and getattr(row.scheme_version.rules, stage) is not None


def _gate_of(project: Any) -> Any:
    """The gate between the stages of its plan, None where its rules have none."""
    plan = project.scheme_version.rules.plan
    return plan.stage_gate if plan is not None else None


FITTING: tuple[tuple[str, Fits], ...] = (
    ("/task-lists/<", _has("task_list")),
    ("/appraisals/begin/<", _has("post_assessment")),
    ("/calls/<uuid:key>/contest", _has("contest")),
    ("/applications/<uuid:key>/residents", _has("participation")),
    ("/plans/<uuid:key>/stages", lambda project: _gate_of(project) is not None),
    ("/plans/<uuid:key>/acceptance", _has("client_acceptance")),
    ("/public/projects/<", lambda release: release.kind == "project_page"),
)
"""Addresses that are about some matters of their kind only: which."""


def _lower_of(unit: Any) -> str:
    """A unit this one guides; itself where it guides none."""
    edge = Relation.objects.filter(upper=unit, kind=Relation.GUIDANCE, to_on__isnull=True).first()
    return f"lower={edge.lower.key if edge is not None else unit.key}"


FORMS: dict[str, Callable[[Any], str]] = {"/units/<uuid:key>/end-guidance": _lower_of}
"""What a form must say for its page to be found at all; everywhere else an empty one does."""
HANDLED = "/appraisals/begin/<uuid:key>"
"""A scheme is known to the whole county; that results about people begin under it only to those who handle them."""


def places() -> Iterator[tuple[str, URLPattern, dict[str, Any]]]:
    """Every route with the matters it is asked about: by position, "" where it takes none."""
    known: dict[tuple[type, Fits], dict[str, Any]] = {}
    coded = {position_of(one): one for one in Application.plain.exclude(versions=None)}
    for path, pattern in routes():
        if "<str:code>" in path:
            yield path, pattern, coded
            continue
        model = model_of(pattern.callback.rule) if "<uuid:key>" in path else None
        if model is None:
            yield path, pattern, {"": None}
        else:
            fits = next((one for begin, one in FITTING if path.startswith(begin)), _any)
            if (model, fits) not in known:
                known[model, fits] = samples(model, fits)
            yield path, pattern, known[model, fits] | {"unknown": None}


def cases(
    every: int = 1,
    seed: int = 7,
    only: Collection[str] = (),
    part: tuple[int, int] = (0, 1),
    under: str = "",
) -> Iterator[Case]:
    """All cases, or a sample by a fixed shuffle: one in `every` of GET and POST, one in four times that of the rest.

    `only` names the principals; `part` (k, n) takes every nth route from the kth; `under` is how their paths begin.
    """
    chosen = random.Random(seed)
    for route, (path, pattern, subjects) in enumerate(places()):
        if route % part[1] != part[0] or not path.startswith(under):
            continue
        addresses = {place: _fill(path, pattern, subject) for place, subject in subjects.items()}
        said = FORMS.get(path)
        forms = {place: said(one) for place, one in subjects.items() if said is not None and one is not None}
        for principal in only or (*PEOPLE, *GHOSTS):
            for position, subject in subjects.items():
                is_first = position in ("", "own")
                for method in METHODS:
                    if not is_first and (principal in GHOSTS or method == FORGED):
                        continue
                    rarely = 1 if method in ("GET", "POST") or every == 1 else 4
                    if chosen.randrange(every * rarely) == 0:
                        rule = pattern.callback.rule
                        form = forms.get(position, "") if method in ("POST", FORGED) else ""
                        yield Case(
                            path, addresses[position], rule, principal, position, method, subject, form
                        )


HARMLESS = {"uuid": str(uuid.UUID(int=2)), "int": "1"}
PLACE = re.compile(r"<(?:(\w+):)?\w+>")
WORDS = ("docx", "A3", "open", "units", "facts", "rules", "x")


def _fill(path: str, pattern: URLPattern, subject: Any) -> str:
    """The path with the subject's key, and in every other place a value that leads to this route."""
    filled = path.replace(
        "<uuid:key>", str(key_in(path, subject) if subject is not None else uuid.UUID(int=1))
    )
    if isinstance(subject, Application) and "<str:code>" in path:
        filled = filled.replace("<str:code>", subject.versions.first().code)
    if isinstance(subject, Meeting) and "<uuid:entry>" in path:
        filled = filled.replace("<uuid:entry>", str(subject.items.first().application.key))
    if isinstance(subject, Contest) and "<str:layer>" in path:
        filled = filled.replace("<str:layer>", terms(subject).layers[0].id)
    for word in WORDS if not path.startswith("/exchange") else ("people",):
        tried = PLACE.sub(lambda place, word=word: HARMLESS.get(place[1] or "str", word), filled)
        try:
            if resolve(tried).func is pattern.callback:
                return tried
        except Resolver404:
            continue
    raise AssertionError(f"no address found for {path}: add a word to WORDS")


def expected(case: Case, sight: Sight | None) -> set[int]:  # noqa: C901 - one list of cases, read from above
    """The answers that are right for this case."""
    if case.method not in (*READING, "POST", FORGED):
        return {405}
    if case.principal == "slip" and case.path not in WITH_SLIP:
        return {302}
    if case.method == FORGED:
        return {403}
    if case.method not in case.verbs:
        return {405}
    if case.rule.audience == PUBLIC:
        return ANSWERED | {429}
    if sight is None:
        return {302}
    if case.rule.duty and not (case.rule.duty & sight.kinds):
        return {404}
    if case.subject is not None and not sees(sight, case.subject):
        return {404}
    if case.position == "unknown" or (case.route == HANDLED and not handles(sight, case.subject)):
        return {404}
    if case.rule.needs and case.subject is not None and not _may(sight, case.subject, case.rule.needs):
        return {403}
    return ANSWERED


def _may(sight: Sight, subject: Any, action: str) -> bool:
    return is_entitled(sight.person, sight.held, subject, action, subject.state)


def wrong(case: Case, right: set[int], sight: Sight | None, told: Told) -> str:
    """What is wrong with an answer, "" when nothing is."""
    if told.status not in right:
        return f"{told.status}, expected {sorted(right)}"
    if right == {302}:
        entrance = "/account/password" if case.principal == "slip" else "/sign-in"
        if entrance not in told.to:
            return f"sent to {told.to}"
    if right.isdisjoint({200}) and (told.written or told.done):
        return f"refused, but {sorted(told.written)} written"
    if case.method in READING and told.done:
        return f"{told.done[0].action} done by reading"
    for act in told.done:
        subject = case.subject if not act.before else _subject_of(case, act)
        if sight is not None and act.person == sight.person and subject is not None:
            state = act.before or subject.state
            if not is_entitled(sight.person, sight.held, subject, act.action, state):
                return f"{act.action} done by somebody whose job it is not"
    return ""


def _subject_of(case: Case, act: Any) -> Any:
    same = case.subject is not None and (case.subject.KIND, case.subject.key) == (
        act.subject_kind,
        act.subject_key,
    )
    return case.subject if same else None


def clients() -> dict[str, Client]:
    """A signed-in browser for every principal in order."""
    made = {}
    for login in PEOPLE:
        client = Client(HTTP_HOST="localhost", raise_request_exception=False)
        if key := session_of(login):
            client.cookies["sessionid"] = key
        made[login] = client
    return made


def run(
    every: int = 1,
    limit: int = 20,
    only: Collection[str] = (),
    part: tuple[int, int] = (0, 1),
    under: str = "",
) -> Outcome:
    """Ask every case (see `cases`), stopping after `limit` unexpected answers."""
    asker = Asker((*PEOPLE, *GHOSTS))
    sights = {login: None if login in STRANGE else sight_of(login) for login in (*PEOPLE, *GHOSTS)}
    seen = Outcome()
    for case in cases(every, only=only, part=part, under=under):
        sight = sights[case.principal]
        right = expected(case, sight)
        told = asker.ask(case.principal, case.method, case.path, case.form)
        seen.count += 1
        if case.subject is not None and case.method == case.verbs[0]:
            seen.asked.add(case.route)
            if right >= ANSWERED and told.status != 404:
                seen.answered.add(case.route)
        if fault := wrong(case, right, sight, told):
            seen.told.append(f"{case}: {fault}")
            if len(seen.told) >= limit:
                break
    return seen
