"""A matter's whole path as facts of one shape, read in two statements however long the path is.

The thread of a project touches a dozen tables of nine stages. Publication stands last on the path and may know them all;
each kind of fact is one SELECT with the same columns, and the database puts them together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, CharField, DateField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat, TruncDate

from touyan.foundation.calendar.clock import CHINA
from touyan.foundation.publicity.models import Release
from touyan.stages.application.models import Application, Fault, Version
from touyan.stages.approval.models import Decision, Indicator, Project
from touyan.stages.assessment.models import Assessment
from touyan.stages.funding.models import Tranche
from touyan.stages.plan.models import Task
from touyan.stages.progress.models import Report
from touyan.stages.review.models import AgendaItem
from touyan.stages.supervision.models import Problem, QuarterlyReview

PUBLIC_STATES = ("in_publicity", "publicised", "released")
COLUMNS = (
    "fact_what",
    "fact_key",
    "fact_state",
    "fact_name",
    "fact_text",
    "fact_word",
    "fact_first",
    "fact_last",
    "fact_part",
    "fact_whole",
    "fact_path",
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened or is to happen: `what` names its kind; the other fields mean what the select of its kind says.

    `path` is where the thing stands when that is not the matter's own unit: who may open it depends on it.
    """

    what: str
    key: str
    state: str
    name: str
    text: str
    word: str
    first: date | None
    last: date | None
    part: int
    whole: int
    path: str


Facts = dict[str, list[Fact]]


def _words(name: str) -> Any:
    return Cast(F(name), TextField()) if name else Value("", output_field=TextField())


def _day(name: Any) -> Any:
    if name is None:
        return Cast(Value(None), DateField())
    return Cast(F(name), DateField()) if isinstance(name, str) else name


def _figure(name: str) -> Any:
    return Cast(F(name), BigIntegerField()) if name else Value(0, output_field=BigIntegerField())


def select(
    rows: QuerySet[Any],
    what: str,
    *,
    key: str = "",
    state: str = "",
    name: Any = "",
    text: Any = "",
    word: str = "",
    first: Any = None,
    last: Any = None,
    part: str = "",
    whole: str = "",
    path: str = "",
) -> QuerySet[Any]:
    """The rows as facts; columns not named are empty."""
    return (
        rows.order_by()
        .annotate(
            fact_what=Value(what, output_field=CharField()),
            fact_key=_words(key),
            fact_state=_words(state),
            fact_name=_words(name) if isinstance(name, str) else name,
            fact_text=_words(text) if isinstance(text, str) else text,
            fact_word=_words(word),
            fact_first=_day(first),
            fact_last=_day(last),
            fact_part=_figure(part),
            fact_whole=_figure(whole),
            fact_path=_words(path),
        )
        .values_list(*COLUMNS)
    )


