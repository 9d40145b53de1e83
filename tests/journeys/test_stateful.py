"""Random sequences over the path: everybody tries everything, allowed or not, and after each step nothing is broken.

A sequence begins at one of eight places of the path; then each step picks a matter, one of its actions and a person, mostly
the one whose job it is, and prefers what this sequence has not done yet; one try in twelve is cut off before one of its
writes, as by a crash, and must leave nothing. After each try what was written is judged, and at the end the whole record and
every stored matter once more. The daily run tells 8 sequences of 25 steps, the full one 100 of 30. The positive controls are the seeded faults of `test_seeded_faults`.
"""

from __future__ import annotations

import random
from collections import Counter
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from tests.factories.projects import delivered
from tests.journeys.invariants import Watch
from tests.journeys.starts import STARTS, ground
from tests.journeys.trying import ENDINGS, NEVER, POOL, Given, whose
from tests.security.asking import WRITING
from touyan.foundation.calendar.demonstration import step_one_working_day
from touyan.foundation.jobs.actions import run_due
from touyan.foundation.ledger.door import OutOfScope, Refused, perform
from touyan.foundation.ledger.registry import ACTIONS, machine_of, subject_models
from touyan.foundation.ledger.verify import findings

KINDS = (
    "application", "application", "application", "task", "task", "report", "tranche", "tranche", "project", "project", "problem",
    "meeting", "meeting", "call", "need", "quarterly_review", "assessment", "assessment", "unit", "notice", "release", "objection",
)  # fmt: skip
TRIES = 4
"""How often a step tries until something was done."""
RECORDED = frozenset({"ledger_act", "ledger_head"})
"""All that a refusal writes."""

DONE: Counter[str] = Counter()
"""Acts that were done, by verb: a run in which everything is refused would prove nothing."""
TOLD: Counter[str] = Counter()
"""Steps taken, sequences told to their end, tries made and what became of them."""


class Crash(Exception):  # noqa: N818
    """The machine stops in the middle of an act."""


class Path(RuleBasedStateMachine):
    """Over a built county; every sequence begins from the same ground and is rolled back."""

    county: Any = None
    seen: Watch
    full = 0

    def __init__(self) -> None:
        super().__init__()
        self.point = transaction.savepoint()
        self.watch = self.seen.from_here()
        self.story: list[str] = []
        self.done: Counter[str] = Counter()
        self.written: list[str] = []
        self.crashes_before = self.steps = 0

    @initialize(seed=st.integers(0, 2**64 - 1))
    def begin(self, seed: int) -> None:
        self.rng = random.Random(seed)
        start = self.rng.choice(STARTS)
        start(self.county)
        self.story.append(start.__name__)
        self.judge()

    @rule()
    def a_day_goes_by_or_somebody_tries_something(self) -> None:
        self.steps += 1
        if self.rng.random() < 0.15:
            self.a_working_day_goes_by()
            return
        rows = subject_models()[self.rng.choice(KINDS)].objects.of_tenant(self.county.tenant)
        matters = list(rows.order_by("pk"))
        for _ in range(TRIES if matters else 0):
            if self.try_one(self.rng.choice(matters)):
                return

    def try_one(self, matter: Any) -> bool:
        """Mostly a fitting act by whose job it is, else anything by anybody; whether it was done."""
        machine = machine_of(matter)
        names = sorted(n for n in machine.actions() if n in ACTIONS and n not in NEVER)
        fitting = [e for e in machine.edges if matter.state in e.sources and e.action in names]
        forward = [e for e in fitting if e.action not in ENDINGS or self.rng.random() < 0.1]
        if self.rng.random() < 0.8:
            if not forward:
                return False
            rarely = [1 / (1 + self.done[edge.action]) ** 2 for edge in forward]
            edge = self.rng.choices(forward, rarely)[0]
            return self.attempt(whose(self.rng, edge.roles, matter), edge.action, matter)
        return bool(names) and self.attempt(self.rng.choice(POOL), self.rng.choice(names), matter)

    def a_working_day_goes_by(self) -> None:
        self.story.append("a day goes by")
        step_one_working_day(self.county.tenant)
        run_due(limit=40)
        self.judge()

    def attempt(self, login: str, action: str, matter: Any) -> bool:
        """Whether it was done; either way it leaves its trace in the record, and a refusal leaves nothing else."""
        made = Given(self.county, self.rng).for_(action, matter)
        if ACTIONS[action].given is not None and made is None:
            return False
        TOLD["tries"] += 1
        self.story.append(f"{action} by {login}")
        actor = self.county.actor(login)
        given = made if ACTIONS[action].given else None
        before, outcome = self.watch.last, "refused"
        self.written.clear()
        self.crashes_before = self.rng.randint(1, 6) if self.rng.random() < 1 / 12 else 0
        try:
            with connection.execute_wrapper(self.note), suppress(Refused, OutOfScope):
                perform(action, subject=matter, actor=actor, given=given)
                outcome = "done"
        except Crash:
            outcome = "crashed"
        self.story[-1] += f": {outcome}"
        TOLD[outcome] += 1
        if outcome == "done":
            self.done[action] += 1
            DONE[action] += 1
            delivered()
        self.judge(is_record_only=outcome == "refused" and RECORDED.issuperset(self.written))
        assert (self.watch.last > before) == (outcome != "crashed"), (
            f"left no trace, or too much: {self.story}"
        )
        return outcome == "done"

    def note(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        """Which tables are written; at the chosen one the machine stops."""
        found = WRITING.match(str(sql))
        if found is not None:
            self.written.append(found[1])
            if len(self.written) == self.crashes_before:
                raise Crash
        return execute(sql, params, many, context)

    def judge(self, *, is_record_only: bool = False) -> None:
        """Nothing is broken now."""
        broken = self.watch.look(is_record_only=is_record_only)
        assert broken == [], f"{broken} after {self.story}"

    def teardown(self) -> None:
        """The whole record once more, where the sequence was not given up at its beginning."""
        try:
            broken = (
                [f"{one.code} {one.place}" for one in findings() if one.level == "error"]
                if self.steps
                else []
            )
            assert broken == [], f"{broken} after {self.story}"
            TOLD["steps"] += self.steps
            TOLD["sequences"] += self.steps >= self.full
        finally:
            transaction.savepoint_rollback(self.point)


def tell(county: Any, sequences: int, steps: int, *, is_same: bool) -> None:
    """So many sequences from the same ground, the same ones each time or new ones."""
    ground(county)
    DONE.clear()
    TOLD.clear()
    seen = Watch(county.tenant, county.actor("street-drafter"))
    assert seen.look() == []
    run_state_machine_as_test(
        type("PathOfCounty", (Path,), {"county": county, "seen": seen, "full": steps}),
        settings=settings(
            max_examples=sequences,
            stateful_step_count=steps + 1,  # the beginning is one
            deadline=None,
            database=None,
            derandomize=is_same,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_nobody_can_break_an_invariant_whatever_they_try(county):
    tell(county, 8, 25, is_same=True)
    assert len(DONE) >= 20, f"too few different acts succeeded to mean anything: {sorted(DONE)}"


@pytest.mark.full
def test_nobody_can_break_an_invariant_in_a_hundred_sequences_of_thirty_steps(county):
    tell(county, 100, 30, is_same=False)
    assert TOLD["sequences"] >= 100
    assert TOLD["steps"] >= 2900
    assert len(DONE) >= 45, f"too few different acts succeeded to mean anything: {sorted(DONE)}"
