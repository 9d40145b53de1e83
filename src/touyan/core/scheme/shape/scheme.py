"""The whole scheme: a county's rules for a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Literal, get_args

from touyan.core.scheme.shape.children import ChildRule, ParentName
from touyan.core.scheme.shape.contest import Contest
from touyan.core.scheme.shape.delivery import Funding, Plan, Progress, Supervision
from touyan.core.scheme.shape.entry import (
    CatalogueItem,
    ClientAcceptance,
    Filing,
    Participation,
    Promotion,
    Required,
    TaskList,
)
from touyan.core.scheme.shape.forms import Check, Form, Taxonomy
from touyan.core.scheme.shape.people import Body, Group, Owner, PostKind, RoleRule
from touyan.core.scheme.shape.results import Assessment, Publication
from touyan.core.scheme.shape.review import Application, Decision, Meeting, Publicity, Vetting
from touyan.core.scheme.shape.terms import (
    Between,
    Clock,
    Declares,
    Key,
    LateDate,
    Matches,
    Name,
    NotEmpty,
    RoleName,
    StateName,
    empty,
)
from touyan.core.workflow.machine import Label

Stage = (
    TaskList
    | Application
    | Vetting
    | Filing
    | Meeting
    | Decision
    | Contest
    | Publicity
    | Promotion
    | Plan
    | Funding
    | Progress
    | Supervision
    | Assessment
    | Publication
)
STAGE_ORDER = (
    "task_list", "application", "vetting", "filing", "meeting", "decision", "contest", "publicity", "promotion", "plan", "funding",
    "progress", "supervision", "assessment", "publication",
)  # fmt: skip
SubjectKind = Literal[
    "scheme_version", "call", "application", "meeting", "contest", "notice", "release", "objection", "project", "task",
    "report", "quarterly_review", "problem", "tranche", "assessment", "post_assessment", "need",
]  # fmt: skip
SUBJECT_KINDS: tuple[SubjectKind, ...] = get_args(SubjectKind)


@dataclass(frozen=True, slots=True)
class Document:
    """The issued paper the scheme puts into rules (WH-04)."""

    title: Label
    number: str | None = None
    issued_on: date | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A span of the year, both days included."""

    name: Name
    start: Annotated[LateDate, Key("from")]
    end: Annotated[LateDate, Key("to")]
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours without messages; nothing goes out on days off either (domain.md 4.8 rule 7)."""

    start: Annotated[Clock, Key("from")] = "20:00"
    end: Annotated[Clock, Key("to")] = "08:00"


@dataclass(frozen=True, slots=True)
class Seen:
    """A figure the source reports, for reconciling, never a rule. `about` keeps "over 1,500" from being exact."""

    name: Name
    label: Label
    value: Decimal
    about: Literal["exactly", "at_least", "at_most"] = "exactly"


@dataclass(frozen=True, slots=True)
class StateWords:
    """An overriding or added state."""

    name: Name
    label: Label
    final: bool = False


@dataclass(frozen=True, slots=True)
class EdgeRule:
    """An overriding edge: all edges given here for an action replace the compiled ones of that action.

    `target` (key `to`) left out keeps the state.
    """

    action: Annotated[str, Matches(r"[a-z_]+\.[a-z_]+", "action")]
    sources: Annotated[tuple[str, ...], NotEmpty(), Key("from")]
    roles: Annotated[tuple[RoleName, ...], NotEmpty()]
    target: Annotated[str | None, Key("to")] = None
    needs: tuple[str, ...] = ()
    leader_only: bool = False
    not_by: tuple[str, ...] = ()
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class MachineRule:
    """What a scheme says differently about one subject kind.

    `labels` rename states, `actions` rename actions, `states` adds, `drop` removes actions, `edges` replaces.
    """

    name: Name
    labels: Mapping[StateName, Label] = field(default_factory=empty)
    actions: Mapping[str, Label] = field(default_factory=empty)
    states: Mapping[str, StateWords] = field(default_factory=empty)
    drop: tuple[str, ...] = ()
    edges: tuple[EdgeRule, ...] = ()


def _no_rules() -> Mapping[SubjectKind, MachineRule]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Scheme:
    """One file: who decides, who may apply with which form, through which stages, judged how.

    `last_year` is for projects that take more than the year (YQ): dates may lie in every year up to it.

    `place` is the 12-digit region code, `id` is unique for place and year. Stages stand in file order, each
    kind at most once; those a county does not have are left out. A file with a `parent` is a child: it inherits what it does not
    say and stays inside what the parent opens to its `children` (WH-16).
    """

    language: Annotated[int, Between(1, 1)]
    id: Annotated[str, Matches(r"[a-z][a-z0-9-]{2,62}", "id")]
    place: Annotated[str, Matches(r"\d{12}", "region")]
    year: Annotated[int, Between(2017, 2100)]
    label: Label
    owner: Owner
    bodies: Annotated[Mapping[str, Body], NotEmpty(), Declares("body")]
    roles: Annotated[Mapping[str, RoleRule], NotEmpty(), Declares("role")]
    stages: Annotated[tuple[Stage, ...], NotEmpty(), Declares("", by="kind")]
    last_year: Annotated[int, Between(2017, 2104)] | None = None
    calendar: Literal["CN", "every-day"] = "CN"
    document: Document | None = None
    forms: Annotated[Mapping[str, Form], Declares("form")] = field(default_factory=empty)
    posts: Annotated[Mapping[str, PostKind], Declares("post")] = field(default_factory=empty)
    groups: Annotated[Mapping[str, Group], Declares("group")] = field(default_factory=empty)
    windows: Annotated[Mapping[str, Window], Declares("window")] = field(default_factory=empty)
    taxonomies: Annotated[Mapping[str, Taxonomy], Declares("taxonomy")] = field(default_factory=empty)
    checks: Annotated[Mapping[str, Check], Declares("check")] = field(default_factory=empty)
    catalogue: Annotated[Mapping[str, CatalogueItem], Declares("item")] = field(default_factory=empty)
    required: Annotated[Mapping[str, Required], Declares("required")] = field(default_factory=empty)
    participation: Participation | None = None
    client_acceptance: ClientAcceptance | None = None
    quiet: Quiet = Quiet()
    burden_minutes: Annotated[int, Between(1, 10_000)] = 120
    seen: Mapping[str, Seen] = field(default_factory=empty)
    machines: Mapping[SubjectKind, MachineRule] = field(default_factory=_no_rules)
    parent: ParentName | None = None
    children: tuple[ChildRule, ...] = ()

    @property
    def last_day(self) -> date:
        """The last day of the last year the scheme reaches to."""
        return date(self.last_year or self.year, 12, 31)

    @property
    def application(self) -> Application | None:
        """The application stage, None where the scheme has none; the same for the following ones."""
        return next((s for s in self.stages if isinstance(s, Application)), None)

    @property
    def vetting(self) -> Vetting | None:
        """The vetting stage."""
        return next((s for s in self.stages if isinstance(s, Vetting)), None)

    @property
    def task_list(self) -> TaskList | None:
        """The issued list of measures."""
        return next((s for s in self.stages if isinstance(s, TaskList)), None)

    @property
    def filing(self) -> Filing | None:
        """The register beside approval."""
        return next((s for s in self.stages if isinstance(s, Filing)), None)

    @property
    def promotion(self) -> Promotion | None:
        """Putting forward to an upper level."""
        return next((s for s in self.stages if isinstance(s, Promotion)), None)

    @property
    def meeting(self) -> Meeting | None:
        """The scoring meeting."""
        return next((s for s in self.stages if isinstance(s, Meeting)), None)

    @property
    def decision(self) -> Decision | None:
        """The decision."""
        return next((s for s in self.stages if isinstance(s, Decision)), None)

    @property
    def contest(self) -> Contest | None:
        """The contest."""
        return next((s for s in self.stages if isinstance(s, Contest)), None)

    @property
    def publicity(self) -> Publicity | None:
        """The publicity period."""
        return next((s for s in self.stages if isinstance(s, Publicity)), None)

    @property
    def plan(self) -> Plan | None:
        """The planning stage."""
        return next((s for s in self.stages if isinstance(s, Plan)), None)

    @property
    def funding(self) -> Funding | None:
        """Staged payment."""
        return next((s for s in self.stages if isinstance(s, Funding)), None)

    @property
    def progress(self) -> Progress | None:
        """Reports and lights."""
        return next((s for s in self.stages if isinstance(s, Progress)), None)

    @property
    def supervision(self) -> Supervision | None:
        """Reminders, problems, circulars."""
        return next((s for s in self.stages if isinstance(s, Supervision)), None)

    @property
    def assessment(self) -> Assessment | None:
        """The yearly assessment."""
        return next((s for s in self.stages if isinstance(s, Assessment)), None)

    @property
    def project_assessment(self) -> Assessment | None:
        """The yearly assessment where it is about projects."""
        found = self.assessment
        return found if found is not None and found.subject == "project" else None

    @property
    def post_assessment(self) -> Assessment | None:
        """The yearly assessment where it is about people in posts."""
        found = self.assessment
        return found if found is not None and found.subject == "post" else None

    @property
    def publication(self) -> Publication | None:
        """What is made public."""
        return next((s for s in self.stages if isinstance(s, Publication)), None)
