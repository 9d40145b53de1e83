"""Sentences about reviews and problems."""

SENTENCES: dict[str, tuple[str, str]] = {
    "review.already_open": ("{period}的督查已经建好。", "The review of {period} is already there."),
    "review.due_not_worked": (
        "{day} 不是工作日，督查期限应落在工作日。",
        "{day} is not a working day; a review is due on one.",
    ),
    "review.conclusion_missing": (
        "请写出督查结论；没有问题也要写明“未发现问题”。",
        "Write the conclusion; where nothing was found, say so.",
    ),
    "supervision.too_long": (
        "这里最多写 {most} 字，现在有 {count} 字，请缩短。",
        "At most {most} characters go here, {count} stand; shorten it.",
    ),
    "problem.text_missing": ("请写明问题。", "Say what is wrong."),
    "problem.demand_missing": ("请写明整改要求。", "Say what must be done."),
    "problem.source_unknown": ("请选择事项来源。", "Choose where this comes from."),
    "problem.category_unknown": ("请选择问题类别。", "Choose the kind of problem."),
    "problem.deadline_out_of_bounds": (
        "整改期限应是 1 到 {most} 个工作日，空着就按方案的期限。",
        "The deadline is 1 to {most} working days; leave it empty for the scheme's.",
    ),
    "problem.rectification_missing": ("请写明整改了什么。", "Say what was done about it."),
    "problem.verdict_missing": ("请写明为什么还不能销号。", "Say why it cannot be closed yet."),
    "problem.opened": (
        "《{project}》有一个问题要整改：{number}。",
        "A problem of “{project}” must be rectified: {number}.",
    ),
    "problem.rectified": (
        "《{project}》的问题 {number} 报告已整改，请复核。",
        "Problem {number} of “{project}” was reported rectified; verify it.",
    ),
    "problem.rejected": (
        "《{project}》的问题 {number} 复核没有通过，请继续整改。",
        "Problem {number} of “{project}” was not accepted as rectified.",
    ),
    "verify.problem_closed_alone": (
        "问题销号没有经整改人以外的人复核。",
        "The problem was closed without a second person's verification.",
    ),
    "verify.problem_closing_day": (
        "问题的状态与销号日期不一致。",
        "The problem's state and its closing day do not agree.",
    ),
    "verify.problem_due_not_workday": (
        "问题的整改时限 {due} 不是工作日。",
        "The problem's deadline {due} is no working day.",
    ),
    "verify.review_empty": (
        "督查已办结，但没有结论或当天的数据。",
        "A concluded review lacks its conclusion or the facts of the day.",
    ),
}