def _application_selects(one: Application) -> Iterator[QuerySet[Any]]:
    tenant = one.tenant_id
    items = AgendaItem.objects.of_tenant(tenant).filter(application=one)
    decided = items.filter(meeting__decisions__isnull=False)
    number = Concat(
        F("meeting__decisions__notices__number__code"),
        Value("〔"),
        Cast(F("meeting__decisions__notices__number__year"), TextField()),
        Value("〕"),
        Cast(F("meeting__decisions__notices__number__number"), TextField()),
        Value("号"),
        output_field=TextField(),
    )
    yield select(
        Version.objects.of_tenant(tenant).filter(application=one),
        "version", name="code", first=TruncDate("submitted_at", tzinfo=CHINA), part="number",
    )  # fmt: skip
    yield select(
        Fault.objects.of_tenant(tenant).filter(application=one),
        "fault", state="level", name="field", text="problem", word="answer", part="round", whole="number",
    )  # fmt: skip
    yield select(
        items,
        "agenda",
        key="meeting__key",
        state="meeting__state",
        name="meeting__title",
        text="score",
        first="meeting__held_on",
        part="rank",
        path="meeting__unit__path",
    )
    yield select(
        decided,
        "decision", key="meeting__decisions__key", name="meeting__decisions__title",
        text="meeting__decisions__document_number", first="meeting__decisions__held_on", path="meeting__decisions__unit__path",
    )  # fmt: skip
    yield select(
        decided.filter(meeting__decisions__notices__state="issued"),
        "notice", key="meeting__decisions__notices__key", name="meeting__decisions__notices__title", text=number,
        first="meeting__decisions__notices__issued_on", path="meeting__decisions__notices__unit__path",
    )  # fmt: skip
    decisions = Decision.objects.of_tenant(tenant).filter(meeting__items__application=one)
    about = Release.objects.of_tenant(tenant).filter(state__in=PUBLIC_STATES, payload__audience="public")
    of_decision = about.filter(about_kind=Decision.KIND, about_key__in=decisions.values("key"))
    of_project = about.filter(
        about_key__in=Project.objects.of_tenant(tenant).filter(application=one).values("key")
    )
    for rows in (of_decision, of_project):
        yield select(
            rows,
            "release",
            key="key",
            state="state",
            name="title",
            text="kind",
            first="opens_on",
            last="closes_on",
        )


def _project_selects(one: Project) -> Iterator[QuerySet[Any]]:
    def of(model: Any) -> Any:
        return model.objects.of_tenant(one.tenant_id).filter(project=one)

    yield select(
        of(Indicator),
        "indicator",
        state="unit_word",
        name="name",
        text="target",
        word="actual",
        first="on",
        part="order",
    )
    yield select(
        of(Task), "task", key="key", state="state", name="name", text="stage", word="deliverable",
        first="start_on", last="finish_on", part="progress", whole="order",
    )  # fmt: skip
    yield select(
        of(Report),
        "report",
        key="key",
        state="state",
        name="period_word",
        text="line",
        first="submitted_on",
        last="due_on",
    )
    yield select(
        of(QuarterlyReview),
        "review",
        key="key",
        state="state",
        name="period_word",
        text="conclusion",
        first="concluded_on",
        last="due_on",
    )
    yield select(
        of(Problem),
        "problem",
        key="key",
        state="state",
        name="text",
        text="number",
        word="rectification",
        first="closed_on",
        last="due_on",
    )
    yield select(
        of(Tranche), "tranche", key="key", state="state", name="stage", text="condition_word", word="percent",
        first="paid_on", last="task__finish_on", part="paid_fen", whole="amount_fen",
    )  # fmt: skip
    yield select(
        of(Assessment),
        "assessment",
        key="key",
        state="state",
        name="score",
        text="grade",
        first="final_on",
        part="year",
    )


def together(selects: Iterable[QuerySet[Any]]) -> Facts:
    """All selects as one statement; facts by kind, in the database's order."""
    first, *rest = selects
    told: Facts = defaultdict(list)
    for what, key, state, name, text, word, begun, ended, part, whole, path in first.union(*rest, all=True):
        told[what].append(
            Fact(
                what,
                str(UUID(key)) if key else "",
                state or "",
                name or "",
                text or "",
                word or "",
                begun,
                ended,
                part or 0,
                whole or 0,
                path or "",
            )
        )
    return told


def application_facts(one: Application) -> Facts:
    """Versions, faults, the meeting, the decision, its notices and everything public about a loaded application: one statement."""
    found = together(_application_selects(one))
    found["version"].sort(key=lambda f: -f.part)
    found["fault"].sort(key=lambda f: (f.part, f.state, f.whole))
    return found


def project_facts(one: Project) -> Facts:
    """Indicators, tasks, reports, reviews, problems, money and assessments of a loaded project: one statement."""
    found = together(_project_selects(one))
    found["indicator"].sort(key=lambda f: f.part)
    found["task"].sort(key=lambda f: f.whole)
    for what in ("report", "review", "problem", "tranche", "assessment"):
        found[what].sort(key=lambda f: (f.last or date.max, f.key))
    return found
