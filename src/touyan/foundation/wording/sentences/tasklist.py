"""Sentences of the task list."""

SENTENCES: dict[str, tuple[str, str]] = {
    "tasklist.no_stage": ("本方案没有任务清单环节。", "This scheme has no task list."),
    "tasklist.empty": ("没有可以导入的举措。", "There is no measure to take in."),
    "tasklist.no_leader": (
        "{unit}没有在任的负责人，举措没有人牵头；请先办理任职登记。",
        "{unit} has nobody in office to lead; record the post first.",
    ),
    "tasklist.lead_not_asked": (
        "方案不要求{unit}这类单位牵头；请改牵头单位。",
        "The scheme does not let units such as {unit} lead; name another.",
    ),
    "tasklist.due_unreadable": (
        "“{text}”不是日期；请写成 2026-06-30，没有期限的写“长期坚持”。",
        "{text} is no date; write 2026-06-30, or 长期坚持 for a standing measure.",
    ),
    "tasklist.due_outside": (
        "时限 {day} 不在 {first} 至 {last} 之内；请改日期。",
        "The date {day} is not between {first} and {last}.",
    ),
}
