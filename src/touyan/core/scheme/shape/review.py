"""Stages from the application to the decision: application, vetting, meeting, decision, publicity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from touyan.core.scheme.shape.people import EVERYTHING, Quota, Selector
from touyan.core.scheme.shape.terms import (
    Between,
    BodyName,
    Declares,
    FormName,
    Name,
    NotEmpty,
    Ref,
    RoleName,
    Workdays,
    YearDate,
)
from touyan.core.workflow.machine import Label

WindowName = Annotated[str, Ref("window")]
CheckName = Annotated[str, Ref("check")]
DecidedOutcome = Literal["approved", "approved_after_revision", "self_implemented"]
Points = Annotated[Decimal, Between(0, 1000)]


@dataclass(frozen=True, slots=True)
class Application:
    """Units apply. `checker` may be left out, then drafting goes straight to the leader's signature.

    `leader_only`: signing, handing in and committing cannot be delegated (WH-14). `finish_by`: the latest
    end of a project (WH-17).
    """

    form: FormName
    drafter: RoleName
    leader: RoleName
    kind: Literal["application"] = "application"
    checker: RoleName | None = None
    window: WindowName | None = None
    applies_to: Selector = EVERYTHING
    leader_only: bool = True
    finish_by: YearDate | None = None
    quota: tuple[Quota, ...] = ()
    checks: tuple[CheckName, ...] = ()


@dataclass(frozen=True, slots=True)
class VettingLevel:
    """One gate: a role decides each application by itself (WH-19) within `workdays`."""

    name: Name
    label: Label
    role: RoleName
    workdays: Workdays | None = None


@dataclass(frozen=True, slots=True)
class Rework:
    """Return for rework (WH-20): rounds per application and level, working days to answer.

    `then`: what becomes possible when the rounds are used up; left out, the level still may pass or return
    nothing more.
    """

    max_rounds: Annotated[int, Between(0, 9)]
    workdays: Workdays
    then: Literal["self_implemented"] | None = None


@dataclass(frozen=True, slots=True)
class Vetting:
    """Vetting level after level, in file order."""

    levels: Annotated[Mapping[str, VettingLevel], NotEmpty(), Declares("level")]
    rework: Rework
    kind: Literal["vetting"] = "vetting"
    window: WindowName | None = None
    checks: tuple[CheckName, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """One scored aspect with its most points."""

    name: Name
    label: Label
    points: Points
    standard: Label | None = None


@dataclass(frozen=True, slots=True)
class Trim:
    """Drop the highest and lowest sheets when at least `min_judges` are valid."""

    high: Annotated[int, Between(0, 3)] = 1
    low: Annotated[int, Between(0, 3)] = 1
    min_judges: Annotated[int, Between(3, 100)] = 5


@dataclass(frozen=True, slots=True)
class Rounding:
    """The contract's rounding rule; `at` lists where it happens."""

    mode: Literal["half_up", "half_even", "down"] = "half_up"
    decimals: Annotated[int, Between(0, 6)] = 2
    at: tuple[Literal["criterion", "layer", "share", "total"], ...] = ("layer", "total")


@dataclass(frozen=True, slots=True)
class Cut:
    """Who is in: the first `n` (`top_n`), everybody from `score` on (`score_line`), or as recorded."""

    rule: Literal["top_n", "score_line", "recorded_decision"]
    n: Annotated[int, Between(1, 10_000)] | None = None
    score: Points | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """Equal scores across the cut: this body votes and the vote is recorded."""

    body: BodyName


@dataclass(frozen=True, slots=True)
class Meeting:
    """A body deliberates and scores (WH-10). `full_marks` is what the criteria's points add up to.

    `step` is the smallest difference of a mark; `quorum` the least number of valid sheets per entry.
    """

    body: BodyName
    clerk: RoleName
    scorer: RoleName
    criteria: Annotated[Mapping[str, Criterion], NotEmpty(), Declares("criterion")]
    cut: Cut
    tie: Tie
    kind: Literal["meeting"] = "meeting"
    window: WindowName | None = None
    full_marks: Points = Decimal(100)
    step: Points = Decimal("0.5")
    quorum: Annotated[int, Between(1, 500)] = 1
    trim: Trim | None = None
    rounding: Rounding = Rounding()
    recusal: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision can say. `track`: run as a full project, followed lightly, or ended here (WH-11)."""

    name: Name
    label: Label
    track: Literal["full", "light", "none"]


@dataclass(frozen=True, slots=True)
class Notice:
    """The document that announces the decision; `verified` by whom its revisions are checked before numbering."""

    drafter: RoleName
    signer: RoleName
    style: Literal["approval_reply", "notification"] = "notification"


@dataclass(frozen=True, slots=True)
class Decision:
    """The body decides, its clerk records. `verifier` checks demanded revisions (approved after revision)."""

    body: BodyName
    clerk: RoleName
    outcomes: Annotated[Mapping[DecidedOutcome, Outcome], NotEmpty()]
    kind: Literal["decision"] = "decision"
    verifier: RoleName | None = None
    revision_workdays: Workdays = 5
    notice: Notice | None = None
    document_required: bool = False


@dataclass(frozen=True, slots=True)
class Objection:
    """Objections in the publicity period (domain.md 4.3)."""

    role: RoleName
    answer_workdays: Workdays = 5
    real_name: bool = True


@dataclass(frozen=True, slots=True)
class Publicity:
    """Public notice for `workdays`, counted from the working day after posting; later steps wait for it."""

    of: Annotated[tuple[Literal["decision", "assessment", "award"], ...], NotEmpty()]
    workdays: Workdays
    role: RoleName
    objection: Objection
    kind: Literal["publicity"] = "publicity"
