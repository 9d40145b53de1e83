"""Kinds of units and the house machine of a unit: opened, changed, closed, never deleted."""

from __future__ import annotations

from touyan.core.workflow import Edge, Label, Machine, Role, State
from touyan.foundation.ledger.registry import house_machine

UNIT_KINDS: dict[str, Label] = {
    "county": Label("县（市、区）", "County"),
    "street": Label("街道", "Street"),
    "town": Label("镇", "Town"),
    "township": Label("乡", "Township"),
    "village": Label("村", "Village"),
    "community": Label("社区", "Community"),
    "park": Label("园区", "Park"),
    "organs_committee": Label("机关工委", "Organs committee"),
    "bureau": Label("局（部门）", "Bureau"),
    "party_department": Label("党委工作部门", "Party department"),
    "party_committee": Label("党委", "Party committee"),
    "branch": Label("党支部", "Branch"),
    "firm": Label("企业", "Firm"),
    "association": Label("协会", "Association"),
    "body": Label("议事协调机构", "Body"),
}

SECURITY = Role(
    "security_admin",
    frozenset({"security_admin"}),
    "tenant",
    label=Label("安全管理员", "Security administrator"),
)
SECOND = Role(
    "security_person",
    frozenset({"security_admin", "security_person"}),
    "tenant",
    label=Label("安全员", "Security person"),
)
ENGINE = Role("engine", of="system", label=Label("系统", "System"))
STAFF_POSTS = frozenset({"secretary", "deputy_secretary", "head", "checker", "drafter"})
STAFF = Role("staff", STAFF_POSTS, "own", label=Label("本单位经办人员", "Staff of the unit"))
STAFF_ABOVE = Role(
    "staff_above",
    STAFF_POSTS | {"vetter", "clerk"},
    "above",
    label=Label("上级单位经办人员", "Staff of a unit above"),
)
SCHEME_OFFICE = Role(
    "scheme_office",
    frozenset({"clerk", "head"}),
    "tenant",
    label=Label("领导小组办公室、组织部", "Leading group's office, organisation department"),
)

UNIT_MACHINE = house_machine(
    Machine(
        kind="unit",
        initial="active",
        states={
            "active": State("active", Label("在用", "Active")),
            "closed": State("closed", Label("已撤销", "Closed"), final=True),
        },
        edges=(
            Edge(
                "unit.add_below",
                frozenset({"active"}),
                None,
                ("security_admin", "engine"),
                label=Label("新增下级单位", "Add a unit below"),
            ),
            Edge(
                "unit.rename",
                frozenset({"active"}),
                None,
                ("security_admin", "engine"),
                label=Label("更名", "Rename"),
            ),
            Edge(
                "unit.move",
                frozenset({"active"}),
                None,
                ("security_admin", "engine"),
                needs=("no_circle",),
                label=Label("调整隶属", "Move"),
            ),
            Edge(
                "unit.guide",
                frozenset({"active"}),
                None,
                ("security_admin", "engine"),
                label=Label("设定指导关系", "Set guidance"),
            ),
            Edge(
                "unit.correct",
                frozenset({"active"}),
                None,
                ("security_admin", "engine"),
                label=Label("更正单位资料", "Correct the unit's data"),
            ),
            Edge(
                "unit.end_guidance",
                frozenset({"active"}),
                None,
                ("security_admin",),
                label=Label("解除指导关系", "End the guidance"),
            ),
            Edge(
                "unit.export_people",
                frozenset({"active"}),
                None,
                ("security_admin",),
                label=Label("导出人员资料", "Export people with phones"),
            ),
            Edge(
                "feedback.raise",
                frozenset({"active"}),
                None,
                ("engine",),
                label=Label("提出投诉或建议", "Send a complaint or suggestion"),
            ),
            Edge(
                "unit.close",
                frozenset({"active"}),
                "closed",
                ("security_admin",),
                needs=("not_the_county", "nothing_below", "nobody_in_office"),
                label=Label("撤销单位", "Close the unit"),
            ),
            Edge("unit.found", frozenset({"active"}), None, ("engine",), label=Label("建立", "Found")),
            Edge(
                "person.add",
                frozenset({"active"}),
                None,
                ("security_admin", "engine"),
                label=Label("新增人员", "Add a person"),
            ),
            Edge(
                "scheme.upload",
                frozenset({"active"}),
                None,
                ("scheme_office", "engine"),
                label=Label("上传方案", "Upload a scheme"),
            ),
            Edge(
                "need.raise",
                frozenset({"active"}),
                None,
                ("staff", "staff_above", "engine"),
                label=Label("登记需求", "Raise a need"),
            ),
            Edge(
                "post.appoint",
                frozenset({"active"}),
                None,
                ("security_admin", "engine"),
                label=Label("任职登记", "Record a post"),
            ),
        ),
        roles={r.name: r for r in (SECURITY, SECOND, ENGINE, STAFF, STAFF_ABOVE, SCHEME_OFFICE)},
    )
)
