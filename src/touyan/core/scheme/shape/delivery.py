"""Stages of carrying out: plan, funding, progress, supervision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from touyan.core.scheme.shape.people import EVERYTHING, Selector
from touyan.core.scheme.shape.review import WindowName
from touyan.core.scheme.shape.terms import (
    Between,
    Clock,
    Declares,
    FormName,
    Gate,
    Key,
    Name,
    NotEmpty,
    Percent,
    Ref,
    RoleName,
    Workdays,
    YearDate,
)
from touyan.core.workflow.machine import Label

Period = Literal["week", "half_month", "month", "quarter", "year"]


@dataclass(frozen=True, slots=True)
class Due:
    """When in its period a thing is due: the contract's cadence shape, exactly one way."""

    nth_workday_of: Period | None = None
    n: Annotated[int, Between(1, 250)] | None = None
    last_workday_of: Period | None = None
    day: Annotated[int, Between(1, 366)] | None = None
    roll: Literal["next", "previous", "none"] | None = None
    window_last_workdays: Annotated[int, Between(1, 250)] | None = None
    of: Period | None = None
    time: Clock | None = None


@dataclass(frozen=True, slots=True)
class Cadence:
    """A rhythm in the contract's shape."""

    every: Period
    due: Due
    skip_if_no_workday: bool = False


@dataclass(frozen=True, slots=True)
class Commitment:
    """The leader's signed goals for the year (WH-24)."""

    form: FormName
    is_public: Annotated[bool, Key("public")] = False


@dataclass(frozen=True, slots=True)
class StageGate:
    """The plan's stages are closed one after the other (YQ-42).

    `closes` closes a stage whose tasks are all accepted; with tasks still open the next one begins only under a waiver
    of `waives`, by name and with the reason.
    """

    closes: RoleName
    waives: RoleName


@dataclass(frozen=True, slots=True)
class Plan:
    """The work plan. `backward` counts from `finish_by` over working days (WH-33)."""

    role: RoleName
    leader: RoleName
    direction: Literal["backward", "forward"]
    kind: Literal["plan"] = "plan"
    window: WindowName | None = None
    finish_by: YearDate | None = None
    commitment: Commitment | None = None
    start_gate: tuple[Gate, ...] = ()
    stage_gate: StageGate | None = None
    applies_to: Selector = EVERYTHING
    wall_chart: bool = True


@dataclass(frozen=True, slots=True)
class TrancheStage:
    """One instalment: `pct` of the amount, due when the milestone `at` is accepted."""

    id: str
    pct: Percent
    at: Literal["approval", "start", "midterm", "acceptance", "publicity"]
    label: Label


@dataclass(frozen=True, slots=True)
class Stream:
    """One sum of money paid in stages. `is_bonus`: it comes from an award beside the project's own money."""

    stages: tuple[TrancheStage, ...]
    rest_to: str
    is_bonus: bool = False


@dataclass(frozen=True, slots=True)
class Funding:
    """Staged payment tied to milestones, not to dates (YQ-32). The rest of rounding goes `rest_to`.

    `amount_from`: the budget that was applied for, or the bonus of the award a contest gave (YQ-31). Where both are paid the
    budget goes by `stages` and the bonus beside it by `award_stages`, which add up to a hundred percent of the bonus on their
    own and whose rounding goes `award_rest_to`; an instalment's id stands once in both lists.
    """

    stages: Annotated[tuple[TrancheStage, ...], NotEmpty(), Declares("tranche", by="id")]
    rest_to: Annotated[str, Ref("tranche")]
    requester: RoleName
    approver: RoleName
    payer: RoleName
    kind: Literal["funding"] = "funding"
    amount_from: Literal["budget", "award"] = "budget"
    award_stages: Annotated[tuple[TrancheStage, ...], Declares("tranche", by="id")] = ()
    award_rest_to: Annotated[str, Ref("tranche")] | None = None
    clawback: bool = True
    clawback_workdays: Workdays = 15
    blocked_by_red: bool = True
    applies_to: Selector = EVERYTHING

    @property
    def streams(self) -> tuple[Stream, ...]:
        """The sums paid in stages: the project's own, then the bonus where it is paid beside it."""
        own = Stream(self.stages, self.rest_to)
        return (own, Stream(self.award_stages, self.award_rest_to, True)) if self.award_rest_to else (own,)

    @property
    def every_stage(self) -> tuple[TrancheStage, ...]:
        """The instalments of all streams, the project's own first."""
        return (*self.stages, *self.award_stages)

    @property
    def pays_awards(self) -> bool:
        """Whether the bonus of an award is paid in stages, alone or beside the budget."""
        return self.amount_from == "award" or bool(self.award_stages)


