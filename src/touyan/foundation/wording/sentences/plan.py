"""Sentences about plans and tasks."""

SENTENCES: dict[str, tuple[str, str]] = {
    "plan.stage_unknown": (
        "计划里没有“{stage}”这个阶段，请刷新页面后重选。",
        "The plan has no stage “{stage}”; reload the page and choose again.",
    ),
    "plan.stage_open": (
        "“{stage}”还有 {count} 项任务没有验收：{names}。请先验收，或由有权豁免的人写明理由豁免。",
        "{count} tasks of “{stage}” are not accepted yet: {names}. Accept them first, or have the stage waived.",
    ),
    "plan.stage_before_open": (
        "前面的“{stage}”还没有关闭，{count} 项任务没有验收：{names}。请先验收并关闭，或由有权豁免的人豁免。",
        "“{stage}” comes first and is not closed; {count} tasks are open: {names}. Close it, or have it waived.",
    ),
    "plan.stage_not_closed": (
        "“{stage}”还没有关闭，请先关闭阶段。",
        "“{stage}” is not closed yet; close the stage first.",
    ),
    "plan.stage_closed_already": (
        "“{stage}”已经关闭或豁免，不必再办。",
        "“{stage}” was closed or waived already.",
    ),
    "plan.stage_needs_no_waiver": (
        "“{stage}”的任务已全部验收，直接关闭即可，不用豁免。",
        "All tasks of “{stage}” are accepted: it can be closed and needs no waiver.",
    ),
    "plan.waiver_reason_missing": (
        "请写明豁免的理由，它会和您的姓名一起留在记录里。",
        "Give the reason of the waiver; it stays on record under your name.",
    ),
    "client.day_unreadable": (
        "请填写验收日期，例如 2026-11-20。",
        "Give the day of the visit, e.g. 2026-11-20.",
    ),
    "client.day_to_come": (
        "验收日期不能晚于今天（{today}）。",
        "The day of the visit cannot be after today ({today}).",
    ),
    "client.nobody_came": ("请填写到场人数，至少 1 人。", "Give how many residents came, at least one."),
    "client.more_satisfied_than_came": (
        "满意人数应在 0 到到场的 {present} 人之间。",
        "Between 0 and the {present} who came can have been satisfied.",
    ),
    "client.not_heard": (
        "还没有群众验收记录。请组织至少 {n} 名群众代表到现场看，把结果记下来。",
        "Residents have not accepted the result yet: have at least {n} of them see it and record what they say.",
    ),
    "client.too_few_came": (
        "最近一次群众验收只有 {present} 人到场，至少要 {n} 人，请再组织一次。",
        "Only {present} residents came last time, at least {n} are needed; hold another visit.",
    ),
    "client.not_satisfied": (
        "最近一次群众验收 {present} 人到场、{satisfied} 人满意，低于 {pct}%。请退回继续实施，整改后再请群众验收。",
        "{satisfied} of {present} residents were satisfied, below {pct}%: reopen the project, mend it, and ask them again.",
    ),
    "plan.link_unreadable": (
        "前置任务“{text}”看不懂。请写行号，例如 2，或 2FS+3（第2项完成后再过3个工作日）、3SS、4FF-2。",
        "The predecessor “{text}” cannot be read. Give a row number, e.g. 2, or 2FS+3, 3SS, 4FF-2.",
    ),
    "plan.link_to_nothing": (
        "前置任务写了第{number}项，但表里只有{rows}项，请改正行号。",
        "The predecessor names row {number}, but the table has {rows} rows; correct it.",
    ),
    "plan.link_to_itself": (
        "第{number}项把自己写成了前置任务，请改为别的行号。",
        "Row {number} names itself as its predecessor; give another row.",
    ),
    "plan.too_many_rows": (
        "任务最多{most}项，现有{rows}项，请合并或删减。",
        "At most {most} tasks, there are {rows}; merge or remove some.",
    ),
    "plan.name_missing": (
        "第{number}项没有任务名称，请填写，或删除这一行。",
        "Row {number} has no task; fill it in or remove the row.",
    ),
    "plan.cell_too_long": (
        "第{number}项这一格最多{most}字，请缩短。",
        "This cell of row {number} holds at most {most} characters.",
    ),
    "plan.duration_unreadable": (
        "工期“{text}”不是整数，请填工作日数，例如 10。",
        "The duration “{text}” is no whole number; give working days, e.g. 10.",
    ),
    "plan.duration_out_of_bounds": (
        "第{number}项的工期应在{least}至{most}个工作日之间（只有里程碑可以是0）。",
        "Row {number} lasts {least} to {most} working days (only a milestone may be 0).",
    ),
    "plan.owner_twice": (
        "本单位有{count}位“{name}”，请写成“{name}（单位）”，例如“{example}”。",
        "There are {count} people called {name} here; write the unit behind the name, e.g. {example}.",
    ),
    "plan.day_unreadable": (
        "日期“{text}”看不懂，请填写，例如 2026-12-25。",
        "The day “{text}” cannot be read; give e.g. 2026-12-25.",
    ),
    "plan.ends_before_it_begins": (
        "完成日期 {finish} 早于开始日期 {start}，请改正其中一个。",
        "The plan ends on {finish}, before it begins on {start}; correct one of them.",
    ),
    "plan.ends_too_late": (
        "完成日期 {finish} 超过方案规定的最后期限 {last}，请改为不晚于这一天。",
        "The plan ends on {finish}, after the scheme's last day {last}; choose an earlier day.",
    ),
    "plan.tranche_unknown": (
        "方案没有“{stage}”这一期资金，请重新选择。",
        "The scheme has no stage of money “{stage}”; choose again.",
    ),
    "plan.tranche_marked_twice": (
        "同一期资金由两项任务释放，请只留一项。",
        "One stage of the money is released by two tasks; leave only one.",
    ),
    "plan.no_tasks": (
        "计划里还没有任务。请先在“编制计划”中填写任务表。",
        "The plan has no tasks yet; fill in the task table first.",
    ),
    "plan.deliverable_missing": (
        "第{numbers}项没有写成果，请在“编制计划”中补上。",
        "Rows {numbers} name no deliverable; add it in the task table.",
    ),
    "plan.acceptance_missing": (
        "第{numbers}项没有写验收标准，请在“编制计划”中补上。",
        "Rows {numbers} name no acceptance standard; add it in the task table.",
    ),
    "plan.owner_missing": (
        "第{numbers}项没有责任人，请在“编制计划”中指定。",
        "Rows {numbers} have no owner; name one in the task table.",
    ),
    "plan.tranche_unmarked": (
        "“{stage}”这一期资金没有对应的里程碑。请在“编制计划”中选一项任务，验收后释放这期资金。",
        "The stage of money “{stage}” has no milestone; choose the task whose acceptance releases it.",
    ),
    "plan.not_scheduled": (
        "任务表改过以后还没有排工期，请先“倒排工期”。",
        "The table changed after it was scheduled; schedule it again.",
    ),
    "plan.not_feasible": (
        "工期排不下，还差 {missing} 个工作日。卡在这条线上：{chain}。",
        "It does not fit: {missing} working days are missing, along {chain}.",
    ),
    "plan.lever": (
        "把“{task}”缩短 {shorten} 个工作日，可补回 {gain} 个工作日。",
        "Shortening “{task}” by {shorten} working days wins {gain}.",
    ),
    "plan.provisional_years": (
        "{years}年的放假安排还没有公布，暂按周一至周五计算；公布后请重新排一次。",
        "The holidays of {years} are not published yet; Monday to Friday are counted until then.",
    ),
    "plan.commitment_empty": (
        "承诺书没有内容，请填写后再签。",
        "The commitment is empty; write it before signing.",
    ),
    "plan.commitment_missing": (
        "书记还没有签承诺书，请到“承诺书”页签署。",
        "The secretary has not signed the commitment; sign it on its page.",
    ),
    "plan.linked_leader_missing": (
        "还缺包联领导（“1+5”第1项），请由安全管理员在本单位登记“包联领导”职务。",
        "No linked leader (1 of 1+5); have the post recorded at the unit.",
    ),
    "plan.responsible_person_missing": (
        "领题书记已不在本单位任职（“1+5”第2项），请先确定责任人。",
        "The leader holds no post at the unit any more (2 of 1+5); name the responsible person.",
    ),
    "plan.budget_missing": (
        "还缺项目经费（“1+5”第3项），补上后才能启动。",
        "No budget (3 of 1+5); set it before the start.",
    ),
    "plan.team_missing": (
        "还缺工作队伍（“1+5”第4项），请在任务表中落实至少两名责任人。",
        "No team (4 of 1+5); name at least two owners in the task table.",
    ),
    "plan.assessment_missing": (
        "方案没有考核办法（“1+5”第5项），请与组织部联系。",
        "The scheme has no assessment (5 of 1+5); ask the organisation department.",
    ),
    "plan.targets_missing": (
        "项目没有可考核的目标指标（“1+5”第5项），请补上后再启动。",
        "The project has no targets to assess (5 of 1+5); add them first.",
    ),
    "plan.tasks_open": (
        "还有 {count} 项任务没有验收：{names}。",
        "{count} tasks are not accepted yet: {names}.",
    ),
    "task.progress_out_of_bounds": (
        "进度请填 0 至 99；全部做完请点“报完成”。",
        "Give 0 to 99 percent; when all is done, claim it done.",
    ),
    "task.progress_unreadable": (
        "进度“{text}”不是整数，请填 0 至 99。",
        "“{text}” is no whole number; give 0 to 99.",
    ),
    "task.reason_missing": (
        "请写明退回的理由，让责任人知道改什么。",
        "Say why it is sent back, so that the owner knows what to mend.",
    ),
    "verify.plan_differs": (
        "计划表与最后一次保存的记录不符。",
        "The plan's table differs from its last saving.",
    ),
    "verify.stage_or_verdict_differs": (
        "阶段关闭、豁免或群众验收的记录与操作记录不符。",
        "A stage closed or waived, or what residents said, differs from the record.",
    ),
    "verify.baseline_differs": (
        "承诺的计划与签署时的记录不符。",
        "The promised plan differs from what was signed.",
    ),
    "plan.no_task_stage": (
        "方案没有规定怎样推进任务，不能启动，请与组织部联系。",
        "The scheme has no stage for tasks; ask the organisation department.",
    ),
    "verify.task_differs": (
        "这项任务的内容或日期与承诺的计划不符。",
        "This task differs from the promised plan.",
    ),
    "verify.tasks_differ": (
        "正在实施的任务与承诺的计划不是同一组。",
        "The live tasks are not those of the promised plan.",
    ),
}
