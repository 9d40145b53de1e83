"""Whatever the checker calls clean can be run to its end; whatever anybody writes, it answers and never stumbles.

Matters are walked over the compiled machines alone by people of the roles the scheme names, standing where the house puts
them; a condition holds only if the scheme has what could make it hold.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.random_schemes import FILES, counties, county, spoiled, text_of
from tests.core.scheme_variants.small import SMALL
from tests.core.test_scheme_compile import hold_laws

from touyan.core import scheme as schemes
from touyan.core.scheme import Scheme, check
from touyan.core.workdays import Calendar
from touyan.core.workflow import Allowed, Machine, Position, PostValue, Role, decide
from touyan.foundation.rulebook.engines import turns
from touyan.foundation.wording import say
from touyan.foundation.wording.sentences.explain import machine_words, rule_book

COUNTY, TOWN, UNIT, LOWER, OFFICE = "/1/", "/1/2/", "/1/2/3/", "/1/2/3/4/", "/1/9/"
MOST_STEPS, ONWARD = 1000, 0.7
# matters of a body; the others belong to the unit that applies
OF_A_BODY = frozenset({"scheme_version", "call", "meeting", "contest", "notice", "release", "objection"})
WRITTEN_IN = {"post_assessment": "holder"}
# what begins a matter: the kind it hangs on and the action
BEGINS = {
    "call": (("scheme_version", "call.create"),),
    "application": (("call", "application.create"),),
    "meeting": (("call", "meeting.create"),),
    "contest": (("call", "contest.create"),),
    "notice": (("scheme_version", "notice.draft"),),
    "release": (("scheme_version", "release.prepare"),),
    "objection": (("release", "objection.raise"),),
    "need": (("scheme_version", "need.raise"),),
    "project": (("application", "project.open"), ("scheme_version", "task_list.assign")),
    "task": (("project", "project.start"),),
    "report": (("project", "report.open"),),
    "quarterly_review": (("project", "review.open"),),
    "problem": (("project", "problem.open"),),
    "tranche": (("project", "tranche.plan"),),
    "assessment": (("project", "assessment.open"),),
    "post_assessment": (("scheme_version", "post_assessment.open"),),
}
# steps of the engine that only an issued list calls for
BY_THE_LIST = frozenset({"project.save_plan", "project.schedule", "project.start", "project.revise_tasks"})


@dataclass(frozen=True)
class World:
    """What stands behind a scheme: which conditions can hold at all, which steps the engine takes."""

    scheme: Scheme
    machines: Mapping[str, Machine]

    def can_hold(self, name: str, kind: str) -> bool:
        """Whether something in the scheme could make this condition hold."""
        rules, form = self.scheme, set()
        if rules.application:
            fields = rules.forms[rules.application.form].fields()
            form = {field.type for _, field in fields if field.source == "asked"}
        lists = {release.what for release in rules.publication.releases} if rules.publication else set()
        wanted = {
            "decision_recorded": "meeting" in self.machines,
            "budget_set": "budget" in form,
            "assessment_set": rules.project_assessment is not None and "indicators" in form,
            "tasks_accepted": "task" in self.machines,
            "commitment_signed": bool(rules.plan and rules.plan.commitment),
            "publicity_done": kind != "assessment" or "assessment_grades" in lists,
        }
        return wanted.get(name, True)

    def engine_does(self, action: str, origin: str) -> bool:
        """Whether the engine ever takes this step for a matter that began so."""
        if action in BY_THE_LIST:
            return origin == "list"
        if action == "project.follow_lightly":
            return origin == "light"
        return True

    def origins(self, kind: str) -> tuple[str, ...]:
        """The ways in which a matter of this kind begins, as far as they lead apart."""
        if kind != "project":
            return ("",)
        rules, found = self.scheme, ["list"] if self.scheme.task_list else []
        if rules.application and rules.filing:
            found.append("full")
        tracks = [o.track for o in rules.decision.outcomes.values()] if rules.decision else ["full"]
        if rules.application:
            found += [track for track in tracks if track != "none"]
        return tuple(dict.fromkeys(found))


def place_of(role: Role, owner: str) -> str:
    return {"own": owner, "parent": owner.rstrip("/").rpartition("/")[0] + "/", "above": COUNTY, "below": owner + "8/"}.get(role.of, OFFICE)  # fmt: skip


def holder(world: World, kind: str, role: Role, owner: str, person: int) -> PostValue | None:
    """A person's post that should hold this role here; None where a seat forbids it."""
    posts = role.posts or frozenset({"member"})
    post = min(posts)
    if role.of == "own" and kind in OF_A_BODY:
        body = (
            world.scheme.meeting.body
            if kind == "meeting" and world.scheme.meeting
            else world.scheme.owner.office
        )
        seats = set(world.scheme.bodies[body].seats)
        free = sorted(posts & seats) if seats else [post]
        if not free:
            return None
        post = free[0]
    unit = 9 if role.of in ("body", "tenant") else (9 if kind in OF_A_BODY else 3)
    return PostValue(person, post, unit, place_of(role, owner))


