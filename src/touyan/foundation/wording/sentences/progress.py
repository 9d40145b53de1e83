"""Sentences about reports and about what turns a light green again."""

SENTENCES: dict[str, tuple[str, str]] = {
    "report.already_open": ("{period}的报告已经建好。", "The report of {period} is already there."),
    "report.foreign_task": (
        "这一行不是本项目的任务，不能作为本项目的进展。",
        "This row is not a task of this project and cannot count as its progress.",
    ),
    "report.task_twice": ("同一项任务填了两次，请只保留一行。", "A task stands here twice; keep one row."),
    "report.task_not_open": (
        "“{task}”已经报完成、等待验收，这里不能再改完成比例。",
        "“{task}” was claimed done and waits for acceptance; its percent cannot be changed here.",
    ),
    "report.percent": (
        "“{task}”的完成比例应是 0 到 100 的整数。",
        "The percent of “{task}” is a whole number from 0 to 100.",
    ),
    "report.fell_without_words": (
        "“{task}”的完成比例比现在的 {was}% 低，请写一句原因。",
        "“{task}” fell below its present {was}%; say why in a line.",
    ),
    "report.too_long": (
        "这里最多写 {most} 字，现在有 {count} 字，请缩短。",
        "At most {most} characters go here, {count} stand; shorten it.",
    ),
    "report.line_missing": (
        "请写一句本期的进展；没有变化就用“无变化”。",
        "Write one line on this period, or use “no change”.",
    ),
    "report.words_wanted": (
        "这种报告不能用“无变化”代替，请逐项填写。",
        "This report cannot be answered with “no change”; fill it in.",
    ),
    "report.reason_missing": ("请写明退回的原因。", "Say why the report comes back."),
    "report.asked": (
        "请填报《{project}》{period}的进展。",
        "Report the progress of “{project}” for {period}.",
    ),
    "report.returned": (
        "《{project}》{period}的报告被退回：{reason}",
        "The report of “{project}” for {period} came back: {reason}",
    ),
    "progress.cure_gap": (
        "实际进度达到 {needed}% 以上（现在 {actual}%）",
        "actual progress of at least {needed}% (now {actual}%)",
    ),
    "progress.cure_overdue": (
        "办完 {count} 项已逾期的任务：{names}",
        "finish {count} overdue tasks: {names}",
    ),
    "progress.cure_due": (
        "全部任务报完成（离完成期限还有 {left} 个工作日）",
        "every task done ({left} working days left to the finish)",
    ),
    "verify.report_foreign_task": (
        "报告里有不属于本项目的任务。",
        "The report names a task of another project.",
    ),
    "verify.report_due_not_workday": (
        "报告的到期日 {due} 不是工作日。",
        "The report is due on {due}, which is no working day.",
    ),
}
