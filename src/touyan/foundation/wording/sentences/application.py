"""Sentences about calls, the form, its gaps, quotas and versions."""

WHERE = "{section}“{field}”"
WHERE_EN = "{section_en}, {field_en}"

SENTENCES: dict[str, tuple[str, str]] = {
    "call.not_open": ("申报通知“{title}”目前没有开放，不能申报。", "The call “{title}” is not open."),
    "call.not_yet": ("申报从 {day} 开始，请到时再办。", "The call begins on {day}."),
    "call.over": (
        "申报已于 {day} 截止。确需补报的，请联系领导小组办公室延期。",
        "The call ended on {day}. Ask the office for an extension.",
    ),
    "call.days_backwards": ("截止日期早于开始日期，请改正。", "The last day is before the first."),
    "call.not_later": (
        "新的截止日期须晚于原定的 {day}，也不能早于今天。",
        "The new last day must be after {day} and not in the past.",
    ),
    "application.reason_missing": (
        "请写明理由，对方要看得懂。",
        "Give the reason in words the other side understands.",
    ),
    "application.no_such_item": (
        "目录里没有适用于本单位的这一项；请从列出的目录项中选择。",
        "The catalogue has no such item for this unit; choose one of those listed.",
    ),
    "application.item_taken": (
        "“{item}”已由{unit}认领，只能由一个单位认领；请另选一项。",
        "{item} is already claimed by {unit} and may be claimed once only; choose another.",
    ),
    "application.is_required": (
        "“{title}”是必选项目，不能撤回；做不了请向领导小组办公室说明。",
        "{title} is required and cannot be withdrawn; speak to the office if it cannot be done.",
    ),
    "application.not_filed": ("按方案，这类项目须审核立项。", "The scheme vets applications of this kind."),
    "application.not_vetted": ("按方案，这类项目实行备案。", "The scheme files applications of this kind."),
    "application.unit_not_asked": (
        "本方案不要求{unit}这类单位申报。",
        "This scheme does not ask units such as {unit} to apply.",
    ),
    "application.no_such_field": (
        "表中没有这个附件栏，请刷新页面后再上传。",
        "The form has no such place for files; reload the page.",
    ),
    "application.no_such_file": (
        "表上已没有这个文件，请刷新页面。",
        "This file is no longer on the form; reload the page.",
    ),
    "application.no_such_version": (
        "没有找到这一版申报书，请核对纸上的编码。",
        "No such version; check the code on the paper.",
    ),
    "application.no_secretary": (
        "{unit}目前没有在任书记，书记项目须由书记本人领办。请先在任职登记中确认书记。",
        "{unit} has no secretary in office; the project must be led by the secretary in person.",
    ),
    "application.quota_used": (
        "每名书记最多申报 {max} 个，已申报 {used} 个（含正在审核的）。撤回其中一个后才能再提交。",
        "At most {max} applications each; {used} handed in already, those in vetting counted.",
    ),
    "application.ends_too_late": (
        "完成时间 {day} 晚于 {last}，书记项目须年内完成。请改短，或另选切口更小的题目。",
        "The project ends on {day}, later than {last}; it must be finished within the year.",
    ),
    "application.task_too_late": (
        "阶段任务中有一项排到 {day}，晚于 {last}。请把任务排在年内。",
        "A task is due on {day}, later than {last}.",
    ),
    "application.missing": (f"{WHERE}还没有填写。", f"{WHERE_EN}: not filled in yet."),
    "application.not_promised": (f"{WHERE}还没有勾选。", f"{WHERE_EN}: not ticked yet."),
    "application.too_long": (
        f"{WHERE}最多 {{max}} 字，超出 {{over}} 字。",
        f"{WHERE_EN}: at most {{max}} characters, {{over}} too many.",
    ),
    "application.row_too_long": (
        f"{WHERE}第 {{row}} 条最多 {{max}} 字，超出 {{over}} 字。",
        f"{WHERE_EN}, line {{row}}: at most {{max}} characters, {{over}} too many.",
    ),
    "application.too_few": (
        f"{WHERE}至少 {{min}} 项，现有 {{count}} 项。",
        f"{WHERE_EN}: at least {{min}} entries, now {{count}}.",
    ),
    "application.too_many": (
        f"{WHERE}最多 {{max}} 项，现有 {{count}} 项。",
        f"{WHERE_EN}: at most {{max}} entries, now {{count}}.",
    ),
    "application.row_incomplete": (
        f"{WHERE}第 {{row}} 行还缺：{{columns}}。",
        f"{WHERE_EN}, line {{row}} lacks: {{columns_en}}.",
    ),
    "application.not_a_date": (
        f"{WHERE}“{{text}}”不是日期，请按“2026-06-30”填写。",
        f"{WHERE_EN}: “{{text}}” is no date; write 2026-06-30.",
    ),
    "application.not_a_number": (
        f"{WHERE}“{{text}}”不是数字，请只填数字。",
        f"{WHERE_EN}: “{{text}}” is no number.",
    ),
    "application.cell_not_a_date": (
        f"{WHERE}第 {{row}} 行{{column}}“{{text}}”不是日期，请按“2026-06-30”填写。",
        f"{WHERE_EN}, line {{row}}, {{column_en}}: “{{text}}” is no date.",
    ),
    "application.cell_not_a_number": (
        f"{WHERE}第 {{row}} 行{{column}}“{{text}}”不是数字，请只填数字，单位填在“单位”栏。",
        f"{WHERE_EN}, line {{row}}, {{column_en}}: “{{text}}” is no number.",
    ),
    "application.period_incomplete": (
        f"{WHERE}开始和完成时间都要填写。",
        f"{WHERE_EN}: both days are needed.",
    ),
    "application.period_backwards": (
        f"{WHERE}完成时间早于开始时间，请改正。",
        f"{WHERE_EN}: the end is before the beginning.",
    ),
    "application.check_unmet": (
        "“{check}”中的“{item}”还没有做到，请补齐对应栏目。",
        "“{item_en}” of “{check_en}” is not met; fill in its fields.",
    ),
    "application.need_too_long": (
        "新登记的需求一句话最多 {max} 字，超出 {over} 字，其余写在“具体情况”里。",
        "The need’s line may have {max} characters, {over} too many; put the rest into its details.",
    ),
    "application.answer_too_long": (
        "第 {number} 条的修改情况最多 {max} 字，超出 {over} 字，请精简后再保存。",
        "The answer to fault {number} may have {max} characters, {over} too many.",
    ),
    "application.fault_unanswered": (
        "第 {number} 条退回意见还没有写修改情况。",
        "Fault {number} has no answer yet.",
    ),
    "application.item_unanswered": ("第 {number} 条修改要求还没有答复。", "Item {number} has no answer yet."),
    "residents.missing_planning": (
        "策划阶段还没有群众参与的记录。请补记做了什么、多少人、哪一天。",
        "No residents' part in planning is on record: say what, how many and when.",
    ),
    "residents.missing_review": (
        "评审阶段还没有群众参与的记录。请补记做了什么、多少人、哪一天。",
        "No residents' part in the review is on record: say what, how many and when.",
    ),
    "residents.missing_delivery": (
        "实施阶段还没有群众参与的记录。请补记做了什么、多少人、哪一天。",
        "No residents' part in delivery is on record: say what, how many and when.",
    ),
    "residents.missing_assessment": (
        "评估阶段还没有群众参与的记录。请补记做了什么、多少人、哪一天。",
        "No residents' part in the assessment is on record: say what, how many and when.",
    ),
    "residents.incomplete": (
        "请写明阶段、做了什么、至少 1 人参与，日期不晚于今天。",
        "Give the phase, what was done, at least one person, and a day not after today.",
    ),
}
