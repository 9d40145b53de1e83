"""The measures in words: what each figure is computed from, for the derivation behind every number."""

from __future__ import annotations

from touyan.core.workflow import Label

RULES: dict[str, Label] = {
    "scheduled_progress": Label(
        "实际完成 ÷ 序时应完成，最高 100%；都按工作日和任务工期计算。",
        "Actual over scheduled progress, at most 100%; both by working days.",
    ),
    "milestones_on_time": Label(
        "按期报完成并已验收的节点 ÷ 到期的节点；计划里没有节点的，按全部任务计。",
        "Milestones claimed in time and accepted, over those due; all tasks where none is a milestone.",
    ),
    "tasks_accepted": Label("已验收的任务 ÷ 全部任务。", "Accepted tasks over all tasks."),
    "problems_closed_on_time": Label(
        "时限内整改并销号的问题 ÷ 已到时限或已销号的问题；没有问题按 100% 计。",
        "Problems rectified in time and closed, over those due or closed; none is 100%.",
    ),
    "indicator_completion": Label(
        "各项目标完成率的平均数；完成率 =（实际 − 基数）÷（目标 − 基数），限制在 0 到上限之间。",
        "Mean completion of the targets: (actual − baseline) ÷ (target − baseline), held between 0 and the cap.",
    ),
    "by_hand": Label(
        "由单位填报百分数，写明样本和佐证，考核时核验。",
        "Entered as a percentage with sample and evidence, checked when scored.",
    ),
}


def rule_words(measure: str) -> Label:
    """What a measure is computed from."""
    return RULES.get(measure, RULES["by_hand"])
