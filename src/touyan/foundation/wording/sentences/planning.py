"""Sentences of scheduling: faults of a plan, why a task stands where it stands, what collides.

The sentences for links are put together from the link's type and its lag, so that forty of them are written as
two events, two actions, five lags and two directions. `{with}` is the other task.
"""

from __future__ import annotations

Pair = tuple[str, str]

_EVENTS = {"f": ("完成", "finish"), "s": ("开始", "start")}

_UNITS = {"workdays": ("个工作日", "working days"), "days": ("个自然日", "calendar days")}


def _early(event: Pair, action: Pair) -> dict[str, Pair]:
    """Why a task cannot stand earlier, by the lag of the link that binds it."""
    told = {
        "plain": (
            f"须等“{{with}}”{event[0]}，才能{action[0]}。",
            f"Its {action[1]} waits for the {event[1]} of {{with}}.",
        )
    }
    for unit, (zh, en) in _UNITS.items():
        more = "，遇休息日顺延" if unit == "days" else ""
        told[f"after_{unit}"] = (
            f"须等“{{with}}”{event[0]}后再过 {{lag}} {zh}{more}，才能{action[0]}。",
            f"Its {action[1]} waits until {{lag}} {en} after the {event[1]} of {{with}}.",
        )
        told[f"before_{unit}"] = (
            f"须等到距“{{with}}”{event[0]}还有 {{lag}} {zh}{more}，才能{action[0]}。",
            f"Its {action[1]} waits until {{lag}} {en} before the {event[1]} of {{with}}.",
        )
    return told


def _late(event: Pair, action: Pair) -> dict[str, Pair]:
    """Why a task cannot stand later, by the lag of the link that binds it."""
    told = {
        "plain": (
            f"“{{with}}”要等本项{event[0]}才能{action[0]}，本项再晚就会推迟它。",
            f"The {action[1]} of {{with}} waits for its {event[1]}; later would delay that task.",
        )
    }
    for unit, (zh, en) in _UNITS.items():
        more = "（遇休息日顺延）" if unit == "days" else ""
        told[f"after_{unit}"] = (
            f"“{{with}}”要等本项{event[0]}后再过 {{lag}} {zh}{more}才能{action[0]}，本项再晚就会推迟它。",
            f"The {action[1]} of {{with}} waits until {{lag}} {en} after its {event[1]}; later would delay that task.",
        )
        told[f"before_{unit}"] = (
            f"“{{with}}”要等到距本项{event[0]}还有 {{lag}} {zh}{more}才能{action[0]}，本项再晚就会推迟它。",
            f"The {action[1]} of {{with}} waits until {{lag}} {en} before its {event[1]}; later would delay that task.",
        )
    return told


def _link_sentences() -> dict[str, Pair]:
    return {
        f"plan_{side}_{waited}{waiting}_{lag}": pair
        for side, tell in (("early", _early), ("late", _late))
        for waited, event in _EVENTS.items()
        for waiting, action in _EVENTS.items()
        for lag, pair in tell(event, action).items()
    }


