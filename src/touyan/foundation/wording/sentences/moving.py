"""Sentences about moving matters under way to another version of their scheme."""

SENTENCES: dict[str, tuple[str, str]] = {
    "move.no_version": ("没有这个方案版本。", "There is no such version of the scheme."),
    "move.no_reason": ("请写明为什么要转。", "Say why."),
    "move.none_chosen": ("没有选中可以转的事项。", "Nothing that can be moved was chosen."),
    "move.changed": (
        "名单在您核对之后有了变化，请再看一遍再确认。",
        "The list changed after you looked at it; look again before you confirm.",
    ),
    "move.not_later": (
        "只能转到同一方案、同一年度、已发布的更新版本，第 {number} 版不是。",
        "Matters move only to a later published version of the same scheme and year; version {number} is none.",
    ),
    "move.already_there": ("已经按第 {number} 版办。", "Already under version {number}."),
    "move.no_machine": ("新版本没有这一类事项。", "The new version has no matters of this kind."),
    "move.no_state": (
        "新版本没有“{name}”这个状态，转过去就没有下一步。",
        "The new version has no state “{name_en}”; there would be no way on.",
    ),
    "move.answer_no_field": (
        "已填的“{name}”在新版本的表里没有位置，转过去会丢失。",
        "The answer to “{name_en}” has no place in the new form and would be lost.",
    ),
    "move.answer_other_type": (
        "“{name}”在新版本里换了填法，原来的答案读不出来。",
        "“{name_en}” is of another type in the new form; its answer could not be read.",
    ),
    "move.answer_no_option": (
        "“{name}”选的那一项在新版本里没有了。",
        "The option chosen for “{name_en}” is no longer there in the new version.",
    ),
    "move.entry_gone": (
        "它由“{name}”建立，新版本里没有这一项。",
        "It began from “{name_en}”, which the new version does not have.",
    ),
    "move.level_gone": (
        "审核层级“{name}”留下了意见，新版本没有这一级。",
        "Vetting level “{name_en}” left an opinion and is gone in the new version.",
    ),
    "move.scored": (
        "已按原来的规则打分，分数按原规则办到底。",
        "Already scored under the old rules, which stand to the end.",
    ),
    "move.drawn": (
        "已列入擂台赛名单，按原来的规则比完。",
        "Already drawn up for a contest, which ends by the old rules.",
    ),
    "move.round_gone": ("新版本没有“{name}”这一轮比赛。", "The new version has no round “{name_en}”."),
    "move.outcome_gone": ("新版本没有“{name}”这种结果。", "The new version has no outcome “{name_en}”."),
    "move.award_gone": ("新版本没有“{name}”这个奖项。", "The new version has no award “{name_en}”."),
    "move.part_lost": (
        "它下面的事项（{name}）在新版本里没有对应的状态。",
        "A matter that hangs on it ({name_en}) finds no such state in the new version.",
    ),
    "move.report_gone": (
        "已有的报告“{name}”在新版本里没有规则。",
        "The new version has no rule for its report “{name_en}”.",
    ),
    "move.money_reckoned": (
        "资金“{name}”一期已按原来的比例算定。",
        "Its money for stage “{name_en}” is already reckoned by the old share.",
    ),
    "move.something_since": (
        "转到新版本以后又办过别的事，不能再退回。",
        "Something was done since the move; it can no longer be taken back.",
    ),
    "move.begun_since": (
        "转到新版本以后已有单位按它申报，请先退回这些申报。",
        "Units have begun applications under the new version; move those back first.",
    ),
    "condition.fits_version": ("新版本里不丢失任何内容", "nothing of it is lost in the new version"),
    "condition.nothing_since": ("转过来以后没有办过别的事", "nothing was done since the move"),
}
