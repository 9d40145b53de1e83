"""Whom a rule is about and who may act: selectors, groups, posts, bodies, roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from touyan.core.scheme.shape.terms import (
    Between,
    BodyName,
    Name,
    OutcomeName,
    Ref,
    RoleName,
    RolePlace,
    UnitKind,
)
from touyan.core.workflow.machine import Label


@dataclass(frozen=True, slots=True)
class Selector:
    """Which matters a rule is for; an empty list asks nothing, several lists must all fit (architecture.md 4).

    The same shape serves quotas, requirements, cadences, weights and awards. `places` are region codes or
    their beginnings.
    """

    unit_kinds: tuple[UnitKind, ...] = ()
    classes: tuple[Annotated[str, Ref("class")], ...] = ()
    sizes: tuple[Annotated[str, Ref("size")], ...] = ()
    outcomes: tuple[OutcomeName, ...] = ()
    groups: tuple[Annotated[str, Ref("group")], ...] = ()
    places: tuple[str, ...] = ()


EVERYTHING = Selector()


@dataclass(frozen=True, slots=True)
class Group:
    """A set of matters ranked or limited together; `of` says who belongs."""

    name: Name
    label: Label
    of: Selector


@dataclass(frozen=True, slots=True)
class PostKind:
    """A kind of post beyond the built-in ones."""

    name: Name
    label: Label


@dataclass(frozen=True, slots=True)
class Body:
    """A leading group, its office, a department, a meeting: bound to a unit of the tenant when published.

    `seats` are the post kinds it has; empty = any.
    """

    name: Name
    label: Label
    kind: UnitKind = "body"
    seats: tuple[Annotated[str, Ref("post")], ...] = ()


@dataclass(frozen=True, slots=True)
class RoleRule:
    """Who holds a role: posts of these kinds, `of` the place relative to the matter.

    `named` is the body for `of: body` and the duty written into the matter for `of: assigned`.
    """

    name: Name
    label: Label
    of: RolePlace
    posts: tuple[Annotated[str, Ref("post")], ...] = ()
    named: str = ""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose scheme it is: the deciding body, its office, and the role under which the office acts."""

    body: BodyName
    office: BodyName
    role: RoleName
    supervisor: BodyName | None = None


@dataclass(frozen=True, slots=True)
class Quota:
    """How many projects each leader (or unit) may bring, required ones included (WH-18, FY-12)."""

    min: Annotated[int, Between(0, 1000)]
    max: Annotated[int, Between(1, 1000)]
    per: Literal["leader", "unit"] = "leader"
    applies_to: Selector = EVERYTHING