SENTENCES: dict[str, Pair] = {
    "task_twice": (
        "“{place}”的任务编号“{task}”与前面的重复，请改为不同的编号。",
        "The task {task} at {place} was given before; give it another id.",
    ),
    "link_unknown": (
        "“{place}”所指的任务“{task}”不存在，请核对编号或删除这条关系。",
        "The task {task} named at {place} does not exist; check the id or remove the link.",
    ),
    "parent_unknown": (
        "“{place}”所指的上级任务“{task}”不存在，请核对编号。",
        "The parent {task} named at {place} does not exist; check the id.",
    ),
    "cycle": (
        "任务互相等待，成了一个圈：{shown}，请删去其中一条关系。",
        "Tasks wait for each other in a circle: {shown}; remove one of the links.",
    ),
    "plan_without_tasks": (
        "“tasks”中没有任务，请至少填写一项。",
        "The plan has no task; give at least one.",
    ),
    "plan_bound_missing": (
        "按这个方向排期必须写明“{place}”，请补上日期（forward 需要 start，backward 需要 finish）。",
        "This direction needs {place}; give its date (forward needs start, backward needs finish).",
    ),
    "duration_missing": (
        "任务“{task}”没有工期，请在“{place}”填写工作日数（里程碑填 0）。",
        "The task {task} has no duration; give working days at {place} (0 for a milestone).",
    ),
    "duration_of_parent": (
        "“{task}”是其他任务的上级，工期由下级得出，请删除“{place}”。",
        "{task} is a parent, its duration comes from its children; remove {place}.",
    ),
    "dates_of_parent": (
        "“{task}”是其他任务的上级，日期由下级得出，请把“{place}”写到下级任务上。",
        "{task} is a parent, its dates come from its children; put {place} on them.",
    ),
    "milestone_spans": (
        "里程碑“{task}”只占一个时点，“{place}”的开始与完成应为同一天，请改正。",
        "The milestone {task} is a single moment; start and finish at {place} must be one day.",
    ),
    "actual_start_missing": (
        "任务“{task}”写了实际完成日而没有实际开始日，请补上“{place}”。",
        "The task {task} has an actual finish but no actual start; add {place}.",
    ),
    "actual_after_status": (
        "“{place}”的实际日期 {on} 晚于统计日 {status}，实际情况不能发生在将来，请核对。",
        "The actual date {on} at {place} lies after the status date {status}; check it.",
    ),
    "plan_bound_beyond_dates": (
        "从“{place}”起在公元 0001 年至 9999 年之间找不到工作日，请核对日期和日历。",
        "No worked day is found from {place} within the years 0001 to 9999; check the date and the calendar.",
    ),
    "plan_beyond_dates": (
        "任务“{task}”的日期超出公元 0001 年至 9999 年或日历中已没有工作日，请核对“{place}”。",
        "The dates of {task} lie outside the years 0001 to 9999 or beyond the last worked day; check {place}.",
    ),
    "plan_early_start": (
        "从计划开始日排起，没有别的限制。",
        "It counts from the plan's start; nothing else binds it.",
    ),
    "plan_early_status": (
        "尚未开始，只能排在统计日 {on} 之后。",
        "It has not begun, so it stands after the status date {on}.",
    ),
    "plan_early_fact": (
        "已于 {on} 实际开始，日期按实际保留。",
        "It actually started on {on}; facts are kept.",
    ),
    "plan_early_pin": ("日期已固定，不随其他任务移动。", "Its dates are pinned and do not move with others."),
    "plan_early_children": ("由下级 {count} 项任务汇总得出。", "It sums up {count} tasks below it."),
    "plan_early_snet": (
        "限定不早于 {on} 开始。",
        "It may start no earlier than {on}.",
    ),
    "plan_early_mso": ("限定在 {on} 开始。", "It must start on {on}."),
    "plan_early_fnet": (
        "限定不早于 {on} 完成。",
        "It may finish no earlier than {on}.",
    ),
    "plan_early_mfo": ("限定在 {on} 完成。", "It must finish on {on}."),
    "plan_late_finish": (
        "最迟排到计划完成日，没有别的限制。",
        "It counts back from the plan's finish; nothing else binds it.",
    ),
    "plan_late_snlt": (
        "限定不晚于 {on} 开始。",
        "It may start no later than {on}.",
    ),
    "plan_late_mso": ("限定在 {on} 开始。", "It must start on {on}."),
    "plan_late_fnlt": (
        "限定不晚于 {on} 完成。",
        "It may finish no later than {on}.",
    ),
    "plan_late_mfo": ("限定在 {on} 完成。", "It must finish on {on}."),
    "plan_conflict_pinned_link": (
        "任务“{task}”的固定日期（{start} 至 {finish}）早于前置任务“{with}”所允许的，请调整其一。",
        "The pinned dates of {task} ({start} to {finish}) are earlier than {with} allows; move one of them.",
    ),
    "plan_conflict_pinned_start": (
        "任务“{task}”的固定日期（{start} 至 {finish}）早于计划开始日，请调整其一。",
        "The pinned dates of {task} ({start} to {finish}) lie before the plan's start; move one of them.",
    ),
    "plan_conflict_pinned_status": (
        "任务“{task}”固定在统计日或以前（{start}）而没有实际开始，请登记实际日期或重新固定。",
        "{task} is pinned to {start}, not after the status date, but has not begun; record facts or pin it anew.",
    ),
    "plan_conflict_pinned_finish": (
        "任务“{task}”的固定日期（{start} 至 {finish}）晚于计划完成日，请调整其一。",
        "The pinned dates of {task} ({start} to {finish}) lie after the plan's finish; move one of them.",
    ),
    "plan_conflict_pinned_limit": (
        "任务“{task}”的固定日期（{start} 至 {finish}）不符合它自己的限定（{with} {on}），请调整其一。",
        "The pinned dates of {task} ({start} to {finish}) break its own limit ({with} {on}); move one of them.",
    ),
    "plan_conflict_limit_link": (
        "前置任务“{with}”使任务“{task}”赶不上限定日期（{type} {on}），请调整其一。",
        "Because of {with}, {task} cannot keep its limit ({type} {on}); move one of them.",
    ),
    "plan_conflict_limit_start": (
        "从计划开始日排起，任务“{task}”赶不上限定日期（{type} {on}），请提前开始或放宽限定。",
        "Counted from the plan's start, {task} cannot keep its limit ({type} {on}); start earlier or relax it.",
    ),
    "plan_conflict_limit_status": (
        "统计日已过，任务“{task}”尚未开始，赶不上限定日期（{type} {on}），请放宽限定。",
        "The status date has passed and {task} has not begun, so it cannot keep its limit ({type} {on}).",
    ),
    "plan_conflict_limit_finish": (
        "任务“{task}”按限定日期（{type} {on}）会晚于计划完成日，请调整其一。",
        "At its limit ({type} {on}) {task} ends after the plan's finish; move one of them.",
    ),
    "plan_conflict_limit_fact": (
        "任务“{task}”的实际日期不符合它的限定（{type} {on}），请核对或放宽限定。",
        "The actual dates of {task} break its limit ({type} {on}); check them or relax it.",
    ),
    **_link_sentences(),
}
