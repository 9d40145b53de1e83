"""Named checks of a project's plan: what the commitment and the start gate ask, each saying what is missing and where."""

from __future__ import annotations

from touyan.core.findings import Finding
from touyan.foundation.calendar.clock import clock
from touyan.foundation.ledger.registry import condition
from touyan.foundation.people.models import Post
from touyan.foundation.publicity.holds import held_back
from touyan.stages.application.residents import missing
from touyan.stages.approval.models import Project
from touyan.stages.plan.days import open_on
from touyan.stages.plan.lines import stage_words
from touyan.stages.plan.models import Plan
from touyan.stages.plan.reading import MARKED, answered, markable_stages, plan_of, rows_in, tasks_in
from touyan.stages.plan.reckoning import verdict_findings
from touyan.stages.plan.rows import blank_findings, digest_of, unowned_findings

Findings = tuple[Finding, ...]
NOBODY_ELSE_NEEDED = 2


def _plan(project: Project) -> Plan | None:
    """The plan, read once for all checks of one instance of the project."""
    if not hasattr(project, "_plan_checked"):
        project._plan_checked = plan_of(project)  # type: ignore[attr-defined]  # noqa: SLF001 - kept on this very instance
    return project._plan_checked  # type: ignore[attr-defined,no-any-return]  # noqa: SLF001


@condition("plan_complete", on=Project)
def plan_complete(project: Project, given: object) -> Findings:  # noqa: ARG001 - conditions share one shape
    """Nothing promised may be blank: tasks, owners, deliverables, acceptance, marked milestones, fitting dates."""
    plan = _plan(project)
    if plan is None or not plan.rows:
        return (Finding("plan.no_tasks", "rows"),)
    rows = rows_in(plan)
    found = [*blank_findings(rows), *unowned_findings(rows), *_unmarked(project, plan)]
    one = project.application
    held = held_back(project.tenant_id, "application", one.key, project.title) if one else ()
    return (*found, *_undated(plan), *held)


def _unmarked(project: Project, plan: Plan) -> Findings:
    words = stage_words(project.scheme_version.rules, "zh")
    marked = {row.releases for row in rows_in(plan)}
    return tuple(
        Finding("plan.tranche_unmarked", "rows", {"stage": words[stage.id]})
        for stage in markable_stages(project)
        if stage.at in MARKED and stage.id not in marked
    )


def _undated(plan: Plan) -> Findings:
    rows = rows_in(plan)
    if plan.computed.get("of") != digest_of(rows, plan.start_on, plan.finish_on):
        return (Finding("plan.not_scheduled", "schedule"),)
    return _blocking(plan)


def _blocking(plan: Plan) -> Findings:
    return tuple(
        f
        for f in verdict_findings(plan.computed, {r.id: r.name for r in rows_in(plan)})
        if f.level == "error"
    )


@condition("plan_feasible", on=Project)
def plan_feasible(project: Project, given: object) -> Findings:  # noqa: ARG001
    """The dates fit between start and due date (WH-33)."""
    plan = _plan(project)
    return _undated(plan) if plan is not None and plan.rows else (Finding("plan.no_tasks", "rows"),)


@condition("commitment_signed", on=Project)
def commitment_signed(project: Project, given: object) -> Findings:  # noqa: ARG001
    """The leader signed this very plan (WH-24)."""
    plan = _plan(project)
    if plan is None or plan.committed_on is None or not plan.baseline_digest:
        return (Finding("plan.commitment_missing", "commitment"),)
    return ()


@condition("tasks_owned", on=Project)
def tasks_owned(project: Project, given: object) -> Findings:  # noqa: ARG001
    """Every task has somebody who answers for it (SB-21)."""
    plan = _plan(project)
    rows = rows_in(plan)
    return unowned_findings(rows) if rows else (Finding("plan.no_tasks", "rows"),)


@condition("linked_leader_named", on=Project)
def linked_leader_named(project: Project, given: object) -> Findings:  # noqa: ARG001
    """First of 1+5: a linked leader (SB-20): somebody holding that post at the project's unit."""
    held = Post.objects.of_tenant(project.tenant_id).filter(
        open_on(clock(project.tenant_id).today),
        unit_id=project.unit_id,
        kind="linked_leader",
        state="in_office",
    )
    return () if held.exists() else (Finding("plan.linked_leader_missing", "people"),)


@condition("responsible_person_named", on=Project)
def responsible_person_named(project: Project, given: object) -> Findings:  # noqa: ARG001
    """Second of 1+5: a responsible person, still in office (SB-20, WH-14)."""
    held = Post.objects.of_tenant(project.tenant_id).filter(
        open_on(clock(project.tenant_id).today),
        person_id=project.leader_id,
        unit_id=project.unit_id,
        state="in_office",
    )
    return () if held.exists() else (Finding("plan.responsible_person_missing", "people"),)


@condition("budget_set", on=Project)
def budget_set(project: Project, given: object) -> Findings:  # noqa: ARG001
    """Third of 1+5: a sum of money (SB-20)."""
    return () if project.budget_fen > 0 else (Finding("plan.budget_missing", "budget"),)


@condition("team_named", on=Project)
def team_named(project: Project, given: object) -> Findings:  # noqa: ARG001
    """Fourth of 1+5: a team: people named in the application, or at least two who own tasks (SB-20)."""
    if answered(project, "people"):
        return ()
    owners = {row.owner or row.owner_word for row in rows_in(_plan(project)) if row.is_owned}
    return () if len(owners) >= NOBODY_ELSE_NEEDED else (Finding("plan.team_missing", "people"),)


@condition("assessment_set", on=Project)
def assessment_set(project: Project, given: object) -> Findings:  # noqa: ARG001
    """Fifth of 1+5: how it will be assessed: the scheme's parts and this project's own targets (SB-20, WH-28)."""
    if project.scheme_version.rules.project_assessment is None:
        return (Finding("plan.assessment_missing", "assessment"),)
    return () if project.indicators.exists() else (Finding("plan.targets_missing", "indicators"),)


@condition("tasks_accepted", on=Project)
def tasks_accepted(project: Project, given: object) -> Findings:  # noqa: ARG001
    """Nothing of the plan is still open when the project ends."""
    tasks = tasks_in(project)
    still = [one.name for one in tasks if one.state != "accepted"]
    if still:
        return (Finding("plan.tasks_open", "tasks", {"count": len(still), "names": "、".join(still[:5])}),)
    return () if tasks else (Finding("plan.no_tasks", "tasks"),)


@condition("residents_before_start", on=Project)
def residents_before_start(project: Project, given: object) -> Findings:  # noqa: ARG001
    """Residents had a part in planning and review (YQ-23)."""
    return missing(project.application, ("planning", "review"))


@condition("residents_before_finish", on=Project)
def residents_before_finish(project: Project, given: object) -> Findings:  # noqa: ARG001
    """Residents had a part in delivery (YQ-23)."""
    return missing(project.application, ("delivery",))
