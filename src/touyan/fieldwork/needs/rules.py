"""The house machine of a need."""

from __future__ import annotations

from touyan.core.workflow import Edge, Label, Machine, State
from touyan.foundation.ledger.registry import house_machine
from touyan.foundation.units.rules import ENGINE, STAFF, STAFF_ABOVE

SOURCE_WORDS: dict[str, Label] = {
    "task_list": Label("任务清单", "Task list"),
    "community_problem": Label("社区难题", "Community problem"),
    "resident_demand": Label("居民需求", "Residents' demand"),
    "visit": Label("走访发现", "Found on a visit"),
    "higher_priority": Label("上级重点", "Priority from above"),
}

NEED_MACHINE = house_machine(
    Machine(
        kind="need",
        initial="open",
        states={
            "open": State("open", Label("待认领", "Open")),
            "claimed": State("claimed", Label("已认领", "Claimed")),
            "linked": State("linked", Label("已列入项目", "Linked to a project")),
            "declined": State("declined", Label("暂不办理", "Declined"), final=True),
        },
        edges=(
            Edge(
                "need.claim",
                frozenset({"open"}),
                "claimed",
                ("staff", "staff_above"),
                label=Label("认领需求", "Claim the need"),
            ),
            Edge(
                "need.link",
                frozenset({"open", "claimed"}),
                "linked",
                ("staff", "staff_above", "engine"),
                label=Label("列入项目", "Link to a project"),
            ),
            Edge(
                "need.unlink",
                frozenset({"linked"}),
                "claimed",
                ("engine",),
                label=Label("移出项目", "Unlink"),
            ),
            Edge(
                "need.decline",
                frozenset({"open", "claimed"}),
                "declined",
                ("staff", "staff_above"),
                needs=("reason_given",),
                label=Label("暂不办理", "Decline"),
            ),
        ),
        roles={r.name: r for r in (STAFF, STAFF_ABOVE, ENGINE)},
    )
)
