"""Closed lists and markers of the language: what a key may name, and how a value is decided.

A marker stands in an annotation (`Annotated[str, Ref("role")]`), the decoder acts on it. New counties use
these words; a new word here is a new concept and needs a sentence in the wording and a line in the docs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Any, Literal

UnitKind = Literal[
    "county", "street", "town", "township", "village", "community", "park", "organs_committee", "bureau",
    "party_committee", "branch", "firm", "association", "body",
]  # fmt: skip
POST_KINDS = (
    "secretary", "deputy_secretary", "checker", "drafter", "vetter", "head", "member", "clerk", "inspector",
    "finance_officer", "linked_leader", "judge",
)  # fmt: skip
RolePlace = Literal["own", "parent", "above", "below", "body", "tenant", "assigned", "anyone"]
FieldType = Literal[
    "text", "long_text", "list", "table", "indicators", "tasks", "budget", "people", "choice", "multi_choice",
    "number", "money", "percent", "date", "period", "yes_no", "checks", "need_link", "attachment", "phone",
    "opinion", "photo", "location",
]  # fmt: skip
FieldSource = Literal[
    "asked", "unit", "leader", "contact", "year", "number", "scheme", "need", "application", "plan", "tasks",
    "indicators", "budget", "payments", "previous", "vetting", "publicity", "today",
]  # fmt: skip
Privacy = Literal["P0", "P1", "P2", "P3"]
OutcomeName = Literal[
    "approved", "approved_after_revision", "self_implemented", "filed", "required", "listed"
]
Gate = Literal[
    "commitment_signed", "tasks_owned", "plan_feasible", "linked_leader_named", "responsible_person_named",
    "budget_set", "team_named", "assessment_set",
]  # fmt: skip
Measure = Literal[
    "judged", "indicator_completion", "scheduled_progress", "milestones_on_time", "reports_on_time",
    "problems_closed_on_time", "tasks_accepted", "resident_satisfaction", "spending_rate", "follow_up_done",
    "document_count", "meeting_count", "photo_count", "report_count",
    "open_web_vote", "like_count", "forward_count", "study_time", "login_count", "check_in_count",
]  # fmt: skip
MOST_YEARS = 5
"""Years a scheme may reach over, at most: nobody can promise more than a term of office."""
COUNTED_TRACES = frozenset({"document_count", "meeting_count", "photo_count", "report_count"})
BANNED_MEASURES = frozenset({"like_count", "forward_count", "study_time", "login_count", "check_in_count"})
OPEN_VOTE = "open_web_vote"

# what the house already knows: a form field of this name that is asked would ask twice (domain.md 4.8 rule 1)
DERIVABLE: Mapping[str, FieldSource] = MappingProxyType({
    "unit": "unit", "unit_name": "unit", "unit_code": "unit", "leader": "leader", "leader_name": "leader",
    "leader_post": "leader", "secretary": "leader", "year": "year", "number": "number", "scheme": "scheme",
    "today": "today", "filled_on": "today", "budget_total": "budget", "completion_rate": "indicators",
    "last_period": "previous",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ref:
    """The value names something declared elsewhere in the file."""

    space: str


@dataclass(frozen=True, slots=True)
class Declares:
    """The keys of this map, or the `by` of the items of this list, are names others may refer to."""

    space: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Between:
    """Bounds of a number, both allowed."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Matches:
    """The text has a fixed form; `form` names it in the finding."""

    pattern: str
    form: str


@dataclass(frozen=True, slots=True)
class InYear:
    """The date lies in the scheme's year; with `spill` it may also lie in the first quarter after it."""

    spill: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """The key in the file where it differs from the attribute (Python keeps some words for itself)."""

    name: str


@dataclass(frozen=True, slots=True)
class FromKey:
    """The attribute is filled from the key under which the item stands."""


@dataclass(frozen=True, slots=True)
class NotEmpty:
    """At least one item."""


Name = Annotated[str, FromKey()]
StateName = Annotated[str, Matches(r"[a-z][a-z0-9_]{0,47}(?:\.[a-z][a-z0-9_]{0,47})?", "name")]
"""A state, with its level after a dot where it has one: returned.organization_department."""
Percent = Annotated[Decimal, Between(0, 100)]
Workdays = Annotated[int, Between(1, 250)]
Clock = Annotated[str, Matches(r"(?:[01]\d|2[0-3]):[0-5]\d", "time")]
RoleName = Annotated[str, Ref("role")]
BodyName = Annotated[str, Ref("body")]
FormName = Annotated[str, Ref("form")]
YearDate = Annotated[date, InYear()]
LateDate = Annotated[date, InYear(spill=True)]


def empty() -> Mapping[str, Any]:
    """Give a map nobody can fill."""
    return MappingProxyType({})
