"""Verbs on schemes: upload, replace, publish, discard. A published version is immutable, compiled and hashed."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

from touyan.core.findings import Finding, Refusal
from touyan.core.scheme import Scheme, compile, expand, names_parent
from touyan.core.workflow import Edge, Label, to_plain
from touyan.foundation.calendar.clock import real_now
from touyan.foundation.jobs.actions import ask
from touyan.foundation.ledger.door import Doing
from touyan.foundation.ledger.registry import KEEPER, action, condition, house_edge
from touyan.foundation.rulebook.models import SchemeVersion
from touyan.foundation.units.models import Tenant, Unit
from touyan.foundation.wording import Lang, say
from touyan.foundation.wording.sentences.explain import machine_words
from touyan.stages.scheme.family import checked, checked_source, parent_for

LONGEST_REASON = 300
MOST = 20_000
"""Matters moved in one go, at most."""

house_edge(
    SchemeVersion.KIND,
    Edge(
        "scheme.move_matters", frozenset(), None, (KEEPER,),
        label=Label("把在办事项转到这一版", "Move matters under way to this version"),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Upload:
    """The scheme file's text."""

    source: str


@dataclass(frozen=True, slots=True)
class Publish:
    """Which unit (key) stands for each body the scheme names, and why each warning (`warning_key`) is let stand."""

    bodies: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Batch:
    """Which matters (keys by kind), which way, and why. `lang` is the language refusals are told in, `run` names the run."""

    matters: dict[str, list[str]]
    reason: str
    run: str
    verb: Literal["move", "move_back"] = "move"
    lang: Lang = "zh"

    @property
    def count(self) -> int:
        """How many matters are meant."""
        return sum(map(len, self.matters.values()))

    def run_key(self, version: SchemeVersion) -> str:
        """What the run is called in the queue."""
        return f"move:{version.pk}:{self.run}"


def note_stages(tenant: int) -> None:
    """Remember which kinds of stages the county's schemes in force have; assessing people counts apart from projects."""
    kinds = {
        "post_assessment" if stage.kind == "assessment" and stage.subject == "post" else stage.kind
        for version in SchemeVersion.objects.of_tenant(tenant).filter(state="published")
        for stage in version.rules.stages
    }
    Tenant.objects.filter(pk=tenant).update(stages=sorted(kinds))


def _readable(tenant: int, source: str) -> Scheme:
    found = checked_source(tenant, source)
    if found.scheme is None:
        raise Refusal(found.findings)
    return found.scheme


@action("scheme.upload", on=Unit, given=Upload)
def upload(act: Doing, file: Upload) -> None:
    """Take a readable file in as the next version of its scheme. Files with errors are shown, never stored."""
    scheme = _readable(act.tenant, file.source)
    earlier = (
        SchemeVersion.objects.of_tenant(act.tenant).filter(scheme_id=scheme.id).order_by("-number").first()
    )
    act.create(
        SchemeVersion(
            tenant_id=act.tenant,
            unit=act.subject,
            scheme_id=scheme.id,
            number=(earlier.number if earlier else 0) + 1,
            year=scheme.year,
            title=scheme.label.zh,
            source=file.source,
            expanded=expand(scheme),
            digest=compile(scheme, machine_words()).digest,
            parent=parent_for(act.tenant, file.source),
        )
    )


@action("scheme.replace_source", on=SchemeVersion, given=Upload)
def replace_source(act: Doing, file: Upload) -> None:
    """A corrected file for the same draft."""
    scheme = _readable(act.tenant, file.source)
    if scheme.id != act.subject.scheme_id:
        raise Refusal((Finding("scheme.other_id", "id", {"was": act.subject.scheme_id, "now": scheme.id}),))
    SchemeVersion.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(
        year=scheme.year,
        title=scheme.label.zh,
        source=file.source,
        expanded=expand(scheme),
        digest=compile(scheme, machine_words()).digest,
        parent=parent_for(act.tenant, file.source),
    )


def warnings_of(version: SchemeVersion) -> tuple[Finding, ...]:
    """What the checker warns of in this file, in the order of its lines."""
    found = [f for f in checked(version).findings if f.level == "warning"]
    return tuple(sorted(found, key=lambda f: (f.line or 0, f.place, f.code)))


def warning_key(finding: Finding) -> str:
    """What a warning is called when it is answered."""
    return f"{finding.code}@{finding.place}"


