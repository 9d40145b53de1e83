"""Other ways in than a blank application: reference items, required projects, filing, promotion to an upper call."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from touyan.core.scheme.shape.people import EVERYTHING, Selector
from touyan.core.scheme.shape.terms import (
    Between,
    Matches,
    Name,
    NotEmpty,
    Percent,
    Ref,
    RoleName,
    Workdays,
    YearDate,
)
from touyan.core.workflow.machine import Label

ItemName = Annotated[str, Ref("item")]


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """The words a reference item puts into one question of the application form (`field`: section.field)."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class ItemIndicator:
    """A target a reference item proposes, in the columns of the application's indicators."""

    name: str
    unit: str
    target: Decimal
    baseline: Decimal = Decimal(0)
    due: YearDate | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class ItemTask:
    """A stage task a reference item proposes; who does it is for the unit to say."""

    task: str
    stage: str = ""
    deliverable: str = ""
    due: YearDate | None = None


@dataclass(frozen=True, slots=True)
class CatalogueItem:
    """One item of the reference catalogue (SB-10) or of the list to claim from (FY-02, FY-07).

    Starting from it fills the application in; the words stay the unit's to change. `claims`: many units may take it,
    or one only. `source` says where the item comes from.
    """

    name: Name
    label: Label
    source: Label | None = None
    claims: Literal["many", "one"] = "many"
    applies_to: Selector = EVERYTHING
    answers: tuple[ItemAnswer, ...] = ()
    indicators: tuple[ItemIndicator, ...] = ()
    tasks: tuple[ItemTask, ...] = ()


@dataclass(frozen=True, slots=True)
class Required:
    """A project every selected unit must bring (FY-09, FY-10): begun for it when the call opens, counted in its quota.

    `item` fills it in from the catalogue.
    """

    name: Name
    label: Label
    applies_to: Selector = EVERYTHING
    item: ItemName | None = None


Phase = Literal["planning", "review", "delivery", "assessment"]


@dataclass(frozen=True, slots=True)
class Participation:
    """Residents take part in each of these phases, and it is on record (YQ-23).

    Planning and review stand before the start, delivery before the closing is asked for, assessment before the grade.
    """

    role: RoleName
    phases: Annotated[tuple[Phase, ...], NotEmpty()]


@dataclass(frozen=True, slots=True)
class ClientAcceptance:
    """Residents are the client: they accept the result before a project is closed (FY-15, FY-37).

    `role` puts on record how many came and how many were satisfied: at least `at_least` people, and of them at least
    `satisfied_pct` percent. Names are not recorded.
    """

    role: RoleName
    at_least: Annotated[int, Between(1, 10_000)]
    satisfied_pct: Percent


@dataclass(frozen=True, slots=True)
class TaskList:
    """Work that begins from an issued list instead of applications: aspects, tasks, measures (JS-07 to JS-09).

    Each lead unit's measures are one project of that unit, led by who holds `leader` there; `role` keeps the list.
    Measures begin on `starts_on` and end on their own dates, not later than `finish_by`; a standing one ends there.
    """

    role: RoleName
    leader: RoleName
    starts_on: YearDate
    finish_by: YearDate
    kind: Literal["task_list"] = "task_list"
    applies_to: Selector = EVERYTHING


@dataclass(frozen=True, slots=True)
class Filing:
    """Applications that are entered into a register instead of being approved (SB-12)."""

    role: RoleName
    kind: Literal["filing"] = "filing"
    workdays: Workdays | None = None
    applies_to: Selector = EVERYTHING


@dataclass(frozen=True, slots=True)
class Promotion:
    """Projects put forward to an upper level's call without typing anything again (SB-13).

    `to` is the id of the upper scheme in the same county.
    """

    role: RoleName
    to: Annotated[tuple[Annotated[str, Matches(r"[a-z][a-z0-9-]{2,62}", "id")], ...], NotEmpty()]
    kind: Literal["promotion"] = "promotion"
    applies_to: Selector = EVERYTHING
