"""From a scheme to machines: one per subject kind, with states, edges, roles and conditions.

The blueprints say what the path can be; the scheme decides which stages, levels and roles it has, and may
rename, add, replace and drop. A compiled machine is stored with the scheme version, so that a matter is
judged by the rules it began under.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from touyan.core.scheme.compile import applying, carrying, contesting, deciding, finishing
from touyan.core.scheme.compile.draft import CONDITIONS, Draft, machine_of
from touyan.core.scheme.compile.holding import holding_faults
from touyan.core.scheme.compile.override import override, override_faults, shape_faults
from touyan.core.scheme.decode import Fault
from touyan.core.scheme.plain import digest, plain
from touyan.core.scheme.shape.scheme import Scheme
from touyan.core.scheme.shape.terms import empty
from touyan.core.workflow.machine import Label, Machine, to_plain

__all__ = ["CONDITIONS", "Compiled", "compile_scheme", "faults_of_machines"]

_BLUEPRINTS = (
    *applying.BLUEPRINTS,
    *deciding.BLUEPRINTS,
    *contesting.BLUEPRINTS,
    *carrying.BLUEPRINTS,
    *finishing.BLUEPRINTS,
)


@dataclass(frozen=True, slots=True)
class Compiled:
    """Machines by subject kind; `plain` is scheme and machines as JSON, `digest` its SHA-256."""

    machines: Mapping[str, Machine]
    digest: str
    plain: Mapping[str, Any]


def _drafts(scheme: Scheme) -> Iterator[Draft]:
    for blueprint in _BLUEPRINTS:
        draft = blueprint(scheme)
        if draft is not None:
            yield draft


def compile_scheme(scheme: Scheme, words: Mapping[str, Label] | None = None) -> Compiled:
    """One machine per subject kind the scheme's stages need.

    `words` gives default labels by code (`state.application.draft`, `action.application.submit`); labels of
    the scheme win. Assumes a scheme that `check` accepted.
    """
    machines = {
        draft.kind: machine_of(override(draft, scheme), scheme, words or empty()) for draft in _drafts(scheme)
    }
    whole = {"scheme": plain(scheme), "machines": [to_plain(machine) for machine in machines.values()]}
    return Compiled(MappingProxyType(machines), digest(whole), MappingProxyType(whole))


def faults_of_machines(scheme: Scheme) -> Iterator[Fault]:
    """Tell what the overrides got wrong, states that cannot be reached or left, and steps nobody can do."""
    drafts = {draft.kind: draft for draft in _drafts(scheme)}
    for kind, rule in scheme.machines.items():
        if kind not in drafts:
            yield Fault("scheme.machine_absent", ("machines", kind), {"kind": kind})
            continue
        faults = tuple(override_faults(drafts[kind], rule))
        if faults:
            yield from faults
            del drafts[kind]
            continue
        drafts[kind] = override(drafts[kind], scheme)
        yield from shape_faults(drafts[kind], rule)
    yield from holding_faults(drafts.values(), scheme)
