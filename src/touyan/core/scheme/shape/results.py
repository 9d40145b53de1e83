"""Stages at the end: assessment with its consequences, and publication."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from touyan.core.scheme.shape.appraisal import Coefficient, Profile, RaterGroup, Subjects
from touyan.core.scheme.shape.people import EVERYTHING, Selector
from touyan.core.scheme.shape.review import Points, WindowName
from touyan.core.scheme.shape.terms import Declares, Key, Measure, NotEmpty, Percent, Ref, RoleName
from touyan.core.workflow.machine import Label


@dataclass(frozen=True, slots=True)
class Indicator:
    """One assessed aspect; `points` of its part's 100, taken by a named `measure`, never by a formula text.

    `judged` is marked by people against `standard`; the others are computed from records.
    """

    id: str
    label: Label
    points: Points
    measure: Measure
    standard: Label | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the score. `view` says what it looks at: process, result or effect (FY-30)."""

    id: str
    label: Label
    view: Literal["process", "result", "effect"]
    weight: Percent
    indicators: Annotated[tuple[Indicator, ...], NotEmpty(), Declares("", by="id")]


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade from `at_least` (key `from`) on; at most `quota_pct` of a class may have it."""

    name: str
    label: Label
    at_least: Annotated[Points, Key("from")]
    quota_pct: Percent | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """Where the result counts, with its share there in percent (WH-30, WH-31)."""

    to: Literal["annual_responsibility", "debriefing", "cadre_file"]
    share: Percent | None = None


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a grade proposes; a person decides, with a document (domain.md 4.9)."""

    grade: Annotated[str, Ref("grade")]
    propose: Annotated[
        tuple[
            Literal[
                "commend", "extra_award", "honour_preference", "promotion_preference", "model_project",
                "reminder", "circular", "interview", "rectify", "admonition_talk",
            ],
            ...,
        ],
        NotEmpty(),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Assessment:
    """The yearly assessment in the contract's shape: weighted parts, then the grade.

    `like_economic_indicators`: indicators are shown as target, actual, completion (WH-28). `subject` post assesses people:
    then `subjects`, `raters`, `coefficients`, `profiles` say whose, by whom and how, and `reader` is the competent
    department's role that may read the results.
    """

    parts: Annotated[tuple[Part, ...], NotEmpty(), Declares("part", by="id")]
    grades: Annotated[tuple[Grade, ...], NotEmpty(), Declares("grade", by="name")]
    enters: RoleName
    scorer: RoleName
    confirmer: RoleName
    kind: Literal["assessment"] = "assessment"
    subject: Literal["project", "post"] = "project"
    window: WindowName | None = None
    applies_to: Selector = EVERYTHING
    pass_score: Points = Decimal(60)
    like_economic_indicators: bool = False
    indicator_cap: Percent = Decimal(100)
    feeds: tuple[Feed, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    subjects: Subjects | None = None
    coefficients: tuple[Coefficient, ...] = ()
    profiles: tuple[Profile, ...] = ()
    raters: Annotated[tuple[RaterGroup, ...], Declares("", by="id")] = ()
    reader: RoleName | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """One thing made public; `after_publicity` keeps it back until the period is over.

    `fields` name form fields as form.section.field; only P0 fields may leave the house.
    """

    what: Literal[
        "approved_list",
        "self_implemented_list",
        "commitments",
        "progress_circular",
        "assessment_grades",
        "contest_awards",
        "scheme",
    ]
    audience: Literal["public", "tenant"]
    after_publicity: bool = False
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """What is published, by the named releaser."""

    preparer: RoleName
    releaser: RoleName
    releases: Annotated[tuple[Release, ...], NotEmpty(), Declares("", by="what")]
    kind: Literal["publication"] = "publication"