def _overridden(version: SchemeVersion, reasons: dict[str, str]) -> list[dict[str, Any]]:
    """Each warning with the reason it is let stand; a warning without one blocks."""
    kept, open_ones = [], []
    for finding in warnings_of(version):
        reason = reasons.get(warning_key(finding), "").strip()[:LONGEST_REASON]
        if not reason:
            open_ones.append(Finding("scheme.warning_unanswered", finding.place, {"line": finding.line or 0}))
        # The sentences are kept as they were read: a later checker may say it otherwise, or not at all.
        kept.append({
            "code": finding.code, "place": finding.place, "zh": say(finding, "zh"), "en": say(finding, "en"), "reason": reason,
        })  # fmt: skip
    if open_ones:
        raise Refusal(tuple(open_ones))
    return kept


@action("scheme.publish", on=SchemeVersion, given=Publish)
def publish(act: Doing, bound: Publish) -> None:
    """Freeze the version: compiled machines, bodies bound to units, digest. Matters under way stay on theirs."""
    scheme = _readable(act.tenant, act.subject.source)
    compiled = compile(scheme, machine_words())
    overridden = _overridden(act.subject, bound.reasons)
    units = {
        str(u.key): u.pk for u in Unit.objects.of_tenant(act.tenant).filter(key__in=bound.bodies.values())
    }
    SchemeVersion.objects.of_tenant(act.tenant).filter(pk=act.subject.pk).update(
        machines={kind: to_plain(machine) for kind, machine in compiled.machines.items()},
        bodies={name: units[key] for name, key in bound.bodies.items()},
        expanded=expand(scheme),
        digest=compiled.digest,
        parent=parent_for(act.tenant, act.subject.source, in_force=True),
        overridden=overridden,
    )
    act.after_commit(partial(note_stages, act.tenant))


@action("scheme.discard", on=SchemeVersion)
def discard(act: Doing) -> None:
    """Put a draft aside; its number stays used."""


@action("scheme.retire", on=SchemeVersion)
def retire(act: Doing) -> None:
    """No new matters begin under this version; those under way go on."""
    act.after_commit(partial(note_stages, act.tenant))


@action("scheme.move_matters", on=SchemeVersion, given=Batch)
def move_matters(act: Doing, batch: Batch) -> None:
    """Name the matters and the reason, and put the run into the queue in the same breath; the matters move by their own acts."""
    if not batch.reason.strip():
        raise Refusal((Finding("move.no_reason", "reason"),))
    if not 0 < batch.count <= MOST:
        raise Refusal((Finding("move.none_chosen"),))
    act.note = {"reason": batch.reason.strip(), "run": batch.run, "verb": batch.verb, "count": batch.count}
    given = {
        "version": str(act.subject.key),
        "matters": batch.matters,
        "reason": batch.reason.strip(),
        "verb": batch.verb,
        "lang": batch.lang,
        "run": batch.run,
    }
    ask(act.tenant, "move", batch.run_key(act.subject), real_now(), given, asked_by=act.actor.person)


@condition("source_has_no_errors", on=SchemeVersion)
def source_has_no_errors(version: SchemeVersion, given: object) -> tuple[Finding, ...]:  # noqa: ARG001 - one shape
    """Every error of the file blocks; warnings do not."""
    return tuple(f for f in checked(version).findings if f.level == "error")


@condition("parent_in_force", on=SchemeVersion)
def parent_in_force(version: SchemeVersion, given: object) -> tuple[Finding, ...]:  # noqa: ARG001 - one shape
    """A child is published under a parent that is (WH-16)."""
    named = names_parent(version.source.encode())
    if named is None or parent_for(version.tenant_id, version.source, in_force=True) is not None:
        return ()
    return (Finding("scheme.parent_not_in_force", "parent", {"id": named[0], "year": named[1]}),)


@condition("bodies_bound", on=SchemeVersion)
def bodies_bound(version: SchemeVersion, bound: Publish | None) -> tuple[Finding, ...]:
    """Every body of the scheme stands for one unit of the county."""
    if bound is None:
        return ()
    known = {
        str(k)
        for k in Unit.objects.of_tenant(version.tenant_id)
        .filter(state="active")
        .values_list("key", flat=True)
    }
    return tuple(
        Finding("scheme.body_unbound", f"bodies.{name}", {"body": body.label.zh})
        for name, body in version.rules.bodies.items()
        if bound.bodies.get(name) not in known
    )
