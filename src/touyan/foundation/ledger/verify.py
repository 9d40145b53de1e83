"""`touyan verify`: replays every chain, compares with stored states, and every app's own invariants.

It finds an edited, deleted, inserted or swapped act, a head that does not follow its chain, a matter whose
state, version or evidence differs from its last act, and, against a checkpoint kept outside, a cut or
rolled-back database (security.md R18).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from touyan.core.chain import START, link
from touyan.core.findings import Finding
from touyan.foundation.ledger.checkpoints import is_signed, leaves_of
from touyan.foundation.ledger.models import Act, Effect, Head, canonical
from touyan.foundation.ledger.registry import machine_of, subject_models
from touyan.foundation.wording import say

Check = Callable[[], Iterator[Finding]]
_CHECKS: list[Check] = []


def invariant(check: Check) -> Check:
    """Register an app's own invariant; it yields findings and repairs nothing."""
    if check not in _CHECKS:
        _CHECKS.append(check)
    return check


@dataclass(frozen=True, slots=True)
class Last:
    """The last done act of a matter, and how many there were."""

    state: str
    evidence: str
    count: int
    act: int


def chain_findings() -> Iterator[Finding]:
    """Walk every act once, chain by chain; name the first link that does not follow."""
    expected: dict[tuple[str, UUID], tuple[int, str]] = defaultdict(lambda: (0, START))
    broken: set[tuple[str, UUID]] = set()
    for act in Act.objects.order_by("root_kind", "root_key", "seq").iterator(chunk_size=2000):
        root = (act.root_kind, act.root_key)
        seq, previous = expected[root]
        if root not in broken and (
            act.seq != seq + 1
            or act.previous != previous
            or link(previous, canonical(act.material())) != act.hash
        ):
            broken.add(root)
            yield Finding(
                "verify.chain_broken", f"{act.root_kind}/{act.root_key}", {"seq": act.seq, "act": act.pk}
            )
        expected[root] = (act.seq, act.hash)
    heads = {(h.root_kind, h.root_key): (h.seq, h.hash) for h in Head.objects.all()}
    for root, end in expected.items():
        if heads.get(root) != end:
            yield Finding("verify.head_differs", f"{root[0]}/{root[1]}", {"seq": end[0]})
    for root in heads.keys() - expected.keys():
        yield Finding("verify.chain_missing", f"{root[0]}/{root[1]}")


def _last_acts() -> dict[tuple[str, UUID], Last]:
    last: dict[tuple[str, UUID], Last] = {}
    done = Act.objects.filter(is_done=True).order_by("id")
    for kind, key, after, evidence, pk in done.values_list(
        "subject_kind", "subject_key", "after", "evidence", "id"
    ).iterator(chunk_size=5000):
        earlier = last.get((kind, key))
        last[(kind, key)] = Last(after, evidence, (earlier.count if earlier else 0) + 1, pk)
    return last


def state_findings() -> Iterator[Finding]:
    """Every matter's state, version and evidence against its last act; every act has its matter."""
    last = _last_acts()
    seen: set[tuple[str, UUID]] = set()
    for kind, model in subject_models().items():
        for matter in model.plain.all().iterator(chunk_size=500):
            place = f"{kind}/{matter.key}"
            seen.add((kind, matter.key))
            told = last.get((kind, matter.key))
            if told is None:
                if model.BORN_IN_BULK and matter.version == 0 and matter.state == machine_of(matter).initial:
                    continue
                yield Finding("verify.no_act", place)
                continue
            if matter.state != told.state or matter.state not in machine_of(matter).states:
                yield Finding("verify.state_differs", place, {"stored": matter.state, "told": told.state})
            if matter.version != told.count:
                yield Finding("verify.version_differs", place, {"stored": matter.version, "told": told.count})
            if matter.evidence_digest() != told.evidence:
                yield Finding("verify.evidence_differs", place, {"act": told.act})
    for kind, key in last.keys() - seen:
        yield Finding("verify.matter_missing", f"{kind}/{key}")


def effect_findings() -> Iterator[Finding]:
    """Effects that were refused and wait for a person."""
    for effect in Effect.objects.filter(delivered_at__isnull=True).exclude(fault=""):
        yield Finding(
            "verify.effect_waits",
            f"{effect.subject_kind}/{effect.subject_key}",
            {"action": effect.action, "fault": effect.fault},
            "warning",
        )


def checkpoint_findings(kept: dict[str, Any]) -> Iterator[Finding]:
    """Against a checkpoint kept outside: every chain must still hold the link it had then."""
    if not is_signed(kept):
        yield Finding("verify.checkpoint_signature", "checkpoint")
        return
    for line in kept["heads"]:
        kind, key, seq, stored = line
        found = (
            Act.objects.filter(root_kind=kind, root_key=key, seq=seq).values_list("hash", flat=True).first()
        )
        if found != stored:
            yield Finding("verify.cut_or_rolled_back", f"{kind}/{key}", {"seq": seq})


def findings(against: str = "") -> Iterator[Finding]:
    """Everything that does not hold."""
    yield from chain_findings()
    yield from state_findings()
    yield from effect_findings()
    for check in _CHECKS:
        yield from check()
    if against:
        yield from checkpoint_findings(json.loads(Path(against).read_text(encoding="utf-8")))


def report(out: IO[str], against: str = "") -> int:
    """Print every finding; exit code 0 when no error was found."""
    counted: Counter[str] = Counter()
    for finding in findings(against):
        counted[finding.level] += 1
        out.write(f"{finding.level:8}{finding.place}  {say(finding)}\n")
    acts, chains = Act.objects.count(), Head.objects.count()
    out.write(f"已核验 {acts} 条操作记录、{chains} 条链，检查点叶子 {len(leaves_of())} 片；")
    out.write("全部相符。\n" if not counted["error"] else f"发现 {counted['error']} 处不符。\n")
    return 1 if counted["error"] else 0
