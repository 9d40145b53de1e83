"""Positive controls of the invariants: each of seventeen seeded faults is found by the invariant that is there for it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest

from tests.factories.projects import delivered
from tests.journeys.invariants import Watch
from tests.journeys.path import FIRST, SECOND, by, decided, drafted, handed_in, opened, running, vetted
from touyan.core.workflow import from_plain
from touyan.foundation.calendar.days import Days
from touyan.foundation.jobs import actions as jobs
from touyan.foundation.ledger import registry, scope
from touyan.project.demonstration.content import judged
from touyan.stages.application.actions import Reason
from touyan.stages.application.models import Application, Call, Version
from touyan.stages.approval.models import Project
from touyan.stages.funding.models import Tranche
from touyan.stages.plan.actions import SavePlan
from touyan.stages.review.actions import Passed
from touyan.stages.review.models import Sheet
from touyan.stages.review.vetting import questions
from touyan.stages.supervision.actions import NewProblem, Words


def with_edge(county: Any, patch: Any, kind: str, action: str, **changed: Any) -> None:
    """Rewrite one edge of the published rules, as a careless change of the compiler would."""
    plain = deepcopy(county.scheme.machines)
    for edge in plain[kind]["edges"]:
        if edge["action"] == action:
            edge.update(changed)
    machines = {name: from_plain(one) for name, one in plain.items()}
    patch.setattr("touyan.foundation.rulebook.models._machines", lambda pk, digest: machines)


def no_quota(county: Any, patch: Any, watch: Watch) -> None:
    patch.setitem(registry.CONDITIONS, ("application", "quota_left"), lambda subject, given: ())
    patch.setattr("touyan.stages.application.actions.quota_left", lambda subject, given: ())
    call = opened(county)
    for _ in range(3):
        handed_in(county, call, FIRST)


def anybody_signs(county: Any, patch: Any, watch: Watch) -> None:
    with_edge(county, patch, "application", "application.submit", roles=["unit_drafter"], leader_only=False)
    made = drafted(county, opened(county), FIRST)
    by(county, FIRST, "drafter", "application.pass_to_check", made)
    by(county, FIRST, "checker", "application.pass_to_sign", made)
    by(county, FIRST, "drafter", "application.submit", made)


def one_hand_asks_and_agrees(county: Any, patch: Any, watch: Watch) -> None:
    with_edge(county, patch, "tranche", "tranche.approve", roles=["unit_drafter"], not_by=[])
    tranche = Tranche.objects.of_tenant(county.tenant).get(project=running(county), stage="approval")
    by(county, FIRST, "drafter", "tranche.request", tranche)
    by(county, FIRST, "drafter", "tranche.approve", tranche)


def one_hand_mends_and_verifies(county: Any, patch: Any, watch: Watch) -> None:
    with_edge(county, patch, "problem", "problem.verify", roles=["unit_drafter"], not_by=[])
    problem = found_problem(county)
    by(county, FIRST, "drafter", "problem.begin", problem)
    by(county, FIRST, "drafter", "problem.report_rectified", problem, Words("已办"))
    by(county, FIRST, "drafter", "problem.verify", problem, Words("好"))


def found_problem(county: Any) -> Any:
    return county.do(
        "inspector", "problem.open", running(county), NewProblem("进度滞后", "限期赶上", "inspection")
    ).subject


def closed_at_once(county: Any, patch: Any, watch: Watch) -> None:
    with_edge(county, patch, "problem", "problem.verify", sources=["open"])
    county.do("org-vetter", "problem.verify", found_problem(county), Words("算了"))


def stages_beyond_the_budget(county: Any, patch: Any, watch: Watch) -> None:
    from touyan.core.tranches import stage_amounts

    module = "touyan.stages.funding.actions.stage_amounts"
    patch.setattr(module, lambda *told: {name: 2 * fen for name, fen in stage_amounts(*told).items()})
    running(county)


def days_are_counted_on_the_wall_calendar(county: Any, patch: Any, watch: Watch) -> None:
    patch.setattr(Days, "add", lambda self, day, workdays: day + timedelta(days=workdays))
    handed_in(county, opened(county), FIRST)


def a_sheet_is_rewritten(county: Any, patch: Any, watch: Watch) -> None:
    running(county)
    assert watch.look() == []
    Sheet.objects.of_tenant(county.tenant).update(marks={"small_entry": "25"})


def a_version_is_rewritten(county: Any, patch: Any, watch: Watch) -> None:
    handed_in(county, opened(county), FIRST)
    assert watch.look() == []
    Version.objects.of_tenant(county.tenant).update(answers={})


def acts_are_not_linked(county: Any, patch: Any, watch: Watch) -> None:
    patch.setattr("touyan.foundation.ledger.door.link", lambda previous, material: "0" * 64)
    handed_in(county, opened(county), FIRST)


def a_state_is_moved_behind_the_door(county: Any, patch: Any, watch: Watch) -> None:
    running(county)
    Project.objects.of_tenant(county.tenant).update(state="closed")


def a_title_is_changed_behind_the_door(county: Any, patch: Any, watch: Watch) -> None:
    handed_in(county, opened(county), FIRST)
    Application.objects.of_tenant(county.tenant).update(title="另一个项目")


def scope_is_forgotten(county: Any, patch: Any, watch: Watch) -> None:
    patch.setattr(scope.ScopedManager, "visible", lambda self, actor: self.of_tenant(actor.tenant))
    call = opened(county)
    for sketch in (FIRST, SECOND):
        handed_in(county, call, sketch)


def plans_may_end_next_year(county: Any, patch: Any, watch: Watch) -> None:
    patch.setattr("touyan.stages.plan.actions.bound_findings", lambda *told: ())
    call = opened(county)
    vetted(county, handed_in(county, call, FIRST))
    decided(county, call)
    delivered()
    project = Project.objects.of_tenant(county.tenant).get()
    by(
        county,
        FIRST,
        "drafter",
        "project.save_plan",
        project,
        SavePlan([], date(2026, 3, 23).isoformat(), "2027-01-15"),
    )


def roles_are_forgotten(county: Any, patch: Any, watch: Watch) -> None:
    deciding = import_module("touyan.core.workflow.decide")
    patch.setattr(deciding, "holds", lambda role, person, posts, at: (True, posts[0]))
    county.do("street-drafter", "application.pass_to_check", drafted(county, opened(county), FIRST))
    asked = Passed(judged([q.name for q in questions(county.scheme.rules)]))
    handed = handed_in(county, Call.objects.of_tenant(county.tenant).get(), SECOND)
    county.do("org-head", "application.pass", handed, asked)


def the_door_forgets_scope(county: Any, patch: Any, watch: Watch) -> None:
    patch.setattr("touyan.foundation.ledger.door._load", lambda known, actor, subject: subject)
    machines = county.scheme.machines
    wide = next(one for one in machines["call"]["roles"] if one["name"] == "unit_drafter_anywhere")
    machines["application"]["roles"].append(wide)
    with_edge(county, patch, "application", "application.withdraw", roles=[wide["name"]])
    made = handed_in(county, opened(county), FIRST)
    by(county, SECOND, "drafter", "application.withdraw", made, Reason("不再申报"))


def a_job_breaks_down(county: Any, patch: Any, watch: Watch) -> None:
    running(county)
    patch.setitem(jobs._WORK, "day", lambda run: 1 // 0)
    county.today(date(2026, 3, 23))
    jobs.run_due(limit=200)


SEEDED: dict[Callable[[Any, Any, Watch], None], str] = {
    no_quota: "quotas_hold",
    anybody_signs: "leaders_act_themselves",
    one_hand_asks_and_agrees: "four_eyes",
    one_hand_mends_and_verifies: "four_eyes",
    closed_at_once: "problems_close_properly",
    stages_beyond_the_budget: "money_fits",
    days_are_counted_on_the_wall_calendar: "deadlines_are_worked_days",
    a_sheet_is_rewritten: "sealed_stays_sealed",
    a_version_is_rewritten: "submitted_stays",
    acts_are_not_linked: "chain_follows",
    a_state_is_moved_behind_the_door: "matters_are_as_told",
    a_title_is_changed_behind_the_door: "matters_are_as_told",
    scope_is_forgotten: "nobody_sees_more",
    plans_may_end_next_year: "plans_end_in_time",
    roles_are_forgotten: "roles_are_kept",
    the_door_forgets_scope: "reach_is_kept",
    a_job_breaks_down: "jobs_do_their_work",
}


@pytest.mark.parametrize("seed", SEEDED, ids=lambda seed: seed.__name__)
def test_each_seeded_fault_is_found_by_the_invariant_that_is_there_for_it(county, monkeypatch, seed):
    watch = Watch(county.tenant, county.actor("street-drafter"))
    seed(county, monkeypatch, watch)
    assert SEEDED[seed] in {told.partition(":")[0] for told in watch.look()}


def test_the_same_path_without_a_fault_breaks_nothing(county):
    watch = Watch(county.tenant, county.actor("street-drafter"))
    running(county)
    assert watch.look() == []
    problem = county.do(
        "inspector",
        "problem.open",
        Project.objects.of_tenant(county.tenant).get(),
        NewProblem("滞后", "赶上", "inspection"),
    ).subject
    by(county, FIRST, "drafter", "problem.begin", problem)
    assert watch.look() == []
