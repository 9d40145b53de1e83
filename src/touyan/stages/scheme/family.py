"""Child schemes and their parents in one county: which version a file is read with, and what a new parent does to its children (WH-16)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from touyan.core.findings import Finding
from touyan.core.scheme import Checked, check, names_parent
from touyan.foundation.rulebook.models import SchemeVersion


@dataclass(frozen=True, slots=True)
class Child:
    """A child scheme in force, and what a version of its parent would find wrong with it."""

    version: SchemeVersion
    findings: tuple[Finding, ...]

    @property
    def is_valid(self) -> bool:
        """Whether it stays inside the bounds."""
        return all(finding.level != "error" for finding in self.findings)


def parent_for(tenant: int, source: str, *, in_force: bool = False) -> SchemeVersion | None:
    """The version a file names as its parent: the newest in force, else (unless `in_force`) the newest draft."""
    named = names_parent(source.encode())
    if named is None:
        return None
    rows = SchemeVersion.objects.of_tenant(tenant).filter(scheme_id=named[0], year=named[1], parent=None)
    states = ("published",) if in_force else ("published", "draft")
    found = rows.filter(state__in=states).order_by("-number")
    return min(found, key=lambda one: one.state != "published", default=None)


def checked(version: SchemeVersion) -> Checked:
    """A version held against the rules, together with its parent: the one it was published with, else the newest."""
    parent = version.parent if version.is_published else parent_for(version.tenant_id, version.source)
    return check(version.source.encode(), parent.source.encode() if parent is not None else None)


def checked_source(tenant: int, source: str) -> Checked:
    """A file somebody brings, held against the rules together with the parent it names."""
    parent = parent_for(tenant, source)
    return check(source.encode(), parent.source.encode() if parent is not None else None)


def children_of(parent: SchemeVersion) -> list[Child]:
    """Every child scheme in force, held against this version of its parent."""
    rows = (
        SchemeVersion.objects.of_tenant(parent.tenant_id)
        .filter(state="published", parent__scheme_id=parent.scheme_id, year=parent.year)
        .order_by("scheme_id", "-number")
    )
    newest: dict[str, SchemeVersion] = {}
    for one in rows:
        newest.setdefault(one.scheme_id, one)
    return [
        Child(one, check(one.source.encode(), parent.source.encode()).findings) for one in newest.values()
    ]


def made_invalid(children: Iterable[Child]) -> list[str]:
    """Titles of the children that leave the bounds."""
    return [child.version.title for child in children if not child.is_valid]
