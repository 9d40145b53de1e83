"""Sentences of an assessment: the faults of its input and every step of its derivation."""

SENTENCES: dict[str, tuple[str, str]] = {
    "part_weights_sum": (
        "“{place}”各部分权重合计为{sum}，应当为100，请调整。",
        "The weights at {place} add up to {sum}, not 100; adjust them.",
    ),
    "grade_from_twice": (
        "“{place}”的起分{given}与另一等次相同，无法区分等次，请改正。",
        "The threshold {given} at {place} is that of another grade too; correct it.",
    ),
    "assess_part": (
        "“{part}”得分{score}，权重{weight}%，折合{result}分。",
        "{part}: {score} at a weight of {weight}% gives {result}.",
    ),
    "rater_mean": (
        "“{group}”有效票 {sheets} 张，“{part}”平均{mean}分，占{weight}%，折合{result}分。",
        "{group}: {sheets} valid sheets give {part} a mean of {mean}; at {weight}% that is {result}.",
    ),
    "rater_part": ("各组折合分相加，“{part}”得{result}分。", "Together the groups give {part} {result}."),
    "assess_sum": ("各部分折合分相加，得{result}分。", "The parts add up to {result}."),
    "assess_coefficient": (
        "合计{score}分乘以系数{coefficient}，得{result}分。",
        "{score} times the coefficient {coefficient} gives {result}.",
    ),
    "assess_rounded": (
        "{score}四舍五入到{decimals}位小数，总分{result}分。",
        "{score}, rounded half up to {decimals} decimals, is {result}.",
    ),
    "assess_graded": (
        "总分{score}分，达到{least}分，等次为“{result}”。",
        "{score} reaches {least}: {result}.",
    ),
    "assess_ungraded": (
        "总分{score}分，低于所有等次的起分，没有对应等次，请由考核主体研究确定。",
        "{score} is below every threshold; the assessing body must settle the grade.",
    ),
    "assess_veto": (
        "出现一票否决事项“{veto}”，等次最高为“{best}”，由“{grade}”定为“{result}”。",
        "Veto {veto} allows {best} at best: {grade} becomes {result}.",
    ),
    "completion_rate": (
        "指标“{indicator}”基数{baseline}{unit}，目标{target}{unit}，实际{actual}{unit}，完成率{result}%。",
        "{indicator}: from {baseline} to {target} {unit}, now {actual} {unit}, is {result}%.",
    ),
    "completion_capped": (
        "完成率{rate}%按规则限制在0至{ceiling}%之间，计{result}%。",
        "{rate}% is held between 0 and {ceiling}%: {result}%.",
    ),
    "completion_unreported": (
        "指标“{indicator}”没有上报实际数，不计完成率，也不按0计算。",
        "{indicator} has no reported figure; it has no rate and is not counted as 0.",
    ),
    "baseline_absent": (
        "指标“{indicator}”要求下降，但没有基数，请补填基数。",
        "{indicator} is to go down but has no baseline; give one.",
    ),
    "target_not_beyond_baseline": (
        "指标“{indicator}”的目标{target}没有超出基数{baseline}，无法计算完成率，请改正目标、基数或方向。",
        "The target {target} of {indicator} is not beyond its baseline {baseline}; correct one of them.",
    ),
}
