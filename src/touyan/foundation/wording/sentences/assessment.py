"""Sentences about the year-end assessment."""

SENTENCES: dict[str, tuple[str, str]] = {
    "assessment.already_open": ("{year}年度的考核已经建好。", "The assessment of {year} is already there."),
    "assessment.target_unknown": ("没有这一项指标。", "There is no such indicator."),
    "assessment.not_a_figure": (
        "“{name}”的实际完成数应是一个数。",
        "The actual of “{name}” must be a figure.",
    ),
    "assessment.percent": ("“{name}”应是 0 到 100 的百分数。", "“{name}” is a percentage from 0 to 100."),
    "assessment.evidence_missing": (
        "“{name}”要写明佐证，例如调查时间、样本来源。",
        "Give the evidence of “{name}”, e.g. when and whom you asked.",
    ),
    "assessment.too_long": (
        "“{name}”最多写 {most} 字，请缩短。",
        "“{name}” holds at most {most} characters; shorten it.",
    ),
    "assessment.figures_missing": (
        "还没有填报：{names}。没有填报的不能按 0 分计。",
        "Not entered yet: {names}. What is missing never counts as nought.",
    ),
    "assessment.not_published": (
        "考核结果还没有公示。",
        "The result has not been published for objections yet.",
    ),
    "assessment.publicity_runs": ("公示期到 {until} 才结束。", "The publicity period runs until {until}."),
    "completion_kept": (
        "指标“{indicator}”的目标是 0，实际{actual}，完成率{result}%。",
        "{indicator} aims at 0; with {actual} its rate is {result}%.",
    ),
    "verify.assessment_differs": (
        "考核得分 {score} 与各部分得分推算的不一致。",
        "The stored score {score} does not follow from its parts.",
    ),
    "verify.assessment_confirmed_alone": (
        "考核等次没有经评分人以外的人确认。",
        "The grade was not confirmed by a second person.",
    ),
}
