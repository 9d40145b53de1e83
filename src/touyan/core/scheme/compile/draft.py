"""A machine while it is being made, and the closed lists of conditions a scheme may ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from touyan.core.scheme.shape.scheme import Scheme
from touyan.core.workflow.machine import Edge, Label, Machine, Role, State

SYSTEM = "system"
ANYONE = "anyone"
HOLDER = "holder"

# the named conditions each kind's snapshot computes; an edge may need no other
CONDITIONS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "scheme_version": (),
    "call": ("call_open", "item_free"),
    "application": (
        "call_open", "form_complete", "secretary_in_office", "quota_left", "within_year", "faults_named",
        "rework_rounds_left", "rework_rounds_used", "faults_answered", "items_named", "items_answered",
        "decision_recorded", "is_filed", "is_vetted", "not_required",
    ),
    "meeting": ("sheets_complete", "tie_decided"),
    "contest": ("is_last_round", "is_lower_round", "list_fits", "marks_complete", "award_ties_decided"),
    "notice": ("revisions_verified",),
    "release": ("publicity_over", "objections_closed", "publicity_done"),
    "objection": (),
    "project": (
        "plan_complete", "commitment_signed", "tasks_owned", "plan_feasible", "linked_leader_named",
        "responsible_person_named", "budget_set", "team_named", "assessment_set", "tasks_accepted",
        "call_takes_promotion", "residents_before_start", "residents_before_finish", "stages_closed", "residents_accepted",
    ),
    "task": ("earlier_stages_closed",),
    "report": (),
    "quarterly_review": (),
    "problem": (),
    "tranche": ("no_red_notice",),
    "assessment": ("actuals_entered", "publicity_done", "residents_before_grade"),
    "post_assessment": ("sheets_quorate", "grade_within_quota"),
    "need": (),
})  # fmt: skip


@dataclass(slots=True)
class Draft:
    """States and edges in the making; the first state named is the initial one."""

    kind: str
    states: dict[str, State] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)

    def state(self, *names: str, final: bool = False, label: Label | None = None) -> None:
        """Add states."""
        for name in names:
            self.states[name] = State(name, label or Label(""), final)

    def edge(
        self,
        action: str,
        sources: str | Iterable[str],
        target: str | None,
        *roles: str | None,
        needs: Iterable[str] = (),
        leader_only: bool = False,
        not_by: tuple[str, ...] = (),
        guard: str = "",
    ) -> None:
        """Add an edge. Roles left out by the scheme (None) and doubles fall away."""
        froms = frozenset([sources] if isinstance(sources, str) else sources)
        holders = tuple(dict.fromkeys(role for role in roles if role is not None))
        self.edges.append(
            Edge(action, froms, target, holders, tuple(needs), leader_only, not_by, guard=guard)
        )

    @property
    def initial(self) -> str:
        """The state a matter begins in."""
        return next(iter(self.states))


def anywhere(role: str) -> str:
    """Name the role of the same posts in any unit of the tenant: for acts on a matter that is not yet the actor's own.

    A call belongs to the office, yet a street's drafter begins an application on it.
    """
    return f"{role}_anywhere"


def roles_of(scheme: Scheme) -> dict[str, Role]:
    """Every role an edge may name: the scheme's own, the same posts anywhere, and those of the house."""
    roles = {
        rule.name: Role(rule.name, frozenset(rule.posts), rule.of, rule.named, rule.label)
        for rule in scheme.roles.values()
    }
    wide = [Role(anywhere(r.name), r.posts, "tenant", "", r.label) for r in roles.values() if r.of == "own"]
    roles.update({role.name: role for role in wide})
    roles[SYSTEM] = Role(SYSTEM, of="system")
    roles.setdefault(ANYONE, Role(ANYONE, of="anyone"))
    roles.setdefault(
        HOLDER, Role(HOLDER, of="assigned", name_of="holder", label=Label("本人", "The person assessed"))
    )
    return roles


def _label_of(draft: Draft, state: State, words: Mapping[str, Label]) -> Label:
    """Give the scheme's label, else the house's; a return is named after the level it came from."""
    if state.label.zh:
        return state.label
    stem, _, level = state.name.partition(".")
    words_of = words.get(f"state.{draft.kind}.{stem}", state.label)
    if not level:
        return words_of
    above = draft.states[f"vetting.{level}"].label
    return Label(
        words_of.zh.replace("{level}", above.zh), words_of.en.replace("{level}", above.en or above.zh)
    )


def machine_of(draft: Draft, scheme: Scheme, words: Mapping[str, Label]) -> Machine:
    """Make the finished machine; labels still empty are filled from `words`."""
    states = {s.name: State(s.name, _label_of(draft, s, words), s.final) for s in draft.states.values()}
    edges = tuple(
        e if e.label.zh else replace(e, label=words.get(f"action.{e.action}", e.label)) for e in draft.edges
    )
    used = {name for edge in edges for name in edge.roles}
    roles = {name: role for name, role in roles_of(scheme).items() if name in used}
    return Machine(draft.kind, draft.initial, MappingProxyType(states), edges, MappingProxyType(roles))
