"""Sentences of the lights: what was scheduled, which limit was passed, which light is lit."""

SENTENCES: dict[str, tuple[str, str]] = {
    "lights_finish_before_start": (
        "完成日期{finish}早于开始日期{start}，请改正其中一个。",
        "The finish {finish} lies before the start {start}; correct one of them.",
    ),
    "condition_not_one": (
        "每个条件只能写一项（可写：{known}），这里写了{given}项，请拆开或补上。",
        "A condition holds exactly one of {known}; {given} stand here, split or complete it.",
    ),
    "level_without_condition": (
        "这一级灯没有写条件，请用 any（满足任一）或 all（全部满足）写明。",
        "This level has no condition; write any (one suffices) or all (every one).",
    ),
    "level_any_and_all": (
        "any 与 all 只能写一个，请保留其中之一。",
        "Only one of any and all may stand in a level; keep one.",
    ),
    "light_red": ("红灯", "red"),
    "light_orange": ("橙灯", "orange"),
    "light_yellow": ("黄灯", "yellow"),
    "light_blue": ("蓝灯", "blue"),
    "light_green": ("绿灯", "green"),
    "light_behind": (
        "应完成{scheduled}%，实际完成{actual}%，落后{gap}个百分点",
        "{scheduled}% scheduled, {actual}% done, {gap} points behind",
    ),
    "light_ahead": (
        "应完成{scheduled}%，实际完成{actual}%，超前{ahead}个百分点",
        "{scheduled}% scheduled, {actual}% done, {ahead} points ahead",
    ),
    "light_level": (
        "应完成{scheduled}%，实际完成{actual}%，与序时进度持平",
        "{scheduled}% scheduled, {actual}% done, on schedule",
    ),
    "light_because": ("{figures}；{reasons}，亮{light}。", "{figures}; {reasons}: {light}."),
    "light_complete": ("已全部完成且未逾期", "complete and not overdue"),
    "light_else": ("未触及任何预警条件", "no warning condition is met"),
    "light_gap_over": ("落后幅度{gap}超过{limit}个百分点", "the gap {gap} is over {limit} points"),
    "light_overdue_over": (
        "已逾期{overdue_days}天（超过{limit}天即触发）",
        "overdue for {overdue_days} days (lit beyond {limit})",
    ),
    "light_due_within": (
        "距完成期限还有{workdays_left}个工作日，不超过{limit}个工作日",
        "{workdays_left} working days left, at most {limit}",
    ),
    "light_past_finish": ("已过完成期限", "past the finish"),
    "light_done_under": (
        "实际完成不足应完成的{limit}%",
        "less than {limit}% of what was scheduled is done",
    ),
    "light_short_over": (
        "欠进度超过应完成的{limit}%",
        "more than {limit}% of what was scheduled is lacking",
    ),
    "light_unstarted_for": (
        "连续{unstarted_periods}期应开工未开工，达到{limit}期",
        "not started for {unstarted_periods} periods, at least {limit}",
    ),
    "light_growth_under": ("增速{growth}%低于{limit}%", "growth {growth}% is under {limit}%"),
    "light_growth_under_planned": (
        "增速{growth}%低于计划{growth_planned}%",
        "growth {growth}% is under the plan {growth_planned}%",
    ),
    "light_growth_under_mean": (
        "增速{growth}%低于平均{growth_mean}%",
        "growth {growth}% is under the mean {growth_mean}%",
    ),
    "light_period_missed": ("本期任务未完成", "this period's task is not met"),
    "light_period_made_up": ("曾未按期完成，现已补上", "missed before, made up since"),
    "light_judged": ("经研判认定为“{limit}”", "judged as “{limit}”"),
    "light_slips_over": (
        "未按提示整改{unmet_slips}次，超过{limit}次",
        "{unmet_slips} slips not met, over {limit}",
    ),
    "light_deliverable_missing": (
        "节点没有经认可的交付成果，仅凭自报不能亮绿灯",
        "no accepted deliverable; a self-report alone is not green",
    ),
    "light_lit_in_a_row": ("{light}已连续亮{limit}期", "{light} has been lit {limit} periods in a row"),
    "light_lit_times": ("{light}已亮{limit}次", "{light} has been lit {limit} times"),
}
