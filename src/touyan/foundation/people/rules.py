"""Kinds of posts, and the house machines of people, posts and delegations."""

from __future__ import annotations

from touyan.core.workflow import Edge, Label, Machine, Role, State
from touyan.foundation.ledger.registry import house_machine
from touyan.foundation.units.rules import ENGINE, SECOND, SECURITY

POST_KINDS: dict[str, Label] = {
    "secretary": Label("书记", "Secretary"),
    "deputy_secretary": Label("副书记", "Deputy secretary"),
    "head": Label("负责人", "Head"),
    "checker": Label("审核人", "Checker"),
    "drafter": Label("经办人", "Drafter"),
    "vetter": Label("初审人", "Vetter"),
    "member": Label("成员", "Member"),
    "clerk": Label("办公室经办", "Office clerk"),
    "inspector": Label("督导员", "Inspector"),
    "finance_officer": Label("财务经办", "Finance officer"),
    "linked_leader": Label("包联领导", "Linked leader"),
    "judge": Label("评委", "Judge"),
    "system_admin": Label("系统管理员", "System administrator"),
    "security_admin": Label("安全管理员", "Security administrator"),
    "audit_admin": Label("审计管理员", "Audit administrator"),
    "security_person": Label("安全员", "Security person"),
}
ADMINISTRATORS = frozenset({"system_admin", "security_admin", "audit_admin"})
HOUSE_POSTS = ADMINISTRATORS | {"security_person"}

SELF = Role("self", of="assigned", name_of="self", label=Label("本人", "The person"))
LEADER = Role(
    "leader", frozenset({"secretary", "head"}), "own", label=Label("单位书记", "The unit's secretary")
)

PERSON_MACHINE = house_machine(
    Machine(
        kind="person",
        initial="active",
        states={
            "active": State("active", Label("在用", "Active")),
            "disabled": State("disabled", Label("停用", "Disabled")),
        },
        edges=(
            Edge("person.sign_in", frozenset({"active"}), None, ("self",), label=Label("登录", "Sign in")),
            Edge("person.sign_out", frozenset({"active"}), None, ("self",), label=Label("退出", "Sign out")),
            Edge(
                "person.change_password",
                frozenset({"active"}),
                None,
                ("self",),
                label=Label("修改密码", "Change the password"),
            ),
            Edge(
                "person.choose_language",
                frozenset({"active"}),
                None,
                ("self",),
                label=Label("选择语言", "Choose the language"),
            ),
            Edge(
                "person.warn",
                frozenset({"active"}),
                None,
                ("engine",),
                label=Label("提醒本人有人尝试登录", "Tell the owner of failed sign-ins"),
            ),
            Edge(
                "person.hear_warning",
                frozenset({"active"}),
                None,
                ("self",),
                label=Label("知悉登录提醒", "Acknowledge the sign-in warning"),
            ),
            Edge(
                "person.enrol_second",
                frozenset({"active"}),
                None,
                ("self",),
                label=Label("启用手机动态码", "Take up an authenticator"),
            ),
            Edge(
                "person.spend_recovery",
                frozenset({"active"}),
                None,
                ("self",),
                label=Label("使用备用码", "Use a recovery code"),
            ),
            Edge(
                "person.drop_second",
                frozenset({"active"}),
                None,
                ("security_person",),
                needs=("has_authenticator",),
                label=Label("停用遗失手机的动态码", "Drop a lost authenticator"),
            ),
            Edge(
                "person.correct",
                frozenset({"active", "disabled"}),
                None,
                ("security_admin", "self"),
                label=Label("更正资料", "Correct the data"),
            ),
            Edge(
                "person.issue_slip",
                frozenset({"active"}),
                None,
                ("security_admin",),
                label=Label("发放首次登录单", "Issue a first-login slip"),
            ),
            Edge(
                "person.rehome",
                frozenset({"active", "disabled"}),
                None,
                ("security_admin",),
                label=Label("调整所在单位", "Change the home unit"),
            ),
            Edge(
                "person.disable",
                frozenset({"active"}),
                "disabled",
                ("security_admin",),
                needs=("an_auditor_stays",),
                label=Label("停用账号", "Disable the account"),
            ),
            Edge(
                "person.enable",
                frozenset({"disabled"}),
                "active",
                ("security_person",),
                not_by=("person.disable",),
                label=Label("恢复账号", "Enable the account"),
            ),
            Edge(
                "person.reveal_phone",
                frozenset({"active", "disabled"}),
                None,
                ("security_admin", "colleague"),
                label=Label("查看完整电话", "Reveal the phone"),
            ),
        ),
        roles={
            r.name: r
            for r in (
                SECURITY,
                SECOND,
                ENGINE,
                SELF,
                Role("colleague", frozenset(), "own", label=Label("同单位人员", "Colleague")),
            )
        },
    )
)

POST_MACHINE = house_machine(
    Machine(
        kind="post",
        initial="proposed",
        states={
            "proposed": State("proposed", Label("待确认", "Proposed")),
            "in_office": State("in_office", Label("在任", "In office")),
            "ended": State("ended", Label("已离任", "Ended"), final=True),
        },
        edges=(
            Edge(
                "post.confirm",
                frozenset({"proposed"}),
                "in_office",
                ("security_person", "leader", "engine"),
                not_by=("post.appoint",),
                label=Label("确认任职", "Confirm the post"),
            ),
            Edge(
                "post.decline",
                frozenset({"proposed"}),
                "ended",
                ("security_person", "leader"),
                label=Label("不予确认", "Decline the post"),
            ),
            Edge(
                "post.end",
                frozenset({"in_office"}),
                "ended",
                ("security_admin",),
                needs=("an_auditor_stays",),
                label=Label("办理离任", "End the post"),
            ),
            Edge(
                "delegation.grant",
                frozenset({"in_office"}),
                None,
                ("holder",),
                needs=("post_may_be_lent",),
                label=Label("委托代办", "Delegate during leave"),
            ),
        ),
        roles={
            r.name: r
            for r in (
                SECURITY,
                SECOND,
                ENGINE,
                LEADER,
                Role("holder", of="assigned", name_of="holder", label=Label("任职人", "The holder")),
            )
        },
    )
)

DELEGATION_MACHINE = house_machine(
    Machine(
        kind="delegation",
        initial="active",
        states={
            "active": State("active", Label("有效", "Active")),
            "revoked": State("revoked", Label("已收回", "Revoked"), final=True),
        },
        edges=(
            Edge(
                "delegation.revoke",
                frozenset({"active"}),
                "revoked",
                ("giver", "security_admin"),
                label=Label("收回委托", "Revoke the delegation"),
            ),
        ),
        roles={
            r.name: r
            for r in (
                SECURITY,
                Role("giver", of="assigned", name_of="giver", label=Label("委托人", "The giver")),
            )
        },
    )
)
