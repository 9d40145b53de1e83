"""What the door says when it refuses."""

SENTENCES: dict[str, tuple[str, str]] = {
    "door.unknown_action": ("本方案没有“{action}”这个动作。", "This scheme has no action “{action}”."),
    "door.wrong_state": (
        "目前处于“{state_label}”，不能{action_label}。",
        "Now in state “{state_label}”; {action_label} is not possible here.",
    ),
    "door.not_yours": (
        "{action_label}由{roles}办理，您目前的岗位没有这项职责。",
        "{action_label} is done by {roles}; your posts do not include this duty.",
    ),
    "door.leader_only": (
        "这一步必须由书记本人办理，不能由受委托人代办。",
        "This step must be done by the secretary in person, not by a delegate.",
    ),
    "door.same_hand": (
        "前一步是您本人办理的，这一步须由另一人办理。",
        "You did the earlier step yourself; another person must do this one.",
    ),
    "door.condition_unknown": (
        "条件“{condition}”无法核实，暂不能办理。请联系系统管理员。",
        "Condition “{condition}” cannot be checked; ask the system administrator.",
    ),
    "door.out_of_scope": ("没有找到这件事项。", "No such matter was found."),
    "door.stale": (
        "您打开之后，这件事项已被他人更新。您填写的内容仍保留在页面上，请对照最新内容后再提交。",
        "Somebody updated this matter after you opened it. Your text is kept on the page; compare and submit again.",
    ),
    "door.key_reused": (
        "这张表单已经提交过，内容与上次不同。请刷新页面后重新填写。",
        "This form was already submitted with other content. Reload the page and fill it in again.",
    ),
}