@dataclass(frozen=True, slots=True)
class ReportRule:
    """What is reported, by whom, how often. `style`: a full report, a single line, or a review by the office.

    `no_change`: one tap answers (domain.md 4.8 rule 2). `form` may be left out for a single line.
    """

    name: Name
    label: Label
    style: Literal["report", "line", "review"]
    cadence: Cadence
    role: RoleName
    accepted_by: RoleName | None = None
    form: FormName | None = None
    no_change: bool = True
    max_chars: Annotated[int, Between(1, 20_000)] | None = None
    applies_to: Selector = EVERYTHING


@dataclass(frozen=True, slots=True)
class LightTest:
    """One reason for a light, exactly one of the three. Points behind in percent points, working days."""

    gap_over: Annotated[Decimal, Between(-100, 100)] | None = None
    overdue_over: Annotated[int, Between(0, 366)] | None = None
    due_within: Annotated[int, Between(0, 366)] | None = None


@dataclass(frozen=True, slots=True)
class LightLevel:
    """A light and the reasons, any of which turns it on."""

    light: Literal["red", "orange", "yellow", "blue"]
    any: Annotated[tuple[LightTest, ...], NotEmpty()]


@dataclass(frozen=True, slots=True)
class LightRule:
    """The contract's light rule: the first level that matches wins, so the gravest stands first."""

    levels: Annotated[tuple[LightLevel, ...], NotEmpty()]
    otherwise: Annotated[Literal["green", "blue"], Key("else")] = "green"
    basis: Literal["linear"] = "linear"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Proof of work. Photos may be given, never demanded; places are never recorded (domain.md 4.8 rule 3).

    `linked_to_task`: progress must name the plan's task, other work does not count (WH-15).
    """

    photo: Literal["never", "optional", "required"] = "optional"
    location: Literal["never", "optional", "required"] = "never"
    linked_to_task: bool = True
    max_attachments: Annotated[int, Between(0, 50)] = 9
    sample_check_pct: Percent = Decimal(10)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The leader also follows the projects of the next level down, so many times a period (WH-16)."""

    role: RoleName
    every: Period
    times: Annotated[int, Between(1, 50)] = 1


@dataclass(frozen=True, slots=True)
class Progress:
    """Reports, reviews, lights."""

    reports: Annotated[Mapping[str, ReportRule], NotEmpty(), Declares("report")]
    lights: LightRule
    task_role: RoleName
    accepted_by: RoleName
    kind: Literal["progress"] = "progress"
    evidence: Evidence = Evidence()
    follow_up: FollowUp | None = None


@dataclass(frozen=True, slots=True)
class Escalation:
    """One step when a date nears or passes: exactly one of the three triggers; `time` of day it goes out."""

    do: Literal["remind", "yellow_card", "red_card", "supervision_notice", "circular", "interview"]
    before_workdays: Workdays | None = None
    after_workdays: Workdays | None = None
    reds_in_year: Annotated[int, Between(1, 50)] | None = None
    time: Clock = "09:00"


@dataclass(frozen=True, slots=True)
class Problems:
    """A problem found is rectified in `rectify_workdays` and verified by another hand (YQ-46)."""

    finder: RoleName
    rectifier: RoleName
    verifier: RoleName
    rectify_workdays: Workdays = 10


@dataclass(frozen=True, slots=True)
class Supervision:
    """Reminders, notices, problems, circulars (WH-26, WH-29)."""

    role: RoleName
    problems: Problems
    kind: Literal["supervision"] = "supervision"
    escalation: tuple[Escalation, ...] = ()
    circular: Cadence | None = None
    applies_to: Selector = EVERYTHING
