"""Sentences about the assessment of people in posts."""

SENTENCES: dict[str, tuple[str, str]] = {
    "appraisal.own": (
        "不能办理自己的考核；请由其他人办理。",
        "Nobody handles his own assessment; let a colleague do it.",
    ),
    "appraisal.nothing_to_begin": (
        "方案要考核的岗位都已建好考核。",
        "Every post the scheme assesses has its assessment already.",
    ),
    "appraisal.post_not_asked": (
        "这个岗位不在本方案的考核范围内，或者已经建好考核。",
        "The scheme does not assess this post, or its assessment is there already.",
    ),
    "appraisal.meeting_day": (
        "测评会议日期要写成 2027-01-19 这样的日期，不能晚于今天。",
        "Give the day of the meeting as 2027-01-19, not later than today.",
    ),
    "appraisal.group_unknown": ("方案里没有这个测评组。", "The scheme has no such rater group."),
    "appraisal.not_a_count": (
        "“{group}”的有效票、废票应是整数。",
        "{group}: valid and spoiled sheets are whole numbers.",
    ),
    "appraisal.count_differs": (
        "“{group}”写了有效票 {valid} 张，分数却有 {lines} 行；请核对。",
        "{group}: {valid} valid sheets but {lines} lines of marks.",
    ),
    "appraisal.beyond_roll": (
        "“{group}”收回 {sheets} 张，多于名单上的 {roll} 人（不含本人）；请核对。",
        "{group}: {sheets} sheets, but {roll} people on the roll (without the person assessed).",
    ),
    "appraisal.marks_missing": (
        "“{group}”第 {line} 行应有 {wanted} 个分数，写了 {given} 个。",
        "{group}, line {line}: {wanted} marks are asked, {given} given.",
    ),
    "appraisal.mark_outside": (
        "“{group}”第 {line} 行的“{text}”不是 0 到 {points} 之间、最多两位小数的分数（{indicator}）。",
        "{group}, line {line}: {text} is no mark from 0 to {points} with at most two decimals ({indicator}).",
    ),
    "appraisal.quorum_missing": (
        "“{group}”有效票 {valid} 张，不足 {quorum} 张，不能计分。",
        "{group}: {valid} valid sheets, {quorum} are needed.",
    ),
    "appraisal.class_open": (
        "“{grade}”限同类 {pct}%，同类 {size} 人中还有 {waiting} 人没有计分，请等全部计分后再确定。",
        "{grade} is limited to {pct} % of a class; {waiting} of its {size} are not scored yet.",
    ),
    "appraisal.beyond_quota": (
        "“{grade}”限同类 {pct}%，{size} 人最多 {places} 人，现有 {held} 人，按得分排在名额之外；请先核定等次。",
        "{grade} is limited to {pct} % of {size}: {places} at most, {held} reached it, this score lies outside; settle the grade.",
    ),
    "appraisal.tied_at_quota": (
        "“{grade}”限同类 {pct}%，{size} 人最多 {places} 人，与他人同分争最后的名额；请先由领导小组核定。",
        "{grade} is limited to {pct} % of {size}: {places} at most, and this score is tied for the last place; settle it.",
    ),
    "appraisal.grade_not_below": (
        "只能核定为比得分对应的等次低的等次。",
        "Only a grade below the computed one can be settled.",
    ),
    "appraisal.reason": ("请写明核定理由，最多 {most} 字。", "Give the reason, at most {most} characters."),
    "appraisal.signed": ("已经签收过了。", "It has been taken note of already."),
    "verify.post_assessment_differs": (
        "干部考核的得分、等次与测评票推算的不一致。",
        "A person's stored score or grade does not follow from the sheets.",
    ),
    "verify.post_assessment_alone": (
        "干部考核的等次没有经录入、计分以外的人确定。",
        "A person's grade was not confirmed by another hand.",
    ),
}
