"""The start gate as a list: every condition the scheme names, whether it holds, what is missing and where to mend it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from touyan.core.workflow import Label
from touyan.foundation.ledger.registry import CONDITIONS, machine_of
from touyan.foundation.web.reasons import words
from touyan.foundation.wording import Lang, say
from touyan.stages.approval.models import Project
from touyan.stages.plan.reading import plan_rules

NAMES: dict[str, tuple[Label, str]] = {
    "plan_complete": (Label("计划写完整", "Plan complete"), "edit"),
    "commitment_signed": (Label("承诺书已签", "Commitment signed"), "commitment"),
    "tasks_owned": (Label("每项任务有责任人", "Every task has an owner"), "edit"),
    "plan_feasible": (Label("工期排得下", "The plan fits"), "schedule"),
    "linked_leader_named": (Label("包联领导已定", "Linked leader named"), ""),
    "responsible_person_named": (Label("责任人已定", "Responsible person named"), ""),
    "budget_set": (Label("经费已定", "Budget set"), ""),
    "team_named": (Label("队伍已定", "Team named"), "edit"),
    "residents_before_start": (
        Label("策划、评审有群众参与", "Residents took part in planning and review"),
        "",
    ),
    "assessment_set": (Label("考核办法已定", "Assessment set"), ""),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of the gate: its words, whether it holds, sentences for what is missing, the page that mends it."""

    name: str
    label: str
    is_met: bool
    missing: tuple[str, ...]
    url: str


def gate_of(project: Project, lang: Lang) -> list[Condition]:
    """The conditions before the start, in the scheme's order; empty once the project runs or where no plan is asked."""
    rules = plan_rules(project)
    if rules is None or project.state not in ("preparing", "committed"):
        return []
    known = machine_of(project).edges_of("project.start")
    wanted = [
        name
        for name in dict.fromkeys(name for edge in known for name in edge.needs)
        if (project.KIND, name) in CONDITIONS
    ]
    named = [_condition(project, name, lang) for name in wanted if name != "plan_complete"]
    said = {text for one in named for text in one.missing}
    whole = _condition(project, "plan_complete", lang)
    # What another condition says already is not said twice.
    return [replace(whole, missing=tuple(text for text in whole.missing if text not in said)), *named]


def _condition(project: Project, name: str, lang: Lang) -> Condition:
    label, page = NAMES.get(name, (Label(name), ""))
    found = [f for f in CONDITIONS[(project.KIND, name)](project, None) if f.level == "error"]
    url = f"/plans/{project.key}/{page}" if page and project.state == "preparing" else ""
    return Condition(name, words(label, lang), not found, tuple(say(f, lang) for f in found), url)