def steps(
    world: World, kind: str, state: str, origin: str, doers: dict[str, set[int]]
) -> Iterator[tuple[str, str, int]]:
    """Everything somebody may do here now: the action, the state after it, by whom."""
    machine = world.machines[kind]
    owner = OFFICE if kind in OF_A_BODY else UNIT
    for edge in machine.edges:
        if state not in edge.sources:
            continue
        for name in edge.roles:
            role, person = (
                machine.roles[name],
                1 + len(set[int]().union(*doers.values())),
            )  # another hand each time
            if role.of == "system":
                if not world.engine_does(edge.action, origin):
                    continue
                person = 0
            post = holder(world, kind, role, owner, person)
            if post is None:
                continue
            wanted = {n for e in machine.edges_of(edge.action) for n in (*e.needs, e.guard) if n}
            at = Position(
                state, 9 if kind in OF_A_BODY else 3, owner,
                bodies={role.name_of: 9} if role.of == "body" else {},
                assigned={WRITTEN_IN.get(kind, "leader"): frozenset({person})} if kind not in OF_A_BODY else {},
                doers={action: frozenset(people) for action, people in doers.items()},
                conditions={n: () for n in wanted if world.can_hold(n, kind)},
            )  # fmt: skip
            verdict = decide(machine, at, person, (post,) if person else (), edge.action)
            if isinstance(verdict, Allowed):
                yield edge.action, edge.target or state, person


def world_of(scheme: Scheme) -> World:
    return World(scheme, schemes.compile(scheme, machine_words()).machines)


def graph(world: World, kind: str, origin: str) -> dict[str, set[tuple[str, str]]]:
    """Every state that is reached, with the steps that may be taken from it."""
    first = world.machines[kind].initial
    seen: dict[str, set[tuple[str, str]]] = {}
    queue = [first]
    while queue:
        state = queue.pop()
        if state in seen:
            continue
        seen[state] = {(action, target) for action, target, _ in steps(world, kind, state, origin, {})}
        queue += [target for _, target in seen[state]]
    return seen


def ends(machine: Machine) -> set[str]:
    finals = {name for name, state in machine.states.items() if state.final}
    return finals or {"closed", "released"} & set(machine.states)


def stuck(world: World) -> list[tuple[str, str, str]]:
    """Kind, way in and state of every matter that could never come to an end, and of what could never begin."""
    graphs = {
        (kind, origin): graph(world, kind, origin)
        for kind in world.machines
        for origin in world.origins(kind)
    }
    found = []
    for (kind, origin), reached in graphs.items():
        ending, grown = ends(world.machines[kind]) & set(reached), True
        while grown:
            more = {s for s, ways in reached.items() if any(t in ending for _, t in ways)} - ending
            ending, grown = ending | more, bool(more)
        found += [(kind, origin, state) for state in reached if state not in ending]
    only_light = world.origins("project") in (("light",), ())
    for kind in world.machines:
        if only_light and kind in ("task", "problem"):
            continue  # what is only followed has neither, and waits for neither
        if kind in BEGINS and not any(
            action == step for above, action in BEGINS[kind] for (one, _), reached in graphs.items() if one == above
            for ways in reached.values() for step, _ in ways
        ):  # fmt: skip
            found.append((kind, "never begun", ""))
    return found


def walk(world: World, kind: str, origin: str, chance: random.Random) -> str:
    """One matter by chance from its beginning; the state it ends in."""
    state, doers, finals = world.machines[kind].initial, dict[str, set[int]](), ends(world.machines[kind])
    for _ in range(MOST_STEPS):
        if state in finals:
            return state
        ways = sorted(steps(world, kind, state, origin, doers))
        assert ways, (kind, origin, state)
        onward = [way for way in ways if way[1] != state]
        action, state, person = chance.choice(onward if onward and chance.random() < ONWARD else ways)
        doers.setdefault(action, set()).add(person)
    return state


def hold_together(text: str) -> bool:
    """The file is answered; a clean one compiles, reads and ends. Whether it was clean."""
    checked = check(text.encode())
    for finding in checked.findings:
        assert "…" not in say(finding)
    scheme = checked.scheme
    if scheme is None:
        assert any(f.level == "error" for f in checked.findings)
        return False
    hold_laws(schemes.compile(scheme, machine_words()))
    assert rule_book(scheme, "zh")
    assert rule_book(scheme, "en")
    assert schemes.load(text.encode()) == scheme
    world = world_of(scheme)
    assert stuck(world) == []
    everything_falls_due(scheme)
    return True


def everything_falls_due(scheme: Scheme) -> None:
    """Each rhythm has a due day at least once in the year."""
    days = Calendar.of([True] * 7 if scheme.calendar == "every-day" else [True] * 5 + [False] * 2)
    rhythms = [rule.cadence for rule in scheme.progress.reports.values()] if scheme.progress else []
    if scheme.supervision and scheme.supervision.circular:
        rhythms.append(scheme.supervision.circular)
    for rhythm in rhythms:
        assert any(turns(rhythm, date(scheme.year, 1, 1), date(scheme.year, 12, 31), days))


def test_the_laws_notice_a_scheme_whose_tasks_nobody_accepts():
    world = world_of(check(SMALL["catalogue"].encode()).scheme)
    without = {kind: machine for kind, machine in world.machines.items() if kind != "task"}
    assert ("project", "full", "running") in stuck(World(world.scheme, without))


@settings(max_examples=25)
@given(st.integers(0, 10**9))
def test_every_matter_of_a_clean_county_walked_by_chance_ends(seed):
    chance = random.Random(seed)
    scheme = check(text_of(county(chance)).encode()).scheme
    world = world_of(scheme or check(FILES[seed % len(FILES)].read_bytes()).scheme)
    for kind, machine in world.machines.items():
        for origin in world.origins(kind):
            assert walk(world, kind, origin, chance) in ends(machine), (kind, origin)


@settings(max_examples=60)
@given(spoiled())
def test_a_spoiled_file_is_refused_with_reasons_or_runs_to_its_end(text):
    hold_together(text)


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.parent.name)
def test_every_shipped_scheme_runs_to_its_end(file):
    assert hold_together(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SMALL)
def test_every_small_scheme_runs_to_its_end(name):
    assert hold_together(SMALL[name])


@settings(max_examples=40)
@given(counties)
def test_a_county_put_together_by_chance_is_refused_or_runs_to_its_end(tree):
    hold_together(text_of(tree))
